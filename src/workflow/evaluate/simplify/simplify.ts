import type { Type } from '../check/types.ts';
import { OPERATORS } from '../operators/operators.ts';
import type { Expression, ExpressionOf } from '../parse/syntax.ts';
import { type Value, wrap } from '../values.ts';
import {
  isLoop,
  literal,
  literalOf,
  rewriteBinary,
  rewriteLogic,
  rewriteUnary,
} from './simplify-operators.ts';

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

function withParts(node: Expression, go: (part: Expression) => Expression): Expression {
  const maybe = (part: Expression | undefined): Expression | undefined => part && go(part);
  switch (node.kind) {
    case 'literal':
    case 'name':
    case 'pointer':
      return node;
    case 'unary':
      return { ...node, operand: go(node.operand) };
    case 'binary':
      return { ...node, left: go(node.left), right: go(node.right) };
    case 'conditional':
      return { ...node, test: go(node.test), whenTrue: go(node.whenTrue), whenFalse: go(node.whenFalse) };
    case 'member':
      return { ...node, object: go(node.object), key: go(node.key) };
    case 'chain':
      return { ...node, body: go(node.body) };
    case 'slice':
      return { ...node, object: go(node.object), from: maybe(node.from), to: maybe(node.to) };
    case 'call':
    case 'loop':
      return { ...node, args: node.args.map(go) };
    case 'method':
      return { ...node, object: go(node.object), args: node.args.map(go) };
    case 'array':
      return { ...node, items: node.items.map(go) };
    case 'map':
      return { ...node, entries: node.entries.map(([key, value]) => [go(key), go(value)] as const) };
    case 'let':
      return { ...node, value: go(node.value), body: go(node.body) };
    case 'sequence':
      return { ...node, parts: node.parts.map(go) };
  }
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
  const both: Expression = {
    kind: 'binary',
    operator: '&&',
    left: first,
    right: second,
    offset: node.offset,
  };
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
  if (modern && list.kind === 'binary' && list.operator === '..')
    return sumOfRange(node, list, predicate, start);
  if (node.name === 'reduce' || predicate !== undefined) return node;
  if (isLoop(list, 'map')) return { ...node, args: list.args };
  const isConstant = list.kind === 'array' && list.items.every((item) => isScalar(literalOf(item)));
  if (list.kind !== 'array' || list.items.length < 2 || isConstant) return node;
  const { offset } = node;
  return list.items.reduceRight((right, left) => ({ kind: 'binary', operator: '+', left, right, offset }));
}

function isScalar(value: Value | undefined): boolean {
  return value !== undefined && value !== null && typeof value !== 'object';
}

function sumOfRange(
  node: ExpressionOf<'loop'>,
  range: ExpressionOf<'binary'>,
  predicate: Expression | undefined,
  start: Expression | undefined,
): Expression {
  const [from, to] = [literalOf(range.left), literalOf(range.right)];
  if (typeof from !== 'bigint' || typeof to !== 'bigint' || to < from) return node;
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
