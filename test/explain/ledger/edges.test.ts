import { describe, expect, it, test } from 'vitest';
import {
  type CompiledWorkflow,
  explainWorkflow,
  resolveAgentOptions,
  type Step,
} from '../../../src/index.ts';

const STEP = '/pipeline/0/steps/0';
const OPTIONS = `${STEP}/backend_options/kubernetes`;
const VARIABLE = '/WOODPECKER_BACKEND_K8S_';

interface Given {
  readonly step?: Partial<Step>;
  readonly kubernetes?: object;
  readonly agent?: Parameters<typeof resolveAgentOptions>[0];
  readonly context?: Parameters<typeof explainWorkflow>[2];
  readonly workflow?: Partial<CompiledWorkflow>;
}

function explain({ step, kubernetes, agent, context, workflow }: Given) {
  const written = {
    name: 'a',
    image: 'b',
    uuid: 'u',
    ...step,
    ...(kubernetes && { backend_options: { kubernetes } }),
  };
  const whole = { volume: 'v', pipeline: [{ steps: [written] }], ...workflow };
  return explainWorkflow(whole, resolveAgentOptions({ release: '3.17', ...agent }), context);
}

/** The effect of the value at a path. */
function outcome(path: string, given: Given): string | undefined {
  const decision = explain(given).decisions.find((candidate) => candidate.path === path);
  return decision && `${decision.outcome} ${decision.reason}`;
}

/** Where a field of an object of the step comes from. */
function origins(kind: string, pointer: string, given: Given) {
  const field = explain(given).fields.find(
    (candidate) =>
      candidate.object.startsWith('/steps/') && candidate.kind === kind && candidate.pointer === pointer,
  );
  return field && { reason: field.reason, from: field.from.map(({ path }) => path) };
}

describe('variables of the agent', () => {
  test('that are undefined are not there', () => {
    const environment = {
      WOODPECKER_BACKEND_K8S_NOPE: undefined,
      WOODPECKER_BACKEND_K8S_NAMESPACE: undefined,
    } as unknown as Record<string, string>;
    const { decisions } = explain({ context: { environment } });
    expect(decisions.filter(({ source }) => source === 'agent-variable')).toEqual([]);
  });

  test('do not save the name of a volume that makes none', () => {
    const given = { workflow: { volume: '^' }, agent: { release: '3.16' } };
    expect(outcome('/volume', given)).toBe('refused agent-fails');
    const elsewhere = { workflow: { volume: 'v' }, agent: { volumeSize: 'x' } };
    expect(outcome('/volume', elsewhere)).toBe('dropped workflow-not-set-up');
  });

  test('that are empty, if the default is not, fail with the setup', () => {
    const given = { agent: { volumeSize: '' } };
    expect(outcome(`${VARIABLE}VOLUME_SIZE`, given)).toBe('refused agent-fails');
  });

  test('of a workflow that cannot be decoded are lost', () => {
    const workflow = { pipeline: 5 } as unknown as CompiledWorkflow;
    expect(outcome(`${VARIABLE}NAMESPACE`, { workflow, agent: { namespace: 'ci' } })).toMatch(
      /^(refused|dropped) /,
    );
  });

  test('give the affinity of the Pod', () => {
    const podAffinity = {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n'] }] }],
        },
      },
    };
    const place =
      '/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchFields/0/key';
    expect(
      origins('Pod', `/spec/affinity${place}`, { agent: { podAffinity, podAffinityAllowFromStep: true } }),
    ).toEqual({
      reason: 'agent-affinity',
      from: [`${VARIABLE}POD_AFFINITY${place}`],
    });
  });
});

