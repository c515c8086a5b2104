import { expect, it } from 'vitest';
import { manifestSerializer } from '../../src/vitest.ts';

expect.addSnapshotSerializer(manifestSerializer);

const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'token' },
  stringData: { TOKEN: 'canary' },
};

it('prints an object as YAML instead of as JavaScript', () => {
  expect(SECRET).toMatchInlineSnapshot(`
    ---
    apiVersion: v1
    kind: Secret
    metadata:
      name: token
    stringData:
      TOKEN: <redacted>
  `);
});

it('prints objects inside of other values in line with these', () => {
  expect({ first: { ...SECRET, stringData: {} }, count: 1 }).toMatchInlineSnapshot(`
    {
      "count": 1,
      "first": ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: token
      stringData: {},
    }
  `);
});
