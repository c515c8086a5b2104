import { describe, expect, it } from 'vitest';
import {
  type CompiledWorkflow,
  lintWorkflow,
  readAgentEnvironment,
  resolveAgentOptions,
  type Step,
} from '../../src/index.ts';

const OPTIONS = '/pipeline/0/steps/0/backend_options/kubernetes';

function lint(workflow: CompiledWorkflow, options: Parameters<typeof resolveAgentOptions>[0] = {}) {
  return lintWorkflow(workflow, resolveAgentOptions({ release: '3.16', ...options }));
}

function stepWith(kubernetes: object, name = 'build'): Step {
  return { name, image: 'alpine', backend_options: { kubernetes } };
}

describe('the findings of lintWorkflow', () => {
  it.each([[{ toString: 1 }], [JSON.parse('['.repeat(5000) + ']'.repeat(5000))]])(
    'name the type of a volume that is not a string, without converting it',
    (volume) => {
      const steps = [{ name: 'a', image: 'alpine', volumes: [volume] }];
      const found = lint({ volume: 'v', pipeline: [{ steps }] });
      expect(found.map(({ code, path }) => [code, path])).toContainEqual([
        'value-not-decoded',
        '/pipeline/0/steps/0/volumes/0',
      ]);
    },
  );

  it('are those about the agent, about the workflow, and about the steps in their order', () => {
    const steps = ['a', 'b'].map((name) => stepWith({ nope: 1 }, name));
    const found = lint({ volume: '^', pipeline: [{ steps }] }, { pullSecretNames: [''] });
    expect(found.map(({ source, path }) => [source, path])).toEqual([
      ['agent', '/WOODPECKER_BACKEND_K8S_PULL_SECRET_NAMES/0'],
      ['workflow', '/volume'],
      ['workflow', `${OPTIONS}/nope`],
      ['workflow', `${OPTIONS.replace('steps/0', 'steps/1')}/nope`],
    ]);
  });

  it('say nothing of the schema about any of several profiles that a rule is about', () => {
    const securityContext = { seccompProfile: { type: '' }, apparmorProfile: { type: '' } };
    const found = lint({ volume: 'v', pipeline: [{ steps: [stepWith({ securityContext })] }] });
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ['profile-without-type', `${OPTIONS}/securityContext/seccompProfile`],
      ['profile-without-type', `${OPTIONS}/securityContext/apparmorProfile`],
    ]);
  });
});

type AgentInput = Parameters<typeof resolveAgentOptions>[0];

/** The codes that are reported for a step, and of the variables of its agent. */
function codes(
  step: Partial<Step>,
  agent: AgentInput = {},
  environment: Record<string, string> = {},
): string[] {
  const options = resolveAgentOptions({ release: '3.17', ...agent });
  const steps = [{ name: 'a', image: 'b', uuid: 'u', ...step }];
  return lintWorkflow({ volume: 'v', pipeline: [{ steps }] }, options, { environment }).map(
    ({ code }) => code,
  );
}

function optionCodes(kubernetes: object, step: Partial<Step> = {}, release = '3.17'): string[] {
  return codes({ ...step, backend_options: { kubernetes } }, { release });
}

