import { type Budget, createBudget } from './budget.ts';
import type { CallProblem } from './functions/function-definition.ts';
import { FUNCTIONS } from './functions/functions.ts';
import { slice } from './functions/slice.ts';
import { runLoop } from './loops.ts';
import { applyBinary } from './operators.ts';
import type { Expression } from './parse/syntax.ts';
import { fail } from './problem.ts';
import { isArray, isMap, kindOf, NIL, type Value } from './values.ts';

/** What an expression can see while it runs. */
interface Scope {
  /** The variables, for which `$env` stands. */
  readonly environment: ReadonlyMap<string, Value>;
  readonly now: Date | undefined;
  readonly lengthInCharacters: boolean;
  readonly budget: Budget;
  readonly lets: ReadonlyMap<string, Value>;
  /** `#`, `#index` and `#acc` of the innermost predicate. */
  readonly pointers: ReadonlyMap<string, Value>;
}

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

/** Stands for a link of a `?.` chain that is missing; the chain as a whole is then nil. */
const MISSING = /* @__PURE__ */ new Map<string, Value>();

/** The value of a checked expression. */
export function interpret(
  expression: Expression,
  variables: Readonly<Record<string, string>>,
  { evaluateLengthInCharacters }: { readonly evaluateLengthInCharacters: boolean },
  now: Date | undefined,
): Value {
  return evaluate(expression, {
    environment: new Map(Object.entries(variables)),
    now,
    lengthInCharacters: evaluateLengthInCharacters,
    budget: createBudget(),
    lets: new Map(),
    pointers: new Map(),
  });
}

function evaluate(node: Expression, scope: Scope): Value {
  scope.budget.spend(1);
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'name':
      return evaluateName(node.name, scope);
    case 'pointer':
      return scope.pointers.get(node.name) ?? NIL;
    case 'unary':
      return evaluateUnary(node, scope);
    case 'binary':
      return evaluateBinary(node, scope);
    case 'conditional':
      return evaluate(truth(node.test, scope) ? node.whenTrue : node.whenFalse, scope);
    case 'member':
      return evaluateMember(node, scope);
    case 'chain': {
      const value = evaluate(node.body, scope);
      return value === MISSING ? NIL : value;
    }
    case 'slice':
      return evaluateSlice(node, scope);
    case 'call':
      return evaluateCall(node, scope);
    case 'loop':
      return evaluateLoop(node, scope);
    case 'array':
      return made(
        node.items.map((item) => evaluate(item, scope)),
        scope,
      );
    case 'map':
      return evaluateMap(node, scope);
    case 'let': {
      const lets = new Map(scope.lets).set(node.name, evaluate(node.value, scope));
      return evaluate(node.body, { ...scope, lets });
    }
    case 'sequence':
      return node.parts.reduce<Value>((_, part) => evaluate(part, scope), NIL);
  }
}

function evaluateName(name: string, { lets, environment }: Scope): Value {
  const value = lets.get(name);
  if (value !== undefined) return value;
  if (name === '$env') return environment;
  return environment.get(name) ?? '';
}

function evaluateUnary({ operator, operand, offset }: Of<'unary'>, scope: Scope): Value {
  if (operator === 'not') return !truth(operand, scope);
  const value = evaluate(operand, scope);
  if (typeof value === 'bigint') return operator === '-' ? BigInt.asIntN(64, -value) : value;
  if (typeof value === 'number') return operator === '-' ? -value : value;
  return fail('runtime', `\`${operator}\` needs a number, not ${kindOf(value)}`, offset);
}

function evaluateBinary({ operator, left, right, offset }: Of<'binary'>, scope: Scope): Value {
  if (operator === '&&' || operator === 'and') return truth(left, scope) && truth(right, scope);
  if (operator === '||' || operator === 'or') return truth(left, scope) || truth(right, scope);
  const value = evaluate(left, scope);
  if (operator === '??') return value === NIL ? evaluate(right, scope) : value;
  return applyBinary(operator, value, evaluate(right, scope), scope.budget, offset);
}

