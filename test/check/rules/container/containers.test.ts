import { describe, expect, it } from 'vitest';
import { containerWith, findings, podWith, type Row } from '../../findings.ts';

it.each(['', '/', '/a', '\\a', 'C:', 'z:\\a', 'C:a'])(
  'the working directory %j is absolute',
  (workingDir) => {
    expect(findings(containerWith({ workingDir }))).toEqual([]);
  },
);

it.each(['a', '.', './a', 'a/C:', 'CD:\\', '1:', ':', 'a\\b'])(
  'the working directory %s is relative',
  (workingDir) => {
    expect(findings(containerWith({ workingDir }))).toEqual([
      'working-directory-relative /spec/containers/0/workingDir',
    ]);
  },
);

describe('the containers of a Pod', () => {
  const c = { name: 'c', image: 'alpine' };
  const d = { name: 'd', image: 'alpine' };
  const nameless = { image: 'alpine' };
  const ROWS: readonly Row[] = [
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
