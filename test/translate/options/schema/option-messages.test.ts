import { expect, test } from 'vitest';
import { type Release, validateBackendOptions } from '../../../../src/index.ts';
import { deepFrozen } from '../../../support/deep-frozen.ts';

const KEYS =
  'resources, runtimeClassName, serviceAccountName, labels, annotations, nodeSelector, tolerations, securityContext, secrets, affinity, workspaceVolume or hostUsers';
const ID = 'it must be a whole number from 0 to 2147483647.';
const LABEL_KEY =
  'it must be a label key, such as environment or example.com/team (at most 63 characters after the slash).';

test.each<[value: unknown, release: Release, message: string]>([
  ['x', '3.0', 'backend_options.kubernetes is "x"; it must be a map.'],
  [
    { serviceAccount: 'x' },
    '3.0',
    `\`serviceAccount\` is not an option, so the agent ignores it: the nearest known key to \`serviceAccount\` is \`serviceAccountName\`. Known here: ${KEYS}.`,
  ],
  [
    { runAsUser: 1 },
    '3.0',
    `\`runAsUser\` is not an option, so the agent ignores it: the key \`runAsUser\` belongs at \`securityContext.runAsUser\`. Known here: ${KEYS}.`,
  ],
  [
    { foo: null },
    '3.0',
    `\`foo\` is not an option, so the agent ignores it: the nearest known key to \`foo\` is \`labels\`. Known here: ${KEYS}.`,
  ],
  [
    { resources: { runAsUser: 1 } },
    '3.0',
    '`resources.runAsUser` is not an option, so the agent ignores it: the nearest known key to `runAsUser` is `requests`. Known here: requests or limits.',
  ],
  [
    { resources: { nodeSelector: {} } },
    '3.0',
    '`resources.nodeSelector` is not an option, so the agent ignores it: the key `nodeSelector` belongs at `nodeSelector`. Known here: requests or limits.',
  ],
  [
    { tolerations: [{ key: 'a', efect: 'b' }] },
    '3.0',
    '`tolerations.0.efect` is not an option, so the agent ignores it: the nearest known key to `efect` is `effect`. Known here: key, operator, value, effect or tolerationSeconds.',
  ],
  [
    { secrets: [{ name: 'a', target: { toString: 'b' } }] },
    '3.9',
    '`secrets.0.target.toString` is not an option, so the agent ignores it: the nearest known key to `toString` is `env`. Known here: env or file.',
  ],
  [
    { NodeSelector: { a: 'b' } },
    '3.0',
    '`NodeSelector` is written `nodeSelector`; the agent accepts it in any case.',
  ],
  [
    { tolerations: [{ KEY: 'a' }] },
    '3.0',
    '`tolerations.0.KEY` is written `key`; the agent accepts it in any case.',
  ],
  [
    { Labels: 5, labels: { a: 'b' } },
    '3.0',
    '`Labels` is a second spelling of `labels`; the agent reads only one of them, so write one of them only.',
  ],
  [
    { affinity: {} },
    '3.12',
    '`affinity` is known from release 3.13 on; an agent of release 3.12 ignores it.',
  ],
  [
    { labels: null },
    '3.0',
    '`labels` is null, which the agent reads as not set: give it a value or leave it out.',
  ],
  [{ tolerations: { key: 'a' } }, '3.0', '`tolerations` is {"key":"a"}; it must be a list.'],
  [{ hostUsers: 1 }, '3.16', '`hostUsers` is 1; it must be true or false.'],
  [
    { serviceAccountName: true },
    '3.0',
    '`serviceAccountName` is true, which the agent turns into the text "1"; write "true" in quotes.',
  ],
  [
    { labels: { a: false } },
    '3.0',
    '`labels.a` is false, which the agent turns into the text "0"; write "false" in quotes.',
  ],
  [{ labels: { 'a/b/~c': 'd' } }, '3.0', `\`labels.a/b/~c\` has the name "a/b/~c"; ${LABEL_KEY}`],
  [
    { labels: { a: 'c d' } },
    '3.0',
    "`labels.a` is \"c d\"; it must be a label value of at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends.",
  ],
  [
    { tolerations: [{ operator: 'Exists', value: 'a' }] },
    '3.0',
    '`tolerations.0.value` is "a"; it must be "", given the keys beside it.',
  ],
  [{ secrets: [{ key: 'a' }] }, '3.9', '`secrets.0` lacks the key `name`; it must be given.'],
])('%j at %s', (value, release, message) => {
  expect(validateBackendOptions(deepFrozen(value), release).map((found) => found.message)).toEqual([message]);
});

test.each<[written: unknown, shown: string]>([
  ['999', '"999" (a text)'],
  ['-9.25', '"-9.25" (a text)'],
  ['12', '"12" (a text)'],
  ['true', '"true" (a text)'],
  ['false', '"false" (a text)'],
  ['a1', '"a1"'],
  ['1a', '"1a"'],
  ['1.', '"1."'],
  ['-', '"-"'],
  ['untrue', '"untrue"'],
  ['', '""'],
  [[7], '[7]'],
  [true, 'true'],
])('%j for a number is told from what it looks like without quotes', (runAsUser, shown) => {
  const [found] = validateBackendOptions({ securityContext: { runAsUser } });
  expect(found?.message).toBe(`\`securityContext.runAsUser\` is ${shown}; ${ID}`);
});

test.each([['labels'], ['tolerations'], ['securityContext']])(
  'any key below a wrong %s is left alone',
  (key) => {
    expect(validateBackendOptions({ [key]: 'x' }).map(({ path }) => path)).toEqual([`/${key}`]);
  },
);
