import { describe, expect, it } from 'vitest';
import { findings, podWith, type Row } from './findings.ts';

describe('metadata', () => {
  const ROWS: readonly Row[] = [
    [{ name: 'a-b', namespace: 'n', labels: { a: 'b' }, annotations: { 'A/b': 'any text' } }],
    [{ namespace: null, labels: null, annotations: null, creationTimestamp: null }],
    [{ namespace: '' }],
    [{ name: 'a.b' }, 'pod-name-not-label ~/name: a.b'],
    [{ name: 'a'.repeat(64) }, `pod-name-not-label ~/name: ${'a'.repeat(64)}`],
    [{ name: '' }, 'name-missing ~/name'],
    [{ name: null }, 'name-missing ~/name'],
    [{ name: 1 }, 'json-type-wrong ~/name: a string, a number', 'name-missing ~/name'],
    [{ name: 'A' }, 'subdomain-name-invalid ~/name: A, malformed'],
    [{ namespace: 'a.b' }, 'namespace-invalid ~/namespace: a.b, malformed'],
    [{ namespace: {} }, 'json-type-wrong ~/namespace: a string, an object'],
    [
      { labels: { 'a b': 'c', d: '-', 'e/f': 'g', '/h': null } },
      'label-key-invalid ~/labels/a b as ~.labels: a b, malformed',
      'label-value-invalid ~/labels/d as ~.labels: -, malformed',
      'label-key-invalid ~/labels/~1h as ~.labels: /h, prefixEmpty',
    ],
    [
      { annotations: { 'A/B': '', 'a b': 'c', '/d': '' } },
      'annotation-key-invalid ~/annotations/a b as ~.annotations: a b, malformed',
      'annotation-key-invalid ~/annotations/~1d as ~.annotations: /d, prefixEmpty',
    ],
    [{ annotations: { a: 7 } }, 'json-type-wrong ~/annotations/a: a string, a number'],
    [
      { labels: [], annotations: 'a' },
      'json-type-wrong ~/labels: an object, a list',
      'json-type-wrong ~/annotations: an object, a string',
    ],
    [
      { uid: 'a', generateName: 'b' },
      'field-not-checked ~/uid: uid',
      'field-not-checked ~/generateName: generateName',
    ],
  ];

  it.each(ROWS)('%j', (metadata, ...found) => {
    expect(findings(podWith({}, metadata as object), '/metadata')).toEqual(found);
  });

  it('counts the bytes of keys and values of all annotations', () => {
    const annotated = (last: number) => ({ annotations: { abc: 'x'.repeat(100_000), d: 'é'.repeat(last) } });
    expect(findings(podWith({}, annotated(81_070)))).toEqual([]);
    expect(findings(podWith({}, annotated(81_071)))).toEqual([
      'annotations-too-long /metadata/annotations: 262146',
    ]);
  });

  it('is needed for a name', () => {
    const spec = { containers: [{ name: 'c', image: 'alpine' }] };
    expect(findings({ kind: 'Pod', spec })).toEqual(['name-missing /metadata/name']);
    expect(findings({ kind: 'Pod', metadata: null, spec })).toEqual(['name-missing /metadata/name']);
    expect(findings({ kind: 'Pod', metadata: [], spec })).toEqual([
      'json-type-wrong /metadata: an object, a list',
      'name-missing /metadata/name',
    ]);
  });
});

