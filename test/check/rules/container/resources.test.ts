import { describe, expect, it } from 'vitest';
import { containerWith, findings, type Row } from '../../findings.ts';

const WHERE = '/spec/containers/0/resources';
const MEMORY = { memory: '1Gi' };

describe('resources of a container', () => {
  const ROWS: readonly Row[] = [
    [null],
    [{}],
    [{ limits: null, requests: {} }],
    [{ limits: { cpu: 1, memory: '1Gi', 'ephemeral-storage': '1G' }, requests: { cpu: '100m' } }],
    [{ limits: { cpu: null, memory: ' 1Gi ' } }],
    [{ requests: { cpu: '0.1m', memory: '0' } }],
    [[], 'json-type-wrong ~'],
    [{ claims: [] }, 'field-not-checked ~/claims'],
    // What cannot be read is rejected once, and is not a request.
    [{ limits: { cpu: 'x' }, requests: { cpu: '5' } }, 'quantity-invalid ~/limits/cpu as ~.limits[cpu]'],
    [{ requests: { cpu: '' } }, 'quantity-invalid ~/requests/cpu as ~.requests[cpu]'],
    [
      { limits: { cpu: true, memory: [], a: {} } },
      'json-type-wrong ~/limits/a as ~.limits[a]',
      'json-type-wrong ~/limits/cpu as ~.limits[cpu]',
      'json-type-wrong ~/limits/memory as ~.limits[memory]',
    ],
    // A limit without a request is a request too.
    [
      { limits: { cpu: '-1' } },
      'quantity-negative ~/limits/cpu as ~.limits[cpu]',
      'quantity-negative ~/requests/cpu as ~.requests[cpu]',
    ],
    [
      { limits: { cpu: '-1' }, requests: { cpu: '-2' } },
      'quantity-negative ~/limits/cpu as ~.limits[cpu]',
      'quantity-negative ~/requests/cpu as ~.requests[cpu]',
    ],
    [{ limits: { cpu: '1' }, requests: { cpu: '1' } }],
    [{ limits: { cpu: '1' }, requests: { cpu: '1000m' } }],
    [
      { limits: { cpu: '1' }, requests: { cpu: '1001m' } },
      'request-above-limit ~/requests/cpu as ~.requests',
    ],
    // Both are rounded up to thousandths before they are compared.
    [{ limits: { cpu: '1' }, requests: { cpu: '999999u' } }],
    [{ limits: { cpu: '1000001u' }, requests: { cpu: '1000999u' } }],
    [
      { limits: { cpu: '0' }, requests: { memory: '2Gi', cpu: '1n' } },
      'request-above-limit ~/requests/cpu as ~.requests',
    ],
    // Fractions of a byte.
    [
      { limits: { memory: '4194304.5', 'ephemeral-storage': '1500m', cpu: '1500m' } },
      'quantity-fractional-bytes ~/limits/memory as ~.limits[memory]',
      'quantity-fractional-bytes ~/limits/ephemeral-storage as ~.limits[ephemeral-storage]',
      'quantity-fractional-bytes ~/requests/memory as ~.requests[memory]',
      'quantity-fractional-bytes ~/requests/ephemeral-storage as ~.requests[ephemeral-storage]',
    ],
    // Memory too small to start in: where it was written.
    [{ limits: { memory: '4194303' } }, 'memory-too-small ~/limits/memory as ~.limits[memory]'],
    [{ limits: { memory: '4194304' }, requests: { memory: '0' } }],
    [
      { limits: { memory: '2' }, requests: { memory: '1' } },
      'memory-too-small ~/limits/memory as ~.limits[memory]',
      'memory-too-small ~/requests/memory as ~.requests[memory]',
    ],
    [{ requests: { memory: '-1' } }, 'quantity-negative ~/requests/memory as ~.requests[memory]'],
  ];

  it.each(ROWS)('%j', (resources, ...found) => {
    expect(findings(containerWith({ resources }), WHERE)).toEqual([...found].sort());
  });
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
    ['', 'resource-name-invalid: malformed', 'resource-name-invalid: empty', 'resource-not-for-containers'],
    ['a b', 'resource-name-invalid: malformed', 'resource-not-for-containers'],
    [
      '-'.repeat(64),
      'resource-name-invalid: tooLong',
      'resource-name-invalid: malformed',
      'resource-not-for-containers',
    ],
    ['requests.example.com/gpu', 'extended-resource-name-invalid'],
    [
      'example.com/',
      'resource-name-invalid: malformed',
      'resource-name-invalid: empty',
      'extended-resource-name-invalid',
    ],
    ['/gpu', 'resource-name-invalid: prefixEmpty', 'extended-resource-name-invalid'],
    ['a/b/c', 'resource-name-invalid: tooManySlashes', 'extended-resource-name-invalid'],
    ['kubernetes.io/-', 'resource-name-invalid: malformed'],
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
      problems.map((line) => {
        const [code] = line.split(': ');
        return `${code} ~/${list}/${pointer} as ~.${list}[${name}]`;
      }),
    );
    expect(findings(containerWith({ resources: { limits: { [name]: '4Mi' } } }), WHERE)).toEqual(
      lines.sort(),
    );
  });
});

