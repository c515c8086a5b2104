import { describe, expect, it } from 'vitest';
import { containerWith, findings, podWith, type Row } from './findings.ts';

describe('a container', () => {
  const ROWS: readonly Row[] = [
    [{}],
    [{ name: 'a'.repeat(63) }],
    [{ name: '' }, 'container-name-missing ~/name'],
    [{ name: null }, 'container-name-missing ~/name'],
    [{ name: 7 }, 'json-type-wrong ~/name: a string, a number', 'container-name-missing ~/name'],
    [{ name: 'A.b' }, 'container-name-invalid ~/name: A.b, malformed'],
    [{ image: '' }, 'container-image-missing ~/image'],
    [{ image: ' ' }, 'image-padded ~/image:  '],
    [{ image: ' alpine' }, 'image-padded ~/image:  alpine'],
    [{ image: 'alpine\n' }, 'image-padded ~/image: alpine\n'],
    [{ image: 'a b' }, 'image-unresolvable ~/image: a b'],
    ...['', 'Always', 'IfNotPresent', 'Never', null].map((imagePullPolicy): Row => [{ imagePullPolicy }]),
    [{ imagePullPolicy: 'always' }, 'pull-policy-not-supported ~/imagePullPolicy: always'],
    [{ command: ['a', null], args: null }],
    [
      { command: ['a', 1], args: [{}, true, []] },
      'json-type-wrong ~/command/1: a string, a number',
      'json-type-wrong ~/args/0: a string, an object',
      'json-type-wrong ~/args/1: a string, a boolean',
      'json-type-wrong ~/args/2: a string, a list',
    ],
    [
      { command: 'a', args: {} },
      'json-type-wrong ~/command: a list, a string',
      'json-type-wrong ~/args: a list, an object',
    ],
    ...['', '/', '/a', '\\a', 'C:', 'z:\\a', 'C:a'].map((workingDir): Row => [{ workingDir }]),
    ...['a', '.', './a', 'a/C:', 'CD:\\', '1:', ':', 'a\\b'].map(
      (workingDir): Row => [{ workingDir }, `working-directory-relative ~/workingDir: ${workingDir}`],
    ),
    [{ stdin: true }, 'field-not-checked ~/stdin: stdin'],
  ];

  it.each(ROWS)('%j', (fields, ...found) => {
    expect(findings(containerWith(fields as object), '/spec/containers/0')).toEqual(found);
  });
});

describe('the containers of a Pod', () => {
  const c = { name: 'c', image: 'alpine' };
  const d = { name: 'd', image: 'alpine' };
  const nameless = { image: 'alpine' };
  const ROWS: readonly Row[] = [
    [{ containers: [] }, 'containers-missing ~/containers'],
    [{ containers: null }, 'containers-missing ~/containers'],
    [
      { containers: {} },
      'json-type-wrong ~/containers: a list, an object',
      'containers-missing ~/containers',
    ],
    [{ containers: [], initContainers: [c] }, 'containers-missing ~/containers'],
    [{ containers: [c], initContainers: [d] }],
    [{ containers: [c, d, c] }, 'container-name-duplicate ~/containers/2/name: c'],
    [{ containers: [c], initContainers: [d, d] }, 'container-name-duplicate ~/initContainers/1/name: d'],
    [{ containers: [c], initContainers: [d, c] }, 'container-name-duplicate ~/initContainers/1/name: c'],
    [
      { containers: [c, nameless, nameless] },
      'container-name-missing ~/containers/1/name',
      'container-name-missing ~/containers/2/name',
      'container-name-duplicate ~/containers/2/name: ',
    ],
    [
      { containers: [c], initContainers: [nameless, nameless] },
      'container-name-missing ~/initContainers/0/name',
      'container-name-missing ~/initContainers/1/name',
    ],
    [
      { containers: [c, null, 7] },
      'container-name-missing ~/containers/1/name',
      'container-image-missing ~/containers/1/image',
      'json-type-wrong ~/containers/2: an object, a number',
      'container-name-missing ~/containers/2/name',
      'container-image-missing ~/containers/2/image',
      'container-name-duplicate ~/containers/2/name: ',
    ],
    [
      { containers: [c], initContainers: [d, { name: 'e', image: '' }] },
      'container-image-missing ~/initContainers/1/image',
    ],
  ];

  it.each(ROWS)('%j', (spec, ...found) => {
    expect(findings(podWith(spec as object), '/spec')).toEqual(found);
  });
});

