import { describe, expect, it, test } from 'vitest';
import { checkManifest } from '../../src/check/check-manifest.ts';
import { traceWorkflow } from '../../src/explain/ledger/trace.ts';
import { type CompiledWorkflow, resolveAgentOptions, type Step } from '../../src/index.ts';
import { objectFindings } from '../../src/lint/object-findings.ts';
import { withoutRepeated } from '../../src/lint/plan-findings.ts';

type Agent = ReturnType<typeof resolveAgentOptions>;

function findingsOf(workflow: CompiledWorkflow, agent: Agent, podSecurity?: 'baseline' | 'restricted') {
  return objectFindings(traceWorkflow(workflow, agent, {}), { podSecurity });
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

  it('points at the neighbor of a missing field', () => {
    const kubernetes = { secrets: [{ name: 'db', target: { env: 'PASSWORD' } }] };
    const found = places({ backend_options: { kubernetes } }, { allowNativeSecrets: true });
    expect(found).toEqual([`env-secret-key-missing workflow${OPTIONS}/secrets/0`]);
  });

  it('points at the parent of a value that the server makes', () => {
    const kubernetes = { resources: { limits: { cpu: '-1' } } };
    const place = `quantity-negative workflow${OPTIONS}/resources/limits/cpu`;
    expect(places({ backend_options: { kubernetes } })).toEqual([place, place]);
  });

  it('makes violations of the level errors, and says who can fix them', () => {
    const workflow = workflowOf({ privileged: true });
    const agent = resolveAgentOptions({ release: '3.17' });
    const baseline = findingsOf(workflow, agent, 'baseline');
    expect(baseline.map(({ code, path }) => [code, path])).toEqual([
      ['pod-security-baseline', `${STEP}/privileged`],
    ]);
    expect(baseline[0]).toMatchObject({ args: { violation: 'privileged' } });
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

  test('has the texts of the rule, and names the version, the object and the field', () => {
    const step = { backend_options: { kubernetes: { labels: { team: 'not a value' } } } };
    const found = findingsOf(secondOf(step), agentWith({ podLabelsAllowFromStep: true }));
    expect(found).toMatchObject([
      {
        source: 'workflow',
        path: `${SECOND}/backend_options/kubernetes/labels/team`,
        code: 'label-value-invalid',
        severity: 'error',
        args: { value: 'not a value', problem: 'malformed' },
      },
    ]);
    const manifest = { kind: 'Pod', metadata: { labels: { a: 'not a value' } } };
    const rule = checkManifest(manifest).find(({ code }) => code === 'label-value-invalid');
    expect(found[0]).toMatchObject({ message: rule?.message, help: rule?.help });
    for (const part of ['1.35', '`build`', '`metadata.labels`', rule?.note])
      expect(found[0]?.note).toContain(part);
  });

  test('about the agent is about every object', () => {
    const found = findingsOf(
      secondOf({}),
      agentWith({ podLabels: { team: 'not a value' }, storageClass: 'A b' }),
    );
    expect(found.map(({ path }) => path)).toEqual([
      '/WOODPECKER_BACKEND_K8S_STORAGE_CLASS',
      '/WOODPECKER_BACKEND_K8S_POD_LABELS/team',
      '/WOODPECKER_BACKEND_K8S_POD_LABELS/team',
    ]);
    const notes = new Set(found.slice(1).map(({ note }) => note));
    expect(notes.size).toBe(1);
  });

  test('about the workflow itself points at its key', () => {
    const [found] = findingsOf({ ...secondOf({}), volume: 'a'.repeat(254) }, agentWith({ release: '3.16' }));
    expect(found).toMatchObject({ source: 'workflow', path: '/volume' });
  });

  test('is a warning if the server accepts the object', () => {
    const annotations = { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' };
    const step = { image: 'A B', backend_options: { kubernetes: { annotations } } };
    const found = findingsOf(secondOf(step), agentWith({ podAnnotationsAllowFromStep: true }));
    expect(found.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'annotation-without-effect'],
      ['warning', 'image-unresolvable'],
    ]);
  });

  test('is of the version of Kubernetes', () => {
    const workflow = secondOf({ environment: { '1A': 'b' } });
    const agent = agentWith({});
    const trace = traceWorkflow(workflow, agent, {});
    const at = (kubernetes: string) => objectFindings(trace, { kubernetes }).map(({ code }) => code);
    expect(at('1.31')).toEqual(['env-name-invalid']);
    expect(at('1.32')).toEqual([]);
    expect(at('1.28')).toContain('kubernetes-version-unknown');
  });

  test('is left out if only the level is asked for', () => {
    const workflow = secondOf({ image: 'A B' });
    const agent = agentWith({});
    const trace = traceWorkflow(workflow, agent, {});
    expect(objectFindings(trace, { check: false })).toEqual([]);
    expect(objectFindings(trace).map(({ code }) => code)).toEqual(['image-unresolvable']);
    const codes = objectFindings(trace, { check: false, podSecurity: 'restricted' }).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['pod-security-restricted']));
  });
});

