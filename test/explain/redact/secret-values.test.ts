import { expect, it } from 'vitest';
import { credentialsInUrls, secretsOf, secretValues } from '../../../src/explain/redact/secret-values.ts';

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

it.each([
  ['https://user:pass@example.com/a.git', ['pass']],
  ['http://token@example.com', ['token']],
  ['HTTPS://token@example.com', ['token']],
  ['https://token:@example.com', ['token']],
  ['https://token:x-oauth-basic@example.com', ['token']],
  ['https://x-access-token:token@example.com', ['token']],
  ['https://user:x-ray@example.com', ['x-ray']],
  ['redis://user:@example.com', []],
  ['https://:pass@example.com', ['pass']],
  ['postgres://user:p:w@db:5432/x', ['p:w']],
  ['https://user:p%40%2Fw@example.com', ['p%40%2Fw', 'p@/w']],
  ['https://user:p%w@example.com', ['p%w']],
  ['https://user:p/w@example.com/a', ['p/w']],
  ['https://user:p@w@example.com/a', ['p@w']],
  ['https://user:p w@example.com/a', ['p w']],
  [`https://user:p'w"<@>@example.com/a`, [`p'w"<@>`]],
  ['clone https://user:p/w@example.com and mail b@c', ['p/w']],
  ['clone https://user:p w@example.com and mail b@c', ['p w']],
  ['{"url": "https://user:p@w@example.com", "mail": "b@c"}', ['p@w']],
  ['https://example.com:8080/a@b', []],
  ['see https://example.com:8080 or mail b@c', []],
  ['https://user:12345@example.com', ['12345']],
  ['ssh://git@example.com/a.git', []],
  ['https://a:first@b.c https://d:second@e.f\nhttps://third@g.h', ['first', 'second', 'third']],
  ['https://example.com/a@b', []],
  ['https://example.com/a:b@c', []],
  ['https://example.com?a:b@c', []],
  ['user:pass@example.com', []],
  ['https://a b:c@d', []],
  ['https://user:$PASS@example.com', []],
  ['https://user:%PASS%@example.com', []],
  ['https://$(TOKEN)@example.com', []],
  ['plain', []],
])('finds what is secret in %j', (text, secrets) => {
  expect(credentialsInUrls(text)).toEqual(secrets);
});
