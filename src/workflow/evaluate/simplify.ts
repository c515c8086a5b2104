import type { Type } from './check/expression-types.ts';
import { negate, OPERATORS } from './operators.ts';
import { type Expression, type ExpressionOf, fail } from './parse/syntax.ts';
import { isNumber, type Value, wrap } from './values.ts';

type Types = ReadonlyMap<Expression, Type>;

/**
 * The expression as the server's library rewrites it before it runs. The rewriting is there for speed, but it also
 * decides which parts are not run, and so cannot fail, and which fail even if they would not run.
 */
export function simplify(node: Expression, types: Types, modern: boolean): Expression {
  const done = new Map<Expression, Expression>();
  const go = (part: Expression): Expression => {
    const known = done.get(part);
    if (known !== undefined) return known;
    const simplified = rewrite(withParts(part, go), part, types, modern);
    done.set(part, simplified);
    return simplified;
  };
  return go(node);
}

/** The node with other parts, wherever its kind keeps them. */
function withParts(node: Expression, go: (part: Expression) => Expression): Expression {
  const change = (field: unknown): unknown => {
    if (Array.isArray(field)) return field.map(change);
    return typeof field === 'object' && field !== null ? go(field as Expression) : field;
  };
  return Object.fromEntries(
    Object.entries(node).map(([name, field]) => [name, change(field)]),
  ) as unknown as Expression;
}

/** @param written the node before its parts were rewritten, by which types are known */
function rewrite(node: Expression, written: Expression, types: Types, modern: boolean): Expression {
  switch (node.kind) {
    case 'unary':
      return rewriteUnary(node);
    case 'binary':
      if (modern && OPERATORS.get(node.operator)?.isChained) return rewriteCount(node);
      return rewriteBinary(node, written as ExpressionOf<'binary'>, types);
    case 'member':
      return rewriteMember(node);
    case 'call':
      return rewriteCall(node);
    case 'loop':
      if (node.name === 'filter') return rewriteFilter(node, modern);
      return node.name === 'sum' || node.name === 'reduce' ? rewriteSum(node, modern) : node;
    default:
      return node;
  }
}

/** `filter(l, p)[0]` stops at the first item, and `[-1]` begins at the last one. */
function rewriteMember(node: ExpressionOf<'member'>): Expression {
  const key = literalOf(node.key);
  if (node.optional || (key !== 0n && key !== -1n) || !isLoop(node.object, 'filter')) return node;
  return { ...node.object, name: key === 0n ? 'find' : 'findLast', throws: true };
}

function rewriteCall(node: ExpressionOf<'call'>): Expression {
  const [list, ...others] = node.args;
  if (list === undefined || others.length > 0 || !isLoop(list, 'filter')) return node;
  const names: Readonly<Record<string, string>> = { first: 'find', last: 'findLast', len: 'count' };
  const name = Object.hasOwn(names, node.name) ? names[node.name] : undefined;
  return name === undefined ? node : { ...list, name };
}

/** A filter of a filtered list is one filter. */
function rewriteFilter(node: ExpressionOf<'loop'>, modern: boolean): Expression {
  const [list, second] = node.args;
  const [inner, first] = list !== undefined && isLoop(list, 'filter') ? list.args : [];
  if (inner === undefined || first === undefined || second === undefined) return node;
  const both = binary('&&', first, second, node);
  return { ...node, args: [inner, modern ? rewriteLogic(both, true) : both] };
}

/** Counting stops as soon as it decides. */
function rewriteCount(node: ExpressionOf<'binary'>): Expression {
  const { operator, left } = node;
  const right = literalOf(node.right);
  if (!isLoop(left, 'count') || left.args.length !== 2 || typeof right !== 'bigint') return node;
  if ((operator === '>' && right === 0n) || (operator === '>=' && right === 1n))
    return { ...left, name: 'any' };
  const threshold = operator === '>' || operator === '<=' ? right + 1n : right;
  return threshold <= 1n ? node : { ...node, left: { ...left, threshold } };
}