describe('fields of a Pod', () => {
  const nameRows = (field: string, code: string): Row[] => [
    [{ [field]: 'a.b' }],
    [{ [field]: null }],
    [{ [field]: 'A' }, `${code} ~/${field}: A, malformed`],
    [
      { [field]: [] },
      `json-type-wrong ~/${field}: a string, a list`,
      ...(field === 'runtimeClassName' ? [`${code} ~/${field}: , malformed`] : []),
    ],
  ];
  const ROWS: readonly Row[] = [
    [{}],
    ...['', 'Never', 'Always', 'OnFailure', null].map((restartPolicy): Row => [{ restartPolicy }]),
    [{ restartPolicy: 'never' }, 'restart-policy-not-supported ~/restartPolicy: never'],
    ...nameRows('serviceAccountName', 'service-account-name-invalid'),
    ...nameRows('priorityClassName', 'priority-class-name-invalid'),
    ...nameRows('runtimeClassName', 'runtime-class-name-invalid'),
    [{ serviceAccountName: '', priorityClassName: '' }],
    [{ runtimeClassName: '' }, 'runtime-class-name-invalid ~/runtimeClassName: , malformed'],
    [{ hostUsers: false }],
    [{ hostUsers: 'no' }, 'json-type-wrong ~/hostUsers: a boolean, a string'],
    [{ nodeName: 'a' }, 'field-not-checked ~/nodeName: nodeName'],
    [{ hostname: 'a', subdomain: 'b' }],
    [{ hostname: '', subdomain: '' }],
    [
      { hostname: 'a.b', subdomain: 'C' },
      'hostname-invalid ~/hostname: a.b, malformed',
      'subdomain-invalid ~/subdomain: C, malformed',
    ],
    [
      { hostname: 1, subdomain: true },
      'json-type-wrong ~/hostname: a string, a number',
      'json-type-wrong ~/subdomain: a string, a boolean',
    ],
  ];

  it.each(ROWS)('%j', (spec, ...found) => {
    expect(findings(podWith(spec as object), '/spec')).toEqual(found);
  });

  it('are needed', () => {
    const metadata = { name: 'p' };
    expect(findings({ kind: 'Pod', metadata })).toEqual(['containers-missing /spec/containers']);
    expect(findings({ kind: 'Pod', metadata, spec: 1 })).toEqual([
      'json-type-wrong /spec: an object, a number',
      'containers-missing /spec/containers',
    ]);
  });

  it('beside others at the top', () => {
    const pod = { ...podWith({}), status: {}, other: 1 };
    expect(findings(pod)).toEqual(['field-not-checked /other: other']);
  });
});

describe('pull secrets', () => {
  const ROWS: readonly Row[] = [
    [null],
    [[]],
    [[{ name: 'a' }, { name: 'b.c' }]],
    [[{ name: 'a' }, { name: 'a' }], 'pull-secret-repeated ~/1/name: a'],
    [[{ name: '' }], 'pull-secret-name-empty ~/0/name'],
    [
      [null, {}],
      'pull-secret-name-empty ~/0/name',
      'pull-secret-repeated ~/1/name: ',
      'pull-secret-name-empty ~/1/name',
    ],
    [[{ name: 'a' }, { name: 'B' }], 'pull-secret-unresolvable ~/1/name: B'],
    [[{ name: 'a', key: 'b' }], 'field-not-checked ~/0/key: key'],
    [['a'], 'json-type-wrong ~/0: an object, a string'],
    [{}, 'json-type-wrong ~: a list, an object'],
  ];

  it.each(ROWS)('%j', (imagePullSecrets, ...found) => {
    expect(findings(podWith({ imagePullSecrets }), '/spec/imagePullSecrets')).toEqual(found);
  });
});

describe('host aliases', () => {
  const ROWS: readonly Row[] = [
    [null],
    [[]],
    [[{ ip: '1.2.3.4' }, { ip: '::1', hostnames: ['a', 'b.c'] }]],
    [[{ ip: '1.2.3.4', hostnames: null }]],
    [[{ ip: '1.2.3.4' }, {}], 'host-alias-ip-invalid ~/1/ip: '],
    [[null], 'host-alias-ip-invalid ~/0/ip: '],
    [[{ ip: '1.2.3' }], 'host-alias-ip-invalid ~/0/ip: 1.2.3'],
    [[{ ip: '1.2.3.04' }], 'host-alias-ip-unusual ~/0/ip: 1.2.3.04'],
    [[{ ip: '::1' }, { ip: '::1' }], 'host-alias-ip-repeated ~/1/ip: ::1'],
    [
      [{ ip: '0::1' }, { ip: '0::1' }],
      'host-alias-ip-unusual ~/0/ip: 0::1',
      'host-alias-ip-unusual ~/1/ip: 0::1',
      'host-alias-ip-repeated ~/1/ip: 0::1',
    ],
    [
      [{ ip: '::1' }, { ip: '1.2.3.4', hostnames: ['a', 'B', ''] }],
      'host-alias-name-invalid ~/1/hostnames/1: B, malformed',
      'host-alias-name-invalid ~/1/hostnames/2: , malformed',
    ],
    [
      [{ ip: '::1', hostnames: [1], more: 1 }],
      'json-type-wrong ~/0/hostnames/0: a string, a number',
      'host-alias-name-invalid ~/0/hostnames/0: , malformed',
      'field-not-checked ~/0/more: more',
    ],
  ];

  it.each(ROWS)('%j', (hostAliases, ...found) => {
    expect(findings(podWith({ hostAliases }), '/spec/hostAliases')).toEqual(found);
  });
});

