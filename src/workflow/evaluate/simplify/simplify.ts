import type { Type } from '../check/types.ts';
import type { Expression, ExpressionOf } from '../parse/syntax.ts';
import { rewriteCall, rewriteCount, rewriteFilter, rewriteMember, rewriteSum } from './simplify-loops.ts';
import { rewriteBinary, rewriteUnary } from './simplify-operators.ts';

type Types = ReadonlyMap<Expression, Type>;

/**
 * The expression as the server's library rewrites it before it runs. The rewriting is there for speed, but it also
 * decides what is not run, and so cannot fail, and what fails even if it would not run.
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

const COMPARISONS: ReadonlySet<string> = /* @__PURE__ */ new Set(['<', '<=', '>', '>=']);

/** @param written the node before its parts were rewritten, by which types are known */
function rewrite(node: Expression, written: Expression, types: Types, modern: boolean): Expression {
  switch (node.kind) {
    case 'unary':
      return rewriteUnary(node);
    case 'binary':
      if (modern && COMPARISONS.has(node.operator)) return rewriteCount(node);
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
