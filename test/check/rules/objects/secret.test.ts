import { describe, expect, it } from 'vitest';
import { findings, type Row } from '../../findings.ts';

describe('Secrets', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const DOCKER = { type: 'kubernetes.io/dockerconfigjson' };
  const INVALID = 'docker-config-invalid /data/.dockerconfigjson as data[.dockerconfigjson]';
  const INVALID_TEXT = 'docker-config-invalid /stringData/.dockerconfigjson as data[.dockerconfigjson]';
  const encoded = (text: string) => ({ ...DOCKER, data: { '.dockerconfigjson': base64(text) } });
  const plain = (text: unknown) => ({ ...DOCKER, stringData: { '.dockerconfigjson': text } });
  const ROWS: readonly Row[] = [
    [{ data: { a: null }, stringData: { b: null } }],
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
});