function truth(node: Expression, scope: Scope): boolean {
  const value = evaluate(node, scope);
  return typeof value === 'boolean'
    ? value
    : fail('runtime', `a bool is needed, not ${kindOf(value)}`, node.offset);
}

function evaluateMember({ object, key, optional, offset }: Of<'member'>, scope: Scope): Value {
  const container = evaluate(object, scope);
  if (container === MISSING || (optional && container === NIL)) return MISSING;
  const at = evaluate(key, scope);
  if (isMap(container) && typeof at === 'string') {
    return container.get(at) ?? (container === scope.environment ? '' : NIL);
  }
  if (isArray(container) && (typeof at === 'bigint' || typeof at === 'number')) {
    const index = Math.trunc(Number(at));
    const item = container.at(index);
    return item ?? (index in container ? NIL : fail('runtime', `there is no item ${index}`, offset));
  }
  return fail('runtime', `a ${kindOf(container)} has no element by a ${kindOf(at)}`, offset);
}

function evaluateSlice({ object, from, to, offset }: Of<'slice'>, scope: Scope): Value {
  const value = evaluate(object, scope);
  if (value === MISSING) return MISSING;
  const start = from === undefined ? undefined : evaluate(from, scope);
  const end = to === undefined ? undefined : evaluate(to, scope);
  scope.budget.spendOn(value);
  return slice(value, start, end, offset);
}

function evaluateCall({ name, args, offset }: Of<'call'>, scope: Scope): Value {
  const definition = FUNCTIONS.get(name) ?? fail('type', `there is no function \`${name}\``, offset);
  const values = args.map((argument) => evaluate(argument, scope));
  for (const [index, value] of values.entries()) {
    const kinds = definition.parameters[Math.min(index, definition.parameters.length - 1)] ?? [];
    if (kinds.length > 0 && !kinds.some((kind) => kind === kindOf(value))) {
      fail('runtime', `\`${name}\` does not take a value of type ${kindOf(value)}`, offset);
    }
    scope.budget.spendOn(value);
  }
  try {
    return made(definition.call(values, scope), scope);
  } catch (error) {
    if (error instanceof Error) throw error;
    const { callProblem, unsupported } = error as CallProblem;
    return fail(unsupported === true ? 'unsupported' : 'runtime', `${name}: ${callProblem}`, offset);
  }
}

function evaluateLoop({ name, args, offset }: Of<'loop'>, scope: Scope): Value {
  const [list, predicate, start] = args;
  const items = list === undefined ? [] : evaluate(list, scope);
  if (!isArray(items)) return fail('runtime', `\`${name}\` needs an array, not ${kindOf(items)}`, offset);
  const run = (item: Value, index: number, result?: Value): Value => {
    if (predicate === undefined) return item;
    const pointers = new Map([
      ['', item],
      ['index', BigInt(index)],
      ['acc', result ?? NIL],
    ] as const);
    return evaluate(predicate, { ...scope, pointers });
  };
  const first = start === undefined ? undefined : evaluate(start, scope);
  return made(runLoop(name, items, run, first, offset), scope);
}

function evaluateMap({ entries }: Of<'map'>, scope: Scope): Value {
  const map = new Map<string, Value>();
  for (const [key, value] of entries) {
    const text = evaluate(key, scope);
    if (typeof text !== 'string') fail('runtime', `the key of a map must be a string`, key.offset);
    else map.set(text, evaluate(value, scope));
  }
  return made(map, scope);
}

/** Accounts for a value that has just been made. */
function made(value: Value, { budget }: Scope): Value {
  if (isArray(value)) budget.allocate(value.length);
  if (isMap(value)) budget.allocate(value.size);
  budget.spendOn(value);
  return value;
}
