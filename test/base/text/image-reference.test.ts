import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseImageReference } from '../../../src/base/text/image-reference.ts';

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
    ['[::]:5000/a', { domain: '[::]:5000', path: 'a' }],
    [`a:${'t'.repeat(128)}`, { domain: 'docker.io', path: 'library/a', tag: 't'.repeat(128) }],
    ['a'.repeat(247), { domain: 'docker.io', path: `library/${'a'.repeat(247)}` }],
    [`a@${SHA256}`, { domain: 'docker.io', path: 'library/a', digest: SHA256 }],
    ['UPPER/case', { domain: 'UPPER', path: 'case' }],
    ['a_b.c/d', { domain: '', path: 'a_b.c/d' }],
    ['quay.io/x__y/z--w:T_1', { domain: 'quay.io', path: 'x__y/z--w', tag: 'T_1' }],
    [`r.io/a:1@${SHA256}`, { domain: 'r.io', path: 'a', tag: '1', digest: SHA256 }],
  ])('parses %s', (text, expected) => {
    expect(parseImageReference(text)).toStrictEqual(expected);
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
    'a.b-/c',
    '[::1]x/c',
    '[::1/c',
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
  ])('rejects %j', (text) => {
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