describe('image names', () => {
  const hex = '0123456789abcdefABCDEF0123456789';
  const READABLE = [
    'a',
    '0',
    'a-b_c.d',
    'a/b/c',
    'a__b',
    'localhost',
    'localhost/a',
    'host:5000',
    'host:5000/a',
    'HOST/a',
    'a.b/c',
    '[::1]:5000/a',
    'my_host:1/a',
    'a:b',
    'a:B_9.-',
    'a:_',
    `a:${'b'.repeat(128)}`,
    'host:5000/a:1',
    `a@sha256:${hex}`,
    `a@sha256:${hex}0`,
    `a@s+h.a_2-5:${hex}`,
    `a@S:${hex}`,
    `a:1@sha256:${hex}`,
  ];
  const UNREADABLE = [
    ':',
    ':a',
    '/',
    '/a',
    'a/',
    'a//b',
    'A',
    'aB',
    'a/B',
    'a/b/C',
    'a b',
    '-a',
    'a-',
    '.a',
    'a.',
    'a-/b',
    '_a/b',
    'a/_b',
    'a/b_',
    'é',
    'a!b',
    'a:',
    'a:-b',
    'a:.b',
    'a:b!',
    'a:b c',
    `a:${'b'.repeat(129)}`,
    'host:5000/',
    'ho!st.b/a',
    '!host:1/a',
    'host:1!/a',
    'https://a/b',
    '@',
    'a@',
    'a@sha256',
    `a@sha256:${hex.slice(1)}`,
    `a@sha256:${hex}g`,
    `a@sha256:!${hex}`,
    `a@2:${hex}`,
    `a@!s:${hex}`,
    `a@s!:${hex}`,
    `@sha256:${hex}`,
    `a@sha256:${hex}@sha256:${hex}`,
    `A@sha256:${hex}`,
  ];

  it.each(READABLE)('%s can be read', (image) => {
    expect(findings(containerWith({ image }))).toEqual([]);
  });

  it.each(UNREADABLE)('%s cannot be read', (image) => {
    expect(findings(containerWith({ image }), '/spec/containers/0')).toEqual([
      `image-unresolvable ~/image: ${image}`,
    ]);
  });
});

