import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { redactTexts } from '../../../src/explain/redact/redact-text.ts';

const LONG = 'abcdefghijklmnopqrstuvwxyz0123';

it.each([
  ['a whole value, however short', ['ab'], 'ab', '<redacted>'],
  ['no part of less than four characters', ['abc'], 'xabcy', 'xabcy'],
  ['a part of four', ['abcd'], 'xabcdyabcd', 'x<redacted>y<redacted>'],
  ['nothing for an empty value', [''], '', ''],
  ['nothing for an empty value in a text', ['', 'abcd'], 'x', 'x'],
  ['no placeholder', ['<secret a b>'], 'x<secret a b>', 'x<secret a b>'],
  ['what only begins as a placeholder', ['<secret a>b'], '<secret a>b', '<redacted>'],
  ['what only ends as a placeholder', ['b<secret a>'], 'b<secret a>', '<redacted>'],
  ['what is two placeholders', ['<secret a><secret b>'], '<secret a><secret b>', '<redacted>'],
  ['the longest first', ['abcd', 'abcdefgh'], 'abcdefgh!', '<redacted>!'],
  ['each line', ['first\r\nsecond\nthird'], 'xfirsty second third', 'x<redacted>y <redacted> <redacted>'],
  ['a line without the spaces around it', ['first\n  second  '], '-second-', '-<redacted>-'],
  ['a value without the spaces around it', [' padded '], '-padded-', '-<redacted>-'],
  ['short lines that an empty line ends', ['ab\ncd\n'], '-ab\ncd-', '-<redacted>-'],
  ['what is in the replacement itself', ['redacted'], 'redacted, and…', '<redacted>, and…'],
  ['a value in JSON', ['a"b\\c'], '"a\\"b\\\\c"', '"<redacted>"'],
  ['a value in the quotes of a shell', ["it's it"], `'it'"'"'s it'`, "'<redacted>'"],
  ['base64', ['secret'], '-c2VjcmV0-', '-<redacted>-'],
  ['base64 without its padding', ['secre'], 'c2VjcmU', '<redacted>'],
  ['base64 with one sign of equality in it kept out', ['secr'], 'c2Vjcg==', '<redacted>=='],
  ['what a message cuts', [LONG], `is "${LONG.slice(0, 26)}…, or`, 'is "<redacted>…, or'],
  [
    'what a message cuts, with the mark of a cut in it',
    [`…${LONG}`],
    `is "…${LONG.slice(0, 26)}…`,
    'is "<redacted>…',
  ],
  ['what a message cuts at its start', [LONG], `${LONG.slice(0, 24)}…`, '<redacted>…'],
  ['nothing that is cut elsewhere', [LONG], `…${LONG.slice(0, 26)}`, `…${LONG.slice(0, 26)}`],
  ['nothing that is only the start', [LONG], LONG.slice(0, 26), LONG.slice(0, 26)],
  ['nothing beside a cut', [LONG], 'is "xyz…', 'is "xyz…'],
  ['a cut after one character', [LONG], 'xa…', 'x<redacted>…'],
  ['a cut inside an escape', ['abcd"\u2028z'], 'abcd\\"\\u20…', '<redacted>…'],
  ['a cut inside a character', ['abcd🐦z'], 'abcd\ud83d…', '<redacted>…'],
  ['a cut inside the quotes of a shell', ["abcd'z"], `abcd'"…`, '<redacted>…'],
  ['a cut inside a percent-encoding', ['abcd%z'], 'abcd%2…', '<redacted>…'],
  ['a cut inside base64', ['abcdefgh'], 'YWJjZGVm…', '<redacted>…'],
])('replaces %s', (_, secrets, text, redacted) => {
  expect(redactTexts(secrets)(text, true)).toBe(redacted);
});

/** What encoders treat in a special way, and what has several bytes. */
const AWKWARD = [...'&<>\'"`$\\\n\t\u2028\u2029é€🐦 %+/@=aZ0'];

const secrets = fc
  .array(fc.constantFrom(...AWKWARD), { minLength: 4, maxLength: 20 })
  .map((characters) => characters.join(''))
  .filter((secret) => secret.trim().length >= 4);

const json = (text: string): string => JSON.stringify(text).slice(1, -1);

