import { FUNCTIONS } from './functions/functions.ts';
import { type Expression, LOOPS, UNSUPPORTED_FUNCTIONS } from './parse/syntax.ts';
import { fail } from './problem.ts';
import { compileRegularExpression } from './regular-expression.ts';
import { ANY, arrayOf, BOOL, binaryType, either, elementOf, INT, mayBe, STRING, type Type } from './types.ts';
import { kindOf } from './values.ts';

interface TypeFeatures {
  readonly evaluateUniq: boolean;
  readonly evaluateTypeInference: boolean;
}

/** The names that an expression can see. */
interface Scope {
  readonly variables: Readonly<Record<string, string>>;
  readonly lets: ReadonlyMap<string, Type>;
  /** The type of `#` in the innermost predicate. */
  readonly item: Type | undefined;
  /** The function of that predicate: `map` has `#index` as well, and `reduce` also `#acc`. */
  readonly loop: string;
  readonly features: TypeFeatures;
  readonly known: Map<Expression, Type>;
}

/** Refuses an expression of which the types do not fit, or of which the value is known to be no bool. */
export function checkCondition(
  expression: Expression,
  variables: Readonly<Record<string, string>>,
  features: TypeFeatures,
): void {
  const type = check(expression, {
    variables,
    features,
    lets: new Map(),
    item: undefined,
    loop: '',
    known: new Map(),
  });
  if (!mayBe(type, 'bool')) {
    fail('type', `the condition is of type ${type.kind}, but should be bool`, expression.offset);
  }
}

/** Parts may be shared, as the middle of `a < b < c` is, so each is looked at once only. */
function check(node: Expression, scope: Scope): Type {
  const known = scope.known.get(node);
  if (known !== undefined) return known;
  const type = typeOf(node, scope);
  scope.known.set(node, type);
  return type;
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
      return either(check(node.whenTrue, scope), check(node.whenFalse, scope));
    case 'member':
      return checkMember(node, scope);
    case 'chain':
      return check(node.body, scope).kind === 'nil' ? { kind: 'nil' } : ANY;
    case 'slice':
      for (const bound of [node.from, node.to]) if (bound) expectKind(bound, scope, 'int');
      return expectKind(node.object, scope, 'string', 'array');
    case 'call':
      return checkCall(node, scope);
    case 'loop':
      return checkLoop(node, scope);
    case 'array':
      return itemsOf(uniformType(node, scope), scope);
    case 'map':
      for (const [key, value] of node.entries) {
        expectKind(key, scope, 'string');
        check(value, scope);
      }
      return { kind: 'map', element: ANY };
    case 'let':
      return checkLet(node, scope);
    case 'sequence':
      return node.parts.map((part) => check(part, scope)).at(-1) ?? ANY;
  }
}

/** The type that all items of a written list have. */
function uniformType({ items }: Of<'array'>, scope: Scope): Type {
  const [first = ANY, ...others] = items.map((item) => check(item, scope));
  return others.every(({ kind }) => kind === first.kind) ? first : ANY;
}

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

function checkName(name: string, scope: Scope): Type {
  const declared = scope.lets.get(name);
  if (declared !== undefined) return declared;
  if (name !== '$env') return variableType(name, scope);
  return scope.features.evaluateTypeInference ? ANY : ENVIRONMENT;
}

/** All variables are strings, and a name that is none is an empty one, which is found out later or at once. */
function variableType(name: string, { variables, features }: Scope): Type {
  return Object.hasOwn(variables, name) || !features.evaluateTypeInference ? STRING : ANY;
}

const ENVIRONMENT: Type = { kind: 'map', element: ANY };

function checkPointer({ name, offset }: Of<'pointer'>, { item, loop }: Scope): Type {
  if (name === '') return item ?? ANY;
  if (name === 'index' && (loop === 'map' || loop === 'reduce')) return INT;
  return name === 'acc' && loop === 'reduce'
    ? ANY
    : fail(
        'type',
        `there is no \`#${name}\` here: \`#index\` is known in \`map\` and \`reduce\`, \`#acc\` in \`reduce\``,
        offset,
      );
}

function checkUnary({ operator, operand }: Of<'unary'>, scope: Scope): Type {
  return operator === 'not' ? expectKind(operand, scope, 'bool') : expectKind(operand, scope, 'int', 'float');
}