describe('DNS', () => {
  const searches = (count: number) => new Array<string>(count).fill('a');
  const ROWS: readonly Row[] = [
    [null],
    [{}],
    [{ nameservers: null, searches: [] }],
    [{ nameservers: ['1.2.3.4', '::1', '::2'] }],
    [{ nameservers: ['1.2.3.4', '::1', '::2', '::3'] }, 'nameservers-too-many ~/nameservers: 4'],
    [
      { nameservers: ['1.2.3.4', '1.2.3', null] },
      'nameserver-invalid ~/nameservers/1: 1.2.3',
      'nameserver-invalid ~/nameservers/2: ',
    ],
    [{ nameservers: ['::1', '01.2.3.4'] }, 'nameserver-unusual ~/nameservers/1: 01.2.3.4'],
    [{ searches: ['.', 'a', 'a.b.', '_a._b_c'] }],
    [{ searches: searches(32) }],
    [{ searches: searches(33) }, 'searches-too-many ~/searches: 33'],
    [
      { searches: ['a', 'B', '..', '', 'c..'] },
      'search-domain-invalid ~/searches/1: B, malformed',
      'search-domain-invalid ~/searches/2: .., malformed',
      'search-domain-invalid ~/searches/3: , malformed',
      'search-domain-invalid ~/searches/4: c.., malformed',
    ],
    // 2,048 bytes with a blank between each two.
    [{ searches: [...new Array(8).fill('a'.repeat(253)), 'b'.repeat(16)] }],
    [
      { searches: [...new Array(8).fill('a'.repeat(253)), 'b'.repeat(17)] },
      'searches-too-long ~/searches: 2049',
    ],
    [{ searches: ['a'.repeat(2048)] }, `search-domain-invalid ~/searches/0: ${'a'.repeat(2048)}, tooLong`],
    [{ nameservers: '::1' }, 'json-type-wrong ~/nameservers: a list, a string'],
    [{ options: [] }, 'field-not-checked ~/options: options'],
    [[], 'json-type-wrong ~: an object, a list'],
  ];

  it.each(ROWS)('%j', (dnsConfig, ...found) => {
    expect(findings(podWith({ dnsConfig }), '/spec/dnsConfig')).toEqual(found);
  });
});

