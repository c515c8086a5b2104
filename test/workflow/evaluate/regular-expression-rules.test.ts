import { describe, expect, it } from 'vitest';
import { compileRegularExpression } from '../../../src/workflow/evaluate/regular-expression.ts';

function outcome(pattern: string, text: string): boolean | string {
  const result = compileRegularExpression(pattern);
  if (result.ok) return result.test(text);
  return result.problem.message === '' ? 'no word' : result.problem.kind;
}

/** The characters of ASCII that a pattern for one character takes. */
function accepted(pattern: string): string {
  const characters = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  return characters.filter((character) => outcome(`^(?:${pattern})$`, character) === true).join('');
}

function acceptedByJavaScript(set: RegExp): string {
  return Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
    .filter((character) => set.test(character))
    .join('');
}

describe('sets of characters', () => {
  it.each([
    ['\\d', /\d/],
    ['\\D', /\D/],
    ['\\s', /[\t\n\f\r ]/],
    ['\\S', /[^\t\n\f\r ]/],
    ['\\w', /\w/],
    ['\\W', /\W/],
    ['\\pL', /[a-zA-Z]/],
    ['\\PL', /[^a-zA-Z]/],
    ['\\p{Lu}', /[A-Z]/],
    ['\\p{^Lu}', /[^A-Z]/],
    ['\\P{^Lu}', /[A-Z]/],
    ['\\p{Any}', /[\s\S]/],
    ['\\p{Latin}', /[a-zA-Z]/],
    ['(?i)\\p{Lu}', /[a-zA-Z]/],
    ['(?i)\\P{Lu}', /[^a-zA-Z]/],
    ['[[:alnum:]]', /[0-9A-Za-z]/],
    ['[[:^alnum:]]', /[^0-9A-Za-z]/],
    ['[[:punct:]]', /[!-/:-@[-`{-~]/],
    ['[[:space:]]', /[\t\n\v\f\r ]/],
    ['[[:xdigit:]]', /[0-9A-Fa-f]/],
    ['[z[:digit:]]', /[z0-9]/],
    ['[[:digit:]z]', /[z0-9]/],
    ['[:a]', /[:a]/],
    ['[a-c]', /[abc]/],
    ['[^a-c]', /[^abc]/],
    ['[a-a]', /a/],
    ['[ab-]', /[ab-]/],
    ['[-ab]', /[-ab]/],
    ['[a^]', /[a^]/],
    ['[]a]', /[\]a]/],
    ['[^]a]', /[^\]a]/],
    ['[\\]a]', /[\]a]/],
    ['[\\n]', /\n/],
    ['[\\.-0]', /[./0]/],
    ['[\\d-]', /[\d-]/],
    ['[\\Da]', /[\Da]/],
    ['[\\pL_]', /[a-zA-Z_]/],
    ['[\\x41-\\x{43}\\104]', /[A-D]/],
    ['(?i)[b-d]', /[b-dB-D]/],
    ['(?i)[^b-d]', /[^b-dB-D]/],
    ['(?i)k', /[kK]/],
    ['(?i)S', /[sS]/],
    ['(?i)\\x{212a}', /[kK]/],
    ['(?i)\\x{17f}', /[sS]/],
    ['.', /[^\n]/],
    ['(?s).', /[\s\S]/],
    ['\\0', '\0'],
    ['\\012', /\n/],
    ['\\07', '\x07'],
    ['\\a', '\x07'],
    ['\\f', '\f'],
    ['\\t', /\t/],
    ['\\r', /\r/],
    ['\\v', '\v'],
    ['\\-', /-/],
    ['{', /\{/],
    ['}', /\}/],
    ['\\]', /\]/],
    [']', /\]/],
  ])('%s', (pattern, set) => {
    expect(accepted(pattern)).toBe(typeof set === 'string' ? set : acceptedByJavaScript(set));
  });

  it.each([
    ['(?i)s', 'ſ', true],
    ['(?i)a', 'ſ', false],
    ['(?i)ſ', 'ſ', true],
    ['(?i)é', 'É', true],
    ['é', 'É', false],
    ['^\\x{10FFFF}$', '\u{10ffff}', true],
    ['^[\\x{1F600}-\\x{1F602}]$', '😁', true],
    ['\\p{Greek}', 'a', false],
    ['\\p{Any}', '', false],
    ['\\P{Any}', 'a', false],
  ])('%s on %j: %s', (pattern, text, expected) => {
    expect(outcome(pattern, text)).toBe(expected);
  });
});

describe('the parts of a pattern', () => {
  it.each([
    ['^\\.x41$', ['.x41'], ['A']],
    ['^\\0123$', ['\n3'], ['S']],
    ['^a{x{2}$', ['a{xx'], ['a{x{2}', 'aa']],
    ['^a{2$', ['a{2'], ['aa']],
    ['^a{2}$', ['aa'], ['a', 'aaa', 'a{2}']],
    ['^a{0,1}$', ['', 'a'], ['aa']],
    ['^a{2,}$', ['aa', 'aaaaa'], ['a', '']],
    ['^(?:ab){1,2}?$', ['ab', 'abab'], ['', 'ababab']],
    ['^a??b+?$', ['ab', 'b', 'abb'], ['aab', 'a']],
    ['^(?:a|bc|)$', ['a', 'bc', ''], ['b', 'abc']],
    ['^(?:|a)+$', ['', 'aa'], ['b']],
    ['^(?:){3}$', [''], ['a']],
    ['^\\Qa*|(\\E+$', ['a*|(', 'a*|((('], ['a', 'a*|(a*|(']],
    ['^\\Qa.b', ['a.b', 'a.bc'], ['axb']],
    ['^\\Q\\E$', [''], ['Q']],
    ['^\\Qa\\E{2}$', ['aa'], ['a', 'a{2}']],
    ['(?m)^b', ['b', 'a\nb'], ['ab', 'a']],
    ['(?m)a$', ['a', 'a\nb', 'ba'], ['ab', 'b\n']],
    ['(?m)^$', ['', 'a\n', '\na'], ['a', 'a\nb']],
    ['^b|a$', ['bx', 'xa'], ['xb\n', 'a\n', '\nb']],
    ['(?m)\\Ab', ['b'], ['a\nb']],
    ['(?m)a\\z', ['a'], ['a\nb']],
    ['\\bb', ['b', 'a b', 'é\tb'], ['ab', '_b', '']],
    ['b\\b', ['b', 'b-'], ['b_', 'b1']],
    ['o\\Bo', ['oo'], ['o o', 'o']],
    ['^\\B', ['', ' '], ['a']],
    ['a(?i)b(?-i)c', ['abc', 'aBc'], ['aBC', 'Abc']],
    ['(?i)a(?s).b', ['A\nB'], ['a']],
    ['(?s)(?i-s)a.', ['Ab'], ['a\n']],
    ['(?si-ms:a.)', ['Ab'], ['a\n']],
    ['(?i)(?-i:a)b', ['aB'], ['AB']],
    ['(?i)(?m)^a', ['\nA'], ['b']],
    ['(?U)a+', ['a'], ['']],
    ['(a(?i))b', ['ab'], ['aB']],
    ['(?:a(?i)b)c', ['aBc'], ['aBC']],
    ['(?P<n_1>a)(?<N2>b)', ['ab'], ['a']],
    ['(?P<i>a)', ['a'], ['A']],
  ])('%s', (pattern, matching, others) => {
    const misjudged = [
      ...matching.filter((text) => outcome(pattern, text) !== true),
      ...others.filter((text) => outcome(pattern, text) !== false),
    ];
    expect(misjudged).toEqual([]);
  });
});

describe('limits of repetition', () => {
  it.each([
    ['a{1000}', 'a{1001}'],
    ['a{0,1000}', 'a{0,1001}'],
    ['a{1000,}', 'a{1001,}'],
    ['a{2,2}', 'a{2,1}'],
    ['(?:a{10}){100}', '(?:a{10}){101}'],
    ['(?:a{10}|b){100}', '(?:a{10}|b){101}'],
    ['(?:b|a{10}){100}', '(?:b|a{10}){101}'],
    ['(?:ba{10}){100}', '(?:ba{10}){101}'],
    ['(?:a{2}b{3}){333}', '(?:a{2}b{3}){334}'],
    ['(?:a{2,}){500}', '(?:a{2,}){501}'],
    ['(?:a{1,2}){500}', '(?:a{1,2}){501}'],
    ['(?:(?:a{10}){10}){10}', '(?:(?:a{10}){10}){11}'],
    ['(?:a*){1000}', '(?:a*){1001}'],
    ['(?:a{0}){1000}', '(?:a{2}){1000}'],
    ['(?:(?:a{500})*){2}', '(?:(?:a{501})+){2}'],
  ])('%s is allowed, %s is not', (allowed, refused) => {
    expect([outcome(allowed, 'b'), outcome(refused, 'b')]).toEqual([expect.any(Boolean), 'syntax']);
  });

  it('lets groups nest 200 deep', () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}a${')'.repeat(depth)}`;
    expect([outcome(nested(200), 'a'), outcome(nested(201), 'a')]).toEqual([true, 'unsupported']);
    expect(outcome('(a)'.repeat(201), 'a'.repeat(201))).toBe(true);
    expect(outcome(`${'(?i)'.repeat(201)}a`, 'A')).toBe(true);
  });
});

describe('what RE2 refuses', () => {
  it.each([
    'a)',
    '(a',
    '(?:a',
    '(?',
    '(?i',
    '(?P',
    '(?P<a-b>c)',
    '(?P<>c)',
    '(?P=a)',
    "(?'a'b)",
    '(?#a)',
    '(?>a)',
    '(?(?:a))',
    '(?i-)',
    '(?i-x)',
    '[a',
    '[a-',
    '[',
    '[^]',
    '[[:nope:]]',
    '[\\z]',
    '[\\8]',
    '[z-a]',
    '\\',
    'a\\',
    '[\\',
    '\\8',
    '\\1',
    '\\18',
    '\\x',
    '\\x4',
    '\\x{}',
    '\\x{110000}',
    '\\x{1234567}',
    '\\G',
    '\\é',
    '\\p',
    '\\p{',
    '\\p{L',
    '\\p{}',
    '\\pX',
    '\\p}',
    '\\p{Nope}',
    '\\p{Script=Greek}',
    '\\p{VS}',
    '\\p{Greek1}',
    '*a',
    '+',
    '?',
    '{2}',
    '|*',
    '(*a)',
    '^*{2}',
    'a**',
    'a+?+',
    'a{2}*',
    'a*{2}',
  ])('%s', (pattern) => {
    expect(outcome(pattern, '')).toBe('syntax');
  });
});
