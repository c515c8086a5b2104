import { describe, expect, it, test } from 'vitest';
import { explainWorkflow } from '../../src/explain/ledger/explain-workflow.ts';
import { type CompiledWorkflow, planWorkflow, resolveAgentOptions, type Step } from '../../src/index.ts';
import { objectFindings, withoutRepeated } from '../../src/lint/object-findings.ts';

type Agent = ReturnType<typeof resolveAgentOptions>;

function findingsOf(workflow: CompiledWorkflow, agent: Agent, podSecurity?: 'baseline' | 'restricted') {
  const plan = planWorkflow(workflow, agent);
  const ledger = explainWorkflow(workflow, agent);
  return objectFindings({ workflow, plan, ledger, release: agent.release }, { podSecurity });
}

function workflowOf(step: Partial<Step>, ...before: readonly Step[]): CompiledWorkflow {
  return { volume: 'v', pipeline: [{ steps: [...before, { name: 'build', image: 'alpine', ...step }] }] };
}

function places(step: Partial<Step>, agent: Parameters<typeof resolveAgentOptions>[0] = {}): string[] {
  return findingsOf(workflowOf(step), resolveAgentOptions({ release: '3.17', ...agent }))
    .filter(({ severity }) => severity === 'error')
    .map(({ code, source, path }) => `${code} ${source}${path}`);
}

const STEP = '/pipeline/0/steps/0';
const OPTIONS = `${STEP}/backend_options/kubernetes`;

describe('objectFindings', () => {
  it('points at the option of the step', () => {
    const kubernetes = { labels: { team: 'not a value' } };
    expect(places({ backend_options: { kubernetes } }, { podLabelsAllowFromStep: true })).toEqual([
      `label-value-invalid workflow${OPTIONS}/labels/team`,
    ]);
  });

  it('points at the variable of the agent', () => {
    expect(places({}, { podLabels: { team: 'not a value' } })).toEqual([
      'label-value-invalid agent/WOODPECKER_BACKEND_K8S_POD_LABELS/team',
    ]);
  });

  it('points at the environment and the volumes of the step', () => {
    expect(places({ environment: { 'a=b': 'c' } })).toEqual([
      expect.stringContaining(`workflow${STEP}/environment/a=b`),
    ]);
    const found = places({ volumes: ['a:/x', 'b:/x'] });
    expect(found).toEqual([expect.stringContaining(`workflow${STEP}/volumes/1`)]);
  });

  it('points at the name of a step whose label is too long', () => {
    const name = 'a'.repeat(64);
    expect(places({ name }, { release: '3.10' })).toEqual(
      expect.arrayContaining([`label-value-invalid workflow${STEP}/name`]),
    );
  });

  it('points at what stands beside a missing field', () => {
    const kubernetes = { secrets: [{ name: 'db', target: { env: 'PASSWORD' } }] };
    const found = places({ backend_options: { kubernetes } }, { allowNativeSecrets: true });
    expect(found).toEqual([`env-secret-key-missing workflow${OPTIONS}/secrets/0`]);
  });

  it('points at what lies around a value that the server makes', () => {
    const kubernetes = { resources: { limits: { cpu: '-1' } } };
    const place = `quantity-negative workflow${OPTIONS}/resources/limits/cpu`;
    expect(places({ backend_options: { kubernetes } })).toEqual([place, place]);
  });

  it('makes violations of the level errors, and says who can mend them', () => {
    const workflow = workflowOf({ privileged: true });
    const agent = resolveAgentOptions({ release: '3.17' });
    const baseline = findingsOf(workflow, agent, 'baseline');
    expect(baseline.map(({ code, path }) => [code, path])).toEqual([
      ['pod-security-baseline', `${STEP}/privileged`],
    ]);
    expect(baseline[0]).toMatchObject({
      args: { violation: 'privileged' },
      object: { kind: 'Pod', field: '' },
    });
    expect(findingsOf(workflow, agent, 'restricted').length).toBeGreaterThan(baseline.length);
    expect(findingsOf(workflow, agent)).toEqual([]);
  });
});

