import { append } from '../../../base/collections.ts';
import type { CallContext, CallProblem } from '../functions/function-definition.ts';
import { functionOf, methodOf } from '../functions/functions.ts';
import { LOOPS, loopItems } from '../functions/loops.ts';
import { negate, OPERATORS } from '../operators.ts';
import { type Expression, type ExpressionOf, fail } from '../parse/syntax.ts';
import {
  type Dictionary,
  dictionaryOf,
  isDictionary,
  isList,
  isNil,
  isNumber,
  kindOf,
  listOf,
  NIL,
  type Value,
} from '../values.ts';
import type { Budget } from './budget.ts';
import { elementAt, getElement, slice } from './elements.ts';

interface Scope extends CallContext {
  readonly environment: Dictionary;
  /** Values that are kept while others are made. */
  readonly stack: Value[];
  readonly lets: ReadonlyMap<string, Value>;
  /** `#`, `#index` and `#acc` of the innermost predicate. */
  readonly pointers: ReadonlyMap<string, Value>;
}

/** Marks a link of a `?.` chain that is missing; the chain as a whole is then nil. */
const MISSING: Value = /* @__PURE__ */ dictionaryOf([]);

export function interpret(
  expression: Expression,
  variables: Readonly<Record<string, string>>,
  modern: boolean,
  now: Date | undefined,
  budget: Budget,
): Value {
  return evaluate(expression, {
    environment: dictionaryOf(Object.entries(variables), 'string string'),
    now,
    modern,
    budget,
    stack: [],
    lets: new Map(),
    pointers: new Map(),
  });
}

function evaluate(node: Expression, scope: Scope): Value {
  scope.budget.spend(1);
  const rule = RULES[node.kind] as (node: Expression, scope: Scope) => Value;
  return rule(node, scope);
}

const RULES: {
  readonly [Kind in Expression['kind']]: (node: ExpressionOf<Kind>, scope: Scope) => Value;
} = {
  literal: ({ value }) => value,
  name: evaluateName,
  pointer: ({ name }, { pointers }) => pointers.get(name) ?? NIL,
  unary: evaluateUnary,
  binary: evaluateBinary,
  conditional: ({ test, whenTrue, whenFalse }, scope) =>
    evaluate(truth(test, scope) ? whenTrue : whenFalse, scope),
  member: evaluateMember,
  chain: ({ body }, scope) => {
    const value = evaluate(body, scope);
    return value === MISSING || isNil(value) ? NIL : value;
  },
  slice: evaluateSlice,
  call: evaluateCall,
  method: evaluateMethod,
  loop: evaluateLoop,
  array: ({ items }, scope) => made(listOf(operands(items, scope)), scope),
  map: evaluateMap,
  let: ({ name, value, body }, scope) => {
    const lets = new Map(scope.lets).set(name, evaluate(value, scope));
    return evaluate(body, { ...scope, lets });
  },
  sequence: ({ parts }, scope) => parts.reduce<Value>((_, part) => evaluate(part, scope), NIL),
};

/**
 * The values of several expressions. Those that search a list from its end leave the results of their tests on the
 * stack of the server's library, which then uses these as the values that were computed before.
 */
function operands(nodes: readonly Expression[], scope: Scope): Value[] {
  const { stack } = scope;
  for (const node of nodes) stack.push(evaluate(node, scope));
  return stack.splice(stack.length - nodes.length);
}

function evaluateName({ name }: ExpressionOf<'name'>, { lets, environment }: Scope): Value {
  const value = lets.get(name);
  if (value !== undefined) return value;
  return name === '$env' ? environment : (environment.entries.get(name) ?? '');
}

function evaluateUnary({ operator, operand, offset }: ExpressionOf<'unary'>, scope: Scope): Value {
  if (operator === 'not') return !truth(operand, scope);
  const value = evaluate(operand, scope);
  if (operator === '+') return value;
  return isNumber(value)
    ? negate(value)
    : fail('runtime', 'minus-without-number', offset, { type: kindOf(value) });
}

/** The right side of `and` and `or` is not looked at by them, whatever it is. */
function evaluateBinary(node: ExpressionOf<'binary'>, scope: Scope): Value {
  const { operator, left, right, exact, offset } = node;
  if (operator === '&&' || operator === 'and') return truth(left, scope) && evaluate(right, scope);
  if (operator === '||' || operator === 'or') return truth(left, scope) || evaluate(right, scope);
  if (operator === '??') {
    const value = evaluate(left, scope);
    return isNil(value) ? evaluate(right, scope) : value;
  }
  const [first = NIL, second = NIL] = operands([left, right], scope);
  const { budget } = scope;
  if (exact !== undefined && operator !== 'in' && (kindOf(first) !== exact || kindOf(second) !== exact)) {
    fail('runtime', 'operator-needs-type', offset, { operator, expected: exact });
  }
  budget.spendOn(first);
  budget.spendOn(second);
  const { compute, run } = OPERATORS.get(operator) ?? {};
  const value = compute?.(first, second, offset) ?? run?.(first, second, { budget, offset, exact });
  return (
    value ??
    fail('runtime', 'operator-values', offset, { operator, left: kindOf(first), right: kindOf(second) })
  );
}

