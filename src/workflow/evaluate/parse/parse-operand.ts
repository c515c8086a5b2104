import { fail } from '../problem.ts';
import { NIL, type Value } from '../values.ts';
import { countNode, current, expect, isNext, type Parser, take } from './parser.ts';
import { type Expression, LOOPS, UNSUPPORTED_FUNCTIONS } from './syntax.ts';

const UNARY: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ['not', 50],
  ['!', 50],
  ['-', 90],
  ['+', 90],
]);
const MAX_INTEGER = 2n ** 63n - 1n;

/** An operand with what is attached to it; `piped` is what a pipe hands to the call that must follow. */
export function parseOperand(parser: Parser, piped?: Expression): Expression {
  const token = current(parser);
  const { kind, text, offset } = token;
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
  return parseAttached(parser, parsePrimary(parser, piped));
}

function parsePrimary(parser: Parser, piped: Expression | undefined): Expression {
  const { kind, text, offset } = current(parser);
  if (parser.loops > 0 && (isNext(parser, '#') || isNext(parser, '.'))) return parsePointer(parser);
  parser.index++;
  if (kind === 'string') return { kind: 'literal', value: text, offset };
  if (kind === 'number') return { kind: 'literal', value: numberValue(text, offset), offset };
  if (kind === 'name') return parseName(parser, text, offset, piped);
  if (kind === 'operator' && text === '[') return parseArray(parser, offset);
  if (kind === 'operator' && text === '{') return parseMap(parser, offset);
  if (kind === 'operator' && (text === 'if' || text === '::')) {
    fail('unsupported', `\`${text}\` is not supported`, offset);
  }
  return fail('syntax', `an operand is expected here instead of \`${text}\``, offset);
}

/** `#`, `#acc`, or the dot of `.field`, which belongs to what is attached. */
function parsePointer(parser: Parser): Expression {
  const { offset } = current(parser);
  let name = '';
  // The dot of `.field` is left for what is attached to the pointer.
  if (take(parser, '#') && current(parser).kind === 'name') {
    name = current(parser).text;
    parser.index++;
  }
  return { kind: 'pointer', name, offset };
}

function parseName(parser: Parser, name: string, offset: number, piped: Expression | undefined): Expression {
  const constants: Readonly<Record<string, Value>> = { true: true, false: false, nil: NIL };
  const constant = Object.hasOwn(constants, name) ? constants[name] : undefined;
  if (constant !== undefined) return { kind: 'literal', value: constant, offset };
  if (!take(parser, '(')) return { kind: 'name', name, offset };
  if (UNSUPPORTED_FUNCTIONS.has(name))
    fail('unsupported', `the function \`${name}\` is not supported`, offset);
  const args = piped === undefined ? [] : [piped];
  const isLoop = LOOPS.has(name);
  while (!isNext(parser, ')')) {
    const isPredicate = isLoop && args.length === 1;
    args.push(isPredicate ? parsePredicate(parser) : parser.parseExpression(parser, 0));
    if (!isNext(parser, ')')) expect(parser, ',');
  }
  parser.index++;
  return { kind: isLoop ? 'loop' : 'call', name, args, offset };
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

/** Fields, indexes and slices behind an operand. */
function parseAttached(parser: Parser, operand: Expression): Expression {
  let object = operand;
  let hasOptional = false;
  for (;;) {
    const { offset } = current(parser);
    const optional = take(parser, '?.');
    hasOptional ||= optional;
    if (take(parser, '[')) object = parseIndex(parser, object, optional, offset);
    else if (optional || take(parser, '.')) object = parseField(parser, object, optional);
    else break;
    countNode(parser, offset);
  }
  if (isNext(parser, '(')) {
    fail('type', 'only functions can be called', current(parser).offset);
  }
  return hasOptional ? { kind: 'chain', body: object, offset: operand.offset } : object;
}

function parseField(parser: Parser, object: Expression, optional: boolean): Expression {
  const { kind, text, offset } = current(parser);
  const isWord = kind === 'name' || /^[a-zA-Z]+$/.test(text);
  if (kind === 'string' || !isWord) fail('syntax', 'a name must follow the dot', offset);
  parser.index++;
  if (isNext(parser, '(')) fail('unsupported', `the method \`${text}\` is not supported`, offset);
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

/** Integers are of type bigint, so that they stay apart from floating point numbers. */
function numberValue(text: string, offset: number): Value {
  const digits = text.replaceAll('_', '');
  if (/^0[a-z]$/i.test(digits)) fail('syntax', `\`${text}\` is no number`, offset);
  if (/^0[xXbBoO]/.test(digits) || /^[0-9]+$/.test(digits)) {
    const value = BigInt(digits);
    return value <= MAX_INTEGER
      ? value
      : fail('syntax', `\`${text}\` is larger than an integer may be`, offset);
  }
  return Number(digits);
}
