import { LOOPS } from '../functions/loops.ts';
import { OPERATORS } from '../operators.ts';
import { NIL, type Value } from '../values.ts';
import { type Expression, fail } from './syntax.ts';
import {
  countNode,
  current,
  expect,
  isNext,
  next,
  numberValue,
  type Parser,
  take,
  takeName,
  tokenize,
} from './tokens.ts';

const MAX_NESTING = 150;
/** How tightly the operators of one side bind. */
const UNARY: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ['not', 50],
  ['!', 50],
  ['-', 90],
  ['+', 90],
]);
const CONSTANTS: ReadonlyMap<string, Value> = /* @__PURE__ */ new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['nil', NIL],
]);

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
  const tokens = tokenize(source, modern);
  const parser: Parser = { tokens, modern, isVariable, index: 0, nodes: 0, nesting: 0, loops: 0 };
  const expression = parseSequence(parser);
  const rest = current(parser);
  if (rest.kind !== 'end') fail('syntax', 'unexpected', rest.offset, { text: rest.text });
  return expression;
}

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
    fail('unsupported', 'nested-too-deep', current(parser).offset, { limit: MAX_NESTING });
  }
  const expression = precedence === 0 ? parseWhole(parser) : parseOperators(parser, precedence);
  parser.nesting--;
  return expression;
}

function parseWhole(parser: Parser): Expression {
  if (take(parser, 'let')) return parseLet(parser);
  return isNext(parser, 'if') ? parseIf(parser) : parseConditional(parser, parseOperators(parser, 0));
}

function parseOperators(parser: Parser, precedence: number): Expression {
  let left = parseOperand(parser);
  let middle = left;
  let previous = '';
  for (;;) {
    const operator = readOperator(parser, precedence);
    if (operator === undefined) return left;
    const { text, offset, binds, isNegated } = operator;
    if (previous === '??' && text !== '??' && text !== '|') {
      fail('syntax', 'parentheses-missing', offset, { text });
    }
    countNode(parser, offset);
    if (text === '|') left = parsePipe(parser, left);
    else {
      const right = parseExpression(parser, text === '**' || text === '^' ? binds : binds + 1);
      // `a < b < c` means `a < b && b < c`.
      const isChained = OPERATORS.get(text)?.isChained && OPERATORS.get(previous)?.isChained;
      const compared = isChained ? middle : left;
      const binary: Expression = { kind: 'binary', operator: text, left: compared, right, offset };
      if (isNegated) left = { kind: 'unary', operator: 'not', operand: binary, offset };
      else left = isChained ? { kind: 'binary', operator: '&&', left, right: binary, offset } : binary;
      middle = right;
    }
    previous = text;
  }
}

interface ReadOperator {
  readonly text: string;
  readonly offset: number;
  readonly binds: number;
  readonly isNegated: boolean;
}

/** Consumes the next operator, if it is one and binds tightly enough. */
function readOperator(parser: Parser, precedence: number): ReadOperator | undefined {
  const token = current(parser);
  if (token.kind !== 'operator') return undefined;
  const isNegated = token.text === 'not';
  const { text } = isNegated ? (parser.tokens[parser.index + 1] ?? token) : token;
  const operator = OPERATORS.get(text);
  if (isNegated && !operator?.isNegatable) fail('syntax', 'unexpected', token.offset, { text: 'not' });
  const binds = text === '|' ? 0 : operator?.precedence;
  if (binds === undefined || binds < precedence) return undefined;
  parser.index += isNegated ? 2 : 1;
  return { text, offset: token.offset, binds, isNegated };
}

function parsePipe(parser: Parser, argument: Expression): Expression {
  const problem = 'call-after-pipe';
  const { text, offset } = takeName(parser, problem);
  if (!isNext(parser, '(')) fail('syntax', problem, offset);
  return parseCall(parser, text, offset, false, argument);
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
  const { text, offset } = takeName(parser, 'name-after-let');
  expect(parser, '=');
  const value = parseExpression(parser, 0);
  expect(parser, ';');
  return { kind: 'let', name: text, value, body: parseSequence(parser), offset };
}

