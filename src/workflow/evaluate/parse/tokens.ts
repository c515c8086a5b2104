import type { ProblemDetail } from '../problems.ts';
import type { Value } from '../values.ts';
import { fail } from './syntax.ts';

export interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'operator' | 'end';
  /** The text of the token; of a string, its value. */
  readonly text: string;
  readonly offset: number;
}

const WORD_OPERATORS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'and',
  'contains',
  'endsWith',
  'in',
  'let',
  'matches',
  'not',
  'or',
  'startsWith',
]);

const BLANK = /(?:\p{White_Space}|\/\/[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*/uy;
const NAME = /[\p{L}\p{Nd}_$]+/uy;
const NUMBER =
  /(?:0[xX][0-9a-fA-F_]*(?:\.(?!\.)[0-9a-fA-F_]*)?|(?:0[bBoO])?[0-9_]*(?:\.(?!\.)[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)/y;
const OPERATOR = /\*\*|&&|\|\||==|!=|<=|>=|\.\.|\?\?|\?\.|::|##|[-+*/%^<>!?:;,.()[\]{}#|=]/y;
const ESCAPE =
  /\\(?:([abfnrtv\\'"])|(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|u\{([0-9a-fA-F]{1,6})\})|([0-3][0-7]{2}))/y;
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

export function tokenize(source: string, modern: boolean): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  for (;;) {
    offset += match(BLANK, source, offset).length;
    if (offset === source.length) return [...tokens, { kind: 'end', text: 'the end', offset }];
    const { kind, text, end } = readToken(source, offset, modern);
    tokens.push({ kind, text, offset });
    offset = end;
    // A word right after `#` is the name of a pointer, even if it is an operator elsewhere.
    const name = kind === 'operator' && text === '#' ? match(NAME, source, offset) : '';
    if (name !== '') tokens.push({ kind: 'name', text: name, offset });
    offset += name.length;
  }
}

interface ReadToken extends Pick<Token, 'kind' | 'text'> {
  readonly end: number;
}

function readToken(source: string, offset: number, modern: boolean): ReadToken {
  const first = source[offset];
  if (first === '"' || first === "'") return readString(source, offset, first, modern);
  if (first === '`') return readRawString(source, offset, modern);
  if (/^(?:\.?[0-9])/.test(source.slice(offset, offset + 2))) return readNumber(source, offset);
  const name = match(NAME, source, offset);
  if (modern && /^[bB]$/.test(name) && /['"]/.test(source[offset + 1] ?? '')) {
    fail('unsupported', 'bytes-unsupported', offset);
  }
  const isWord = WORD_OPERATORS.has(name) || (modern && (name === 'if' || name === 'else'));
  const text = name === '' ? match(OPERATOR, source, offset) : name;
  if (text !== '') {
    return { kind: name === '' || isWord ? 'operator' : 'name', text, end: offset + text.length };
  }
  const character = String.fromCodePoint(source.codePointAt(offset) ?? 0);
  return fail('syntax', 'character-unknown', offset, { character });
}

function readNumber(source: string, offset: number): ReadToken {
  const text = match(NUMBER, source, offset);
  const end = offset + text.length;
  if (match(NAME, source, end) !== '') fail('syntax', 'number-followed', offset, { text });
  return { kind: 'number', text, end };
}

function readString(source: string, offset: number, mark: '"' | "'", modern: boolean): ReadToken {
  let text = '';
  let end = offset + 1;
  while (source[end] !== mark) {
    const plain = match(PLAIN[mark], source, end);
    if (plain === '' && source[end] !== '\\') fail('syntax', 'string-open', offset);
    const escaped = plain === '' ? readEscape(source, end, mark, modern) : undefined;
    text += escaped?.text ?? plain.replaceAll('\r', '\n');
    end = escaped?.end ?? end + plain.length;
  }
  return { kind: 'string', text, end: end + 1 };
}

function readEscape(
  source: string,
  offset: number,
  mark: string,
  modern: boolean,
): { text: string; end: number } {
  ESCAPE.lastIndex = offset;
  const [whole = '', letter, byte, short, long, braced, octal] = ESCAPE.exec(source) ?? [];
  const isOther = (letter === '"' || letter === "'") && letter !== mark;
  const digits = byte ?? short ?? long ?? braced ?? '0';
  const code = octal === undefined ? Number.parseInt(digits, 16) : Number.parseInt(octal, 8);
  if (whole === '' || isOther || (braced !== undefined && !modern) || code > 0x10ffff) {
    const written = whole === '' ? source.slice(offset, offset + 2) : whole;
    fail('syntax', 'escape-unknown', offset, { text: written });
  }
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  const character = isSurrogate ? '\ufffd' : String.fromCodePoint(code);
  return {
    text: letter === undefined ? character : (LETTERS[letter] ?? letter),
    end: offset + whole.length,
  };
}

/** Two backticks within a string in backticks represent one, but not before expr-lang 1.17. */
function readRawString(source: string, offset: number, modern: boolean): ReadToken {
  let end = source.indexOf('`', offset + 1);
  while (modern && end !== -1 && source[end + 1] === '`') end = source.indexOf('`', end + 2);
  if (end === -1) fail('syntax', 'raw-string-open', offset);
  const text = source.slice(offset + 1, end);
  return { kind: 'string', text: modern ? text.replaceAll('``', '`') : text, end: end + 1 };
}

function match(sticky: RegExp, source: string, offset: number): string {
  sticky.lastIndex = offset;
  return sticky.exec(source)?.[0] ?? '';
}

const MAX_INTEGER = 2n ** 63n - 1n;

/** Integers are of type bigint, so they stay apart from floating point numbers. */
export function numberValue(text: string, offset: number): Value {
  const digits = text.replaceAll('_', '');
  if (/^(?:0x[0-9a-f]+|0b[01]+|0o[0-7]+|[0-9]+)$/i.test(digits)) {
    const value = BigInt(/^0[0-9]/.test(digits) ? digits.replace(/^0+(?=.)/, '') : digits);
    return value <= MAX_INTEGER ? value : fail('syntax', 'integer-too-large', offset, { text });
  }
  const isFloat = /^(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(digits);
  const value = isFloat ? Number(digits) : Number.NaN;
  return Number.isFinite(value) ? value : fail('syntax', 'not-a-number', offset, { text });
}

/** The place in the tokens while they are parsed. */
export interface Parser {
  readonly tokens: readonly Token[];
  readonly modern: boolean;
  readonly isVariable: (name: string) => boolean;
  index: number;
  nodes: number;
  nesting: number;
  /** How many predicates the place is within: `#` has a meaning only there. */
  loops: number;
}

const MAX_NODES = 1000;

export function current(parser: Parser): Token {
  return parser.tokens[parser.index] ?? { kind: 'end', text: 'the end', offset: 0 };
}

export function next(parser: Parser): Token {
  const token = current(parser);
  parser.index++;
  return token;
}

/** Consumes a name, for which a problem is reported if it is none. */
export function takeName(parser: Parser, problem: ProblemDetail): Token {
  const { kind, offset } = current(parser);
  return kind === 'name' ? next(parser) : fail('syntax', problem, offset);
}

export function isNext(parser: Parser, operator: string): boolean {
  const token = current(parser);
  return token.kind === 'operator' && token.text === operator;
}

export function take(parser: Parser, operator: string): boolean {
  if (!isNext(parser, operator)) return false;
  parser.index++;
  return true;
}

export function expect(parser: Parser, operator: string): void {
  const { text, offset } = current(parser);
  if (!take(parser, operator)) fail('syntax', 'operator-missing', offset, { operator, text });
}

/** Long chains make deep trees, through which later steps recurse. */
export function countNode(parser: Parser, offset: number): void {
  if (++parser.nodes > MAX_NODES) {
    fail('unsupported', 'too-many-parts', offset, { limit: MAX_NODES });
  }
}