describe('security context of a Pod', () => {
  const ROWS: readonly Row[] = [
    [null],
    [{}],
    [{ runAsUser: 0, runAsGroup: 0, fsGroup: 0, runAsNonRoot: false }],
    [{ runAsUser: 2_147_483_647, runAsGroup: 2_147_483_647, fsGroup: 2_147_483_647 }],
    [{ runAsUser: null, runAsGroup: null, fsGroup: null, runAsNonRoot: null, fsGroupChangePolicy: null }],
    [
      { runAsUser: -1, runAsGroup: -1, fsGroup: -1 },
      'user-id-invalid ~/runAsUser: -1',
      'group-id-invalid ~/runAsGroup: -1',
      'group-id-invalid ~/fsGroup: -1',
    ],
    [
      { runAsUser: 2_147_483_648, runAsGroup: 2_147_483_648, fsGroup: 2_147_483_648 },
      'user-id-invalid ~/runAsUser: 2147483648',
      'group-id-invalid ~/runAsGroup: 2147483648',
      'group-id-invalid ~/fsGroup: 2147483648',
    ],
    [{ runAsUser: 1.5 }, 'json-type-wrong ~/runAsUser: a whole number of 64 bits, a number'],
    [{ runAsNonRoot: true }],
    [{ runAsNonRoot: true, runAsUser: 1 }],
    [{ runAsNonRoot: true, runAsUser: 0 }, 'root-user-refused-later ~/runAsUser'],
    [{ runAsNonRoot: 'true', runAsUser: 0 }, 'json-type-wrong ~/runAsNonRoot: a boolean, a string'],
    [{ fsGroupChangePolicy: 'Always' }],
    [{ fsGroupChangePolicy: 'OnRootMismatch' }],
    [{ fsGroupChangePolicy: '' }, 'fs-group-change-policy-not-supported ~/fsGroupChangePolicy: '],
    [{ fsGroupChangePolicy: 'always' }, 'fs-group-change-policy-not-supported ~/fsGroupChangePolicy: always'],
    [{ supplementalGroups: [1] }, 'field-not-checked ~/supplementalGroups: supplementalGroups'],
  ];

  it.each(ROWS)('%j', (securityContext, ...found) => {
    expect(findings(podWith({ securityContext }), '/spec/securityContext')).toEqual(found);
  });

  const PROFILES: readonly Row[] = [
    [null],
    [{ type: 'RuntimeDefault' }],
    [{ type: 'Unconfined', localhostProfile: null }],
    [{ type: 'Localhost', localhostProfile: 'a/b' }],
    [{ type: 'Localhost', localhostProfile: '' }],
    [{}, 'seccomp-type-missing ~/type'],
    [{ type: 'runtimeDefault' }, 'seccomp-type-not-supported ~/type: runtimeDefault'],
    [{ type: 'Localhost' }, 'seccomp-path-missing ~/localhostProfile'],
    [{ type: 'Localhost', localhostProfile: null }, 'seccomp-path-missing ~/localhostProfile'],
    [{ type: 'Localhost', localhostProfile: '/a' }, 'seccomp-path-invalid ~/localhostProfile: /a'],
    [{ type: 'Localhost', localhostProfile: 'a/../b' }, 'seccomp-path-invalid ~/localhostProfile: a/../b'],
    [
      { type: 'Localhost', localhostProfile: '/../a' },
      'seccomp-path-invalid ~/localhostProfile: /../a',
      'seccomp-path-invalid ~/localhostProfile: /../a',
    ],
    [
      { type: 'RuntimeDefault', localhostProfile: '' },
      'seccomp-path-forbidden ~/localhostProfile: RuntimeDefault',
    ],
    [
      { localhostProfile: 'a', more: 1 },
      'seccomp-type-missing ~/type',
      'seccomp-path-forbidden ~/localhostProfile: ',
      'field-not-checked ~/more: more',
    ],
    ['RuntimeDefault', 'json-type-wrong ~: an object, a string'],
  ];

  it.each(PROFILES)('seccomp profile %j', (seccompProfile, ...found) => {
    const pod = podWith({ securityContext: { seccompProfile } });
    expect(findings(pod, '/spec/securityContext/seccompProfile')).toEqual(found);
  });
});

describe('Namespaces', () => {
  const ROWS: readonly Row[] = [
    [{ name: 'n' }],
    [{ name: 'n', labels: { a: 'b', 'kubernetes.io/metadata.name': '-' }, namespace: '' }],
    [{ name: 'n', namespace: 'm' }, 'namespace-field-ignored ~/namespace: m'],
    [{}, 'name-missing ~/name'],
    [{ name: 'a.b' }, 'namespace-name-invalid ~/name: a.b, malformed'],
    // The server makes the name a label, whose value is checked too.
    [
      { name: '-' },
      'namespace-name-invalid ~/name: -, malformed',
      'label-value-invalid ~/name as ~.labels: -, malformed',
    ],
    [
      { name: '', labels: { 'kubernetes.io/metadata.name': '-' } },
      'name-missing ~/name',
      'label-value-invalid ~/labels/kubernetes.io~1metadata.name as ~.labels: -, malformed',
    ],
    [
      {
        name: 'n',
        labels: { a: '-', 'kubernetes.io/metadata.name': '-', b: '-' },
        annotations: { 'a b': '' },
      },
      'label-value-invalid ~/labels/a as ~.labels: -, malformed',
      'label-value-invalid ~/labels/b as ~.labels: -, malformed',
      'annotation-key-invalid ~/annotations/a b as ~.annotations: a b, malformed',
    ],
    [{ name: 'n', uid: 'u' }, 'field-not-checked ~/uid: uid'],
  ];

  it.each(ROWS)('%j', (metadata, ...found) => {
    expect(findings({ kind: 'Namespace', metadata, spec: {}, status: {} }, '/metadata')).toEqual(found);
  });

  it('need metadata', () => {
    expect(findings({ kind: 'Namespace' })).toEqual(['name-missing /metadata/name']);
  });
});
