import { FUNCTIONS, functionOf, hasMethods, methodOf } from '../functions/functions.ts';
import { LOOPS } from '../functions/loops.ts';
import { OPERATORS } from '../operators.ts';
import { type Expression, type ExpressionOf, fail } from '../parse/syntax.ts';
import type { Budget } from '../run/budget.ts';
import { kindOf } from '../values.ts';
import {
  ANY,
  BOOL,
  bare,
  either,
  INT,
  isKey,
  isUnknown,
  itemOf,
  LIST,
  listOfType,
  MAP,
  mayBe,
  STRING,
  type Type,
  UNKNOWN,
} from './expression-types.ts';

interface Scope {
  readonly variables: Readonly<Record<string, string>>;
  /** Whether types are those of expr-lang 1.17, or of 1.16. */
  readonly modern: boolean;
  readonly budget: Budget;
  readonly lets: ReadonlyMap<string, Type>;
  /** The list that the innermost predicate runs over. */
  readonly list: Type;
  /** The function of that predicate: `map` has `#index` as well, and `reduce` also `#acc`. */
  readonly loop: string;
  readonly types: Map<Expression, Type>;
}

/**
 * Rejects an expression whose types do not fit, or whose value is known not to be a bool. Gives the
 * types of all parts that were looked at.
 */
export function checkCondition(
  expression: Expression,
  variables: Readonly<Record<string, string>>,
  modern: boolean,
  budget: Budget,
): ReadonlyMap<Expression, Type> {
  const types = new Map<Expression, Type>();
  const scope: Scope = { variables, modern, budget, lets: new Map(), list: UNKNOWN, loop: '', types };
  const type = check(expression, scope);
  if (!mayBe(type, 'bool')) {
    fail('type', 'not-a-condition', expression.offset, { type: type.kind });
  }
  return types;
}

/** Parts may be shared, such as the middle of `a < b < c`, so each is visited only once. */
function check(node: Expression, scope: Scope): Type {
  const known = scope.types.get(node);
  if (known !== undefined) return known;
  const rule = RULES[node.kind] as (node: Expression, scope: Scope) => Type;
  const found = rule(node, scope);
  const type = found.kind === 'unknown' && !scope.modern ? ANY : found;
  scope.types.set(node, type);
  return type;
}

function expectKind(node: Expression, scope: Scope, ...kinds: Type['kind'][]): Type {
  const type = check(node, scope);
  if (mayBe(type, ...kinds)) return type;
  return fail('type', 'operand-type', node.offset, { type: type.kind, expected: kinds });
}

const RULES: {
  readonly [Kind in Expression['kind']]: (node: ExpressionOf<Kind>, scope: Scope) => Type;
} = {
  literal: ({ value }) => ({ kind: kindOf(value) }),
  name: checkName,
  pointer: checkPointer,
  unary: checkUnary,
  binary: checkBinary,
  conditional: checkConditional,
  member: checkMember,
  chain: ({ body }, scope) => check(body, scope),
  slice: checkSlice,
  call: checkCall,
  method: checkMethod,
  loop: checkLoop,
  array: checkArray,
  map: ({ entries }, scope) => {
    for (const part of entries.flat()) check(part, scope);
    return MAP;
  },
  let: checkLet,
  sequence: ({ parts }, scope) => parts.map((part) => check(part, scope)).at(-1) ?? UNKNOWN,
};

/** Only expr-lang 1.17 knows the type of the items of a list from a conditional. */
function checkConditional({ test, whenTrue, whenFalse }: ExpressionOf<'conditional'>, scope: Scope): Type {
  expectKind(test, scope, 'bool');
  const type = either(check(whenTrue, scope), check(whenFalse, scope));
  return scope.modern ? type : bare(type);
}

function checkName({ name }: ExpressionOf<'name'>, scope: Scope): Type {
  const declared = scope.lets.get(name);
  if (declared !== undefined) return declared;
  if (name === '$env') return scope.modern ? UNKNOWN : MAP;
  const isFunction = isBuiltIn(name) && !Object.hasOwn(scope.variables, name);
  return isFunction ? { kind: 'function' } : variableType(name, scope);
}

