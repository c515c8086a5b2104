import { describe, expect, test } from 'vitest';
import {
  type AgentOptionsInput,
  makeHeadlessService,
  makePersistentVolumeClaim,
  makePod,
  makeRegistrySecret,
  makeService,
  makeStepSecret,
  resolveAgentOptions,
  type Step,
  type TranslationContext,
  TranslationError,
} from '../../../src/index.ts';

const agent = (options: AgentOptionsInput) => resolveAgentOptions(options);
const step = (fields: object): Step => ({ name: 'build', image: 'alpine', ...fields });
const options = (kubernetes: object) => ({ backend_options: { kubernetes } });

function failure(build: () => unknown): { code: string; path: string } | string {
  try {
    build();
    return 'no error';
  } catch (error) {
    if (!(error instanceof TranslationError)) throw error;
    expect(error.message).not.toBe('');
    return { code: error.code, path: error.path };
  }
}

describe('makePersistentVolumeClaim', () => {
  test.each(['', ' ', 'a b', '/host/path', '-', 'a..b', ':/path'])('rejects the volume %j', (volume) => {
    const build = () => makePersistentVolumeClaim(volume, agent({ release: '3.16' }));
    expect(failure(build)).toEqual({ code: 'invalid-name', path: '/volume' });
  });

  test.each(['', ' ', '-/.'])('rejects the volume %j, from which 3.17 removes everything', (volume) => {
    const build = () => makePersistentVolumeClaim(volume, agent({ release: '3.17' }));
    expect(failure(build)).toEqual({ code: 'invalid-name', path: '/volume' });
  });

  test.each(['', '10GB', '10 G', 'ten'])('crashes on the size %j', (volumeSize) => {
    const build = () => makePersistentVolumeClaim('data', agent({ volumeSize }));
    expect(failure(build)).toEqual({ code: 'panic-quantity', path: '/volumeSize' });
  });
});

describe('makeHeadlessService', () => {
  test.each(['', 'run 1', 'run/1'])('rejects the task id %j', (taskUuid) => {
    const build = () => makeHeadlessService(agent({ release: '3.13' }), { taskUuid });
    expect(failure(build)).toEqual({ code: 'invalid-name', path: '/taskUuid' });
  });

  test('accepts any task id since 3.17', () => {
    const service = makeHeadlessService(agent({ release: '3.17' }), { taskUuid: '' });
    expect(service.metadata?.name).toBe('wp-hsvc');
  });
});

describe('makeService', () => {
  test('rejects a name that is not a DNS name', () => {
    const build = () =>
      makeService(step({ name: 'my db', ports: [{ number: 1 }] }), agent({ release: '3.12' }));
    expect(failure(build)).toEqual({ code: 'invalid-name', path: '/name' });
  });

  test.each([{}, { ports: null }, { ports: [] }])('rejects a service with %j from 3.10 to 3.12', (ports) => {
    const at = (release: string) => failure(() => makeService(step(ports), agent({ release })));
    expect(at('3.9')).toBe('no error');
    expect(at('3.10')).toEqual({ code: 'missing-ports', path: '/ports' });
    expect(at('3.12')).toEqual({ code: 'missing-ports', path: '/ports' });
  });
});

describe.each<[string, (step: Step) => unknown]>([
  ['makePod', (made) => makePod(made, agent({ release: '3.16' }))],
  ['makeRegistrySecret', (made) => makeRegistrySecret(made, agent({ release: '3.16' }))],
  ['makeStepSecret', (made) => makeStepSecret(made, agent({ release: '3.16' }))],
])('%s', (_name, build) => {
  test('rejects an id from which no name can be made', () => {
    expect(failure(() => build(step({ uuid: 'a/b' })))).toEqual({ code: 'invalid-name', path: '/uuid' });
  });
});

describe('makeRegistrySecret', () => {
  test.each(['', ' ', 'https://example.com/a', 'example.com/Team/a', 'a//b', 'a:b:c'])(
    'rejects the image %j',
    (image) => {
      const build = () => makeRegistrySecret(step({ image }), agent({}));
      expect(failure(build)).toEqual({ code: 'invalid-image', path: '/image' });
    },
  );
});

describe('makePod', () => {
  const cases: [string, object, AgentOptionsInput, TranslationContext, { code: string; path: string }][] = [
    ['a name without a label', { name: 'Build !' }, {}, {}, { code: 'invalid-name', path: '/name' }],
    ['a service name', { name: 'a b', type: 'service' }, {}, {}, { code: 'invalid-name', path: '/name' }],
    [
      'a label of the workflow',
      { workflow_labels: { 'woodpecker-ci.org/repo-name': '.github' } },
      { release: '3.5' },
      {},
      { code: 'invalid-name', path: '/workflow_labels/woodpecker-ci.org~1repo-name' },
    ],
    ['a task id', {}, { release: '3.13' }, { taskUuid: '' }, { code: 'invalid-name', path: '/taskUuid' }],
    ['a volume', { volumes: ['a:/a', 'b c:/b'] }, {}, {}, { code: 'invalid-name', path: '/volumes/1' }],
    [
      'a file of a native secret',
      options({ secrets: [{ name: 'a' }, { name: 'b c', target: { file: '/f' } }] }),
      { allowNativeSecrets: true },
      {},
      { code: 'invalid-name', path: '/backend_options/kubernetes/secrets/1/name' },
    ],
    [
      'a request',
      options({ resources: { requests: { 'a/b~c': 'much' } } }),
      {},
      {},
      { code: 'invalid-quantity', path: '/backend_options/kubernetes/resources/requests/a~1b~0c' },
    ],
    [
      'a limit',
      options({ resources: { requests: { cpu: 1 }, limits: { memory: '1KB' } } }),
      {},
      {},
      { code: 'invalid-quantity', path: '/backend_options/kubernetes/resources/limits/memory' },
    ],
    [
      'a platform without an architecture',
      { environment: { CI_SYSTEM_PLATFORM: 'linux' } },
      {},
      {},
      { code: 'panic', path: '/environment/CI_SYSTEM_PLATFORM' },
    ],
  ];

  test.each(cases)('fails for %s', (_what, fields, agentOptions, context, expected) => {
    expect(failure(() => makePod(step(fields), agent(agentOptions), context))).toEqual(expected);
  });

  test('names the first of several problems in the order of the agent', () => {
    const broken = {
      uuid: ' ',
      name: '!',
      volumes: [''],
      ...options({ resources: { limits: { cpu: 'x' } } }),
    };
    const build = (fixed: object) => failure(() => makePod(step({ ...broken, ...fixed }), agent({})));
    expect([
      build({}),
      build({ uuid: 'a' }),
      build({ uuid: 'a', name: 'b' }),
      build({ uuid: 'a', name: 'b', volumes: [] }),
    ]).toMatchObject([
      { path: '/uuid' },
      { path: '/name' },
      { path: '/volumes/0' },
      { code: 'invalid-quantity' },
    ]);
  });
});
