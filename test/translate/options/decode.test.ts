import { describe, expect, test } from 'vitest';
import { featuresOf, type Release } from '../../../src/index.ts';
import { decodeWithFeatures } from '../../../src/translate/options/decode-backend-options.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

/** New features for each call, so each call makes its decoder again. */
function decoded(value: unknown, release: Release = 'next') {
  return decodeWithFeatures(deepFrozen(value), { ...featuresOf(release) });
}

const NOTHING = {
  resources: { requests: undefined, limits: undefined },
  runtimeClassName: undefined,
  serviceAccountName: '',
  labels: undefined,
  annotations: undefined,
  nodeSelector: undefined,
  tolerations: [],
  securityContext: undefined,
  secrets: [],
  affinity: undefined,
  workspaceVolume: undefined,
  hostUsers: undefined,
};

const NO_SECURITY = {
  privileged: undefined,
  runAsNonRoot: undefined,
  runAsUser: undefined,
  runAsGroup: undefined,
  fsGroup: undefined,
  fsGroupChangePolicy: undefined,
  seccompProfile: undefined,
  apparmorProfile: undefined,
  allowPrivilegeEscalation: undefined,
  capabilities: undefined,
};

const EVERYTHING = {
  resources: { requests: { cpu: '500m' }, limits: { memory: '1Gi' } },
  runtimeClassName: 'gvisor',
  serviceAccountName: 'builder',
  labels: { a: '1' },
  annotations: { b: '2' },
  nodeSelector: { c: '3' },
  tolerations: [{ key: 'k', operator: 'Equal', value: 'v', effect: 'NoExecute', tolerationSeconds: 5 }],
  securityContext: {
    privileged: false,
    runAsNonRoot: true,
    runAsUser: 1,
    runAsGroup: 2,
    fsGroup: 3,
    fsGroupChangePolicy: 'Always',
    seccompProfile: { type: 'Localhost', localhostProfile: 'audit.json' },
    apparmorProfile: { type: 'Unconfined', localhostProfile: 'x' },
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  },
  secrets: [{ name: 'n', key: 'k', target: { env: 'E', file: '/f' } }],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }],
      },
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 7, preference: { matchFields: [{ key: 'metadata.name', operator: 'Exists' }] } },
      ],
    },
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: { app: 'db' } }, topologyKey: 'zone', namespaces: ['a'] },
      ],
    },
  },
  workspaceVolume: false,
  hostUsers: true,
};

/** Keys of everything that an agent of 3.0 does not know. */
const LATER = ['affinity', 'workspaceVolume', 'hostUsers'];
const LATER_SECURITY = ['fsGroupChangePolicy', 'allowPrivilegeEscalation', 'capabilities'];

function unset(keys: readonly string[], value: object): object {
  return { ...value, ...Object.fromEntries(keys.map((key) => [key, undefined])) };
}

describe('the options', () => {
  test('that are given stay as they are', () => {
    expect(decoded(EVERYTHING)).toStrictEqual({ options: EVERYTHING, problems: [] });
  });

  test.each([[null], [undefined], [{}], [{ unknown: [1] }]])('%j are not options', (value) => {
    expect(decoded(value)).toStrictEqual({ options: NOTHING, problems: [] });
  });

  test.each([['a string'], [1], [true], [[]]])('%j is not a map of options', (value) => {
    const problems = [{ path: '', expected: 'an object', value }];
    expect(decoded(value)).toStrictEqual({ options: NOTHING, problems });
  });

  test('that came later are not even decoded at 3.0', () => {
    const { options, problems } = decoded({ ...EVERYTHING, affinity: 5, hostUsers: [] }, '3.0');
    expect(problems).toEqual([]);
    expect(options).toStrictEqual({
      ...unset(LATER, EVERYTHING),
      securityContext: unset(LATER_SECURITY, EVERYTHING.securityContext),
    });
  });

  test('below empty maps are zero values', () => {
    const value = { tolerations: [{}], secrets: [{}], securityContext: {}, affinity: {} };
    expect(decoded(value).options).toStrictEqual({
      ...NOTHING,
      tolerations: [{ key: '', operator: '', value: '', effect: '', tolerationSeconds: undefined }],
      secrets: [{ name: '', key: '', target: { env: '', file: '' } }],
      securityContext: NO_SECURITY,
      affinity: {},
    });
  });

  test('distinguish an empty list from a missing one if the API type always writes it', () => {
    const required = (value: unknown) =>
      decoded({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: value } } })
        .options.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
    expect(required({ nodeSelectorTerms: [] })).toEqual({ nodeSelectorTerms: [] });
    expect(required({})).toEqual({ nodeSelectorTerms: null });
    expect(required({ nodeSelectorTerms: null })).toEqual({ nodeSelectorTerms: null });
  });
});

