import { FUNCTIONS } from '../functions/functions.ts';
import { LOOPS } from '../functions/loops.ts';
import { methodOf } from '../functions/methods.ts';
import { OPERATORS } from '../operators/operators.ts';
import { type Expression, type ExpressionOf, fail } from '../parse/syntax.ts';
import { compileRegularExpression } from '../regular-expression.ts';
import { kindOf } from '../values.ts';
import { checkCall, checkGet, checkLoop, checkMethod } from './check-calls.ts';
import { check, expectKind, isFunction, type Scope, variableType } from './check-scope.ts';
import {
  BOOL,
  bare,
  either,
  elementOf,
  INT,
  isKey,
  isUnknown,
  itemType,
  LIST,
  listOfType,
  MAP,
  mayBe,
  type Type,
  UNKNOWN,
} from './types.ts';

/**
 * Rejects an expression whose types do not fit, or whose value is known not to be a bool. Gives the
 * types of all parts that were looked at.
 */
export function checkCondition(
  expression: Expression,
  variables: Readonly<Record<string, string>>,
  modern: boolean,
): ReadonlyMap<Expression, Type> {
  const types = new Map<Expression, Type>();
  const type = check(expression, {
    variables,
    modern,
    lets: new Map(),
    list: undefined,
    loop: '',
    types,
    typeOf,
  });
  if (!mayBe(type, 'bool')) {
    fail('type', `the condition is of type ${type.kind}, but should be bool`, expression.offset);
  }
  return types;
}

function typeOf(node: Expression, scope: Scope): Type {
  switch (node.kind) {
    case 'literal':
      return { kind: kindOf(node.value) };
    case 'name':
      return checkName(node.name, scope);
    case 'pointer':
      return checkPointer(node, scope);
    case 'unary':
      return checkUnary(node, scope);
    case 'binary':
      return checkBinary(node, scope);
    case 'conditional':
      expectKind(node.test, scope, 'bool');
      return checkBranches(node, scope);
    case 'member':
      return checkMember(node, scope);
    case 'chain':
      return check(node.body, scope);
    case 'slice':
      return checkSlice(node, scope);
    case 'call':
      return node.name === 'get' && isFunction(node, scope) ? checkGet(node, scope) : checkCall(node, scope);
    case 'method':
      return checkMethod(node, scope);
    case 'loop':
      return checkLoop(node, scope);
    case 'array':
      return checkArray(node, scope);
    case 'map':
      for (const part of node.entries.flat()) check(part, scope);
      return MAP;
    case 'let':
      return checkLet(node, scope);
    case 'sequence':
      return node.parts.map((part) => check(part, scope)).at(-1) ?? UNKNOWN;
  }
}

/** Only expr-lang 1.17 knows the type of the items of a list from a conditional. */
function checkBranches({ whenTrue, whenFalse }: ExpressionOf<'conditional'>, scope: Scope): Type {
  const type = either(check(whenTrue, scope), check(whenFalse, scope));
  return scope.modern ? type : bare(type);
}

function checkName(name: string, scope: Scope): Type {
  const declared = scope.lets.get(name);
  if (declared !== undefined) return declared;
  if (name === '$env') return scope.modern ? UNKNOWN : MAP;
  const isFunctionName = FUNCTIONS.has(name) || LOOPS.has(name) || name === 'get';
  return isFunctionName && !Object.hasOwn(scope.variables, name)
    ? { kind: 'function' }
    : variableType(name, scope);
}

function checkPointer(
  { name, offset }: ExpressionOf<'pointer'>,
  { list = UNKNOWN, loop, modern }: Scope,
): Type {
  if (name === '' && isUnknown(list)) return UNKNOWN;
  if (name === '') return modern ? elementOf(list) : itemType(list);
  if (name === 'index' && (loop === 'map' || loop === 'reduce')) return INT;
  return name === 'acc' && loop === 'reduce'
    ? UNKNOWN
    : fail(
        'type',
        `there is no \`#${name}\` here: \`#index\` is known in \`map\` and \`reduce\`, \`#acc\` in \`reduce\``,
        offset,
      );
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
    const pattern = compileRegularExpression(right.value);
    if ('message' in pattern) fail(pattern.kind, `regular expression: ${pattern.message}`, right.offset);
  }
  const type = OPERATORS.get(operator)?.check(leftType, rightType, scope.modern);
  return (
    type ??
    fail('type', `\`${operator}\` does not go with the types ${leftType.kind} and ${rightType.kind}`, offset)
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
  if (isUnknown(type)) return UNKNOWN;
  if (field !== undefined && methodOf(type.kind, field) !== undefined) return { kind: 'function' };
  if (isKey(keyType, type, scope.modern))
    return scope.modern || type.kind === 'map' ? elementOf(type) : itemType(type);
  return fail('type', `a value of type ${type.kind} has no element by a key of type ${keyType.kind}`, offset);
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
  const isTaken = Object.hasOwn(scope.variables, name) || scope.lets.has(name) || FUNCTIONS.has(name);
  if (isTaken || LOOPS.has(name) || name === 'get') {
    fail('type', `\`${name}\` has a meaning already and cannot be declared`, offset);
  }
  const lets = new Map(scope.lets).set(name, check(value, scope));
  return check(body, { ...scope, lets });
}
