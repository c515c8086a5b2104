import { expect, it } from 'vitest';
import { secretsOf, secretValues } from '../../../src/explain/redact/secret-values.ts';

it('gathers the secrets of a compiled workflow', () => {
  const environment = { CI_NETRC_PASSWORD: 'p', CI_NETRC_USERNAME: 'u', OTHER: 'o' };
  const steps = [
    {
      name: 'a',
      image: 'b',
      environment,
      secret_mapping: { A: 'm' },
      auth_config: { username: 'x', password: 'r' },
    },
    { name: 'b', image: 'b' },
  ];
  expect(
    secretsOf({ secrets: [{ name: 's', value: 'v' }, { name: 't' }], pipeline: [{ steps }, {}] }),
  ).toEqual(['v', 'm', 'r', 'p', 'u']);
  expect(secretsOf({})).toEqual([]);
});

it('skips values of a compiled workflow that are not strings', () => {
  const environment = { A: 1, B: null, C: ['https://token@example.com'], CI_NETRC_PASSWORD: 2 };
  const workflow = { secrets: [{ value: 3 }], pipeline: [{ steps: [{ environment }] }] };
  expect(secretsOf(JSON.parse(JSON.stringify(workflow)))).toEqual([]);
});

it('gathers the secrets in the input of the server', () => {
  const secrets = [{ name: 'a', value: 'v' }, { name: 'b' }];
  const registries = [{ hostname: 'h', username: 'u', password: 'p' }, { hostname: 'i' }];
  expect(secretValues({ secrets, registries })).toEqual(['v', 'p']);
  expect(secretValues({})).toEqual([]);
});
