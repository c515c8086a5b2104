import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../../src/check/check-manifest.ts';

/** A string of so many bytes: of `a`, or ending in letters of two, three and four bytes. */
type Fill = (bytes: number) => string;
const ascii: Fill = (bytes) => 'a'.repeat(bytes);
const wide: Fill = (bytes) => `${'a'.repeat(bytes - 9)}é€😀`;

const container = { name: 'c', image: 'a' };
const pod = (metadata: object, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', ...metadata },
  spec: { containers: [container], ...spec },
});
const inContainer = (fields: object) => pod({}, { containers: [{ ...container, ...fields }] });
const labelled = (selector: object) =>
  pod(
    {},
    {
      affinity: {
        podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'k', ...selector }] },
      },
    },
  );
const onNodes = (expression: object) =>
  pod(
    {},
    {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [expression] }],
          },
        },
      },
    },
  );
const claim = (metadata: object, spec: object = {}) => ({
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'p', ...metadata },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1' } }, ...spec },
});
const service = (name: string, port: object = {}) => ({
  kind: 'Service',
  metadata: { name },
  spec: { ports: [{ port: 80, ...port }] },
});
const secret = (name: string, fields: object = {}) => ({ kind: 'Secret', metadata: { name }, ...fields });

// Each line: where, the limit in bytes, and an object with the string there.
const NAMES: readonly (readonly [string, number, (text: string) => object])[] = [
  ['name of a Pod', 253, (text) => pod({ name: text })],
  ['namespace', 63, (text) => pod({ namespace: text })],
  ['key of a label', 63, (text) => pod({ labels: { [text]: '' } })],
  ['prefix of a label', 253, (text) => pod({ labels: { [`${text}/a`]: '' } })],
  ['value of a label', 63, (text) => pod({ labels: { a: text } })],
  ['key of an annotation', 63, (text) => pod({ annotations: { [text]: '' } })],
  ['name of a container', 63, (text) => inContainer({ name: text })],
  [
    'Secret of a variable',
    253,
    (text) => inContainer({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: text, key: 'k' } } }] }),
  ],
  [
    'key of a variable',
    253,
    (text) => inContainer({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: text } } }] }),
  ],
  ['Secret of variables', 253, (text) => inContainer({ envFrom: [{ secretRef: { name: text } }] })],
  ['name of a volume', 63, (text) => pod({}, { volumes: [{ name: text }] })],
  ['hostname', 63, (text) => pod({}, { hostname: text })],
  ['subdomain', 63, (text) => pod({}, { subdomain: text })],
  ['service account', 253, (text) => pod({}, { serviceAccountName: text })],
  ['runtime class', 253, (text) => pod({}, { runtimeClassName: text })],
  ['priority class', 253, (text) => pod({}, { priorityClassName: text })],
  ['name of a host alias', 253, (text) => pod({}, { hostAliases: [{ ip: '::1', hostnames: [text] }] })],
  ['search domain', 253, (text) => pod({}, { dnsConfig: { searches: [text] } })],
  ['search domain with a dot', 253, (text) => pod({}, { dnsConfig: { searches: [`${text}.`] } })],
  ['key of a node selector', 63, (text) => pod({}, { nodeSelector: { [text]: '' } })],
  ['value of a node selector', 63, (text) => pod({}, { nodeSelector: { a: text } })],
  ['key of a toleration', 63, (text) => pod({}, { tolerations: [{ key: text }] })],
  ['key of a node affinity', 63, (text) => onNodes({ key: text, operator: 'Exists' })],
  ['value of a node affinity', 63, (text) => onNodes({ key: 'a', operator: 'In', values: [text] })],
  ['topology key', 63, (text) => labelled({ topologyKey: text })],
  ['namespace of an affinity', 63, (text) => labelled({ namespaces: [text] })],
  ['label of an affinity', 63, (text) => labelled({ labelSelector: { matchLabels: { a: text } } })],
  ['label key to match', 63, (text) => labelled({ labelSelector: {}, matchLabelKeys: [text] })],
  ['name of a claim', 253, (text) => claim({ name: text })],
  ['storage class', 253, (text) => claim({}, { storageClassName: text })],
  ['name of a Service', 63, (text) => service(text)],
  ['name of a Service port', 63, (text) => service('s', { name: text })],
  ['name of a Secret', 253, (text) => secret(text)],
  ['key of a Secret', 253, (text) => secret('s', { data: { [text]: '' } })],
  ['key of a text of a Secret', 253, (text) => secret('s', { stringData: { [text]: '' } })],
];