function checkPointer({ name, offset }: ExpressionOf<'pointer'>, { list, loop, modern }: Scope): Type {
  if (name === '') return itemOf(list, modern);
  if (name === 'index' && (loop === 'map' || loop === 'reduce')) return INT;
  return name === 'acc' && loop === 'reduce' ? UNKNOWN : fail('type', 'pointer-unknown', offset, { name });
}

function checkUnary({ operator, operand }: ExpressionOf<'unary'>, scope: Scope): Type {
  if (operator === 'not') {
    expectKind(operand, scope, 'bool');
    return BOOL;
  }
  const type = expectKind(operand, scope, 'int', 'float', ...(scope.modern ? [] : (['duration'] as const)));
  return isUnknown(type) ? UNKNOWN : type;
}

function checkBinary({ operator, left, right, offset }: ExpressionOf<'binary'>, scope: Scope): Type {
  const leftType = check(left, scope);
  const rightType = check(right, scope);
  if (operator === 'matches' && right.kind === 'literal' && typeof right.value === 'string') {
    const pattern = scope.budget.compile(right.value);
    if ('detail' in pattern) fail(pattern.kind, pattern.detail, right.offset, pattern.args);
  }
  const type = OPERATORS.get(operator)?.check(leftType, rightType, scope.modern);
  return (
    type ?? fail('type', 'operator-types', offset, { operator, left: leftType.kind, right: rightType.kind })
  );
}

/** Whatever is called `$env` is treated as the environment here, even if it is declared as something else. */
function checkMember({ object, key, offset }: ExpressionOf<'member'>, scope: Scope): Type {
  const field = key.kind === 'literal' && typeof key.value === 'string' ? key.value : undefined;
  if (object.kind === 'name' && object.name === '$env') {
    return field === undefined ? UNKNOWN : variableType(field, scope);
  }
  const type = check(object, scope);
  const keyType = check(key, scope);
  if (field !== undefined && methodOf(type.kind, field) !== undefined) return { kind: 'function' };
  const isElement = isUnknown(type) || isKey(keyType, type, scope.modern);
  return isElement ? itemOf(type, scope.modern) : failForKey(type, keyType, offset);
}

function checkSlice({ object, from, to }: ExpressionOf<'slice'>, scope: Scope): Type {
  const type = expectKind(object, scope, 'string', 'array');
  // The bounds of a value of unknown type are not checked.
  if (isUnknown(type) && scope.modern) return UNKNOWN;
  for (const bound of [from, to]) if (bound !== undefined) expectKind(bound, scope, 'int');
  return scope.modern ? type : bare(type);
}

/** Items that are all of one kind have the type of the last one. */
function checkArray({ items }: ExpressionOf<'array'>, scope: Scope): Type {
  const types = items.map((item) => check(item, scope));
  const last = types.at(-1) ?? UNKNOWN;
  const kindOfType = ({ kind }: Type): string => (kind === 'nil' && scope.modern ? 'unknown' : kind);
  const isUniform = types.every((type) => kindOfType(type) === kindOfType(last));
  return isUniform && (scope.modern || (last.kind !== 'nil' && last.kind !== 'unknown'))
    ? listOfType(last)
    : LIST;
}

function checkLet({ name, value, body, offset }: ExpressionOf<'let'>, scope: Scope): Type {
  if (Object.hasOwn(scope.variables, name) || scope.lets.has(name) || isBuiltIn(name)) {
    fail('type', 'name-taken', offset, { name });
  }
  const lets = new Map(scope.lets).set(name, check(value, scope));
  return check(body, { ...scope, lets });
}

function checkCall(node: ExpressionOf<'call'>, scope: Scope): Type {
  const { name, args, isFunction, offset } = node;
  if (name === 'get' && isFunction) return checkGet(node, scope);
  const definition = isFunction ? functionOf(name, scope.modern) : undefined;
  if (definition === undefined) return checkCallOfVariable(name, scope, offset);
  const types = args.map((argument) => check(argument, scope));
  const type = definition.check(types, scope.modern);
  if (type !== undefined) return type;
  // The argument to blame is the one without which the others fit.
  const blamed = types.findIndex(
    (_, index) => definition.check(types.with(index, ANY), scope.modern) !== undefined,
  );
  if (types.length === 0) return fail('type', 'argument-count', offset, { name, count: 0 });
  const place = args[blamed]?.offset ?? offset;
  return fail('type', 'argument-types', place, { name, types: types.map(({ kind }) => kind) });
}