describe('environment', () => {
  const reference = { name: 's', key: 'k' };
  const from = { secretKeyRef: reference };
  const ROWS: readonly Row[] = [
    [{ name: 'A' }],
    [{ name: 'A', value: null, valueFrom: null }],
    [{ name: ' !~9-' }],
    [{}, 'env-name-missing ~/name'],
    [null, 'env-name-missing ~/name'],
    ['A=b', 'json-type-wrong ~: an object, a string', 'env-name-missing ~/name'],
    ...['=', 'A=', '=A', '\u001f', 'a\u007f', 'é'].map(
      (name): Row => [{ name }, `env-name-invalid ~/name: ${name}`],
    ),
    [{ name: 'A', value: 1 }, 'json-type-wrong ~/value: a string, a number'],
    [{ name: 'A', valueFrom: from }],
    [{ name: 'A', value: '', valueFrom: from }],
    [{ name: 'A', value: 'x', valueFrom: from }, 'env-value-and-source ~/valueFrom: A'],
    [{ name: 'A', valueFrom: {} }, 'env-source-missing ~/valueFrom'],
    [{ name: 'A', value: 'x', valueFrom: {} }, 'env-source-missing ~/valueFrom'],
    [
      { name: 'A', valueFrom: { secretKeyRef: null, fieldRef: null } },
      'env-source-missing ~/valueFrom',
      'field-not-checked ~/valueFrom/fieldRef: fieldRef',
    ],
    [{ name: 'A', valueFrom: [] }, 'json-type-wrong ~/valueFrom: an object, a list'],
    ...['configMapKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'].flatMap((source): Row[] => [
      [{ name: 'A', valueFrom: { [source]: {} } }, `field-not-checked ~/valueFrom/${source}: ${source}`],
      [
        { name: 'A', value: 'x', valueFrom: { [source]: {} } },
        'env-value-and-source ~/valueFrom: A',
        `field-not-checked ~/valueFrom/${source}: ${source}`,
      ],
    ]),
    [
      { name: 'A', valueFrom: { secretKeyRef: {} } },
      'env-secret-name-invalid ~/valueFrom/secretKeyRef/name: , malformed',
      'env-secret-key-missing ~/valueFrom/secretKeyRef/key',
    ],
    [
      { name: 'A', valueFrom: { secretKeyRef: { name: 'S', key: 'a b', optional: 'no' } } },
      'env-secret-name-invalid ~/valueFrom/secretKeyRef/name: S, malformed',
      'env-secret-key-invalid ~/valueFrom/secretKeyRef/key: a b, malformed',
      'json-type-wrong ~/valueFrom/secretKeyRef/optional: a boolean, a string',
    ],
    [
      { name: 'A', valueFrom: { secretKeyRef: { ...reference, key: '..', optional: true } } },
      'env-secret-key-invalid ~/valueFrom/secretKeyRef/key: .., dots',
    ],
    [
      { name: 'A', valueFrom: { secretKeyRef: { ...reference, more: 1 } }, less: 0 },
      'field-not-checked ~/valueFrom/secretKeyRef/more: more',
      'field-not-checked ~/less: less',
    ],
  ];

  it.each(ROWS)('%j', (variable, ...found) => {
    const container = containerWith({ env: [{ name: 'FIRST' }, variable] });
    expect(findings(container, '/spec/containers/0/env/1')).toEqual(found);
  });

  const REPEATED = 'env-name-repeated ~/1: A';
  const REPETITIONS: readonly Row[] = [
    [[{ name: 'A' }, { name: 'B' }]],
    [[{ name: 'A' }, { name: 'A' }], REPEATED],
    [
      [
        { name: 'A', value: 'a' },
        { name: 'A', value: 'b' },
      ],
      REPEATED,
    ],
    [[{ name: 'A' }, { name: 'A', valueFrom: from }], REPEATED],
    [[{ name: 'A' }, { name: 'A' }, { name: 'B' }, { name: 'A' }], REPEATED, 'env-name-repeated ~/3: A'],
    // A value that is built on the earlier one is meant.
    [[{ name: 'A' }, { name: 'A', value: '$(A)/more' }]],
    [[{ name: 'A' }, { name: 'A', value: 'more:$(A)' }]],
    [[{ name: 'A' }, { name: 'A', value: '$(A)' }], REPEATED],
    [[{ name: 'A' }, { name: 'A', value: '$(B)/more' }], REPEATED],
    [[{ name: 'A' }, { name: 'A', value: '$A/more' }], REPEATED],
    [[{ name: 'A' }, { name: 'A', value: '$(A)/more', valueFrom: {} }], 'env-source-missing ~/1/valueFrom'],
    // The server only warns where it refuses nothing.
    [[{}, {}], 'env-name-missing ~/0/name', 'env-name-missing ~/1/name'],
  ];

  it.each(REPETITIONS)('%j', (env, ...found) => {
    expect(findings(containerWith({ env }), '/spec/containers/0/env')).toEqual(found);
  });

  it('is that of one container', () => {
    const twice = [1, 2].map((index) => ({ name: `c${index}`, image: 'alpine', env: [{ name: 'A' }] }));
    expect(findings(podWith({ containers: twice }))).toEqual([]);
  });
});

