import { functionOf } from '../functions/functions.ts';
import { LOOPS } from '../functions/loops.ts';
import { hasMethods, methodOf } from '../functions/methods.ts';
import { type Expression, type ExpressionOf, fail } from '../parse/syntax.ts';
import { check, expectKind, isFunction, type Scope, variableType } from './check-scope.ts';
import { ANY, elementOf, isKey, isUnknown, itemType, mayBe, type Type, UNKNOWN } from './types.ts';

export function checkCall(node: ExpressionOf<'call'>, scope: Scope): Type {
  const { name, args, offset } = node;
  const definition = isFunction(node, scope) ? functionOf(name, scope.modern) : undefined;
  if (definition === undefined) return checkCallOfVariable(name, scope, offset);
  const types = args.map((argument) => check(argument, scope));
  const type = definition.check(types, scope.modern);
  if (type !== undefined) return type;
  // The argument to blame is the one without which the others fit.
  const blamed = types.findIndex(
    (_, index) => definition.check(types.with(index, ANY), scope.modern) !== undefined,
  );
  const given = types.map(({ kind }) => kind).join(', ');
  const place = args[blamed]?.offset ?? offset;
  return fail('type', `\`${name}\` does not accept arguments of the types (${given})`, place);
}

/** A callee that is not a function may be an unknown variable; its arguments are not checked. */
function checkCallOfVariable(name: string, scope: Scope, offset: number): Type {
  const type = scope.lets.get(name) ?? variableType(name, scope);
  return isUnknown(type) && name !== '$env' ? UNKNOWN : fail('type', `unknown function \`${name}\``, offset);
}

export function checkGet({ args, offset }: ExpressionOf<'call'>, scope: Scope): Type {
  const [object, key] = args;
  if (object === undefined || key === undefined || args.length > 2) {
    return fail('type', '`get` needs 2 arguments', offset);
  }
  if (object.kind === 'name' && object.name === '$env') {
    const isKnown =
      key.kind === 'literal' && typeof key.value === 'string' && Object.hasOwn(scope.variables, key.value);
    if (scope.modern) check(key, scope);
    return isKnown ? { kind: 'string' } : scope.modern || key.kind !== 'literal' ? UNKNOWN : { kind: 'nil' };
  }
  const type = check(object, scope);
  const keyType = check(key, scope);
  if (isUnknown(type)) return UNKNOWN;
  if (isKey(keyType, type, true))
    return scope.modern || type.kind === 'map' ? elementOf(type) : itemType(type);
  return fail('type', `a value of type ${type.kind} has no element by a key of type ${keyType.kind}`, offset);
}

export function checkMethod({ object, name, args, offset }: ExpressionOf<'method'>, scope: Scope): Type {
  if (object.kind === 'name' && object.name === '$env') {
    return isUnknown(variableType(name, scope))
      ? UNKNOWN
      : fail('type', 'only functions can be called', offset);
  }
  const type = check(object, scope);
  // By its type, a field of a map may be a function.
  if (isUnknown(type) || type.kind === 'map') return UNKNOWN;
  const method = methodOf(type.kind, name);
  if (method === undefined) {
    return hasMethods(type.kind)
      ? fail('unsupported', `the method \`${name}\` is not supported`, offset)
      : fail('type', `a value of type ${type.kind} has no method \`${name}\``, offset);
  }
  const types = args.map((argument) => check(argument, scope));
  const result = method.check([type, ...types], scope.modern);
  return result ?? fail('type', `\`${name}\` does not accept these arguments`, offset);
}

export function checkLoop({ name, args, offset }: ExpressionOf<'loop'>, scope: Scope): Type {
  const definition = LOOPS.get(name);
  if (definition === undefined || args.length < definition.minimum || args.length > definition.maximum) {
    return fail('type', `\`${name}\` does not accept ${args.length} arguments`, offset);
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
  return fail('type', `the predicate of \`${scope.loop}\` is of type ${type.kind}`, predicate.offset);
}