/** A callee that is not a function may be an unknown variable; its arguments are not checked. */
function checkCallOfVariable(name: string, scope: Scope, offset: number): Type {
  const type = scope.lets.get(name) ?? variableType(name, scope);
  return isUnknown(type) && name !== '$env' ? UNKNOWN : fail('type', 'function-unknown', offset, { name });
}

function checkGet({ args, offset }: ExpressionOf<'call'>, scope: Scope): Type {
  const [object, key] = args;
  if (object === undefined || key === undefined || args.length > 2) {
    return fail('type', 'get-arguments', offset);
  }
  if (object.kind === 'name' && object.name === '$env') {
    const isKnown =
      key.kind === 'literal' && typeof key.value === 'string' && Object.hasOwn(scope.variables, key.value);
    if (scope.modern) check(key, scope);
    return isKnown ? { kind: 'string' } : scope.modern || key.kind !== 'literal' ? UNKNOWN : { kind: 'nil' };
  }
  const type = check(object, scope);
  const keyType = check(key, scope);
  const isElement = isUnknown(type) || isKey(keyType, type, true);
  return isElement ? itemOf(type, scope.modern) : failForKey(type, keyType, offset);
}

function failForKey({ kind }: Type, key: Type, offset: number): never {
  return fail('type', 'element-type', offset, { type: kind, key: key.kind });
}

function checkMethod({ object, name, args, offset }: ExpressionOf<'method'>, scope: Scope): Type {
  if (object.kind === 'name' && object.name === '$env') {
    return isUnknown(variableType(name, scope)) ? UNKNOWN : fail('type', 'not-a-function', offset);
  }
  const type = check(object, scope);
  // By its type, a field of a map may be a function.
  if (isUnknown(type) || type.kind === 'map') return UNKNOWN;
  const method = methodOf(type.kind, name);
  if (method === undefined) {
    return hasMethods(type.kind)
      ? fail('unsupported', 'method-unsupported', offset, { name })
      : fail('type', 'type-without-method', offset, { type: type.kind, name });
  }
  const types = args.map((argument) => check(argument, scope));
  const result = method.check([type, ...types], scope.modern);
  return result ?? fail('type', 'arguments-unknown', offset, { name });
}

function checkLoop({ name, args, offset }: ExpressionOf<'loop'>, scope: Scope): Type {
  const definition = LOOPS.get(name);
  if (definition === undefined || args.length < definition.minimum || args.length > definition.maximum) {
    return fail('type', 'argument-count', offset, { name, count: args.length });
  }
  const [first, predicate, last] = args;
  const list = first === undefined ? UNKNOWN : expectKind(first, scope, 'array');
  const inner = { ...scope, list, loop: name };
  const value = predicate === undefined ? undefined : checkPredicate(predicate, definition.isTest, inner);
  if (last !== undefined) {
    if (name === 'sortBy' && scope.modern) expectKind(last, scope, 'string');
    else check(last, scope);
  }
  return definition.check(list, value, scope.modern);
}

function checkPredicate(predicate: Expression, isTest: boolean, scope: Scope): Type {
  const type = check(predicate, scope);
  if (type.kind !== 'nil' && (!isTest || mayBe(type, 'bool'))) return type;
  return fail('type', 'predicate-type', predicate.offset, { name: scope.loop, type: type.kind });
}

/** All variables are strings, and a name that is none is an empty one, which is found out later or at once. */
function variableType(name: string, { variables, modern }: Scope): Type {
  return Object.hasOwn(variables, name) || !modern ? STRING : UNKNOWN;
}

function isBuiltIn(name: string): boolean {
  return FUNCTIONS.has(name) || LOOPS.has(name) || name === 'get';
}