describe('of the variables of the agent', () => {
  const variableCodes = (name: string, text: string, release: string) => {
    const environment = { [`WOODPECKER_BACKEND_K8S_${name}`]: text };
    const { options } = readAgentEnvironment(environment, { release });
    return lintWorkflow({ pipeline: [] }, options ?? resolveAgentOptions({ release }), {
      environment,
    }).filter(({ source }) => source === 'agent');
  };

  it('values that the YAML of later releases rewrites are reported, each with its new value', () => {
    const found = variableCodes('POD_LABELS', '{a: x, b: yes, c: z, d: 1.50}', '3.13');
    expect(found.map(({ code, args }) => [code, args['entry'], args['written']])).toEqual([
      ['agent-yaml-rewritten', 'b: yes', 'b: true'],
      ['agent-yaml-rewritten', 'd: 1.50', 'd: 1.5'],
    ]);
  });

  it.each([
    ['POD_AFFINITY', '{a: yes}', '3.14', 'agent-yaml-rewritten'],
    ['POD_LABELS', '{tolerationSeconds: a}', '3.9', 'agent-toleration-seconds-ignored'],
    ['POD_LABELS', '{a: 1, a: [b]}', '3.14', 'agent-yaml-repeated-key'],
  ])('%s=%s at %s is not reported as %s', (name, text, release, code) => {
    expect(variableCodes(name, text, release).map((found) => found.code)).not.toContain(code);
  });

  it('the domain of the cluster hides no other problem', () => {
    const environment = { WOODPECKER_BACKEND_K8S_CLUSTER_DOMAIN: 'x', WOODPECKER_BACKEND_K8S_NAMESPCE: 'y' };
    expect(codes({}, { release: '3.14', clusterDomain: 'x' }, environment)).toEqual(
      expect.arrayContaining(['agent-variable-unknown']),
    );
  });

  it('tolerations are reported if they are valid, and not if the agent has none', () => {
    const podTolerations = (toleration: object) => ({ podTolerations: [toleration] });
    const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute', ''];
    for (const effect of effects) expect(codes({}, podTolerations({ key: 'a', effect }))).toEqual([]);
    const wrong = podTolerations({ key: 'a', effect: 'Nope' });
    expect(codes({}, wrong)).toEqual(['agent-toleration-invalid']);
    expect(codes({}, { release: '3.0', ...wrong })).toEqual([]);
  });
});

describe('of options', () => {
  it('those behind a gate say since when it is there', () => {
    const gates = { secrets: [{ name: 's' }], nodeSelector: { c: 'd' }, labels: { a: 'b' } };
    const found = lint({ volume: 'v', pipeline: [{ steps: [stepWith(gates)] }] }, { release: '3.17' });
    const since = found.flatMap(({ code, args }) => (code.endsWith('-gated') ? [[code, args['since']]] : []));
    expect(since.sort()).toEqual([
      ['step-label-gated', undefined],
      ['step-node-selector-gated', '3.17'],
      ['step-secret-gated', undefined],
    ]);
  });

  it('labels may have the name of a list with emptied items', () => {
    expect(optionCodes({ labels: { secrets: { a: 1 } } })).toContain('option-not-decoded');
    expect(optionCodes({ labels: { tolerations: [[]] } })).not.toContain('option-element-emptied');
    expect(optionCodes({ secrets: [1] })).toContain('option-element-emptied');
  });
});

describe('of resources', () => {
  const gpu = 'nvidia.com/gpu';

  it('those of vendors are whole and equal, and nothing else about them is reported', () => {
    const resources = { requests: { [gpu]: '2' }, limits: { [gpu]: '1' } };
    expect(optionCodes({ resources })).toEqual(['extended-resource-invalid']);
  });

  it('limits that are not quantities are not compared', () => {
    const resources = { requests: { cpu: '1' }, limits: { cpu: 'x' } };
    expect(optionCodes({ resources })).toEqual(['resource-not-quantity']);
  });

  it('those that no node has are reported by their place', () => {
    const kubernetes = { resources: { limits: { [gpu]: '2' } } };
    const steps = [{ name: 'a', image: 'b', backend_options: { kubernetes } }];
    const found = lintWorkflow(
      { pipeline: [{ steps }] },
      resolveAgentOptions({ release: '3.17' }),
      {},
      {
        node: { [gpu]: '1' },
      },
    );
    expect(found.map(({ code, path }) => [code, path])).toContainEqual([
      'step-exceeds-node',
      `${OPTIONS}/resources/limits/nvidia.com~1gpu`,
    ]);
  });
});

describe('of the security context', () => {
  it('no escalation is in the way of a privilege that is given up', () => {
    const reported = (privileged: boolean) =>
      optionCodes({ securityContext: { privileged, allowPrivilegeEscalation: false } }, { privileged: true });
    expect(reported(false)).not.toContain('escalation-with-privilege');
    expect(reported(true)).toContain('escalation-with-privilege');
  });

  it('added capabilities are reported if dropped ones take effect', () => {
    const securityContext = { capabilities: { add: ['SYS_ADMIN'] } };
    expect(optionCodes({ securityContext })).toContain('capabilities-add-ignored');
    expect(optionCodes({ securityContext }, {}, '3.13')).not.toContain('capabilities-add-ignored');
    expect(optionCodes({ securityContext: { add: [] } }, {}, '3.13')).not.toContain(
      'capabilities-add-ignored',
    );
  });
});

