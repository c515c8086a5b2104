import { OPERATORS } from '../operators/operators.ts';
import { parseCall, parseOperand } from './parse-operand.ts';
import { countNode, current, expect, isNext, type Parser, take } from './parser.ts';
import { type Expression, fail } from './syntax.ts';
import { tokenize } from './tokenize.ts';

const MAX_NESTING = 150;

/**
 * Parses a whole condition.
 *
 * @param modern whether in the language of expr-lang 1.17, or of 1.16
 * @param isVariable whether a name is that of a variable, so calls of it are not calls of a function
 */
export function parseCondition(
  source: string,
  modern: boolean,
  isVariable: (name: string) => boolean,
): Expression {
  const parser: Parser = {
    tokens: tokenize(source, modern),
    modern,
    isVariable,
    parseExpression,
    parseSequence,
    index: 0,
    nodes: 0,
    nesting: 0,
    loops: 0,
  };
  const expression = parseSequence(parser);
  const rest = current(parser);
  if (rest.kind !== 'end') fail('syntax', `\`${rest.text}\` is not expected here`, rest.offset);
  return expression;
}

/** Expressions with semicolons between them; the value is that of the last one. */
function parseSequence(parser: Parser): Expression {
  const first = parseExpression(parser, 0);
  const parts = [first];
  while (parser.modern && take(parser, ';')) {
    if (current(parser).kind === 'end') break;
    parts.push(parseExpression(parser, 0));
  }
  return parts.length === 1 ? first : { kind: 'sequence', parts, offset: first.offset };
}

/** An expression of operators that bind at least as tightly as a precedence. */
function parseExpression(parser: Parser, precedence: number): Expression {
  if (++parser.nesting > MAX_NESTING) {
    fail('unsupported', `the condition nests deeper than ${MAX_NESTING} levels`, current(parser).offset);
  }
  const expression = parseStart(parser, precedence);
  parser.nesting--;
  return expression;
}

function parseStart(parser: Parser, precedence: number): Expression {
  if (precedence === 0 && isNext(parser, 'let')) return parseLet(parser);
  return precedence === 0 && isNext(parser, 'if') ? parseIf(parser) : parseOperators(parser, precedence);
}

function parseOperators(parser: Parser, precedence: number): Expression {
  let left = parseOperand(parser);
  let previous = '';
  for (
    let operator = readOperator(parser, precedence);
    operator;
    operator = readOperator(parser, precedence)
  ) {
    const { text, offset, negated } = operator;
    if (previous === '??' && text !== '??' && text !== '|') {
      fail('syntax', `\`??\` and \`${text}\` need parentheses to be used together`, offset);
    }
    countNode(parser, offset);
    if (text === '|') left = parsePipe(parser, left);
    else if (OPERATORS.get(text)?.isChained) left = parseComparisons(parser, left, text, offset);
    else {
      const own = OPERATORS.get(text)?.precedence ?? 0;
      const right = parseExpression(parser, text === '**' || text === '^' ? own : own + 1);
      left = { kind: 'binary', operator: text, left, right, offset };
      if (negated) left = { kind: 'unary', operator: 'not', operand: left, offset };
    }
    previous = text;
  }
  return precedence === 0 ? parseConditional(parser, left) : left;
}

/** Consumes the next operator, if it is one and binds tightly enough. */
function readOperator(
  parser: Parser,
  precedence: number,
): { text: string; offset: number; negated: boolean } | undefined {
  const token = current(parser);
  const negated = isNext(parser, 'not');
  const { text } = negated ? (parser.tokens[parser.index + 1] ?? token) : token;
  if (token.kind !== 'operator') return undefined;
  const operator = OPERATORS.get(text);
  if (negated && !operator?.isNegatable) fail('syntax', '`not` is not expected here', token.offset);
  const own = text === '|' ? 0 : operator?.precedence;
  if (own === undefined || own < precedence) return undefined;
  parser.index += negated ? 2 : 1;
  return { text, offset: token.offset, negated };
}

/** `a < b < c` means `a < b && b < c`. */
function parseComparisons(parser: Parser, first: Expression, operator: string, offset: number): Expression {
  let left = first;
  let whole: Expression | undefined;
  for (let text = operator, at = offset; ; ) {
    const right = parseExpression(parser, 21);
    const comparison: Expression = { kind: 'binary', operator: text, left, right, offset: at };
    whole = whole
      ? { kind: 'binary', operator: '&&', left: whole, right: comparison, offset: at }
      : comparison;
    left = right;
    const next = current(parser);
    if (next.kind !== 'operator' || !OPERATORS.get(next.text)?.isChained) return whole;
    countNode(parser, next.offset);
    text = next.text;
    at = next.offset;
    parser.index++;
  }
}

function parsePipe(parser: Parser, argument: Expression): Expression {
  const name = current(parser);
  const behind = parser.tokens[parser.index + 1];
  if (name.kind !== 'name' || behind?.text !== '(' || behind.kind !== 'operator') {
    fail('syntax', 'a call such as `upper()` must follow the pipe', name.offset);
  }
  parser.index++;
  return parseCall(parser, name.text, name.offset, false, argument);
}

function parseConditional(parser: Parser, test: Expression): Expression {
  const { offset } = current(parser);
  if (!take(parser, '?')) return test;
  if (take(parser, ':')) {
    return { kind: 'conditional', test, whenTrue: test, whenFalse: parseExpression(parser, 0), offset };
  }
  const whenTrue = parseExpression(parser, 0);
  expect(parser, ':');
  return { kind: 'conditional', test, whenTrue, whenFalse: parseExpression(parser, 0), offset };
}

function parseLet(parser: Parser): Expression {
  parser.index++;
  const name = current(parser);
  if (name.kind !== 'name') fail('syntax', 'a name must follow `let`', name.offset);
  parser.index++;
  expect(parser, '=');
  const value = parseExpression(parser, 0);
  expect(parser, ';');
  const body = parseSequence(parser);
  return { kind: 'let', name: name.text, value, body, offset: name.offset };
}

/** `if a { b } else { c }`, or with another `if` after `else`. */
function parseIf(parser: Parser): Expression {
  const { offset } = current(parser);
  parser.index++;
  const test = parseExpression(parser, 0);
  const whenTrue = parseBlock(parser);
  expect(parser, 'else');
  const whenFalse = isNext(parser, 'if') ? parseExpression(parser, 0) : parseBlock(parser);
  return { kind: 'conditional', test, whenTrue, whenFalse, offset };
}

function parseBlock(parser: Parser): Expression {
  expect(parser, '{');
  const body = parseSequence(parser);
  expect(parser, '}');
  return body;
}
