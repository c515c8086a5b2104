import type { Expression, ExpressionOf } from '../parse/syntax.ts';
import type { Value } from '../values.ts';
import { isLoop, literal, literalOf, rewriteLogic } from './simplify-operators.ts';

/** `filter(l, p)[0]` stops at the first item, and `[-1]` begins at the last one. */
export function rewriteMember(node: ExpressionOf<'member'>): Expression {
  const key = literalOf(node.key);
  if (node.optional || (key !== 0n && key !== -1n) || !isLoop(node.object, 'filter')) return node;
  return { ...node.object, name: key === 0n ? 'find' : 'findLast', throws: true };
}

export function rewriteCall(node: ExpressionOf<'call'>): Expression {
  const [list, ...others] = node.args;
  if (list === undefined || others.length > 0 || !isLoop(list, 'filter')) return node;
  const names: Readonly<Record<string, string>> = { first: 'find', last: 'findLast', len: 'count' };
  const name = Object.hasOwn(names, node.name) ? names[node.name] : undefined;
  return name === undefined ? node : { ...list, name };
}

/** A filter of what was filtered is one filter. */
export function rewriteFilter(node: ExpressionOf<'loop'>, modern: boolean): Expression {
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
export function rewriteCount(node: ExpressionOf<'binary'>): Expression {
  const { operator, left } = node;
  const right = literalOf(node.right);
  if (!isLoop(left, 'count') || left.args.length !== 2 || typeof right !== 'bigint') return node;
  if ((operator === '>' && right === 0n) || (operator === '>=' && right === 1n))
    return { ...left, name: 'any' };
  const threshold = operator === '>' || operator === '<=' ? right + 1n : right;
  return threshold <= 1n ? node : { ...node, left: { ...left, threshold } };
}

/** The sum of a written list is that of its items, from the last one on; so texts have a sum, too. */
export function rewriteSum(node: ExpressionOf<'loop'>, modern: boolean): Expression {
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
  const count = BigInt.asIntN(64, to - from + 1n);
  const sum = BigInt.asIntN(64, count * (from + to)) / 2n;
  const value =
    node.name === 'reduce'
      ? reducedSum(sum, predicate, start)
      : predicate === undefined
        ? sum
        : mappedSum(sum, count, predicate);
  return value === undefined ? node : literal(BigInt.asIntN(64, value), node);
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