describe('of volumes', () => {
  const volumeFindings = (volumes: readonly string[], release = '3.16') => {
    const steps = [{ name: 'a', image: 'b', volumes }];
    return lintWorkflow({ volume: 'v', pipeline: [{ steps }] }, resolveAgentOptions({ release }));
  };

  it('those without a name are not taken for one', () => {
    const found = volumeFindings(['^:/a', '~:/b']).map(({ code }) => code);
    expect(found).toEqual(['volume-unnameable', 'volume-host-path']);
  });

  it('all that follows the path is an option', () => {
    const [found] = volumeFindings(['a:/b:ro:x']);
    expect([found?.code, found?.args['option']]).toEqual(['volume-option-ignored', 'ro:x']);
  });

  it('a letter as the path is a drive only if a path follows', () => {
    expect(volumeFindings(['a:C:/x']).map(({ code }) => code)).toEqual(['volume-windows-path']);
    expect(volumeFindings(['a:C:x/y']).map(({ code }) => code)).toEqual(['volume-option-ignored']);
  });
});

describe('of failures', () => {
  it('those by different labels of the workflow are reported each', () => {
    const steps = ['a', 'b', 'a'].map((key, index) => ({
      name: `s${index}`,
      image: 'b',
      workflow_labels: { [`woodpecker-ci.org/${key}`]: '^' },
    }));
    const found = lint({ volume: 'v', pipeline: [{ steps }] }, { release: '3.16' });
    expect(found.map(({ code, args }) => [code, args['name']])).toEqual([
      ['workflow-label-invalid', 'woodpecker-ci.org/a'],
      ['workflow-label-invalid', 'woodpecker-ci.org/b'],
    ]);
  });

  it('those of steps do not hide that the id of the task is not a label', () => {
    const steps = [stepWith({ resources: { limits: { cpu: 'x' } } })];
    const agent = resolveAgentOptions({ release: '3.17' });
    const context = { taskUuid: '1'.repeat(64) };
    const found = lintWorkflow({ volume: 'v', pipeline: [{ steps }] }, agent, context);
    expect(found.map(({ code }) => code)).toEqual(['task-uuid-label-invalid', 'resource-not-quantity']);
  });

  it('a second Service of the same name ends the setup through 3.12', () => {
    const service: Step = { name: 'db', image: 'b', uuid: 'u', type: 'service', ports: [{ number: 1 }] };
    const networks = [{ name: 'default', aliases: ['db'] }];
    const steps = [
      { ...service, networks },
      { ...service, networks },
    ];
    const found = lint({ volume: 'v', pipeline: [{ steps }] }, { release: '3.12' });
    expect(found.map(({ code }) => code)).toContain('object-exists');
  });

  it('are none of a service without a name in its network', () => {
    const step: Step = {
      name: 'db',
      image: 'b',
      type: 'service',
      ports: [{ number: 1 }],
      networks: [{ name: 'n' }],
    };
    for (const release of ['3.0', '3.12', '3.17'])
      expect(lint({ volume: 'v', pipeline: [{ steps: [step] }] }, { release })).toEqual(expect.any(Array));
  });
});

it('a Secret without a name is reported beside another option that cannot be read', () => {
  const kubernetes: object = { labels: 5, secrets: [{ name: '', key: 'k', target: { env: 'K' } }] };
  const reported = codes({ backend_options: { kubernetes } }, { allowNativeSecrets: true });
  expect(reported).toEqual(expect.arrayContaining(['option-not-decoded', 'native-secret-unnamed']));
});

it('an init container is reported for a step with its own Secrets too', () => {
  const step: Partial<Step> = {
    auth_config: { username: 'u', password: 'p' },
    volumes: ['v:/w'],
    working_dir: '/w/src',
  };
  expect(optionCodes({ securityContext: { runAsUser: 1000 } }, step)).toContain('init-container-added');
});