describe('a finding', () => {
  const secondOf = (step: Partial<Step>) =>
    workflowOf({ uuid: 'u', ...step }, { name: 'lint', image: 'alpine', uuid: 'a' });
  const agentWith = (options: Parameters<typeof resolveAgentOptions>[0]) =>
    resolveAgentOptions({ release: '3.17', ...options });
  const SECOND = '/pipeline/0/steps/1';
  const LABEL_RULE =
    'Right would be: empty, or at most 63 bytes of letters, digits, `-`, `_` and `.`, with a letter or digit at both ends.';
  const labelProblem = '"not a value" holds characters that are not allowed, or not allowed in that place.';

  test('says what is refused in the object of which step, and what would be right', () => {
    const step = { backend_options: { kubernetes: { labels: { team: 'not a value' } } } };
    expect(findingsOf(secondOf(step), agentWith({ podLabelsAllowFromStep: true }))).toEqual([
      {
        source: 'workflow',
        path: `${SECOND}/backend_options/kubernetes/labels/team`,
        step: 'build',
        code: 'label-value-invalid',
        severity: 'error',
        args: { value: 'not a value', problem: 'malformed' },
        message: `The API server refuses the Pod of build, metadata.labels: The value of a label ${labelProblem}`,
        help: LABEL_RULE,
        object: { kind: 'Pod', name: 'wp-u', field: 'metadata.labels' },
      },
    ]);
  });

  test('says of what the agent writes that it is in every object', () => {
    const found = findingsOf(
      secondOf({}),
      agentWith({ podLabels: { team: 'not a value' }, storageClass: 'A b' }),
    );
    expect(found.map(({ path, step, message, object }) => [path, step, message, object.name])).toEqual([
      [
        '/WOODPECKER_BACKEND_K8S_STORAGE_CLASS',
        undefined,
        'The API server refuses every PersistentVolumeClaim of this agent, spec.storageClassName: The name of a storage class "A b" ' +
          'holds characters that are not allowed, or not allowed in that place.',
        'v',
      ],
      ...['wp-a', 'wp-u'].map((name, index) => [
        '/WOODPECKER_BACKEND_K8S_POD_LABELS/team',
        ['lint', 'build'][index],
        `The API server refuses every Pod of this agent, metadata.labels: The value of a label ${labelProblem}`,
        name,
      ]),
    ]);
  });

  test('says what the workflow itself has wrong', () => {
    const [found] = findingsOf({ ...secondOf({}), volume: 'a'.repeat(254) }, agentWith({ release: '3.16' }));
    expect(found).toMatchObject({ source: 'workflow', path: '/volume' });
    expect(found?.message).toMatch(
      /^The API server refuses the PersistentVolumeClaim of the workflow, metadata\.name: /,
    );
    expect(found).not.toHaveProperty('step');
  });

  test('tells what the server warns of, and what the kubelet cannot do', () => {
    const annotations = { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' };
    const step = { image: 'A B', backend_options: { kubernetes: { annotations } } };
    const found = findingsOf(secondOf(step), agentWith({ podAnnotationsAllowFromStep: true }));
    expect(found.map(({ severity, message, help }) => [severity, message, help])).toEqual([
      [
        'warning',
        'The API server warns of the Pod of build, metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]: ' +
          'The annotation "seccomp.security.alpha.kubernetes.io/pod" does nothing any more.',
        'Right would be: the field of the Pod that took the place of the annotation.',
      ],
      [
        'warning',
        'In the Pod of build, spec.containers[0].image: The kubelet cannot read the image "A B".',
        'Right would be: an image reference: no scheme, no blanks, no capitals in the repository.',
      ],
    ]);
  });

  test('is left out where only the level is asked for', () => {
    const workflow = secondOf({ image: 'A B' });
    const agent = agentWith({});
    const [plan, ledger] = [planWorkflow(workflow, agent), explainWorkflow(workflow, agent)];
    const explained = { workflow, plan, ledger, release: agent.release };
    expect(objectFindings(explained, { check: false })).toEqual([]);
    expect(objectFindings(explained).map(({ code }) => code)).toEqual(['image-unresolvable']);
    const codes = objectFindings(explained, { check: false, podSecurity: 'restricted' }).map(
      ({ code }) => code,
    );
    expect(new Set(codes)).toEqual(new Set(['pod-security-restricted']));
  });
});

describe('violations of a level', () => {
  const CONTEXT = `${OPTIONS}/securityContext`;
  const violations = (step: Partial<Step>, level: 'baseline' | 'restricted', release = '3.17') => {
    return findingsOf(workflowOf(step), resolveAgentOptions({ release }), level).map(
      ({ code, path, message, help }) => [code, path, message, help],
    );
  };
  const forbids = (level: string, violation: string) =>
    `The Pod Security level ${level} forbids the Pod of build: ${violation}.`;
  const inStep = (option: string, value: string) =>
    `In the step, backend_options.kubernetes.securityContext.${option}: ${value}`;
  const AGENT =
    '; or: in the environment of the agent, WOODPECKER_BACKEND_K8S_SECCTX_NONROOT=true ' +
    '(Holds for every step, and no step can take it back.)';
  const HOST_USERS =
    '; or: in the step, backend_options.kubernetes.hostUsers: false ' +
    '(The Pod then has users of its own; nodes must support user namespaces.)';

  test('have their places, and what would mend them', () => {
    const securityContext = { runAsUser: 0, seccompProfile: { type: 'Unconfined' } };
    const step = { privileged: true, backend_options: { kubernetes: { securityContext } } };
    const baseline = [
      [
        'pod-security-baseline',
        `${STEP}/privileged`,
        forbids('baseline', 'privileged'),
        inStep('privileged', 'false (The step then runs without the privileges that it was given.)'),
      ],
      [
        'pod-security-baseline',
        `${CONTEXT}/seccompProfile/type`,
        forbids('baseline', 'seccompProfile'),
        inStep('seccompProfile', '{"type":"RuntimeDefault"}'),
      ],
    ];
    expect(violations(step, 'baseline')).toEqual(baseline);
    expect(violations(step, 'restricted')).toEqual([
      ...baseline,
      [
        'pod-security-restricted',
        `${STEP}/privileged`,
        forbids('restricted', 'allowPrivilegeEscalation != false'),
        inStep(
          'allowPrivilegeEscalation',
          'false (Together with `securityContext.privileged: false`, else the server refuses the Pod.)',
        ),
      ],
      [
        'pod-security-restricted',
        `${CONTEXT}/runAsUser`,
        forbids('restricted', 'runAsNonRoot != true'),
        inStep('runAsNonRoot', 'true') + AGENT + HOST_USERS,
      ],
      [
        'pod-security-restricted',
        `${CONTEXT}/runAsUser`,
        forbids('restricted', 'runAsUser=0'),
        inStep('runAsUser', '1000 (Any user but 0 will do.)') + HOST_USERS,
      ],
      [
        'pod-security-restricted',
        `${STEP}/privileged`,
        forbids('restricted', 'unrestricted capabilities'),
        inStep('capabilities', '{"drop":["ALL"]}'),
      ],
    ]);
  });

  test('by a profile of AppArmor are at the option, or at the annotation', () => {
    const annotation = 'container.apparmor.security.beta.kubernetes.io/wp-u';
    const agent = resolveAgentOptions({ release: '3.17', podAnnotationsAllowFromStep: true });
    const places = (kubernetes: object) =>
      findingsOf(workflowOf({ uuid: 'u', backend_options: { kubernetes } }), agent, 'baseline')
        .filter(({ code }) => code === 'pod-security-baseline')
        .map(({ path, help }) => [path, help.split('; or: ')[0]]);
    const securityContext = { runAsUser: 1, apparmorProfile: { type: 'Unconfined' } };
    expect(places({ securityContext })).toEqual([
      [`${CONTEXT}/apparmorProfile/type`, inStep('apparmorProfile', '{"type":"RuntimeDefault"}')],
    ]);
    const annotations = { a: 'b', [annotation]: 'unconfined' };
    expect(places({ securityContext: { runAsUser: 1 }, annotations })).toEqual([
      [
        `${OPTIONS}/annotations/${annotation.replace('/', '~1')}`,
        `In the step, backend_options.kubernetes.annotations["${annotation}"]: removed`,
      ],
    ]);
    expect(places({ securityContext, annotations })[0]?.[0]).toBe(`${CONTEXT}/apparmorProfile/type`);
  });

  test('in a later stage count the steps of those that have some', () => {
    const first = { name: 'lint', image: 'alpine' };
    const step = { name: 'build', image: 'alpine', privileged: true };
    const workflow: CompiledWorkflow = { volume: 'v', pipeline: [{ steps: [first] }, {}, { steps: [step] }] };
    const found = findingsOf(workflow, resolveAgentOptions({ release: '3.17' }), 'baseline');
    expect(found.map(({ path, step: name }) => [path, name])).toEqual([
      ['/pipeline/2/steps/0/privileged', 'build'],
    ]);
  });

  test('of an agent that cannot mend them say so', () => {
    expect(violations({}, 'restricted', '3.0').map(([, path, , help]) => [path, help])).toEqual([
      [STEP, 'The option `securityContext.allowPrivilegeEscalation` is not known to agents of this release.'],
      [STEP, inStep('runAsNonRoot', 'true') + AGENT],
      [STEP, inStep('seccompProfile', '{"type":"RuntimeDefault"}')],
      [STEP, 'The option `securityContext.capabilities.drop` is not known to agents of this release.'],
    ]);
    expect(violations({}, 'baseline', '3.0')).toEqual([]);
    const found = findingsOf(workflowOf({}), resolveAgentOptions({ release: '3.0' }), 'restricted');
    expect(new Set(found.map(({ source }) => source))).toEqual(new Set(['workflow']));
  });
});

describe('withoutRepeated', () => {
  it('leaves out a refusal at the place of an error that is told, or within it', () => {
    const kubernetes = { tolerations: [{ key: 'a', operator: 'Nope' }] };
    const workflow = workflowOf({ backend_options: { kubernetes } });
    const found = findingsOf(workflow, resolveAgentOptions({ release: '3.17' }), 'restricted');
    const told = (path: string, severity: 'error' | 'warning') => [
      { source: 'workflow' as const, path, severity },
    ];
    const refusals = (list: typeof found) =>
      list.filter(({ code }) => !code.startsWith('pod-security')).length;
    expect(refusals(found)).toBeGreaterThan(0);
    const place = `${OPTIONS}/tolerations/0/operator`;
    expect(refusals(withoutRepeated(found, told(place, 'error')))).toBe(0);
    expect(refusals(withoutRepeated(found, told(`${OPTIONS}/tolerations`, 'error')))).toBe(0);
    expect(withoutRepeated(found, told(place, 'warning'))).toEqual(found);
    expect(withoutRepeated(found, told(STEP, 'error'))).toEqual(found);
    const violations = found.filter(({ code }) => code.startsWith('pod-security'));
    expect(withoutRepeated(violations, told(STEP, 'error'))).toEqual(violations);
    const privileged = findingsOf(workflowOf({ privileged: true }), resolveAgentOptions(), 'baseline');
    expect(withoutRepeated(privileged, told(`${STEP}/privileged`, 'error'))).toEqual(privileged);
    expect(privileged.length).toBe(1);
  });
});