/** The sum of a written list is that of its items, from the last one on; so texts have a sum, too. */
function rewriteSum(node: ExpressionOf<'loop'>, modern: boolean): Expression {
  const [list, predicate, start] = node.args;
  if (list === undefined) return node;
  const range = modern ? rangeOf(list) : undefined;
  if (range !== undefined) return sumOfRange(node, range, predicate, start);
  if (node.name === 'reduce' || predicate !== undefined) return node;
  if (isLoop(list, 'map')) return { ...node, args: list.args };
  const isConstant = list.kind === 'array' && list.items.every((item) => isScalar(literalOf(item)));
  if (list.kind !== 'array' || list.items.length < 2 || isConstant) return node;
  return list.items.reduceRight((right, left) => binary('+', left, right, node));
}

function isScalar(value: Value | undefined): boolean {
  return value !== undefined && value !== null && typeof value !== 'object';
}

function sumOfRange(
  node: ExpressionOf<'loop'>,
  { from, to }: Range,
  predicate: Expression | undefined,
  start: Expression | undefined,
): Expression {
  if (to < from) return node;
  const count = wrap(to - from + 1n);
  const sum = wrap(count * (from + to)) / 2n;
  const value =
    node.name === 'reduce'
      ? reducedSum(sum, predicate, start)
      : predicate === undefined
        ? sum
        : mappedSum(sum, count, predicate);
  return value === undefined ? node : literal(wrap(value), node);
}

function reducedSum(
  sum: bigint,
  predicate: Expression | undefined,
  start: Expression | undefined,
): bigint | undefined {
  if (predicate?.kind !== 'binary' || predicate.operator !== '+') return undefined;
  const { left, right } = predicate;
  const names = [left, right].map((side) => (side.kind === 'pointer' ? side.name : undefined));
  if (!names.includes('') || !names.includes('acc')) return undefined;
  if (start === undefined) return sum;
  const first = literalOf(start);
  return typeof first === 'bigint' ? first + sum : undefined;
}

function mappedSum(sum: bigint, count: bigint, predicate: Expression): bigint | undefined {
  const isItem = (side: Expression): boolean => side.kind === 'pointer' && side.name === '';
  if (isItem(predicate)) return sum;
  if (predicate.kind !== 'binary') return undefined;
  const { operator, left, right } = predicate;
  const constant = isItem(left) ? literalOf(right) : isItem(right) ? literalOf(left) : undefined;
  if (typeof constant !== 'bigint') return undefined;
  if (operator === '*') return constant * sum;
  if (operator === '+') return sum + count * constant;
  if (operator !== '-') return undefined;
  return isItem(left) ? sum - count * constant : count * constant - sum;
}

function rewriteUnary(node: ExpressionOf<'unary'>): Expression {
  const value = literalOf(node.operand);
  if (node.operator === 'not') return typeof value === 'boolean' ? literal(!value, node) : node;
  if (value === undefined || !isNumber(value)) return node;
  return literal(node.operator === '+' ? value : negate(value), node);
}

function rewriteBinary(
  node: ExpressionOf<'binary'>,
  written: ExpressionOf<'binary'>,
  types: Types,
): Expression {
  const { operator, left, right } = node;
  switch (operator) {
    case 'and':
    case '&&':
      return combinePredicates(rewriteLogic(node, true), 'all', 'none');
    case 'or':
    case '||':
      return combinePredicates(rewriteLogic(node, false), 'any', 'any');
    case 'in':
      return rewriteIn(node, written, types);
    case '==':
    case '!=': {
      const [leftValue, rightValue] = [literalOf(left), literalOf(right)];
      if (operator === '==' && isConstant(leftValue) && typeof leftValue === typeof rightValue) {
        return literal(leftValue === rightValue, node);
      }
      const [first, second] = [types.get(written.left)?.kind, types.get(written.right)?.kind];
      const exact = first === second && (first === 'int' || first === 'string') ? first : undefined;
      return exact === undefined ? node : { ...node, exact };
    }
    default:
      return fold(node);
  }
}

