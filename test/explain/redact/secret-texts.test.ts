import { describe, expect, it } from 'vitest';
import {
  mapTexts,
  redactScript,
  redactTexts,
  secretsOf,
  secretValues,
} from '../../../src/explain/redact/secret-texts.ts';

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
  ['a line without the blanks around it', ['first\n  second  '], '-second-', '-<redacted>-'],
  ['a value without the blanks around it', [' padded '], '-padded-', '-<redacted>-'],
  ['short lines that a blank line ends', ['ab\ncd\n'], '-ab\ncd-', '-<redacted>-'],
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
  ['no cut of what no message cuts', [LONG.slice(0, 24)], 'abcdefgh…', 'abcdefgh…'],
])('replaces %s', (_, secrets, text, redacted) => {
  expect(redactTexts(secrets)(text)).toBe(redacted);
});

describe('base64 of a longer text', () => {
  const encoded = (before: number, value: string, fill: number) =>
    Buffer.concat([Buffer.alloc(before, fill), Buffer.from(value), Buffer.alloc(3, fill)]).toString('base64');

  it.each([0, 1, 2, 3, 4, 5])('loses what a value makes of it after %i other bytes', (before) => {
    for (const value of ['canary7', 'canary-8', 'canary--9', 'cänary-€-🐦']) {
      const [text, other] = [encoded(before, value, 0x5a), encoded(before, value, 0xa5)];
      const own = [...text]
        .map((character, index) => (character === other[index] ? character : '.'))
        .join('');
      const expected = text.replace(own.replace(/^[.]*|[.=]*$/g, ''), '<redacted>');
      expect(redactTexts([value])(text)).toBe(expected);
    }
  });

  it('keeps less than eight characters, which may be there by chance', () => {
    expect(redactTexts(['canary'])(encoded(1, 'canary', 0x5a))).toBe(encoded(1, 'canary', 0x5a));
  });
});

it('redacts scripts in UTF-8 and in UTF-16, and leaves others as they are', () => {
  const redact = redactTexts(['canary']);
  for (const encoding of ['utf8', 'utf16le'] as const) {
    const encoded = (script: string) => Buffer.from(script, encoding).toString('base64');
    expect(redactScript(encoded('echo canary\n'), redact)).toBe(encoded('echo <redacted>\n'));
    expect(redactScript(encoded('echo bird\n'), redact)).toBe(encoded('echo bird\n'));
  }
  expect(redactScript('no base64!', redact)).toBe('no base64!');
});

it('gathers what is secret in a compiled workflow', () => {
  const environment = { CI_NETRC_PASSWORD: 'p', CI_NETRC_USERNAME: 'u', OTHER: 'o' };
  const steps = [
    {
      name: 'a',
      image: 'b',
      environment,
      secret_mapping: { A: 'm' },
      auth_config: { username: 'x', password: 'r' },
    },
    { name: 'b', image: 'b' },
  ];
  expect(
    secretsOf({ secrets: [{ name: 's', value: 'v' }, { name: 't' }], pipeline: [{ steps }, {}] }),
  ).toEqual(['v', 'm', 'r', 'p', 'u']);
  expect(secretsOf({})).toEqual([]);
});

it.each([
  ['https://user:pass@example.com/a.git', ['pass']],
  ['http://token@example.com', ['token']],
  ['HTTPS://token@example.com', ['token']],
  ['https://user:@example.com', []],
  ['https://:pass@example.com', ['pass']],
  ['postgres://user:p:w@db:5432/x', ['p:w']],
  ['ssh://git@example.com/a.git', []],
  ['https://a:first@b.c https://d:second@e.f\nhttps://third@g.h', ['first', 'second', 'third']],
  ['https://example.com/a@b', []],
  ['https://example.com/a:b@c', []],
  ['user:pass@example.com', []],
  ['https://a b:c@d', []],
  ['plain', []],
])('gathers what is secret in a URL such as %j', (url, secrets) => {
  const steps = [{ name: 'a', image: 'b', environment: { URL: url } }];
  expect(secretsOf({ pipeline: [{ steps }] }).filter((value) => value !== '')).toEqual(secrets);
});

it('passes over what is no text in a compiled workflow', () => {
  const environment = { A: 1, B: null, C: ['https://token@example.com'], CI_NETRC_PASSWORD: 2 };
  const workflow = { secrets: [{ value: 3 }], pipeline: [{ steps: [{ environment }] }] };
  expect(secretsOf(JSON.parse(JSON.stringify(workflow)))).toEqual([]);
});

it('gathers what is secret in what the server is given', () => {
  const secrets = [{ name: 'a', value: 'v' }, { name: 'b' }];
  const registries = [{ hostname: 'h', username: 'u', password: 'p' }, { hostname: 'i' }];
  expect(secretValues({ secrets, registries })).toEqual(['v', 'p']);
  expect(secretValues({})).toEqual([]);
});

it('maps texts and nothing else', () => {
  const value = { a: 'b', list: ['b', 1, null, true], nested: { b: 'b' } };
  expect(mapTexts(value, (text) => `${text}!`)).toEqual({
    a: 'b!',
    list: ['b!', 1, null, true],
    nested: { b: 'b!' },
  });
});