describe('violations of a level', () => {
  const CONTEXT = `${OPTIONS}/securityContext`;
  const violations = (step: Partial<Step>, level: 'baseline' | 'restricted', release = '3.17') =>
    findingsOf(workflowOf(step), resolveAgentOptions({ release }), level).map(
      ({ code, path, args }) => `${code} ${path} ${args['violation']}`,
    );
  const helps = (step: Partial<Step>, release: string) =>
    findingsOf(workflowOf(step), resolveAgentOptions({ release }), 'restricted').map(({ help }) => help);

  test('have their places', () => {
    const securityContext = { runAsUser: 0, seccompProfile: { type: 'Unconfined' } };
    const step = { privileged: true, backend_options: { kubernetes: { securityContext } } };
    const baseline = [
      `pod-security-baseline ${STEP}/privileged privileged`,
      `pod-security-baseline ${CONTEXT}/seccompProfile/type seccompProfile`,
    ];
    expect(violations(step, 'baseline')).toEqual(baseline);
    expect(violations(step, 'restricted')).toEqual([
      ...baseline,
      `pod-security-restricted ${STEP}/privileged allowPrivilegeEscalation != false`,
      `pod-security-restricted ${CONTEXT}/runAsUser runAsNonRoot != true`,
      `pod-security-restricted ${CONTEXT}/runAsUser runAsUser=0`,
      `pod-security-restricted ${STEP}/privileged unrestricted capabilities`,
    ]);
  });

  test('name the option of the step and the variable of the agent that fix them', () => {
    const texts = helps({}, '3.17').join('\n');
    for (const part of ['securityContext.runAsNonRoot: true', 'WOODPECKER_BACKEND_K8S_SECCTX_NONROOT=true'])
      expect(texts).toContain(part);
  });

  test('of a Pod that its version cannot read are errors', () => {
    const securityContext = { apparmorProfile: { type: 'RuntimeDefault' } };
    const workflow = workflowOf({ backend_options: { kubernetes: { securityContext } } });
    const agent = resolveAgentOptions({ release: '3.17' });
    const trace = traceWorkflow(workflow, agent, {});
    const found = objectFindings(trace, { check: false, podSecurity: 'baseline', kubernetes: '1.29' });
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ['pod-security-not-checked', expect.stringContaining(CONTEXT)],
    ]);
  });

  test('by a profile of AppArmor are at the option, or at the annotation', () => {
    const annotation = 'container.apparmor.security.beta.kubernetes.io/wp-u';
    const agent = resolveAgentOptions({ release: '3.17', podAnnotationsAllowFromStep: true });
    const placesOf = (kubernetes: object) =>
      findingsOf(workflowOf({ uuid: 'u', backend_options: { kubernetes } }), agent, 'baseline')
        .filter(({ code }) => code === 'pod-security-baseline')
        .map(({ path }) => path);
    const securityContext = { runAsUser: 1, apparmorProfile: { type: 'Unconfined' } };
    expect(placesOf({ securityContext })).toEqual([`${CONTEXT}/apparmorProfile/type`]);
    const annotations = { a: 'b', [annotation]: 'unconfined' };
    expect(placesOf({ securityContext: { runAsUser: 1 }, annotations })).toEqual([
      `${OPTIONS}/annotations/${annotation.replace('/', '~1')}`,
    ]);
    expect(placesOf({ securityContext, annotations })[0]).toBe(`${CONTEXT}/apparmorProfile/type`);
  });

  test('in a later stage count the steps of those that have some', () => {
    const first = { name: 'lint', image: 'alpine' };
    const step = { name: 'build', image: 'alpine', privileged: true };
    const workflow: CompiledWorkflow = { volume: 'v', pipeline: [{ steps: [first] }, {}, { steps: [step] }] };
    const found = findingsOf(workflow, resolveAgentOptions({ release: '3.17' }), 'baseline');
    expect(found.map(({ path }) => path)).toEqual(['/pipeline/2/steps/0/privileged']);
  });

  test('of an agent without the options are at the step', () => {
    expect(violations({}, 'restricted', '3.0')).toEqual([
      `pod-security-restricted ${STEP} allowPrivilegeEscalation != false`,
      `pod-security-restricted ${STEP} runAsNonRoot != true`,
      `pod-security-restricted ${STEP} seccompProfile`,
      `pod-security-restricted ${STEP} unrestricted capabilities`,
    ]);
    expect(violations({}, 'baseline', '3.0')).toEqual([]);
    const found = findingsOf(workflowOf({}), resolveAgentOptions({ release: '3.0' }), 'restricted');
    expect(new Set(found.map(({ source }) => source))).toEqual(new Set(['workflow']));
  });
});

describe('withoutRepeated', () => {
  it('leaves out a rejection at the place of an error that is reported, or within it', () => {
    const kubernetes = { tolerations: [{ key: 'a', operator: 'Nope' }] };
    const workflow = workflowOf({ backend_options: { kubernetes } });
    const found = findingsOf(workflow, resolveAgentOptions({ release: '3.17' }), 'restricted');
    const reported = (path: string, severity: 'error' | 'warning') => [
      { code: 'option-value', message: '', args: {}, source: 'workflow' as const, path, severity },
    ];
    const refusals = (list: typeof found) =>
      list.filter(({ code }) => !code.startsWith('pod-security')).length;
    expect(refusals(found)).toBeGreaterThan(0);
    const place = `${OPTIONS}/tolerations/0/operator`;
    expect(refusals(withoutRepeated(found, reported(place, 'error')))).toBe(0);
    expect(refusals(withoutRepeated(found, reported(`${OPTIONS}/tolerations`, 'error')))).toBe(0);
    expect(withoutRepeated(found, reported(place, 'warning'))).toEqual(found);
    expect(withoutRepeated(found, reported(STEP, 'error'))).toEqual(found);
    const violations = found.filter(({ code }) => code.startsWith('pod-security'));
    expect(withoutRepeated(violations, reported(STEP, 'error'))).toEqual(violations);
    const privileged = findingsOf(workflowOf({ privileged: true }), resolveAgentOptions(), 'baseline');
    expect(withoutRepeated(privileged, reported(`${STEP}/privileged`, 'error'))).toEqual(privileged);
    expect(privileged.length).toBe(1);
  });
});