describe('labels of the workflow for a step that is not started', () => {
  const key = 'woodpecker-ci.org/x';
  const given = {
    step: { workflow_labels: { [key]: 'a', step: 'b', own: 'c' } },
    kubernetes: { resources: { limits: { cpu: 'x' } } },
    agent: { podLabelsAllowFromStep: true },
  };
  const label = (name: string) => `${STEP}/workflow_labels/${name}`;

  test('are lost with it, unless they lose in any case', () => {
    expect(outcome(label('woodpecker-ci.org~1x'), given)).toBe('dropped step-not-started');
    expect(outcome(label('own'), given)).toBe('dropped step-not-started');
    expect(outcome(label('step'), given)).toBe('overridden internal-label-wins');
    const podLabels = { own: 'd' };
    expect(outcome(label('own'), { ...given, agent: { ...given.agent, podLabels } })).toBe(
      'overridden agent-wins',
    );
  });

  test('are lost with the workflow if its setup fails', () => {
    const workflow = { volume: '#' };
    expect(outcome(label('own'), { ...given, kubernetes: {}, workflow })).toBe('dropped workflow-not-set-up');
  });
});

describe('the namespace per organization', () => {
  const path = `${STEP}/org_id`;
  const fixOf = (agent: object) =>
    explain({ step: { org_id: 7 }, agent }).decisions.find((decision) => decision.path === path)?.fix;

  test('needs the variable, or a later release for a variable that is set, but never either alone', () => {
    expect(fixOf({ release: '3.17' })?.variable?.option).toBe('namespacePerOrganization');
    expect(fixOf({ release: '3.8', namespacePerOrganization: true })?.release).toEqual({ from: '3.9' });
    expect(fixOf({ release: '3.8' })).toBeUndefined();
  });

  test('is not to blame if a step after the first one is not started', () => {
    const backend_options = { kubernetes: { resources: { limits: { cpu: 'x' } } } };
    const failing = { name: 'c', image: 'd', org_id: 7, backend_options };
    const workflow = { pipeline: [{ steps: [{ name: 'a', image: 'b', org_id: 7 }, failing] }] };
    const agent = { namespacePerOrganization: true };
    expect(outcome('/pipeline/0/steps/1/org_id', { workflow, agent })).toBe('dropped step-not-started');
  });
});

describe('the workspace of a service without `workspace_base`', () => {
  const step = { type: 'service', ports: [{ number: 80 }] };
  const path = `${OPTIONS}/workspaceVolume`;

  test.each([
    ['claim:', 'applied workspace-left-out'],
    ['claim:/w', 'dropped workspace-not-mounted'],
  ])('is left out for %j where the mount path is empty too', (volume, expected) => {
    const given = { step: { ...step, volumes: [volume] }, kubernetes: { workspaceVolume: false } };
    expect(outcome(path, given)).toBe(expected);
  });
});

