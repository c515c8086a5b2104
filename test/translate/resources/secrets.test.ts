import { expect, test } from 'vitest';
import { makeRegistrySecret, type Release, resolveAgentOptions, type Step } from '../../../src/index.ts';

const made = (fields: Partial<Step>, release: Release) =>
  makeRegistrySecret({ name: 'db', image: 'alpine', uuid: 'u', ...fields }, resolveAgentOptions({ release }));

test('a service without a possible name has an empty label for it before 3.17', () => {
  const serviceLabel = (release: Release) =>
    made({ name: 'my db', type: 'service' }, release).metadata?.labels?.['service'];
  expect(serviceLabel('3.0')).toBe('');
  expect(serviceLabel('3.16')).toBe('');
  expect(serviceLabel('3.17')).toBe('wp-svc-u-my-db');
});

test.each([
  [{}, { 'docker.io': { username: '', password: '' } }],
  [{ auth_config: null }, { 'docker.io': { username: '', password: '' } }],
  [{ auth_config: {} }, { 'docker.io': { username: '', password: '' } }],
  [{ auth_config: { username: 'u' } }, { 'docker.io': { username: 'u', password: '' } }],
  [
    { image: 'registry.example.com:5000/a/b:1', auth_config: { username: 'u', password: 'p' } },
    { 'registry.example.com:5000': { username: 'u', password: 'p' } },
  ],
])('%j gives the credentials %j', (fields, auths) => {
  const data = made(fields as Partial<Step>, '3.17').data?.['.dockerconfigjson'] ?? '';
  expect(JSON.parse(Buffer.from(data, 'base64').toString())).toEqual({ auths });
});