const goJson = (text: string): string =>
  json(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Encoders that write each character apart. */
const ENCODERS: Readonly<Record<string, (text: string) => string>> = {
  nothing: (text) => text,
  JSON: json,
  'JSON of Go': goJson,
  'JSON in JSON': (text) => json(json(text)),
  'JSON of Go in JSON of Go, twice': (text) => goJson(goJson(goJson(text))),
  'JSON in ASCII': (text) =>
    json(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'the quotes of a shell': (text) => text.replaceAll("'", `'"'"'`),
  'the quotes of a shell, with backslashes': (text) => text.replaceAll("'", "'\\''"),
  'the quotes of PowerShell': (text) => text.replaceAll("'", "''"),
  'JSON of Go in the quotes of a shell': (text) => goJson(text).replaceAll("'", `'"'"'`),
  'PowerShell of the agent': (text) => json(text).replaceAll('$', '\\$'),
  percent: encodeURIComponent,
  'percent in lower case': (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'percent with plus signs': (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  'percent of Go, in a path': (text) =>
    encodeURIComponent(text).replace(/%(?:24|26|2B|3D|40)/g, decodeURIComponent),
  'percent of all': (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&'),
  'JSON in percent': (text) => encodeURIComponent(goJson(text)),
};

describe.each(Object.keys(ENCODERS))('a value in %s', (name) => {
  const encode = ENCODERS[name] as (text: string) => string;

  it('is replaced whole', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(redactTexts([secret])(`(${encode(secret)})`)).toBe('(<redacted>)');
      }),
    );
  });

  it.each(['utf8', 'utf16le'] as const)(
    'is replaced in base64 of %s, after any number of bytes',
    (encoding) => {
      const alphabets = [
        (text: string) => text,
        (text: string) => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
      ];
      fc.assert(
        fc.property(secrets, fc.nat({ max: 5 }), fc.constantFrom(...alphabets), (secret, count, alphabet) => {
          const before = Buffer.from('.'.repeat(count), encoding);
          const value = Buffer.from(encode(secret), encoding);
          const text = alphabet(
            Buffer.concat([before, value, Buffer.from('...', encoding)]).toString('base64'),
          );
          const end = Math.ceil(((before.length + value.length) * 4) / 3);
          const expected = `${text.slice(0, Math.floor((before.length * 4) / 3))}<redacted>${text.slice(end)}`;
          for (const glued of ['', 'a', 'ab', 'abc'])
            expect(redactTexts([secret])(`(${glued}${text})`)).toBe(`(${glued}${expected})`);
        }),
      );
    },
  );

  it('is replaced up to the cut', () => {
    fc.assert(
      fc.property(secrets, fc.nat(), (secret, count) => {
        const encoded = encode(secret);
        const length = count % encoded.length;
        const shown = redactTexts([secret])(`(${encoded.slice(0, length)}…`, true);
        // A character has at most 14 in the longest of the encodings, and is not known before its end.
        expect(shown.replace('<redacted>', '').length).toBeLessThan(14 + 2);
        if (length >= 14) expect(shown).toBe('(<redacted>…');
      }),
    );
  });
});

it('replaces base64 in base64 of JSON, as registries have it', () => {
  const secret = `p&ss<w'rd"`;
  const auth = Buffer.from(`user:${secret}`).toString('base64');
  const config = Buffer.from(JSON.stringify({ auths: { 'registry.example.com': { auth } } })).toString(
    'base64',
  );
  const [before, after] = redactTexts([secret])(config).split('<redacted>');
  expect(Buffer.from(before ?? '', 'base64').toString()).toMatch(/"auth":"[^"]{0,8}$/);
  expect(Buffer.from(after ?? '', 'base64').toString()).not.toContain('auth');
});

it('keeps everything but secrets', () => {
  fc.assert(
    fc.property(secrets, fc.base64String(), fc.string(), (secret, encoded, text) => {
      const redact = redactTexts([`${secret}\u0000`]);
      expect(redact(encoded)).toBe(encoded);
      expect(redact(text)).toBe(text);
    }),
  );
});

describe('the work', () => {
  /** How often a state of the automaton is looked up, which both building and scanning do for each byte. */
  function lookups(work: () => void): number {
    const get = vi.spyOn(Map.prototype, 'get');
    const has = vi.spyOn(Map.prototype, 'has');
    try {
      work();
      return get.mock.calls.length + has.mock.calls.length;
    } finally {
      get.mockRestore();
      has.mockRestore();
    }
  }

  const values = (count: number) =>
    Array.from({ length: count }, (_, index) => `secret-${index}-${'ab'.repeat(8)}`);

  function redactAll(secretCount: number, textCount: number): number {
    return lookups(() => {
      const redact = redactTexts(values(secretCount));
      for (let index = 0; index < textCount; index++)
        redact(`--flag=secret-${index}-abababab --other="x\\n"`);
    });
  }

  it('grows with secrets and texts, not with their product', () => {
    const [small, large] = [redactAll(50, 50), redactAll(200, 200)];
    expect(large).toBeLessThan(5 * small);
  });

  it('of a string does not depend on the number of secrets', () => {
    const scan = (count: number) => redactAll(count, 100) - redactAll(count, 0);
    expect(scan(400)).toBeLessThan(1.5 * scan(100));
  });

  it('grows with the length of texts that nearly match', () => {
    const secret = `${'a'.repeat(200)}b`;
    const scan = (length: number) =>
      lookups(() => redactTexts([secret])('a'.repeat(length))) - lookups(() => redactTexts([secret]));
    expect(scan(4000)).toBeLessThan(5 * scan(1000));
  });
});
