import fc from 'fast-check';

/** What ends a line, drives a terminal, or turns or hides text: nothing that people read may have it raw. */
export const NOT_TO_BE_SHOWN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\p{Cs}]/u;

/** Characters that readers of YAML, terminals and runners treat in their own ways. */
const CHARACTERS = [
  ...' \n\t\r:#-?!&*|>\'"%@`{}[],=~\\/$()<._+0123456789aexyzé日\u{1f600}\u{1fffe}\u{10ffff}',
  ...'\0\x07\x1b\x7f\x80\x85\x9b\x9d\xa0\xad\u200b\u200d\u200e\u2028\u2029\u202e\u2066\ue001\ufeff\ufffd\ufffe\uffff',
  '\ud800',
  '\udc00',
];

const PARTS = [
  ...[
    '\n',
    '\n\n',
    ' ',
    '\t',
    '\r\n',
    ': ',
    ' #',
    '- ',
    '? ',
    '---',
    '--- ',
    '...',
    '##[',
    '::',
    '\n::',
    '#\ue001',
  ],
  ...[
    '0x',
    '0X',
    '0b',
    '0B',
    '0o',
    '0O',
    '_',
    '.',
    '-',
    '+',
    'e',
    'E',
    'AF',
    '1',
    '12:30',
    '2001-01-01',
    'p',
  ],
  ...['y', 'N', 'yes', 'No', 'ON', 'off', 'True', 'FALSE', 'null', '~', '.inf', '.NaN', 'Inf', '<<', '='],
  ...['echo', 'build', '::error::x', '\x1b[31m', '\x1b]0;x\x07', '__proto__', 'constructor'],
];

/** Texts that are hard to write in YAML, or harmful in a terminal or a log. */
export const awkwardText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...PARTS), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: fc.constantFrom(...'0123456789+-._:xXbBoOeEaAfFpPinN'), minLength: 1, maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(' ', '\n', '\t', 'a', '#', ':', '-'), maxLength: 8 }),
  fc.string({ unit: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 4 }),
);