// Fields with any string.
const TEXTS: readonly (readonly [string, number, (text: string) => object])[] = [
  ['annotations', 262_144 - 1, (text) => pod({ annotations: { k: text } })],
  [
    'AppArmor profile',
    4095,
    (text) =>
      pod({}, { securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: text } } }),
  ],
  ['Secret', 1_048_576, (text) => secret('s', { stringData: { a: text } })],
  ['encoded Secret', 1_048_576, (text) => secret('s', { data: { a: Buffer.from(text).toString('base64') } })],
];

function types(object: object): (string | undefined)[] {
  return checkManifest(object)
    .filter(({ severity }) => severity === 'error')
    .map(({ type }) => type);
}

describe('limits', () => {
  it.each(NAMES)('%s: %i bytes', (_, limit, object) => {
    expect(types(object(ascii(limit)))).toEqual([]);
    expect(types(object(ascii(limit + 1)))).toEqual(['invalid']);
    // Letters beyond ASCII are their own error, and count by their bytes.
    expect(types(object(wide(limit)))).toEqual(['invalid']);
    expect(types(object(wide(limit + 1)))).toEqual(['invalid', 'invalid']);
  });

  it.each(TEXTS)('%s: %i bytes', (_, limit, object) => {
    for (const fill of [ascii, wide]) {
      expect(types(object(fill(limit)))).toEqual([]);
      expect(types(object(fill(limit + 1)))).toEqual(['tooLong']);
    }
  });

  it('values of tolerations: one rejection for all that is wrong with them', () => {
    const tolerating = (value: string) => pod({}, { tolerations: [{ key: 'a', value }] });
    expect(types(tolerating(ascii(63)))).toEqual([]);
    expect(types(tolerating(ascii(64)))).toEqual(['invalid']);
    expect(types(tolerating(wide(64)))).toEqual(['invalid']);
  });

  it('Namespace: its name is checked as a label too', () => {
    const namespace = (name: string) => ({ kind: 'Namespace', metadata: { name } });
    expect(types(namespace(ascii(63)))).toEqual([]);
    expect(types(namespace(ascii(64)))).toEqual(['invalid', 'invalid']);
    expect(types(namespace('A'))).toEqual(['invalid']);
  });

  it('search domains: 32, and 2048 bytes with the spaces between', () => {
    const searching = (searches: string[]) => types(pod({}, { dnsConfig: { searches } }));
    expect(searching(new Array(32).fill('a'))).toEqual([]);
    expect(searching(new Array(33).fill('a'))).toEqual(['invalid']);
    const eight = new Array(8).fill(ascii(253));
    expect(searching([...eight, ascii(2048 - 8 * 254)])).toEqual([]);
    expect(searching([...eight, ascii(2049 - 8 * 254)])).toEqual(['invalid']);
  });

  it.each([
    [
      'containerPort',
      [1, 65_535],
      [-1, 65_536],
      (value: number) => inContainer({ ports: [{ containerPort: value }] }),
    ],
    ['targetPort', [1, 65_535], [-1, 65_536], (value: number) => service('s', { targetPort: value })],
    [
      'runAsUser',
      [0, 2 ** 31 - 1],
      [-1, 2 ** 31],
      (value: number) => pod({}, { securityContext: { runAsUser: value } }),
    ],
    [
      'fsGroup',
      [0, 2 ** 31 - 1],
      [-1, 2 ** 31],
      (value: number) => pod({}, { securityContext: { fsGroup: value } }),
    ],
    [
      'defaultMode',
      [0, 511],
      [-1, 512],
      (value: number) =>
        pod({}, { volumes: [{ name: 'v', secret: { secretName: 's', defaultMode: value } }] }),
    ],
    [
      'weight',
      [1, 100],
      [0, 101],
      (value: number) =>
        pod(
          {},
          {
            affinity: {
              nodeAffinity: {
                preferredDuringSchedulingIgnoredDuringExecution: [{ weight: value, preference: {} }],
              },
            },
          },
        ),
    ],
  ])('%s: from %j, not %j', (_, good, bad, object) => {
    for (const value of good) expect(types(object(value))).toEqual([]);
    for (const value of bad) expect(types(object(value))).toEqual(['invalid']);
  });

  it('port names of Services: 15 characters', () => {
    expect(types(service('s', { targetPort: ascii(15) }))).toEqual([]);
    expect(types(service('s', { targetPort: ascii(16) }))).toEqual(['invalid']);
    expect(types(service('s', { targetPort: '--' }))).toEqual(['invalid', 'invalid', 'invalid']);
  });
});
