export type SubstituteProblemKind =
  | 'missing-closing-brace'
  | 'bad-variable-name'
  | 'bad-substitution'
  | 'bad-argument';

/** The part of an expression before its first argument. */
export interface ExpressionHead {
  readonly name: string;
  readonly operator: SubstituteOperator;
  readonly operatorText: string;
  readonly end: number;
  readonly problem: SubstituteProblemKind | undefined;
}

export interface SubstituteOperator {
  readonly family: 'plain' | 'length' | 'default' | 'arguments';
  readonly arity: number;
  /** The separator of two arguments; any number of them is treated as one. */
  readonly delimiter: ':' | '/' | undefined;
}

const NAME = /[\p{L}\p{Nd}_]+/uy;
const OPERATOR = /:[-=?+]|[:=]|[,^]{1,2}|\/[/#%]?|##?|%%?/y;

const PLAIN: SubstituteOperator = { family: 'plain', arity: 0, delimiter: undefined };
const LENGTH: SubstituteOperator = { family: 'length', arity: 0, delimiter: undefined };
const DEFAULT: SubstituteOperator = {
  family: 'default',
  arity: Number.POSITIVE_INFINITY,
  delimiter: undefined,
};
const SUBSTRING: SubstituteOperator = { family: 'arguments', arity: 2, delimiter: ':' };
const REPLACE: SubstituteOperator = { family: 'arguments', arity: 2, delimiter: '/' };
const REMOVE: SubstituteOperator = { family: 'arguments', arity: 1, delimiter: undefined };

/** Reads the head of the expression whose `${` is at an offset. */
export function readHead(source: string, offset: number): ExpressionHead {
  const hash = source[offset + 2] === '#';
  const start = offset + (hash ? 3 : 2);
  const name = match(NAME, source, start);
  const nameEnd = start + name.length;
  const operatorText = hash ? 'length' : name === '' ? '' : match(OPERATOR, source, nameEnd);
  const operator = operatorOf(operatorText);
  const end = hash ? nameEnd : nameEnd + operatorText.length;
  return { name, operator, operatorText, end, problem: headProblem(name, operatorText, source[end]) };
}

function headProblem(
  name: string,
  operator: string,
  next: string | undefined,
): SubstituteProblemKind | undefined {
  if (name === '') return operator === 'length' ? 'bad-substitution' : 'bad-variable-name';
  // The server reads only one byte of the character that a position begins with.
  if (operator === ':' && next !== undefined && next > '\x7f') return 'bad-substitution';
  return operator === '' && next !== '}' ? 'missing-closing-brace' : undefined;
}

/** The next argument as text, up to a nested expression or its end; undefined if there is none. */
export function readArgument(
  source: string,
  start: number,
  { delimiter }: SubstituteOperator,
  index: number,
): { text: string; end: number } | undefined {
  const escapes = delimiter === '/';
  const stop = index > 0 || delimiter === undefined ? '}' : delimiter === '/' ? '/' : ':}';
  const pattern = new RegExp(`${escapes ? '\\$\\$|\\\\[\\\\/]|' : ''}\\$\\{|[${stop}]`, 'g');
  const pieces: string[] = [];
  let position = start;
  for (;;) {
    pattern.lastIndex = position;
    const found = pattern.exec(source);
    const end = found?.index ?? source.length;
    const isEscape = found !== null && (found[0] === '$$' || found[0].startsWith('\\'));
    pieces.push(source.slice(position, end));
    if (!isEscape) return end === start ? undefined : { text: pieces.join(''), end };
    pieces.push(found[0].slice(1));
    position = end + 2;
  }
}

export function readDelimiter(source: string, start: number, delimiter: ':' | '/'): number {
  let end = start;
  while (source[end] === delimiter) end++;
  return end;
}

function operatorOf(text: string): SubstituteOperator {
  if (text === 'length') return LENGTH;
  if (text === ':') return SUBSTRING;
  if (text.startsWith(':') || text === '=') return DEFAULT;
  if (text.startsWith('/')) return REPLACE;
  return text.startsWith('#') || text.startsWith('%') ? REMOVE : PLAIN;
}

function match(sticky: RegExp, source: string, start: number): string {
  sticky.lastIndex = start;
  return sticky.exec(source)?.[0] ?? '';
}