function checkBinary({ operator, left, right, offset }: Of<'binary'>, scope: Scope): Type {
  const leftType = check(left, scope);
  // What is looked up in a written list has to be of the type of its items at every release.
  const rightType =
    operator === 'in' && right.kind === 'array' ? arrayOf(uniformType(right, scope)) : check(right, scope);
  const type = binaryType(operator, leftType, rightType);
  if (type === undefined) {
    fail('type', `\`${operator}\` does not go with the types ${leftType.kind} and ${rightType.kind}`, offset);
  }
  if (operator === 'matches' && right.kind === 'literal') {
    const pattern = compileRegularExpression(String(right.value));
    if ('message' in pattern) fail(pattern.kind, `regular expression: ${pattern.message}`, right.offset);
  }
  return type;
}

/** Whatever is called `$env` counts as the environment here, even where it is declared as something else. */
function checkMember({ object, key, offset }: Of<'member'>, scope: Scope): Type {
  const type = check(object, scope);
  const keyType = check(key, scope);
  if (object.kind === 'name' && object.name === '$env') {
    return key.kind === 'literal' && typeof key.value === 'string' ? variableType(key.value, scope) : ANY;
  }
  if (type.kind === 'any') return ANY;
  if (type.kind === 'map' && mayBe(keyType, 'string')) return elementOf(type);
  if (type.kind === 'array' && mayBe(keyType, 'int')) return elementOf(type);
  return fail('type', `a value of type ${type.kind} has no element by a key of type ${keyType.kind}`, offset);
}

function checkCall({ name, args, offset }: Of<'call'>, scope: Scope): Type {
  const definition = name === 'uniq' && !scope.features.evaluateUniq ? undefined : FUNCTIONS.get(name);
  if (definition === undefined) {
    const type = checkName(name, scope);
    if (type.kind !== 'any') fail('type', `there is no function \`${name}\``, offset);
    for (const argument of args) check(argument, scope);
    return ANY;
  }
  const { parameters, minimum, variadic, result } = definition;
  if (args.length < minimum || (args.length > parameters.length && variadic !== true)) {
    fail('type', `\`${name}\` does not take ${args.length} arguments`, offset);
  }
  const types = args.map((argument, index) => {
    const kinds = parameters[Math.min(index, parameters.length - 1)] ?? [];
    return kinds.length === 0 ? check(argument, scope) : expectKind(argument, scope, ...kinds);
  });
  return typeof result === 'function' ? result(types) : result;
}

function checkLoop({ name, args, offset }: Of<'loop'>, scope: Scope): Type {
  const arity = LOOPS.get(name);
  if (arity === undefined || args.length < arity.minimum || args.length > arity.maximum) {
    fail('type', `\`${name}\` does not take ${args.length} arguments`, offset);
  }
  const [list, predicate, start] = args;
  const item = list === undefined ? ANY : elementOf(expectKind(list, scope, 'array'));
  if (start !== undefined) check(start, scope);
  const inner = { ...scope, item, loop: name };
  if (predicate !== undefined && !['map', 'sum', 'reduce'].includes(name))
    expectKind(predicate, inner, 'bool');
  const value = predicate === undefined ? item : check(predicate, inner);
  if (name === 'map') return itemsOf(value, scope);
  if (name === 'filter') return itemsOf(item, scope);
  if (name === 'sum') {
    if (!mayBe(value, 'int', 'float')) fail('type', 'only numbers have a sum', offset);
    return scope.features.evaluateTypeInference ? value : ANY;
  }
  if (name === 'count' && !mayBe(value, 'bool')) fail('type', '`count` needs items of type bool', offset);
  if (name === 'count' || /Index$/.test(name)) return INT;
  if (name.startsWith('find')) return scope.features.evaluateTypeInference ? item : ANY;
  return name === 'reduce' ? ANY : BOOL;
}

/** A list of items of one type, where types of items are followed. */
function itemsOf(type: Type, { features }: Scope): Type {
  return arrayOf(features.evaluateTypeInference ? type : ANY);
}

function checkLet({ name, value, body, offset }: Of<'let'>, scope: Scope): Type {
  const isTaken = Object.hasOwn(scope.variables, name) || scope.lets.has(name) || FUNCTIONS.has(name);
  if (isTaken || LOOPS.has(name) || UNSUPPORTED_FUNCTIONS.has(name)) {
    fail('type', `\`${name}\` has a meaning already and cannot be declared`, offset);
  }
  const lets = new Map(scope.lets).set(name, check(value, scope));
  return check(body, { ...scope, lets });
}

/** The type of an expression, which must be one of some kinds. */
function expectKind(node: Expression, scope: Scope, ...kinds: Type['kind'][]): Type {
  const type = check(node, scope);
  if (mayBe(type, ...kinds)) return type;
  return fail(
    'type',
    `a value of type ${type.kind} stands where ${kinds.join(' or ')} is needed`,
    node.offset,
  );
}