describe('fields of a step', () => {
  test.each([
    ['auth_config', { username: 'u', password: 'p', email: 'e' }, 'auth_config/email'],
    ['extra_hosts', [{ name: 'h', ip: '10.0.0.1', port: 1 }], 'extra_hosts/0/port'],
    ['networks', [{ name: 'n', driver: 'x' }], 'networks/0/driver'],
    ['ports', [{ number: 80, host: 8080 }], 'ports/0/host'],
  ])('that %s does not have are unknown', (field, value, path) => {
    const step = { [field]: value };
    expect(outcome(`${STEP}/${path}`, { step })).toBe('dropped field-unknown');
    for (const known of Object.keys('0' in value ? value[0] : value).slice(0, -1)) {
      const sibling = path.replace(/[^/]+$/, known);
      expect(outcome(`${STEP}/${sibling}`, { step })).not.toMatch(/field-unknown|unexplained/);
    }
  });

  test.each<[string, object, string]>([
    ['auth_config', { auth_config: {} }, 'defaulted same-as-absent'],
    ['networks/0', { networks: [{}] }, 'defaulted same-as-absent'],
    ['commands', { commands: [], secret_mapping: { CI_SCRIPT: 's' } }, 'defaulted same-as-absent'],
    ['nope/a/b', { nope: { a: { b: 1 } } }, 'dropped field-unknown'],
  ])('at %s in %j are known to be empty or unknown', (path, step, expected) => {
    expect(outcome(`${STEP}/${path}`, { step })).toBe(expected);
  });

  test('of a workflow that no agent can decode have no effect, except rejected ones', () => {
    const pipeline = [{ steps: [{ name: 'a', image: 'b', detach: false }, {}] }];
    const { decisions } = explain({ workflow: { pipeline: pipeline as never, network: 'n' } });
    const reported = decisions.filter(({ source }) => source !== 'agent-variable');
    expect(reported.map(({ path, outcome, reason }) => `${path} ${outcome} ${reason}`)).toEqual([
      '/volume dropped workflow-not-set-up',
      `${STEP}/name dropped workflow-not-set-up`,
      `${STEP}/image dropped workflow-not-set-up`,
      `${STEP}/detach dropped workflow-not-set-up`,
      '/pipeline/0/steps/1 refused agent-fails',
      '/network dropped workflow-not-set-up',
    ]);
  });

  test('that make a host alias may have nothing in them', () => {
    const given = { step: { extra_hosts: [{}, { name: 'h' }, { ip: '10.0.0.1' }] } };
    expect(outcome(`${STEP}/extra_hosts/0`, given)).toBe('rewritten extra-host');
    expect(outcome(`${STEP}/extra_hosts/0`, { ...given, agent: { release: '3.12' } })).toBe(
      'defaulted same-as-absent',
    );
    for (const [pointer, path] of [
      ['0/ip', '0'],
      ['0/hostnames/0', '0'],
      ['1/ip', '1'],
      ['1/hostnames/0', '1/name'],
      ['2/ip', '2/ip'],
    ]) {
      expect(origins('Pod', `/spec/hostAliases/${pointer}`, given)).toEqual({
        reason: 'extra-host',
        from: [`${STEP}/extra_hosts/${path}`],
      });
    }
  });

  test('that make a script give way to a secret in its place', () => {
    const step = { commands: ['a', 'b'], working_dir: '/w', secret_mapping: { CI_SCRIPT: 's' } };
    for (const path of ['commands/1', 'working_dir']) {
      expect(outcome(`${STEP}/${path}`, { step })).toBe('overridden script-from-secret');
      expect(outcome(`${STEP}/${path}`, { step, agent: { release: '3.0' } })).toBe('rewritten script');
    }
    const given = { step: { ...step, environment: { CI_SCRIPT: 'x' } }, agent: { release: '3.0' } };
    expect(outcome(`${STEP}/environment/CI_SCRIPT`, given)).toBe('overridden script-variable-wins');
    const elsewhere = { ...step, secret_mapping: { OTHER: 's' } };
    expect(outcome(`${STEP}/commands/1`, { step: elsewhere })).toBe('rewritten script');
  });

  test('that are absent leave their mark as a default', () => {
    const { fields } = explainWorkflow(
      { volume: 'v', pipeline: [{ steps: [{ name: 'a', image: 'b' }] }] },
      resolveAgentOptions(),
    );
    const name = fields.find(({ kind, pointer }) => kind === 'Pod' && pointer === '/metadata/name');
    expect([name?.path, name?.outcome]).toEqual([`${STEP}/uuid`, 'defaulted']);
  });

  test('that are labels of the workflow are so on the Secret for the image too', () => {
    const step = {
      auth_config: { username: 'u', password: 'p' },
      workflow_labels: { service: 'x', 'woodpecker-ci.org/y': 'z' },
    };
    const agent = { podLabelsAllowFromStep: true };
    const at = (key: string, type: string) =>
      origins('Secret', `/metadata/labels/${key}`, { step: { ...step, type }, agent })?.from[0];
    expect(at('service', 'commands')).toBe(`${STEP}/workflow_labels/service`);
    expect(at('woodpecker-ci.org~1y', 'service')).toBe(`${STEP}/workflow_labels/woodpecker-ci.org~1y`);
  });

  test('that are secrets may be called name', () => {
    expect(origins('Secret', '/stringData/name', { step: { secret_mapping: { name: 'x' } } })).toEqual({
      reason: 'step-secret-value',
      from: [`${STEP}/secret_mapping/name`],
    });
  });
});