function truth(node: Expression, scope: Scope): boolean {
  const value = evaluate(node, scope);
  return typeof value === 'boolean'
    ? value
    : fail('runtime', 'type-needed', node.offset, { expected: 'a bool', type: kindOf(value) });
}

function isMissing(object: Value, optional: boolean): boolean {
  return object === MISSING || (optional && isNil(object));
}

function evaluateMember({ object, key, optional, offset }: ExpressionOf<'member'>, scope: Scope): Value {
  const value = evaluate(object, scope);
  if (typeof value === 'string') scope.budget.spendOn(value);
  return isMissing(value, optional) ? MISSING : elementAt(value, evaluate(key, scope), offset);
}

function evaluateSlice({ object, from, to, offset }: ExpressionOf<'slice'>, scope: Scope): Value {
  const bounds = [to, from].filter((bound) => bound !== undefined);
  const [value = NIL, ...given] = operands([object, ...bounds], scope);
  const end = to === undefined ? undefined : given[0];
  const start = from === undefined ? undefined : given.at(-1);
  scope.budget.spendOn(value);
  return slice(value, start, end, offset);
}

function evaluateCall({ name, args, isFunction, offset }: ExpressionOf<'call'>, scope: Scope): Value {
  const values = operands(args, scope);
  scope.budget.spend(STEPS_OF_A_CALL);
  for (const value of values) scope.budget.spendOn(value);
  const [object = NIL, key = NIL] = values;
  if (name === 'get' && isFunction) return getElement(object, key, scope.modern, offset);
  const definition = isFunction ? functionOf(name, scope.modern) : undefined;
  if (definition === undefined) return fail('runtime', 'function-unknown', offset, { name });
  return guarded(name, offset, () => made(definition.call(values, scope), scope));
}

function evaluateMethod(
  { object, name, args, optional, offset }: ExpressionOf<'method'>,
  scope: Scope,
): Value {
  const value = evaluate(object, scope);
  if (isMissing(value, optional)) return MISSING;
  const values = operands(args, scope);
  scope.budget.spend(STEPS_OF_A_CALL);
  const method = methodOf(kindOf(value), name);
  if (method === undefined) return fail('runtime', 'method-unknown', offset, { type: kindOf(value), name });
  return guarded(name, offset, () => method.call([value, ...values], scope));
}

/** Reading the arguments of a function or method costs this many steps. */
const STEPS_OF_A_CALL = 8;

/** Setting the pointers of a predicate and calling it costs this many steps. */
const STEPS_OF_A_RUN = 2;

function evaluateLoop(node: ExpressionOf<'loop'>, scope: Scope): Value {
  const [first, predicate, last] = node.args;
  const list = first === undefined ? NIL : evaluate(first, scope);
  const tests: Value[] = [];
  const pointers = new Map<string, Value>();
  const inner = { ...scope, pointers };
  const run = (item: Value, index: number, result?: Value): Value => {
    if (predicate === undefined) return item;
    pointers.set('', item);
    pointers.set('index', BigInt(index));
    pointers.set('acc', result ?? NIL);
    scope.budget.spend(STEPS_OF_A_RUN);
    const value = evaluate(predicate, inner);
    if (node.name.startsWith('findLast')) tests.push(true);
    return value;
  };
  const third = last === undefined ? undefined : evaluate(last, scope);
  const value = guarded(node.name, node.offset, () => {
    const loop = LOOPS.get(node.name);
    const items = loopItems(list, node);
    scope.budget.spend(items.length + (loop?.cost?.(items.length) ?? 0));
    const result = loop?.run(items, run, third, node);
    return made(result ?? NIL, scope);
  });
  if (node.name.startsWith('findLast')) append(scope.stack, value === NIL ? [...tests, false] : tests);
  return value;
}

/** Puts the place of a call on a problem that its function has found. */
function guarded(name: string, offset: number, call: () => Value): Value {
  try {
    return call();
  } catch (error) {
    if (error instanceof Error) throw error;
    const { callProblem: problem, args, unsupported } = error as CallProblem;
    const kind = unsupported === true ? 'unsupported' : 'runtime';
    return fail(kind, 'call-failed', offset, { function: name, problem, ...args });
  }
}

function evaluateMap({ entries }: ExpressionOf<'map'>, scope: Scope): Value {
  const values = operands(entries.flat(), scope);
  const map = new Map<Value, Value>();
  for (const [index, [key]] of entries.entries()) {
    const [name = NIL, value = NIL] = values.slice(2 * index, 2 * index + 2);
    if (typeof name !== 'string') fail('runtime', 'key-not-string', key.offset);
    // The first value of a repeated key is used.
    if (!map.has(name)) map.set(name, value);
  }
  return made(dictionaryOf(map), scope);
}

function made(value: Value, { budget }: Scope): Value {
  if (isList(value)) budget.allocate(value.items.length);
  if (isDictionary(value)) budget.allocate(value.entries.size);
  budget.spendOn(value);
  return value;
}
