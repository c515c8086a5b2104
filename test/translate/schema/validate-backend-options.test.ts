import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Release, validateBackendOptions } from '../../../src/index.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';
import { readSchema } from '../../support/schema-properties.ts';

const found = (value: unknown, release?: Release) =>
  validateBackendOptions(deepFrozen(value), release).map(({ code, path }) => `${code} ${path}`);

const properties = Object.entries(readSchema('backend-options.schema.json').properties ?? {});

describe('valid options', () => {
  test('nothing, null and the empty map', () => {
    for (const value of [undefined, null, {}]) expect(found(value)).toEqual([]);
  });

  test('every option at once, at a release that knows them all', () => {
    expect(
      found(Object.fromEntries(properties.map(([key, { examples }]) => [key, examples?.[0]])), 'next'),
    ).toEqual([]);
  });

  test('the options that the documentation of Woodpecker shows', () => {
    const documented = [
      {
        serviceAccountName: 'my-service-account',
        resources: { requests: { memory: '128Mi', cpu: '1000m' }, limits: { memory: '256Mi' } },
        nodeSelector: { 'beta.kubernetes.io/instance-type': 'Standard_D2_v3' },
        tolerations: [
          { key: 'key1', operator: 'Equal', value: 'value1', effect: 'NoSchedule', tolerationSeconds: 3600 },
        ],
      },
      { securityContext: { runAsUser: 999, runAsGroup: 999, privileged: true } },
      { securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/audit.json' } } },
      {
        securityContext: {
          apparmorProfile: { type: 'Localhost', localhostProfile: 'k8s-apparmor-example-deny-write' },
        },
      },
      { annotations: { 'workflow-group': 'alpha', 'io.kubernetes.cri-o.Devices': '/dev/fuse' } },
      { labels: { environment: 'ci', 'app.kubernetes.io/name': 'builder' } },
    ];
    expect(documented.flatMap((options) => found(options))).toEqual([]);
  });

  test('numbers if the agent turns them into the intended text', () => {
    expect(
      found({
        resources: { limits: { cpu: 1, memory: 0.5 } },
        labels: { version: 2 },
        nodeSelector: { rack: 7 },
      }),
    ).toEqual([]);
  });
});

describe('invalid options', () => {
  test.each<[string, unknown, string[]]>([
    ['a text for the whole', 'x', ['option-type ']],
    ['a list for the whole', [], ['option-type ']],
    [
      'a number as text',
      { securityContext: { runAsUser: '999' } },
      ['option-type /securityContext/runAsUser'],
    ],
    ['a fraction', { securityContext: { runAsUser: 9.5 } }, ['option-type /securityContext/runAsUser']],
    ['a negative id', { securityContext: { fsGroup: -1 } }, ['option-value /securityContext/fsGroup']],
    [
      'a bool as text',
      { securityContext: { privileged: 'yes' } },
      ['option-type /securityContext/privileged'],
    ],
    ['one toleration for a list', { tolerations: { key: 'a' } }, ['option-type /tolerations']],
    ['an item that is null', { secrets: [null] }, ['option-type /secrets/0']],
    ['a bool as label', { labels: { a: true } }, ['option-boolean-as-text /labels/a']],
    ['a null label', { labels: { a: null } }, ['option-type /labels/a']],
    ['a label with a space', { labels: { a: 'b c' } }, ['option-value /labels/a']],
    ['a label key with a space', { labels: { 'a b': 'c' } }, ['option-name /labels/a b']],
    ['a key to be escaped', { labels: { 'a/b/~c': 'd' } }, ['option-name /labels/a~1b~1~0c']],
    ['no quantity', { resources: { limits: { cpu: '1 core' } } }, ['option-value /resources/limits/cpu']],
    ['no resource', { resources: { requests: { gpu: 1 } } }, ['option-name /resources/requests/gpu']],
    ['an effect', { tolerations: [{ key: 'a', effect: 'NoWay' }] }, ['option-value /tolerations/0/effect']],
    ['a toleration of nothing', { tolerations: [{}] }, ['option-missing /tolerations/0']],
    [
      'a value beside Exists',
      { tolerations: [{ operator: 'Exists', value: 'a' }] },
      ['option-value /tolerations/0/value'],
    ],
    [
      'a profile without type',
      { securityContext: { seccompProfile: {} } },
      ['option-missing /securityContext/seccompProfile'],
    ],
    [
      'a path with another type',
      { securityContext: { apparmorProfile: { type: 'Unconfined', localhostProfile: 'a' } } },
      ['option-value /securityContext/apparmorProfile/localhostProfile'],
    ],
    ['a secret without name', { secrets: [{ key: 'a' }] }, ['option-missing /secrets/0']],
    ['an empty runtime class', { runtimeClassName: '' }, ['option-value /runtimeClassName']],
  ])('%s', (_, value, expected) => {
    expect(found(value, 'next')).toEqual(expected);
  });

  test('the offending value and the expectation are reported', () => {
    const [diagnostic] = validateBackendOptions({ tolerations: [{ key: 'a', operator: 'Equals' }] });
    expect(diagnostic).toMatchObject({
      severity: 'error',
      args: { value: 'Equals', expected: 'Exists, Equal or ""' },
    });
  });
});

describe('keys', () => {
  test.each([
    [{ serviceAccount: 'x' }, '/serviceAccount', 'serviceAccountName', undefined],
    [
      { securityContext: { seccompProfil: {} } },
      '/securityContext/seccompProfil',
      'seccompProfile',
      undefined,
    ],
    [{ tolerations: [{ operator: 'Exists', efect: 'x' }] }, '/tolerations/0/efect', 'effect', undefined],
    [{ runAsUser: 1 }, '/runAsUser', undefined, 'securityContext.runAsUser'],
    [{ resources: { nodeSelector: {} } }, '/resources/nodeSelector', undefined, 'nodeSelector'],
  ])('%j: the nearest known key, and the place of a misplaced one', (value, path, nearest, belongsAt) => {
    const diagnostics = validateBackendOptions(value, 'next');
    expect(diagnostics).toMatchObject([{ code: 'option-unknown-key', severity: 'error', path }]);
    expect(diagnostics[0]?.args['belongsAt']).toBe(belongsAt);
    expect(diagnostics[0]?.args['nearest']).toBe(nearest);
  });

  test('another case is warned about, and values below are checked under the written path', () => {
    const value = { SecurityContext: { RUNASUSER: 'x' }, labels: {} };
    expect(found(value)).toEqual([
      'option-key-case /SecurityContext',
      'option-key-case /SecurityContext/RUNASUSER',
      'option-type /SecurityContext/RUNASUSER',
    ]);
    expect(validateBackendOptions(value)[0]).toMatchObject({
      severity: 'warning',
      args: { known: 'securityContext' },
    });
  });

  test('of two spellings the exact one counts', () => {
    expect(found({ Labels: 5, labels: { a: 'b' } })).toEqual(['option-key-repeated /Labels']);
    expect(found({ LABELS: { a: 'b' }, Labels: 5 })).toEqual([
      'option-key-repeated /Labels',
      'option-key-case /LABELS',
    ]);
  });

  test('keys of maps are not options: their case matters', () => {
    expect(found({ labels: { Labels: 'a', labels: 'b' } })).toEqual([]);
  });

  test('a key with null is warned of', () => {
    expect(found({ labels: null, securityContext: { runAsUser: null } })).toEqual([
      'option-null /labels',
      'option-null /securityContext/runAsUser',
    ]);
  });

  test('keys that are names of object members are neither lost nor looked up', () => {
    const value = JSON.parse(
      '{"__proto__":{"labels":5},"constructor":1,"labels":{"__proto__":"x"},"toString":2}',
    );
    expect(found(value)).toEqual([
      'option-unknown-key /__proto__',
      'option-unknown-key /constructor',
      'option-unknown-key /toString',
      'option-name /labels/__proto__',
    ]);
  });
});

describe('releases', () => {
  test.each<[unknown, string, Release, Release]>([
    [{ affinity: {} }, '/affinity', '3.12', '3.13'],
    [{ workspaceVolume: false }, '/workspaceVolume', '3.14', '3.15'],
    [{ hostUsers: true }, '/hostUsers', '3.15', '3.16'],
    [
      { securityContext: { fsGroupChangePolicy: 'Always' } },
      '/securityContext/fsGroupChangePolicy',
      '3.8',
      '3.9',
    ],
    [
      { securityContext: { capabilities: { drop: ['ALL'] } } },
      '/securityContext/capabilities',
      '3.13',
      '3.14',
    ],
    [
      { securityContext: { allowPrivilegeEscalation: false } },
      '/securityContext/allowPrivilegeEscalation',
      '3.13',
      '3.14',
    ],
  ])('%j is newer than the release before the first that knows it', (value, path, before, since) => {
    expect(found(value, since)).toEqual([]);
    const diagnostics = validateBackendOptions(value, before);
    expect(diagnostics).toMatchObject([{ code: 'option-newer-than-release', severity: 'warning', path }]);
    expect(diagnostics[0]?.args).toMatchObject({ since, release: before });
  });

  test('an option that the release ignores is not checked further, and 3.0 is the default', () => {
    expect(found({ hostUsers: 'x' })).toEqual(['option-newer-than-release /hostUsers']);
    expect(found({ HostUsers: 'x' }, '3.16')).toEqual([
      'option-key-case /HostUsers',
      'option-type /HostUsers',
    ]);
  });
});

describe('any JSON value', () => {
  const known = [
    'labels',
    'LABELS',
    'securityContext',
    'tolerations',
    'secrets',
    'affinity',
    'resources',
    'requests',
  ];
  const keys = fc.oneof(
    fc.constantFrom(...known, 'runAsUser', 'key', 'name', 'target', '__proto__', 'a/b~'),
    fc.string(),
  );
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(null, true, '', 'x', 0, 1.5, -1),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(keys, tie('json'), { maxKeys: 5 }),
    ),
  }));

  test('gets an answer in which every path leads to the value that it names', () => {
    fc.assert(
      fc.property(json, fc.constantFrom<Release>('3.0', '3.14', 'next'), (value, release) => {
        const frozen = deepFrozen(value);
        for (const { path, args, message } of validateBackendOptions(frozen, release)) {
          expect(message).not.toContain('undefined');
          const tokens = path
            .split('/')
            .slice(1)
            .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
          const at = tokens.reduce<unknown>((parent, token) => {
            expect(Object.hasOwn(parent as object, token)).toBe(true);
            return (parent as Record<string, unknown>)[token];
          }, frozen);
          if (typeof at !== 'object') expect(args['value']).toBe(at);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of any depth gets an answer', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 200_000; level += 1) deep = level % 2 === 0 ? [deep] : { labels: deep };
    expect(validateBackendOptions({ labels: deep, tolerations: [deep], x: deep }).length).toBeGreaterThan(0);
  });
});