test('a key that is undefined counts before other spellings of it, wherever it is', () => {
  expect(decoded({ Labels: { a: '1' }, labels: undefined }).options.labels).toBeUndefined();
});

describe('weak typing', () => {
  test.each<[value: unknown, text: string]>([
    ['x', 'x'],
    [null, ''],
    [true, '1'],
    [false, '0'],
    [0, '0'],
    [-0, '-0'],
    [1.5, '1.5'],
    [-2, '-2'],
    [1e21, '1000000000000000000000'],
    [-1e21, '-1000000000000000000000'],
    [1.25e21, '1250000000000000000000'],
    [1.5e25, '15000000000000000000000000'],
    [1e100, `1${'0'.repeat(100)}`],
    [1e-7, '0.0000001'],
    [-1.25e-7, '-0.000000125'],
    [5e-324, `0.${'0'.repeat(323)}5`],
  ])('%j as a string is %j', (value, text) => {
    expect(decoded({ serviceAccountName: value })).toMatchObject({
      options: { serviceAccountName: text },
      problems: [],
    });
  });

  test.each<[value: unknown, integer: number | undefined]>([
    [7, 7],
    [7.9, 7],
    [-7.9, -7],
    [true, 1],
    [false, 0],
    ['', 0],
    ['0x10', 16],
    ['-12', -12],
    [null, undefined],
    [2 ** 53, 2 ** 53],
    [-(2 ** 62), -(2 ** 62)],
    [2 ** 63, -(2 ** 63)],
    [1e300, -(2 ** 63)],
    [-1e300, -(2 ** 63)],
  ])('%j as an integer of 64 bits is %j', (value, integer) => {
    const { options, problems } = decoded({ securityContext: { runAsUser: value } });
    expect(problems).toEqual([]);
    expect(options.securityContext?.runAsUser).toBe(integer);
  });

  test.each<[value: unknown, weight: number]>([
    [50, 50],
    [50.9, 50],
    [-50.9, -50],
    [true, 1],
    ['0b11', 3],
    [null, 0],
    [2 ** 31 - 1, 2 ** 31 - 1],
    [2 ** 31, -(2 ** 31)],
    [2 ** 32 + 5, 5],
    [2 ** 63, 0],
    [-1e300, 0],
  ])('%j as an integer of 32 bits is %j', (weight, expected) => {
    const affinity = { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight }] } };
    const { options, problems } = decoded({ affinity });
    expect(problems).toEqual([]);
    expect(options.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution).toEqual([
      { weight: expected, preference: {} },
    ]);
  });

  test.each<[value: unknown, bool: boolean | undefined]>([
    [true, true],
    [false, false],
    [1, true],
    [-0.5, true],
    [0, false],
    ['', false],
    ['T', true],
    ['False', false],
    [null, undefined],
  ])('%j as a bool is %j', (hostUsers, expected) => {
    const { options, problems } = decoded({ hostUsers });
    expect(problems).toEqual([]);
    expect(options.hostUsers).toBe(expected);
  });

  test.each<[value: unknown, labels: object | undefined]>([
    [
      { a: 1, b: true, c: null },
      { a: '1', b: '1', c: '' },
    ],
    [[{ a: 'x' }, { b: 'y' }], { a: 'x', b: 'y' }],
    [[{ a: 'x' }, { a: 'y' }], { a: 'y' }],
    [[[{ a: 'x' }], null, [[], [{ b: 'y' }]]], { a: 'x', b: 'y' }],
    [[], {}],
    [{}, {}],
    [null, undefined],
  ])('%j as a map of strings is %j', (labels, expected) => {
    const { options, problems } = decoded({ labels });
    expect(problems).toEqual([]);
    expect(options.labels).toEqual(expected);
  });

  test.each<[value: unknown, drop: readonly string[]]>([
    [
      ['a', 1],
      ['a', '1'],
    ],
    ['a', ['a']],
    [5, ['5']],
    ['', ['']],
    [{}, []],
    [null, []],
    [[null], ['']],
  ])('%j as a list of strings is %j', (drop, expected) => {
    const { options, problems } = decoded({ securityContext: { capabilities: { drop } } });
    expect(problems).toEqual([]);
    expect(options.securityContext?.capabilities?.drop).toEqual(expected);
  });
});

