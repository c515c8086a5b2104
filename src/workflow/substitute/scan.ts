import { LENGTH, NONE, operatorOf, type SubstituteOperator } from './operators.ts';

export type SubstituteProblemKind =
  | 'missing-closing-brace'
  | 'bad-variable-name'
  | 'bad-substitution'
  | 'bad-argument';

/** The part of an expression before its first argument. */
export interface ExpressionHead {
  readonly name: string;
  readonly operator: SubstituteOperator;
  readonly end: number;
  readonly problem: SubstituteProblemKind | undefined;
}

const NAME = /[\p{L}\p{Nd}_]+/uy;
const OPERATOR = /:[-=?+]|[:=]|[,^]{1,2}|\/[/#%]?|##?|%%?/y;

/** Reads the head of the expression whose `${` is at an offset. */
export function readHead(source: string, offset: number): ExpressionHead {
  const hash = source[offset + 2] === '#';
  const start = offset + (hash ? 3 : 2);
  const name = match(NAME, source, start);
  const nameEnd = start + name.length;
  const operatorText = hash || name === '' ? '' : match(OPERATOR, source, nameEnd);
  const operator = hash ? LENGTH : operatorOf(operatorText);
  const end = nameEnd + operatorText.length;
  return { name, operator, end, problem: headProblem(name, operator, source[end]) };
}

function headProblem(
  name: string,
  operator: SubstituteOperator,
  next: string | undefined,
): SubstituteProblemKind | undefined {
  if (name === '') return operator === LENGTH ? 'bad-substitution' : 'bad-variable-name';
  // The server reads only one byte of the character that a position begins with.
  if (operator.delimiter === ':' && next !== undefined && next > '\x7f') return 'bad-substitution';
  return operator === NONE && next !== '}' ? 'missing-closing-brace' : undefined;
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

function match(sticky: RegExp, source: string, start: number): string {
  sticky.lastIndex = start;
  return sticky.exec(source)?.[0] ?? '';
}
