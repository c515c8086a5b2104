import { expect, test } from 'vitest';
import { featuresOf } from '../../../src/translate/release/features.ts';
import { SERVER_VARIABLES, serverVariables } from '../../../src/workflow/environment/server-variables.ts';
import { metadataField } from '../../../src/workflow/metadata/metadata-field.ts';

const RUN = { workflow: { name: 'build', number: 2 }, step: { number: 0 } };

test('every variable is made of fields that the metadata has', () => {
  const unknown = SERVER_VARIABLES.flatMap(({ name, from }) =>
    [from].flat().flatMap((field) => (metadataField(field) === undefined ? [`${name}: ${field}`] : [])),
  );
  expect(unknown).toEqual([]);
});

test('a field that no metadata has, or that has parts, is none', () => {
  expect(['curr.commit', 'curr.commit.nothing', 'nothing', ''].map(metadataField)).toEqual(
    Array(4).fill(undefined),
  );
});

test.each([
  ['3.13', 'CI_COMMIT_AUTHOR_AVATAR', 'curr.commit.author.avatar'],
  ['3.14', 'CI_COMMIT_AUTHOR_AVATAR', 'curr.avatar'],
  ['3.13', 'CI_COMMIT_TAG', 'curr.commit.ref, curr.event'],
  ['3.14', 'CI_COMMIT_TAG', undefined],
  ['3.14', 'CI_WORKFLOW_NAME', 'workflow.name'],
  ['3.14', 'CI_REPO_OWNER', undefined],
] as const)('at %s %s is made of %s', (release, name, fields) => {
  const origins = new Map<string, string>();
  const curr = {
    event: 'release',
    avatar: 'own',
    commit: { ref: 'v1', author: { avatar: 'author' } },
  };
  const variables = serverVariables({ ...RUN, curr }, featuresOf(release), origins);
  expect(origins.get(name)).toBe(fields);
  expect([...origins.keys()]).toEqual([...variables.keys()]);
});