describe('a value that does not fit', () => {
  test.each<[value: object, path: string, expected: string, found: unknown]>([
    [{ serviceAccountName: [] }, '/serviceAccountName', 'a string', []],
    [{ runtimeClassName: {} }, '/runtimeClassName', 'a string', {}],
    [{ hostUsers: 'no' }, '/hostUsers', 'true or false', 'no'],
    [{ hostUsers: [] }, '/hostUsers', 'true or false', []],
    [{ securityContext: { fsGroup: 'x' } }, '/securityContext/fsGroup', 'an integer of 64 bits', 'x'],
    [{ securityContext: { fsGroup: {} } }, '/securityContext/fsGroup', 'an integer of 64 bits', {}],
    [{ labels: 'x' }, '/labels', 'an object', 'x'],
    [{ labels: [{}, [5]] }, '/labels/1/0', 'an object', 5],
    [{ labels: [{}, { 'a/b': [] }] }, '/labels/1/a~1b', 'a string', []],
    [{ labels: [{ a: [] }, 7] }, '/labels/0/a', 'a string', []],
    [{ tolerations: [{}, 'x'] }, '/tolerations/1', 'an object', 'x'],
    [{ tolerations: [{ KEY: [] }] }, '/tolerations/0/KEY', 'a string', []],
    [{ secrets: { name: 'a', target: 5 } }, '/secrets/target', 'an object', 5],
    [
      { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 'x' }] } } },
      '/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/weight',
      'an integer of 32 bits',
      'x',
    ],
  ])('%j is reported with its place', (value, path, expected, found) => {
    expect(decoded(value).problems).toEqual([{ path, expected, value: found }]);
  });

  test('leaves its neighbors', () => {
    expect(
      decoded({ labels: { a: [], b: 'x' }, tolerations: [{ key: {}, value: 'v' }] }).options,
    ).toMatchObject({
      labels: { b: 'x' },
      tolerations: [{ key: '', value: 'v' }],
    });
  });

  test('removes an optional part as a whole', () => {
    const value = { securityContext: { runAsUser: 'x', fsGroup: 1 }, affinity: { podAffinity: 5 } };
    const { options, problems } = decoded(value);
    expect(problems.map(({ path }) => path)).toEqual(['/securityContext/runAsUser', '/affinity/podAffinity']);
    expect(options).toStrictEqual(NOTHING);
  });
});

describe('keys', () => {
  test('count in any case, folded as Unicode folds', () => {
    expect(decoded({ LABELS: { a: 'x' }, hoſtuſers: true }).options).toMatchObject({
      labels: { a: 'x' },
      hostUsers: true,
    });
  });

  test('of several spellings the exact one counts, else the first', () => {
    const pick = (value: object) => decoded(value).options.serviceAccountName;
    expect(pick({ SERVICEACCOUNTNAME: 'a', serviceAccountName: 'b' })).toBe('b');
    expect(pick({ serviceAccountName: 'b', SERVICEACCOUNTNAME: 'a' })).toBe('b');
    expect(pick({ labels: {}, ServiceAccountName: 'c', serviceaccountname: 'd' })).toBe('c');
  });

  test('that another spelling overrides are not read', () => {
    const { options, problems } = decoded({ SERVICEACCOUNTNAME: [], serviceAccountName: 'b' });
    expect([options.serviceAccountName, problems]).toEqual(['b', []]);
  });
});

describe('JavaScript values outside of JSON', () => {
  const weighted = (weight: unknown) => ({
    affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight }] } },
  });

  test.each<[given: object, absent: object]>([
    [Object.fromEntries(Object.keys(NOTHING).map((key) => [key, undefined])), {}],
    [
      { securityContext: Object.fromEntries(Object.keys(NO_SECURITY).map((key) => [key, undefined])) },
      { securityContext: {} },
    ],
    [{ labels: { a: undefined } }, { labels: { a: null } }],
    [
      { tolerations: [{ key: undefined, tolerationSeconds: undefined }, undefined] },
      { tolerations: [{}, null] },
    ],
    [{ secrets: [{ name: undefined, target: undefined }] }, { secrets: [{}] }],
    [
      { affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: undefined } } },
      { affinity: { podAffinity: {} } },
    ],
    [
      {
        affinity: {
          nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: undefined } },
        },
      },
      { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } } },
    ],
    [weighted(undefined), weighted(null)],
  ])('undefined is what is not set: %o', (given, absent) => {
    expect(decoded(given)).toStrictEqual(decoded(absent));
    expect(decoded(given).problems).toEqual([]);
  });

  test('an infinite weight has no low 32 bits', () => {
    expect(decoded(weighted(Number.POSITIVE_INFINITY))).toStrictEqual(decoded(weighted(0)));
  });
});
