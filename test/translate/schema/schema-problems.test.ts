import { describe, expect, test } from 'vitest';
import { type SchemaName, schemaProblems } from '../../../src/translate/schema/schema-problems.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

/** One line for each problem: its path, kind, expected JSON types and expectation. */
function reported(name: SchemaName, value: unknown): string[] {
  return schemaProblems(name, deepFrozen(value)).map(
    ({ path, kind, types, expected }) =>
      `${path} ${[kind, ...(types === undefined ? [] : [`(${types.join(' ')})`])].join(' ')}: ${expected}`,
  );
}

const LABEL_KEY =
  'a label key, such as environment or example.com/team (at most 63 characters after the slash)';
const LABEL_VALUE =
  'a label value of at most 63 letters, digits, -, _ and ., with a letter or digit at both ends';
const USER = 'a whole number from 0 to 2147483647';

describe('backend options', () => {
  test.each<[unknown, string[]]>([
    ['x', [' type (object): an object']],
    [{ labels: 5 }, ['/labels type (object): an object']],
    [{ tolerations: {} }, ['/tolerations type (array): a list']],
    [{ secrets: [{ name: 'a' }, null] }, ['/secrets/1 type (object): an object']],
    [
      { securityContext: { privileged: 'yes' } },
      ['/securityContext/privileged type (boolean): true or false'],
    ],
    [{ securityContext: { runAsUser: '1' } }, [`/securityContext/runAsUser type (integer): ${USER}`]],
    [{ securityContext: { fsGroup: -1 } }, [`/securityContext/fsGroup value: ${USER}`]],
    [{ labels: { a: null } }, [`/labels/a type (string number): ${LABEL_VALUE}`]],
    [{ labels: { a: 'b c' } }, [`/labels/a value: ${LABEL_VALUE}`]],
    [{ labels: { 'a b': 'c' } }, [`/labels/a b name: ${LABEL_KEY}`]],
    [
      { labels: { 'a/b/~c': 'd e' } },
      [`/labels/a~1b~1~0c name: ${LABEL_KEY}`, `/labels/a~1b~1~0c value: ${LABEL_VALUE}`],
    ],
    [
      { tolerations: [{ key: 'a', operator: 'Equals' }] },
      ['/tolerations/0/operator value: Exists, Equal or ""'],
    ],
    [{ tolerations: [{}] }, ['/tolerations/0 missing-key: an object with key']],
    [
      { tolerations: [{ operator: 'Exists', value: 'a' }] },
      ['/tolerations/0/value value: "" with the other keys here'],
    ],
    [
      { securityContext: { seccompProfile: {} } },
      ['/securityContext/seccompProfile missing-key: an object with type'],
    ],
    [
      { securityContext: { seccompProfile: { type: 'Localhost' } } },
      ['/securityContext/seccompProfile missing-key: an object with localhostProfile'],
    ],
    [
      { securityContext: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a' } } },
      ['/securityContext/seccompProfile/localhostProfile value: no value with the other keys here'],
    ],
    [
      {
        affinity: {
          nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } },
        },
      },
      [
        '/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms value: ' +
          'a list of at least one item',
      ],
    ],
    [{ secrets: [{ name: 'a', target: { x: 1 } }] }, ['/secrets/0/target/x unknown-key: env or file']],
    [{ resources: { limit: {} } }, ['/resources/limit unknown-key: requests or limits']],
  ])('%j', (value, expected) => {
    expect(reported('backend-options', value)).toEqual(expected);
  });

  test('the known keys, all of them, for one that is not known', () => {
    expect(reported('backend-options', { image: 'x' })).toEqual([
      '/image unknown-key: resources, runtimeClassName, serviceAccountName, labels, annotations, nodeSelector, ' +
        'tolerations, securityContext, secrets, affinity, workspaceVolume or hostUsers',
    ]);
  });
});

test.each<[SchemaName, unknown, string[]]>([
  ['step', {}, [' missing-key: an object with name', ' missing-key: an object with image']],
  ['step', { name: 5, image: 'x' }, ['/name type (string): a string']],
  ['compiled-workflow', { secrets: 'x' }, ['/secrets type (array null): a list or null']],
  ['compiled-workflow', { stages: [] }, ['/stages unknown-key: pipeline, volume, network or secrets']],
])('%s %j', (name, value, expected) => {
  expect(reported(name, value)).toEqual(expected);
});

test('the offending value and key come along, and the nearest known key', () => {
  expect(schemaProblems('backend-options', { label: { a: 'b' }, secrets: [{ key: 'a' }] })).toMatchObject([
    { path: '/label', key: 'label', value: { a: 'b' }, nearest: 'labels' },
    { path: '/secrets/0', key: 'name', value: { key: 'a' } },
  ]);
  expect(schemaProblems('backend-options', { labels: { 'a b': 'c' } })).toMatchObject([
    { path: '/labels/a b', key: 'a b', value: 'c' },
  ]);
});

test('a known problem is not reported again', () => {
  expect(schemaProblems('step', {})).toHaveLength(2);
  expect(schemaProblems('step', { name: 'a', image: 'b' })).toEqual([]);
  expect(schemaProblems('step', {})).toHaveLength(2);
});