describe('resources that are counted', () => {
  const gpu = 'example.com/gpu';
  const ROWS: readonly Row[] = [
    [{ limits: { [gpu]: '2' } }],
    [{ limits: { [gpu]: '2' }, requests: { [gpu]: '2000m' } }],
    [{ requests: { [gpu]: '2' } }, `limit-missing ~/limits`],
    [
      { limits: { [gpu]: '2' }, requests: { [gpu]: '1' } },
      'request-not-limit ~/requests/example.com~1gpu as ~.requests',
    ],
    [
      { limits: { [gpu]: '1' }, requests: { [gpu]: '2' } },
      'request-not-limit ~/requests/example.com~1gpu as ~.requests',
    ],
    [
      { limits: { [gpu]: '1500m' } },
      'quantity-not-whole ~/limits/example.com~1gpu as ~.limits[example.com/gpu]',
      'quantity-not-whole ~/requests/example.com~1gpu as ~.requests[example.com/gpu]',
    ],
    // What Kubernetes itself counts has fractions and may be overcommitted.
    [{ limits: { 'kubernetes.io/x': '1500m' }, requests: { 'kubernetes.io/x': '1' } }],
    [{ requests: { 'kubernetes.io/x': '1' } }],
    [
      { requests: { pods: '1.5' } },
      'resource-not-for-containers ~/requests/pods as ~.requests[pods]',
      'quantity-not-whole ~/requests/pods as ~.requests[pods]',
    ],
    [
      { requests: { storage: '1.5' } },
      'resource-not-for-containers ~/requests/storage as ~.requests[storage]',
    ],
  ];

  it.each(ROWS)('%j', (resources, ...found) => {
    expect(findings(containerWith({ resources }), WHERE)).toEqual([...found].sort());
  });
});

describe('huge pages', () => {
  const pages = 'hugepages-2Mi';
  const inBoth = (code: string, name: string, _value: string) =>
    ['limits', 'requests'].map((list) => `${code} ~/${list}/${name} as ~.${list}[${name}]`);
  const ROWS: readonly Row[] = [
    [{ limits: { [pages]: '4Mi', cpu: '1' } }],
    [{ limits: { [pages]: '4Mi' }, requests: { cpu: '1' } }],
    [{ limits: { [pages]: '4Mi', ...MEMORY } }],
    [{ limits: { [pages]: '0', ...MEMORY } }],
    [{ limits: { [pages]: '4Mi' } }, 'huge-pages-alone ~'],
    [{ limits: { [pages]: '4Mi', 'hugepages-1Gi': '1Gi', 'ephemeral-storage': '1' } }, 'huge-pages-alone ~'],
    [{ limits: { [pages]: '3Mi', ...MEMORY } }, ...inBoth('huge-pages-not-multiple', pages, '3Mi')],
    [{ limits: { [pages]: '1', ...MEMORY } }, ...inBoth('huge-pages-not-multiple', pages, '1')],
    [{ limits: { 'hugepages-x': '1', ...MEMORY } }, ...inBoth('huge-pages-not-multiple', 'hugepages-x', '1')],
    [
      { limits: { 'hugepages-': '1', ...MEMORY } },
      ...inBoth('resource-name-invalid', 'hugepages-', 'malformed').flatMap((line, index) => [
        line,
        inBoth('huge-pages-not-multiple', 'hugepages-', '1')[index] ?? '',
      ]),
    ],
    [{ limits: { 'hugepages-0': '0', ...MEMORY } }, ...inBoth('huge-pages-not-multiple', 'hugepages-0', '0')],
    [
      { limits: { 'hugepages-1m': '1', ...MEMORY } },
      ...inBoth('huge-pages-not-multiple', 'hugepages-1m', '1'),
    ],
    [{ limits: { 'hugepages-1': '1', ...MEMORY } }],
    [{ requests: { [pages]: '4Mi', ...MEMORY } }, `limit-missing ~/limits`],
    [
      { limits: { [pages]: '4Mi', ...MEMORY }, requests: { [pages]: '2Mi' } },
      `request-not-limit ~/requests/${pages} as ~.requests`,
    ],
  ];

  it.each(ROWS)('%j', (resources, ...found) => {
    expect(findings(containerWith({ resources }), WHERE)).toEqual([...found].sort());
  });
});