describe('environment from Secrets', () => {
  const ROWS: readonly Row[] = [
    [{ secretRef: { name: 'a.b' } }],
    [{ secretRef: { name: 's', optional: true }, prefix: ' !~9-' }],
    [{ secretRef: { name: 's' }, prefix: null }],
    [{}, 'env-from-source-missing ~ as spec.containers[0].envFrom'],
    [null, 'env-from-source-missing ~ as spec.containers[0].envFrom'],
    [
      { secretRef: null, configMapRef: null },
      'env-from-source-missing ~ as spec.containers[0].envFrom',
      'field-not-checked ~/configMapRef: configMapRef',
    ],
    [{ configMapRef: {} }, 'field-not-checked ~/configMapRef: configMapRef'],
    [{ secretRef: {} }, 'env-from-secret-missing ~/secretRef/name'],
    [{ secretRef: { name: 'S' } }, 'env-from-secret-invalid ~/secretRef/name: S, malformed'],
    [
      { secretRef: { name: 's', optional: 0, more: 1 }, prefix: 'a=', less: 1 },
      'env-from-prefix-invalid ~/prefix: a=',
      'json-type-wrong ~/secretRef/optional: a boolean, a number',
      'field-not-checked ~/secretRef/more: more',
      'field-not-checked ~/less: less',
    ],
  ];

  it.each(ROWS)('%j', (source, ...found) => {
    const container = containerWith({ envFrom: [{ secretRef: { name: 's' } }, source] });
    expect(findings(container, '/spec/containers/0/envFrom/1')).toEqual(found);
  });
});

describe('ports of containers', () => {
  const WHERE = '/spec/containers/0/ports';
  const ROWS: readonly Row[] = [
    [[]],
    [[{ containerPort: 1 }, { containerPort: 65_535 }]],
    [[{ containerPort: 80, protocol: '' }]],
    [['TCP', 'UDP', 'SCTP'].map((protocol) => ({ containerPort: 80, protocol }))],
    [[{}], 'container-port-missing ~/0/containerPort'],
    [[null], 'container-port-missing ~/0/containerPort'],
    [[{ containerPort: 0 }], 'container-port-missing ~/0/containerPort'],
    [
      [{ containerPort: -1 }, { containerPort: 65_536 }],
      'container-port-invalid ~/0/containerPort: -1',
      'container-port-invalid ~/1/containerPort: 65536',
    ],
    [
      [{ containerPort: 80 }, { containerPort: 1, protocol: 'tcp' }],
      'container-protocol-not-supported ~/1/protocol: tcp',
    ],
    [[{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }], 'container-port-repeated ~/1: 80/TCP'],
    [
      [{ containerPort: 80 }, { containerPort: 80 }, { containerPort: 80 }],
      'container-port-repeated ~/1: 80/TCP',
      'container-port-repeated ~/2: 80/TCP',
      'container-port-repeated ~/2: 80/TCP',
    ],
    [[{ containerPort: 80, hostPort: 80 }], 'field-not-checked ~/0/hostPort: hostPort'],
  ];

  it.each(ROWS)('%j', (ports, ...found) => {
    expect(findings(containerWith({ ports }), WHERE)).toEqual(found);
  });

  it('are counted over all containers, init containers first', () => {
    const container = (name: string) => ({ name, image: 'alpine', ports: [{ containerPort: 80 }] });
    const spec = { containers: [container('c')], initContainers: [container('d')] };
    expect(findings(podWith(spec))).toEqual(['container-port-repeated /spec/containers/0/ports/0: 80/TCP']);
  });
});

describe('security contexts of containers', () => {
  const ROWS: readonly Row[] = [
    [null],
    [{}],
    [{ privileged: true, allowPrivilegeEscalation: true }],
    [{ privileged: true }],
    [{ allowPrivilegeEscalation: false }],
    [{ privileged: false, allowPrivilegeEscalation: false }],
    [{ privileged: true, allowPrivilegeEscalation: false }, 'privileged-without-escalation ~'],
    [{ capabilities: { drop: ['ALL', 'any thing'] } }],
    [
      {
        privileged: 'yes',
        allowPrivilegeEscalation: 0,
        capabilities: { drop: [1], add: ['A'] },
        procMount: '',
      },
      'json-type-wrong ~/privileged: a boolean, a string',
      'json-type-wrong ~/allowPrivilegeEscalation: a boolean, a number',
      'json-type-wrong ~/capabilities/drop/0: a string, a number',
      'field-not-checked ~/capabilities/add: add',
      'field-not-checked ~/procMount: procMount',
    ],
    [{ capabilities: [] }, 'json-type-wrong ~/capabilities: an object, a list'],
  ];

  it.each(ROWS)('%j', (securityContext, ...found) => {
    expect(findings(containerWith({ securityContext }), '/spec/containers/0/securityContext')).toEqual(found);
  });
});
