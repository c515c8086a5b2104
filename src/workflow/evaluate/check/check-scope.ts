import { type Expression, type ExpressionOf, fail } from '../parse/syntax.ts';
import { ANY, mayBe, STRING, type Type, UNKNOWN } from './types.ts';

/** The names that an expression can see. */
export interface Scope {
  readonly variables: Readonly<Record<string, string>>;
  /** Whether types are those of expr-lang 1.17, or of 1.16. */
  readonly modern: boolean;
  readonly lets: ReadonlyMap<string, Type>;
  /** The list that the innermost predicate runs over. */
  readonly list: Type | undefined;
  /** The function of that predicate: `map` has `#index` as well, and `reduce` also `#acc`. */
  readonly loop: string;
  readonly types: Map<Expression, Type>;
  /** The rule for any expression, to which those for its parts lead back. */
  readonly typeOf: (node: Expression, scope: Scope) => Type;
}

/** Parts may be shared, such as the middle of `a < b < c`, so each is visited only once. */
export function check(node: Expression, scope: Scope): Type {
  const known = scope.types.get(node);
  if (known !== undefined) return known;
  const found = scope.typeOf(node, scope);
  const type = found.kind === 'unknown' && !scope.modern ? ANY : found;
  scope.types.set(node, type);
  return type;
}

/** The type of an expression, which must be one of some kinds. */
export function expectKind(node: Expression, scope: Scope, ...kinds: Type['kind'][]): Type {
  const type = check(node, scope);
  if (mayBe(type, ...kinds)) return type;
  return fail('type', `a value of type ${type.kind} is where ${kinds.join(' or ')} is needed`, node.offset);
}

/** Whether a call is one of a function, not of a variable with its name. */
export function isFunction(
  { name, global }: ExpressionOf<'call'> | ExpressionOf<'loop'>,
  { variables }: Scope,
): boolean {
  return global || !Object.hasOwn(variables, name);
}

/** All variables are strings, and a name that is none is an empty one, which is found out later or at once. */
export function variableType(name: string, { variables, modern }: Scope): Type {
  return Object.hasOwn(variables, name) || !modern ? STRING : UNKNOWN;
}
