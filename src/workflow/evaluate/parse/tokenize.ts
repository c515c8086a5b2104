import { fail } from '../problem.ts';

export interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'operator' | 'end';
  /** The text of the token; of a string, its value. */
  readonly text: string;
  readonly offset: number;
}

const WORD_OPERATORS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'and',
  'contains',
  'else',
  'endsWith',
  'if',
  'in',
  'let',
  'matches',
  'not',
  'or',
  'startsWith',
]);

const BLANK = /(?:\s|\/\/[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*/y;
const NAME = /[\p{L}_$][\p{L}\p{Nd}_$]*/uy;
const NUMBER =
  /0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:[0-9][0-9_]*(?:\.(?!\.)[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?/y;
const OPERATOR = /\*\*|&&|\|\||==|!=|<=|>=|\.\.|\?\?|\?\.|::|[-+*/%^<>!?:;,.()[\]{}#|=]/y;
const ESCAPE = /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/y;
const PLAIN = { '"': /[^"\\\n]+/y, "'": /[^'\\\n]+/y } as const;
const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Splits a condition into its tokens; the last one is the end. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  for (;;) {
    offset += match(BLANK, source, offset).length;
    if (offset === source.length) return [...tokens, { kind: 'end', text: 'the end', offset }];
    const { token, end } = readToken(source, offset);
    tokens.push(token);
    offset = end;
  }
}

function readToken(source: string, offset: number): { token: Token; end: number } {
  const first = source[offset];
  if (first === '"' || first === "'") return readString(source, offset, first);
  if (first === '`') return readRawString(source, offset);
  const name = match(NAME, source, offset);
  if (name !== '') {
    const kind = WORD_OPERATORS.has(name) ? 'operator' : 'name';
    return { token: { kind, text: name, offset }, end: offset + name.length };
  }
  for (const [kind, pattern] of [
    ['number', NUMBER],
    ['operator', OPERATOR],
  ] as const) {
    const text = match(pattern, source, offset);
    const end = offset + text.length;
    if (text !== '' && !(kind === 'number' && match(NAME, source, end) !== '')) {
      return { token: { kind, text, offset }, end };
    }
    if (text !== '') fail('syntax', `\`${text}\` and what follows it is no number`, offset);
  }
  return fail(
    'syntax',
    `the character \`${String.fromCodePoint(source.codePointAt(offset) ?? 0)}\` has no meaning`,
    offset,
  );
}

function readString(source: string, offset: number, mark: '"' | "'"): { token: Token; end: number } {
  const pieces: string[] = [];
  let end = offset + 1;
  while (source[end] !== mark) {
    const plain = match(PLAIN[mark], source, end);
    if (plain === '' && source[end] !== '\\') fail('syntax', 'a string is not closed on its line', offset);
    const piece = plain === '' ? readEscape(source, end) : { text: plain, length: plain.length };
    pieces.push(piece.text);
    end += piece.length;
  }
  return { token: { kind: 'string', text: pieces.join(''), offset }, end: end + 1 };
}

function readEscape(source: string, offset: number): { text: string; length: number } {
  ESCAPE.lastIndex = offset;
  const found = ESCAPE.exec(source);
  if (found === null) {
    return fail('syntax', `\`${source.slice(offset, offset + 2)}\` is no escape of a string`, offset);
  }
  const [whole, letter, byte, short, long, octal] = found;
  if (letter !== undefined) return { text: LETTERS[letter] ?? letter, length: whole.length };
  const code =
    octal === undefined ? Number.parseInt(byte ?? short ?? long ?? '', 16) : Number.parseInt(octal, 8);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    fail('syntax', `\`${whole}\` is no character`, offset);
  }
  if (code > 0x7f && (byte ?? octal) !== undefined) {
    fail('unsupported', `\`${whole}\` stands for a single byte, which is not supported`, offset);
  }
  return { text: String.fromCodePoint(code), length: whole.length };
}

function readRawString(source: string, offset: number): { token: Token; end: number } {
  const end = source.indexOf('`', offset + 1);
  if (end === -1) fail('syntax', 'a string in backquotes is not closed', offset);
  return { token: { kind: 'string', text: source.slice(offset + 1, end), offset }, end: end + 1 };
}

function match(sticky: RegExp, source: string, offset: number): string {
  sticky.lastIndex = offset;
  return sticky.exec(source)?.[0] ?? '';
}
