import type { Type } from '../check/types.ts';
import { OPERATORS } from '../operators/operators.ts';
import { type Expression, type ExpressionOf, fail } from '../parse/syntax.ts';
import { type Value, wrap } from '../values.ts';

type Types = ReadonlyMap<Expression, Type>;

export function rewriteUnary(node: ExpressionOf<'unary'>): Expression {
  const value = literalOf(node.operand);
  if (node.operator === 'not') return typeof value === 'boolean' ? literal(!value, node) : node;
  if (typeof value !== 'bigint' && typeof value !== 'number') return node;
  if (node.operator === '+') return literal(value, node);
  return literal(typeof value === 'bigint' ? wrap(-value) : -value, node);
}

export function rewriteBinary(
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
      return fold(node, literalOf(left), literalOf(right));
  }
}

/** Computes constants, and finds a division by zero wherever it is. */
function fold(node: ExpressionOf<'binary'>, left: Value | undefined, right: Value | undefined): Expression {
  const isFoldable = (value: Value | undefined): boolean =>
    ['bigint', 'number', 'string'].includes(typeof value);
  if (left === undefined || right === undefined || !isFoldable(left) || !isFoldable(right)) return node;
  if (node.operator === '%' && right === 0n) fail('type', 'an integer is divided by zero', node.offset);
  const value = OPERATORS.get(node.operator)?.compute?.(left, right, node.offset);
  return value === undefined ? node : literal(value, node);
}

function isConstant(value: Value | undefined): boolean {
  return typeof value === 'bigint' || typeof value === 'string' || typeof value === 'boolean';
}

/** @param neutral the value that leaves the other side as it is */
export function rewriteLogic(node: ExpressionOf<'binary'>, neutral: boolean): Expression {
  const [left, right] = [literalOf(node.left), literalOf(node.right)];
  if (left === neutral) return node.right;
  if (right === neutral) return node.left;
  return left === !neutral || right === !neutral ? literal(!neutral, node) : node;
}

/** `all(l, a) and all(l, b)` becomes `all(l, a and b)`, and so on. */
function combinePredicates(node: Expression, ...names: readonly string[]): Expression {
  if (node.kind !== 'binary' || node.left.kind !== 'loop' || node.right.kind !== 'loop') return node;
  const { left, right, operator, offset } = node;
  const [list, first] = left.args;
  const [other, second] = right.args;
  if (left.name !== right.name || !names.includes(left.name)) return node;
  if (list === undefined || first === undefined || other === undefined || second === undefined) return node;
  if (shape(list) !== shape(other)) return node;
  const combined = left.name === 'none' ? (operator === 'and' ? 'or' : '||') : operator;
  const predicate: Expression = { kind: 'binary', operator: combined, left: first, right: second, offset };
  return { ...left, args: [list, predicate] };
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
  const { right, left, offset } = node;
  if (written.right.kind === 'array' && written.right.items.length > 0) {
    const kinds = new Set(written.right.items.map((item) => typeof literalOf(item)));
    const [kind] = kinds;
    const isTable = kinds.size === 1 && (kind === 'string' || (kind === 'bigint' && isInteger));
    return isTable ? { ...node, exact: kind === 'string' ? 'string' : 'int' } : node;
  }
  if (!isInteger || right.kind !== 'binary' || right.operator !== '..') return node;
  const [from, to] = [literalOf(right.left), literalOf(right.right)];
  if (typeof from !== 'bigint' || typeof to !== 'bigint') return node;
  const lower: Expression = { kind: 'binary', operator: '>=', left, right: right.left, offset };
  const upper: Expression = { kind: 'binary', operator: '<=', left, right: right.right, offset };
  return { kind: 'binary', operator: 'and', left: lower, right: upper, offset };
}

export function isLoop(node: Expression, name: string): node is ExpressionOf<'loop'> {
  return node.kind === 'loop' && node.name === name;
}

export function literalOf(node: Expression): Value | undefined {
  return node.kind === 'literal' ? node.value : undefined;
}

export function literal(value: Value, { offset }: Expression): Expression {
  return { kind: 'literal', value, offset };
}