/** `if a { b } else { c }`, or with another `if` after `else`. */
function parseIf(parser: Parser): Expression {
  const { offset } = next(parser);
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

function parseOperand(parser: Parser): Expression {
  const { kind, text, offset } = current(parser);
  countNode(parser, offset);
  const unary = kind === 'operator' ? UNARY.get(text) : undefined;
  if (unary !== undefined) {
    parser.index++;
    const operand = parseExpression(parser, unary);
    return parseAttached(parser, { kind: 'unary', operator: text === '!' ? 'not' : text, operand, offset });
  }
  if (take(parser, '(')) {
    const inner = parseSequence(parser);
    expect(parser, ')');
    return parseAttached(parser, inner);
  }
  const primary = parsePrimary(parser);
  const isBare = primary.kind === 'literal' && typeof primary.value !== 'string';
  return isBare ? primary : parseAttached(parser, primary);
}

function parsePrimary(parser: Parser): Expression {
  if (parser.loops > 0 && (isNext(parser, '#') || isNext(parser, '.'))) return parsePointer(parser);
  if (take(parser, '::')) {
    const { text, offset } = takeName(parser, 'name-after-colons');
    return parseCall(parser, text, offset, true);
  }
  const { kind, text, offset } = next(parser);
  if (kind === 'string') return { kind: 'literal', value: text, offset };
  if (kind === 'number') return { kind: 'literal', value: numberValue(text, offset), offset };
  if (kind === 'name') return parseName(parser, text, offset);
  if (kind === 'operator' && text === '[') {
    return { kind: 'array', items: parseItems(parser, ']', () => parseExpression(parser, 0)), offset };
  }
  if (kind === 'operator' && text === '{') {
    return { kind: 'map', entries: parseItems(parser, '}', parseEntry), offset };
  }
  return fail('syntax', 'operand-missing', offset, { text });
}

/** `#`, `#acc`, or nothing before `.field`, whose dot is left for the postfix. */
function parsePointer(parser: Parser): Expression {
  const { offset } = current(parser);
  const isNamed = take(parser, '#') && current(parser).kind === 'name';
  return { kind: 'pointer', name: isNamed ? next(parser).text : '', offset };
}

function parseName(parser: Parser, name: string, offset: number): Expression {
  const value = CONSTANTS.get(name);
  if (value !== undefined) return { kind: 'literal', value, offset };
  return isNext(parser, '(') ? parseCall(parser, name, offset, false) : { kind: 'name', name, offset };
}

/**
 * The arguments of a call.
 *
 * @param global whether it is one of a function even if a variable has its name
 * @param piped the value from a pipe
 */
function parseCall(
  parser: Parser,
  name: string,
  offset: number,
  global: boolean,
  piped?: Expression,
): Expression {
  const isFunction = global || !parser.isVariable(name);
  const loop = isFunction ? LOOPS.get(name) : undefined;
  const args = parseArguments(parser, piped === undefined ? [] : [piped], loop?.maximum);
  return loop === undefined
    ? { kind: 'call', name, args, isFunction, offset }
    : { kind: 'loop', name, args, offset };
}

/** @param most how many arguments a call with a predicate accepts */
function parseArguments(parser: Parser, args: Expression[], most?: number): Expression[] {
  expect(parser, '(');
  while (!isNext(parser, ')')) {
    const isPredicate = most !== undefined && args.length === 1;
    args.push(isPredicate ? parsePredicate(parser) : parseExpression(parser, 0));
    if (isNext(parser, ')')) break;
    expect(parser, ',');
    if (isNext(parser, ')') && (!parser.modern || (most !== undefined && args.length < most)))
      fail('syntax', 'argument-missing', current(parser).offset);
  }
  parser.index++;
  return args;
}

function parsePredicate(parser: Parser): Expression {
  parser.loops++;
  const body = isNext(parser, '{') ? parseBlock(parser) : parseExpression(parser, 0);
  parser.loops--;
  return body;
}

/** Parts with commas between them, and perhaps one before the end. */
function parseItems<Item>(parser: Parser, end: string, parseItem: (parser: Parser) => Item): Item[] {
  const items: Item[] = [];
  while (!take(parser, end)) {
    items.push(parseItem(parser));
    if (!isNext(parser, end)) expect(parser, ',');
  }
  return items;
}

function parseEntry(parser: Parser): [key: Expression, value: Expression] {
  const key = parseMapKey(parser);
  expect(parser, ':');
  return [key, parseExpression(parser, 0)];
}

function parseMapKey(parser: Parser): Expression {
  if (isNext(parser, '(')) return parseExpression(parser, 0);
  const { kind, text, offset } = next(parser);
  if (kind === 'operator' || kind === 'end') fail('syntax', 'key-of-map', offset, { text });
  return { kind: 'literal', value: text, offset };
}

/** Fields, calls of fields, indexes and slices after an operand. */
function parseAttached(parser: Parser, operand: Expression): Expression {
  let object = operand;
  for (;;) {
    const { offset } = current(parser);
    const optional = take(parser, '?.');
    if (take(parser, '[')) {
      const index = parseIndex(parser, object, optional, offset);
      object = optional && index.kind === 'member' ? { kind: 'chain', body: index, offset } : index;
    } else if (optional || take(parser, '.')) {
      const isChain = object.kind === 'chain';
      const field = parseField(parser, object.kind === 'chain' ? object.body : object, optional);
      object = isChain || optional ? { kind: 'chain', body: field, offset: field.offset } : field;
    } else return object;
    countNode(parser, offset);
  }
}

function parseField(parser: Parser, object: Expression, optional: boolean): Expression {
  const { kind, text, offset } = current(parser);
  const isWord = kind === 'name' || (kind === 'operator' && /^[a-zA-Z]+$/.test(text));
  if (!isWord) fail('syntax', 'name-after-dot', offset);
  parser.index++;
  if (isNext(parser, '(')) {
    return { kind: 'method', object, name: text, args: parseArguments(parser, []), optional, offset };
  }
  const key: Expression = { kind: 'literal', value: text, offset };
  return { kind: 'member', object, key, optional, offset };
}

function parseIndex(parser: Parser, object: Expression, optional: boolean, offset: number): Expression {
  const from = isNext(parser, ':') ? undefined : parseExpression(parser, 0);
  if (from !== undefined && take(parser, ']')) return { kind: 'member', object, key: from, optional, offset };
  expect(parser, ':');
  const to = isNext(parser, ']') ? undefined : parseExpression(parser, 0);
  expect(parser, ']');
  return { kind: 'slice', object, from, to, offset };
}
