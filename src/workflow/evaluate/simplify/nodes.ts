import type { Expression, ExpressionOf } from '../parse/syntax.ts';
import type { Value } from '../values.ts';

export function isLoop(node: Expression, name: string): node is ExpressionOf<'loop'> {
  return node.kind === 'loop' && node.name === name;
}

export function literalOf(node: Expression): Value | undefined {
  return node.kind === 'literal' ? node.value : undefined;
}

export function literal(value: Value, { offset }: Expression): Expression {
  return { kind: 'literal', value, offset };
}