describe('options of a step', () => {
  test.each(['securityContext', '\u017fecurityConte\u0078t', 'SECURITYCONTEXT'])(
    'are lost with a sibling under any key that the agent reads as the same: %s',
    (name) => {
      const kubernetes = { [name]: { runAsUser: 'me', fsGroup: 7 } };
      expect(outcome(`${OPTIONS}/${name}/fsGroup`, { kubernetes })).toBe('dropped option-lost-with-sibling');
    },
  );

  test('are not read at all if they are not a map', () => {
    expect(outcome(`${OPTIONS}/0`, { kubernetes: ['a'] })).toBe('refused option-not-decoded');
  });

  test('are not read if a map represents a string', () => {
    const kubernetes = { securityContext: { capabilities: { drop: [{ a: 'b' }] } } };
    expect(outcome(`${OPTIONS}/securityContext/capabilities/drop/0/a`, { kubernetes })).toBe(
      'refused option-not-decoded',
    );
  });

  test.each(['labels', 'annotations'])('that are empty %s give way to none of the agent', (name) => {
    const agent = { podLabels: { '': 'a' }, podAnnotations: { '': 'a' }, podLabelsAllowFromStep: true };
    const given = { kubernetes: { [name]: {} }, agent: { ...agent, podAnnotationsAllowFromStep: true } };
    expect(outcome(`${OPTIONS}/${name}`, given)).toBe('defaulted same-as-absent');
  });

  test('that are the label of the task give way to it if it has an id', () => {
    const key = 'woodpecker-ci.org/task-uuid';
    const given = {
      kubernetes: { labels: { [key]: 'a' } },
      agent: { podLabels: { [key]: 'b' }, podLabelsAllowFromStep: true },
    };
    const path = `${OPTIONS}/labels/woodpecker-ci.org~1task-uuid`;
    expect(outcome(path, given)).toBe('overridden internal-label-wins');
    expect(outcome(path, { ...given, context: { taskUuid: '' } })).toBe('overridden agent-wins');
  });

  test.each([
    [{ nope: 1 }, 'secrets/nope'],
    [{ nope: {} }, 'secrets/nope'],
    [{ nope: 1, other: 2 }, 'secrets'],
    [{ nope: { other: 1 } }, 'secrets'],
    [[{ nope: 1 }], 'secrets/0'],
  ])('make a reference to a Secret where %j is', (secrets, place) => {
    const given = { kubernetes: { secrets }, agent: { allowNativeSecrets: true } };
    expect(origins('Pod', '/spec/containers/0/envFrom/0/secretRef', given)?.from[0]).toBe(
      `${OPTIONS}/${place}`,
    );
  });

  test('leave out a volume without a path if the step has no workspace', () => {
    const given = {
      step: { type: 'service', ports: [{ number: 80 }], volumes: ['a:', 'w:/w'] },
      kubernetes: { workspaceVolume: false },
    };
    expect(outcome(`${OPTIONS}/workspaceVolume`, given)).toBe('applied workspace-left-out');
    expect(origins('Pod', '/spec/volumes/0/name', given)?.from[0]).toBe(`${STEP}/volumes/1`);
  });

  test('are repeated by the entry of a list that has the same key', () => {
    const given = {
      kubernetes: { nope: 1, labels: [{ a: 'b' }, { a: 'c' }] },
      agent: { release: '3.0', podLabelsAllowFromStep: true },
    };
    expect(outcome(`${OPTIONS}/labels/0/a`, given)).toBe('overridden option-repeated');
    expect(outcome(`${OPTIONS}/labels/1/a`, given)).toMatch(/^applied /);
    expect(outcome(`${OPTIONS}/nope`, given)).toBe('dropped option-unknown');
  });

  test('that fail are rejected by the key as it was written', () => {
    const given = { kubernetes: { Resources: { limits: { cpu: 'x' } } } };
    expect(outcome(`${OPTIONS}/Resources/limits/cpu`, given)).toMatch(/^refused /);
  });

  test.each(['seccompProfile', 'apparmorProfile'])('of a %s without a type are dropped', (name) => {
    const kubernetes = { securityContext: { [name]: { type: '', localhostProfile: 'p' } } };
    expect(outcome(`${OPTIONS}/securityContext/${name}/localhostProfile`, { kubernetes })).toBe(
      'dropped profile-without-type',
    );
  });

  test('let a privileged step, or one with a user namespace, be root', () => {
    const securityContext = { runAsUser: 0, runAsGroup: 0 };
    for (const name of ['runAsUser', 'runAsGroup']) {
      const pointer = `/spec/securityContext/${name}`;
      const own = `${OPTIONS}/securityContext/${name}`;
      expect(
        origins('Pod', pointer, { step: { privileged: true }, kubernetes: { securityContext } }),
      ).toEqual({
        reason: 'root-allowed',
        from: [own, `${STEP}/privileged`],
      });
      expect(origins('Pod', pointer, { kubernetes: { securityContext, hostUsers: false } })).toEqual({
        reason: 'root-allowed',
        from: [own, `${OPTIONS}/hostUsers`],
      });
    }
  });

  test('ask for another user than root, if the agent does not', () => {
    const given = { kubernetes: { securityContext: { runAsNonRoot: true } } };
    const pointer = '/spec/securityContext/runAsNonRoot';
    expect(origins('Pod', pointer, given)?.from).toEqual([`${OPTIONS}/securityContext/runAsNonRoot`]);
    expect(origins('Pod', pointer, { ...given, agent: { runAsNonRoot: true } })?.from[0]).toBe(
      `${VARIABLE}SECCTX_NONROOT`,
    );
  });

  test('give the label of the task if it has no id', () => {
    const key = 'woodpecker-ci.org/task-uuid';
    const given = { kubernetes: { labels: { [key]: 'x' } }, agent: { podLabelsAllowFromStep: true } };
    const pointer = `/metadata/labels/${key.replace('/', '~1')}`;
    expect(origins('Pod', pointer, given)?.from[0]).toBe('/taskUuid');
    expect(origins('Pod', pointer, { ...given, context: { taskUuid: '' } })?.from[0]).toBe(
      `${OPTIONS}/labels/${key.replace('/', '~1')}`,
    );
  });
});

