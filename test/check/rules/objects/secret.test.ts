import { describe, expect, it } from 'vitest';
import { findings, type Row } from '../../findings.ts';

describe('Secrets', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const DOCKER = { type: 'kubernetes.io/dockerconfigjson' };
  const MISSING = 'docker-config-missing /data/.dockerconfigjson as data[.dockerconfigjson]';
  const INVALID = 'docker-config-invalid /data/.dockerconfigjson as data[.dockerconfigjson]';
  const INVALID_TEXT = 'docker-config-invalid /stringData/.dockerconfigjson as data[.dockerconfigjson]';
  const encoded = (text: string) => ({ ...DOCKER, data: { '.dockerconfigjson': base64(text) } });
  const plain = (text: unknown) => ({ ...DOCKER, stringData: { '.dockerconfigjson': text } });
  const ROWS: readonly Row[] = [
    [{}],
    [{ data: null, stringData: null, type: null }],
    [{ data: { a: '', 'B.c-d_0': base64('é') }, stringData: { b: 'é' }, type: 'Opaque' }],
    [{ data: { a: null }, stringData: { b: null } }],
    [
      { data: { 'a b': '', '..a': '' }, stringData: { 'c d': '', '.': '' } },
      'secret-key-invalid /data/a b as data[a b]',
      'secret-key-invalid /data/..a as data[..a]',
      'secret-key-invalid /stringData/c d as data[c d]',
      'secret-key-invalid /stringData/. as data[.]',
    ],
    [
      { data: { a: 'YQ', b: 'YQ==', c: '!' } },
      'secret-value-not-base64 /data/a as data[a]',
      'secret-value-not-base64 /data/c as data[c]',
    ],
    // A string replaces what is encoded, which must be base64 all the same.
    [{ data: { 'a b': '!' }, stringData: { 'a b': '' } }, 'secret-value-not-base64 /data/a b as data[a b]'],
    [
      { data: { a: 1 }, stringData: { b: true } },
      'json-type-wrong /data/a as data[a]',
      'json-type-wrong /stringData/b',
    ],
    [
      { data: [], stringData: 'x', type: 1 },
      'json-type-wrong /data',
      'json-type-wrong /stringData',
      'json-type-wrong /type',
    ],
    [{ type: 'example.com/own' }],
    [{ type: 'my.kubernetes.io/own' }],
    [
      { type: 'kubernetes.io/tls' },
      'field-not-checked /type',
      'secret-required-key-missing /data/tls.crt as data[tls.crt]',
      'secret-required-key-missing /data/tls.key as data[tls.key]',
    ],
    [{ type: 'bootstrap.kubernetes.io/token' }],
    [{ immutable: true }],
    // Credentials of registries.
    [encoded('{}')],
    [encoded('{"auths":{}}')],
    [encoded('null')],
    [encoded('[]'), INVALID],
    [encoded('1'), INVALID],
    [encoded('"a"'), INVALID],
    [encoded('{'), INVALID],
    [encoded(''), INVALID],
    [plain('{}')],
    [plain('[]'), INVALID_TEXT],
    [plain(''), INVALID_TEXT],
    [plain(null), INVALID_TEXT],
    [{ ...DOCKER, data: { '.dockerconfigjson': null } }, INVALID],
    [{ ...encoded('['), ...plain('{}') }],
    [{ ...encoded('{}'), ...plain('[') }, INVALID_TEXT],
    [DOCKER, MISSING],
    [{ ...DOCKER, data: { config: '' }, stringData: { dockerconfigjson: '{}' } }, MISSING],
    [
      { ...DOCKER, data: { '.dockerconfigjson': '!' } },
      'secret-value-not-base64 /data/.dockerconfigjson as data[.dockerconfigjson]',
    ],
    [{ type: 'Opaque', data: { '.dockerconfigjson': base64('[]') } }],
  ];

  it.each(ROWS)('%j', (fields, ...found) => {
    expect(findings({ kind: 'Secret', metadata: { name: 's' }, ...(fields as object) })).toEqual(
      [...found].sort(),
    );
  });

  it('have at most 1 MiB in all values that are stored', () => {
    const half = 'a'.repeat(524_288);
    const secret = (fields: object) => findings({ kind: 'Secret', metadata: { name: 's' }, ...fields });
    const both = { data: { a: base64(half) }, stringData: { b: half } };
    expect(secret(both)).toEqual([]);
    expect(secret({ ...both, data: { ...both.data, c: base64('é') } })).toEqual(['secret-too-long /data']);
    expect(secret({ ...both, stringData: { ...both.stringData, c: 'é' } })).toEqual([
      'secret-too-long /data',
    ]);
    // Replaced by a string, the encoded value has no effect.
    expect(secret({ data: { a: base64(half), b: base64(half) }, stringData: { a: half } })).toEqual([]);
  });

  it('have a name', () => {
    expect(findings({ kind: 'Secret', metadata: { name: 'A' } })).toEqual([
      'subdomain-name-invalid /metadata/name',
    ]);
  });
});
