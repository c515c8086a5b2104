import { describe, expect, it } from 'vitest';
import { containerWith, findings, type Row } from '../../findings.ts';

const WHERE = '/spec/containers/0/resources';

const small = (list: string) => `memory-too-small ~/${list}/memory as ~.${list}[memory]`;

// Memory that no container can start with is reported where it was written.
it.each<Row>([
  [{ limits: { memory: '4194303' } }, small('limits')],
  [{ requests: { memory: '1Mi' } }, small('requests')],
  [{ limits: { memory: '2' }, requests: { memory: '1' } }, small('limits'), small('requests')],
  [{ limits: { memory: '4194304' }, requests: { memory: '0' } }],
])('%j', (resources, ...found) => {
  expect(findings(containerWith({ resources }), WHERE)).toEqual(found);
});

it.each(['x', '0', '1m', '3Mi'])('4 MiB are not a multiple of huge pages of %s', (size) => {
  const name = `hugepages-${size}`;
  const lines = ['limits', 'requests'].map(
    (list) => `huge-pages-not-multiple ~/${list}/${name} as ~.${list}[${name}]`,
  );
  expect(findings(containerWith({ resources: { limits: { [name]: '4Mi', cpu: '1' } } }), WHERE)).toEqual(
    lines,
  );
});

describe('names of resources', () => {
  // Of requests that have a limit of the same amount.
  const ROWS: readonly (readonly [name: string, ...problems: string[]])[] = [
    ['cpu'],
    ['memory'],
    ['ephemeral-storage'],
    ['example.com/gpu'],
    ['example.com/requests.gpu'],
    ['a/b'],
    ['kubernetes.io/anything'],
    ['my.kubernetes.io/anything'],
    [`${'a'.repeat(244)}/b`],
    [`${'a'.repeat(245)}/b`, 'extended-resource-name-invalid'],
    ['foo', 'resource-name-unknown', 'resource-not-for-containers'],
    ['CPU', 'resource-name-unknown', 'resource-not-for-containers'],
    ['requests.example.com/gpu', 'extended-resource-name-invalid'],
    ['requests.hugepages-2Mi', 'resource-not-for-containers'],
    ...[
      'pods',
      'resourcequotas',
      'services',
      'replicationcontrollers',
      'secrets',
      'configmaps',
      'persistentvolumeclaims',
      'services.nodeports',
      'services.loadbalancers',
      'storage',
      'requests.storage',
      'requests.cpu',
      'requests.memory',
      'requests.ephemeral-storage',
      'limits.cpu',
      'limits.memory',
      'limits.ephemeral-storage',
    ].map((name) => [name, 'resource-not-for-containers'] as const),
  ];

  it.each(ROWS)('%s', (name, ...problems) => {
    const pointer = name.replaceAll('/', '~1');
    const lines = ['limits', 'requests'].flatMap((list) =>
      problems.map((code) => `${code} ~/${list}/${pointer} as ~.${list}[${name}]`),
    );
    expect(findings(containerWith({ resources: { limits: { [name]: '4Mi' } } }), WHERE)).toEqual(
      lines.sort(),
    );
  });
});