describe('mounts of the init container', () => {
  const pointer = '/spec/initContainers/0/volumeMounts/0/mountPath';
  const securityContext = { runAsUser: 1000 };

  it('come from the volume with the directory', () => {
    const step = { volumes: ['a:/x', 'w:/w'], working_dir: '/w/src' };
    expect(origins('Pod', pointer, { step, kubernetes: { securityContext } })?.from[0]).toBe(
      `${STEP}/volumes/1`,
    );
  });

  it('come from the Secret with the directory', () => {
    const step = { volumes: ['a:/x'], working_dir: '/s/src' };
    const kubernetes = {
      securityContext,
      secrets: ['/q', '/s'].map((file) => ({ name: `n${file.slice(1)}`, target: { file } })),
    };
    const agent = { allowNativeSecrets: true };
    expect(origins('Pod', pointer, { step, kubernetes, agent })?.from[0]).toBe(
      `${OPTIONS}/secrets/1/target/file`,
    );
  });
});

test.each(['toString', 'constructor', '__proto__'])(
  'a field called %s is one that no agent knows',
  (field) => {
    const step = JSON.parse(`{"${field}":{"a":{"b":"c"}}}`) as Partial<Step>;
    expect(outcome(`${STEP}/${field}/a/b`, { step })).toMatch(/^dropped /);
  },
);
