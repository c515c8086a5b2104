import type { Expression } from '../parse/syntax.ts';
import type { Value } from '../values.ts';

export type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

export function isLoop(node: Expression, name: string): node is Of<'loop'> {
  return node.kind === 'loop' && node.name === name;
}

export function literalOf(node: Expression): Value | undefined {
  return node.kind === 'literal' ? node.value : undefined;
}

export function literal(value: Value, { offset }: Expression): Expression {
  return { kind: 'literal', value, offset };
}
