import { LOOPS } from '../functions/loops.ts';
import { NIL, type Value } from '../values.ts';
import { countNode, current, expect, isNext, type Parser, take } from './parser.ts';
import { type Expression, fail } from './syntax.ts';

const UNARY: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ['not', 50],
  ['!', 50],
  ['-', 90],
  ['+', 90],
]);
const MAX_INTEGER = 2n ** 63n - 1n;

/** An operand with its postfixes. */
export function parseOperand(parser: Parser): Expression {
  const { kind, text, offset } = current(parser);
  countNode(parser, offset);
  const unary = kind === 'operator' ? UNARY.get(text) : undefined;
  if (unary !== undefined) {
    parser.index++;
    const operand = parser.parseExpression(parser, unary);
    return parseAttached(parser, { kind: 'unary', operator: text === '!' ? 'not' : text, operand, offset });
  }
  if (take(parser, '(')) {
    const inner = parser.parseSequence(parser);
    expect(parser, ')');
    return parseAttached(parser, inner);
  }
  const primary = parsePrimary(parser);
  const isBare = primary.kind === 'literal' && typeof primary.value !== 'string';
  return isBare ? primary : parseAttached(parser, primary);
}

function parsePrimary(parser: Parser): Expression {
  const { kind, text, offset } = current(parser);
  if (parser.loops > 0 && (isNext(parser, '#') || isNext(parser, '.'))) return parsePointer(parser);
  const global = take(parser, '::');
  if (global) return parseGlobalCall(parser);
  parser.index++;
  if (kind === 'string') return { kind: 'literal', value: text, offset };
  if (kind === 'number') return { kind: 'literal', value: numberValue(text, offset), offset };
  if (kind === 'name') return parseName(parser, text, offset);
  if (kind === 'operator' && text === '[') return parseArray(parser, offset);
  if (kind === 'operator' && text === '{') return parseMap(parser, offset);
  return fail('syntax', `an operand is expected here instead of \`${text}\``, offset);
}

/** `#`, `#acc`, or the dot of `.field`, which belongs to the postfix. */
function parsePointer(parser: Parser): Expression {
  const { offset } = current(parser);
  let name = '';
  // The dot of `.field` is left for the postfix of the pointer.
  if (take(parser, '#') && current(parser).kind === 'name') {
    name = current(parser).text;
    parser.index++;
  }
  return { kind: 'pointer', name, offset };
}

function parseName(parser: Parser, name: string, offset: number): Expression {
  const constants: Readonly<Record<string, Value>> = { true: true, false: false, nil: NIL };
  const constant = Object.hasOwn(constants, name) ? constants[name] : undefined;
  if (constant !== undefined) return { kind: 'literal', value: constant, offset };
  return isNext(parser, '(') ? parseCall(parser, name, offset, false) : { kind: 'name', name, offset };
}

/** A call such as `::len(x)`, of a function even if a variable has its name. */
function parseGlobalCall(parser: Parser): Expression {
  const { kind, text, offset } = current(parser);
  if (kind !== 'name') fail('syntax', 'the name of a function must follow `::`', offset);
  parser.index++;
  return parseCall(parser, text, offset, true);
}

/** The arguments of a call; `piped` is the value from a pipe. */
export function parseCall(
  parser: Parser,
  name: string,
  offset: number,
  global: boolean,
  piped?: Expression,
): Expression {
  const args = piped === undefined ? [] : [piped];
  const loop = global || !parser.isVariable(name) ? LOOPS.get(name) : undefined;
  parseArguments(parser, args, loop?.maximum);
  return { kind: loop === undefined ? 'call' : 'loop', name, args, global, offset };
}

/** @param most how many arguments a call with a predicate accepts */
function parseArguments(parser: Parser, args: Expression[], most: number | undefined): void {
  expect(parser, '(');
  while (!isNext(parser, ')')) {
    const isPredicate = most !== undefined && args.length === 1;
    args.push(isPredicate ? parsePredicate(parser) : parser.parseExpression(parser, 0));
    if (isNext(parser, ')')) break;
    expect(parser, ',');
    if (isNext(parser, ')') && (!parser.modern || (most !== undefined && args.length < most)))
      fail('syntax', 'an argument must follow the comma', current(parser).offset);
  }
  parser.index++;
}

function parsePredicate(parser: Parser): Expression {
  parser.loops++;
  const braces = take(parser, '{');
  const body = braces ? parser.parseSequence(parser) : parser.parseExpression(parser, 0);
  if (braces) expect(parser, '}');
  parser.loops--;
  return body;
}

function parseArray(parser: Parser, offset: number): Expression {
  const items: Expression[] = [];
  while (!take(parser, ']')) {
    items.push(parser.parseExpression(parser, 0));
    if (!isNext(parser, ']')) expect(parser, ',');
  }
  return { kind: 'array', items, offset };
}

function parseMap(parser: Parser, offset: number): Expression {
  const entries: [Expression, Expression][] = [];
  while (!take(parser, '}')) {
    const key = parseMapKey(parser);
    expect(parser, ':');
    entries.push([key, parser.parseExpression(parser, 0)]);
    if (!isNext(parser, '}')) expect(parser, ',');
  }
  return { kind: 'map', entries, offset };
}

function parseMapKey(parser: Parser): Expression {
  const { kind, text, offset } = current(parser);
  if (isNext(parser, '(')) return parser.parseExpression(parser, 0);
  if (kind === 'operator' || kind === 'end') fail('syntax', `\`${text}\` cannot be the key of a map`, offset);
  parser.index++;
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
  if (!isWord) fail('syntax', 'a name must follow the dot', offset);
  parser.index++;
  if (isNext(parser, '(')) {
    const args: Expression[] = [];
    parseArguments(parser, args, undefined);
    return { kind: 'method', object, name: text, args, optional, offset };
  }
  const key: Expression = { kind: 'literal', value: text, offset };
  return { kind: 'member', object, key, optional, offset };
}

function parseIndex(parser: Parser, object: Expression, optional: boolean, offset: number): Expression {
  const from = isNext(parser, ':') ? undefined : parser.parseExpression(parser, 0);
  if (from !== undefined && take(parser, ']')) return { kind: 'member', object, key: from, optional, offset };
  expect(parser, ':');
  const to = isNext(parser, ']') ? undefined : parser.parseExpression(parser, 0);
  expect(parser, ']');
  return { kind: 'slice', object, from, to, offset };
}

/** Integers are of type bigint, so they stay apart from floating point numbers. */
function numberValue(text: string, offset: number): Value {
  const digits = text.replaceAll('_', '');
  if (/^(?:0x[0-9a-f]+|0b[01]+|0o[0-7]+|[0-9]+)$/i.test(digits)) {
    const value = BigInt(/^0[0-9]/.test(digits) ? digits.replace(/^0+(?=.)/, '') : digits);
    return value <= MAX_INTEGER
      ? value
      : fail('syntax', `\`${text}\` is larger than an integer may be`, offset);
  }
  const isFloat = /^(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(digits);
  const value = isFloat ? Number(digits) : Number.NaN;
  return Number.isFinite(value) ? value : fail('syntax', `\`${text}\` is not a number`, offset);
}