/** Computes constants, and finds a division by zero wherever it is. */
function fold(node: ExpressionOf<'binary'>): Expression {
  const [left, right] = [literalOf(node.left), literalOf(node.right)];
  if (left === undefined || right === undefined) return node;
  if (node.operator === '%' && right === 0n) fail('type', 'division-by-zero', node.offset);
  const value = OPERATORS.get(node.operator)?.compute?.(left, right, node.offset);
  return value === undefined ? node : literal(value, node);
}

function isConstant(value: Value | undefined): boolean {
  return typeof value === 'bigint' || typeof value === 'string' || typeof value === 'boolean';
}

/** @param neutral the value that leaves the other side as it is */
function rewriteLogic(node: ExpressionOf<'binary'>, neutral: boolean): Expression {
  const [left, right] = [literalOf(node.left), literalOf(node.right)];
  if (left === neutral) return node.right;
  if (right === neutral) return node.left;
  return left === !neutral || right === !neutral ? literal(!neutral, node) : node;
}

/** `all(l, a) and all(l, b)` becomes `all(l, a and b)`, and so on. */
function combinePredicates(node: Expression, ...names: readonly string[]): Expression {
  if (node.kind !== 'binary' || node.left.kind !== 'loop' || node.right.kind !== 'loop') return node;
  const { left, right, operator } = node;
  const [list, first] = left.args;
  const [other, second] = right.args;
  if (left.name !== right.name || !names.includes(left.name)) return node;
  if (list === undefined || first === undefined || other === undefined || second === undefined) return node;
  if (shape(list) !== shape(other)) return node;
  const combined = left.name === 'none' ? (operator === 'and' ? 'or' : '||') : operator;
  return { ...left, args: [list, binary(combined, first, second, node)] };
}

/** A string that two expressions share only if they are the same. */
function shape(node: Expression): string {
  return JSON.stringify(node, (key, value: unknown) => {
    if (key === 'offset') return undefined;
    return typeof value === 'bigint' ? `${value}n` : value;
  });
}

/** Lists of strings are looked up as maps, in which only a string or nil can be, and ranges are compared with. */
function rewriteIn(node: ExpressionOf<'binary'>, written: ExpressionOf<'binary'>, types: Types): Expression {
  const isInteger = types.get(written.left)?.kind === 'int';
  const { right, left } = node;
  if (written.right.kind === 'array' && written.right.items.length > 0) {
    const kinds = new Set(written.right.items.map((item) => typeof literalOf(item)));
    const [kind] = kinds;
    const isTable = kinds.size === 1 && (kind === 'string' || (kind === 'bigint' && isInteger));
    return isTable ? { ...node, exact: kind === 'string' ? 'string' : 'int' } : node;
  }
  const range = isInteger ? rangeOf(right) : undefined;
  if (range === undefined) return node;
  const lower = binary('>=', left, literal(range.from, node), node);
  return binary('and', lower, binary('<=', left, literal(range.to, node), node), node);
}

interface Range {
  readonly from: bigint;
  readonly to: bigint;
}

function rangeOf(node: Expression): Range | undefined {
  if (node.kind !== 'binary' || node.operator !== '..') return undefined;
  const [from, to] = [literalOf(node.left), literalOf(node.right)];
  return typeof from === 'bigint' && typeof to === 'bigint' ? { from, to } : undefined;
}

function isLoop(node: Expression, name: string): node is ExpressionOf<'loop'> {
  return node.kind === 'loop' && node.name === name;
}

function literalOf(node: Expression): Value | undefined {
  return node.kind === 'literal' ? node.value : undefined;
}

function literal(value: Value, { offset }: Expression): Expression {
  return { kind: 'literal', value, offset };
}

function binary(
  operator: string,
  left: Expression,
  right: Expression,
  { offset }: Expression,
): ExpressionOf<'binary'> {
  return { kind: 'binary', operator, left, right, offset };
}
