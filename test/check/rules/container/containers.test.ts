import { describe, expect, it } from 'vitest';
import { containerWith, findings, podWith, type Row } from '../../findings.ts';

describe('a container', () => {
  const ROWS: readonly Row[] = [
    [{}],
    [{ name: 'a'.repeat(63) }],
    [{ name: '' }, 'container-name-missing ~/name'],
    [{ name: null }, 'container-name-missing ~/name'],
    [{ name: 7 }, 'json-type-wrong ~/name'],
    [{ name: 'A.b' }, 'container-name-invalid ~/name'],
    [{ image: '' }, 'container-image-missing ~/image'],
    [{ image: ' ' }, 'image-padded ~/image'],
    [{ image: ' alpine' }, 'image-padded ~/image'],
    [{ image: 'alpine\n' }, 'image-padded ~/image'],
    [{ image: 'a b' }, 'image-unresolvable ~/image'],
    ...['', 'Always', 'IfNotPresent', 'Never', null].map((imagePullPolicy): Row => [{ imagePullPolicy }]),
    [{ imagePullPolicy: 'always' }, 'pull-policy-not-supported ~/imagePullPolicy'],
    [{ command: ['a', null], args: null }],
    [
      { command: ['a', 1], args: [{}, true, []] },
      'json-type-wrong ~/command/1',
      'json-type-wrong ~/args/0',
      'json-type-wrong ~/args/1',
      'json-type-wrong ~/args/2',
    ],
    [{ command: 'a', args: {} }, 'json-type-wrong ~/command', 'json-type-wrong ~/args'],
    ...['', '/', '/a', '\\a', 'C:', 'z:\\a', 'C:a'].map((workingDir): Row => [{ workingDir }]),
    ...['a', '.', './a', 'a/C:', 'CD:\\', '1:', ':', 'a\\b'].map(
      (workingDir): Row => [{ workingDir }, `working-directory-relative ~/workingDir`],
    ),
    [{ stdin: true }, 'field-not-checked ~/stdin'],
  ];

  it.each(ROWS)('%j', (fields, ...found) => {
    expect(findings(containerWith(fields as object), '/spec/containers/0')).toEqual([...found].sort());
  });
});

describe('the containers of a Pod', () => {
  const c = { name: 'c', image: 'alpine' };
  const d = { name: 'd', image: 'alpine' };
  const nameless = { image: 'alpine' };
  const ROWS: readonly Row[] = [
    [{ containers: [] }, 'containers-missing ~/containers'],
    [{ containers: null }, 'containers-missing ~/containers'],
    [{ containers: {} }, 'json-type-wrong ~/containers'],
    [{ containers: [], initContainers: [c] }, 'containers-missing ~/containers'],
    [{ containers: [c], initContainers: [d] }],
    [{ containers: [c, d, c] }, 'container-name-duplicate ~/containers/2/name'],
    [{ containers: [c], initContainers: [d, d] }, 'container-name-duplicate ~/initContainers/1/name'],
    [{ containers: [c], initContainers: [d, c] }, 'container-name-duplicate ~/initContainers/1/name'],
    [
      { containers: [c, nameless, nameless] },
      'container-name-missing ~/containers/1/name',
      'container-name-missing ~/containers/2/name',
      'container-name-duplicate ~/containers/2/name',
    ],
    [
      { containers: [c], initContainers: [nameless, nameless] },
      'container-name-missing ~/initContainers/0/name',
      'container-name-missing ~/initContainers/1/name',
    ],
    [
      { containers: [c, null, 7] },
      'container-image-missing ~/containers/1/image',
      'container-name-missing ~/containers/1/name',
      'json-type-wrong ~/containers/2',
    ],
    [
      { containers: [c], initContainers: [d, { name: 'e', image: '' }] },
      'container-image-missing ~/initContainers/1/image',
    ],
  ];

  it.each(ROWS)('%j', (spec, ...found) => {
    expect(findings(podWith(spec as object), '/spec')).toEqual([...found].sort());
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
    expect(findings(containerWith({ image }), '/spec/containers/0')).toEqual([`image-unresolvable ~/image`]);
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
      'json-type-wrong ~/privileged',
      'json-type-wrong ~/allowPrivilegeEscalation',
      'json-type-wrong ~/capabilities/drop/0',
      'field-not-checked ~/capabilities/add',
      'field-not-checked ~/procMount',
    ],
    [{ capabilities: [] }, 'json-type-wrong ~/capabilities'],
  ];

  it.each(ROWS)('%j', (securityContext, ...found) => {
    expect(findings(containerWith({ securityContext }), '/spec/containers/0/securityContext')).toEqual(
      [...found].sort(),
    );
  });
});
