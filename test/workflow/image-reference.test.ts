import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseImageReference } from '../../src/text/image-reference.ts';
import { matchesImageList } from '../../src/workflow/image-match.ts';

const SHA256 = `sha256:${'a1'.repeat(32)}`;

describe('parseImageReference', () => {
  it.each([
    ['alpine', { domain: 'docker.io', path: 'library/alpine' }],
    ['alpine:3.20', { domain: 'docker.io', path: 'library/alpine', tag: '3.20' }],
    ['foo:5000', { domain: 'docker.io', path: 'library/foo', tag: '5000' }],
    ['octo/app', { domain: 'docker.io', path: 'octo/app' }],
    ['docker.io/app', { domain: 'docker.io', path: 'library/app' }],
    ['index.docker.io/octo/app', { domain: 'docker.io', path: 'octo/app' }],
    ['localhost/x', { domain: 'localhost', path: 'x' }],
    ['localhost', { domain: 'docker.io', path: 'library/localhost' }],
    ['a:1/c', { domain: 'a:1', path: 'c' }],
    ['[::1]:5000/a/b:t', { domain: '[::1]:5000', path: 'a/b', tag: 't' }],
    ['UPPER/case', { domain: 'UPPER', path: 'case' }],
    ['a_b.c/d', { domain: '', path: 'a_b.c/d' }],
    ['quay.io/x__y/z--w:T_1', { domain: 'quay.io', path: 'x__y/z--w', tag: 'T_1' }],
    [`r.io/a:1@${SHA256}`, { domain: 'r.io', path: 'a', tag: '1', digest: SHA256 }],
  ])('parses %s', (text, expected) => {
    expect(parseImageReference(text)).toEqual(expected);
  });

  it.each([
    '',
    ' ',
    'a b',
    'a:',
    'a:b/c',
    'a.b:port/c',
    'Alpine',
    'a/B',
    'a//b',
    '/a',
    'a/',
    'a..b',
    'a___b',
    '-a',
    'a-',
    '-a.b/c',
    'https://r.io/a',
    'a@sha256:abc',
    `a@md5:${'a'.repeat(32)}`,
    `a@sha256:${'A1'.repeat(32)}`,
    `a@${SHA256}:t`,
    SHA256,
    '0'.repeat(64),
    `a:${'t'.repeat(129)}`,
    'a'.repeat(248),
    'é',
    'a\n',
  ])('refuses %j', (text) => {
    expect(parseImageReference(text)).toBeUndefined();
  });

  it('gives the same parts for the canonical text', () => {
    const component = fc.stringMatching(/^[a-z0-9]{1,5}([._-][a-z0-9]{1,4})?$/);
    fc.assert(
      fc.property(fc.array(component, { minLength: 1, maxLength: 4 }), (components) => {
        const reference = parseImageReference(components.join('/'));
        fc.pre(reference !== undefined && reference.domain !== '');
        expect(parseImageReference(`${reference?.domain}/${reference?.path}`)).toEqual(reference);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reference = parseImageReference(text);
        expect(reference === undefined || reference.path !== '').toBe(true);
      }),
    );
  });
});

describe('matchesImageList', () => {
  it.each([
    ['plugins/docker', 'plugins/docker', true],
    ['plugins/docker:20', 'plugins/docker', true],
    ['docker.io/plugins/docker:20', 'plugins/docker', true],
    [`tools/clone@${SHA256}`, 'tools/clone', true],
    ['alpine', 'docker.io/library/alpine', true],
    ['alpine', 'index.docker.io/alpine:latest', true],
    ['my/tool', 'my/tool:latest', true],
    ['my/tool:2', 'my/tool:1', false],
    [`my/tool:1@${SHA256}`, 'my/tool:1', false],
    [`my/tool@${SHA256}`, `my/tool@${SHA256}`, true],
    ['localhost:5000/t/x:1', 'localhost:5000/t/x', false],
    ['localhost:5000/t/x', 'localhost:5000/t/x', true],
    ['ghcr.io/tools/clone', 'tools/clone', false],
    ['Bad/Name', 'Bad/Name', true],
    ['bad name', 'bad name', true],
    ['bad name:1', 'bad name', false],
  ])('%s against %s: %s', (image, entry, expected) => {
    expect(matchesImageList(image, ['other', entry])).toBe(expected);
  });

  it('matches nothing in an empty list', () => {
    expect(matchesImageList('alpine', [])).toBe(false);
  });
});
