import { joinTexts } from './bytes.ts';
import {
  areComparable,
  areOrdered,
  BOOL,
  bare,
  coalesced,
  combined,
  couldBothBe,
  DURATION,
  INT,
  INTEGERS,
  integerKinds,
  isContainment,
  listOfType,
  MIXED_RESULTS,
  quotientType,
  sumType,
  type Type,
} from './check/expression-types.ts';
import { contains, endsWith, startsWith } from './functions/text-functions.ts';
import { fail } from './parse/syntax.ts';
import type { Budget } from './run/budget.ts';
import {
  compare,
  durationOf,
  equal,
  isDictionary,
  isList,
  isMoment,
  isNil,
  isNumber,
  keyOf,
  kindOf,
  listOf,
  NIL,
  type Time,
  truncate,
  type Value,
  wrap,
} from './values.ts';

interface OperatorContext {
  readonly budget: Budget;
  readonly offset: number;
  /** The type of the strings or integers that `in` searches. */
  readonly exact: 'int' | 'string' | undefined;
}

/** An operator with two sides. The interpreter itself runs those that have neither `compute` nor `run`. */
export interface Operator {
  readonly precedence: number;
  readonly isNegatable?: boolean;
  /** Whether `a < b < c` means `a < b && b < c`. */
  readonly isChained?: boolean;
  /**
   * The type of the result, undefined if the types of the sides do not go together.
   *
   * @param modern whether by expr-lang 1.17; to 1.16, durations are numbers
   */
  readonly check: (left: Type, right: Type, modern: boolean) => Type | undefined;
  /** Of arithmetic, which is done before the expression runs if both sides are known: undefined as below. */
  readonly compute?: (left: Value, right: Value, offset: number) => Value | undefined;
  /** The value, undefined if it does not go with the values of the sides. */
  readonly run?: (left: Value, right: Value, context: OperatorContext) => Value | undefined;
}

export const OPERATORS: ReadonlyMap<string, Operator> = /* @__PURE__ */ new Map<string, Operator>(
  Object.entries({
    or: logic(10),
    '||': logic(10),
    and: logic(15),
    '&&': logic(15),
    '==': equality(true),
    '!=': equality(false),
    '<': ordering((order) => order < 0),
    '<=': ordering((order) => order <= 0),
    '>': ordering((order) => order > 0),
    '>=': ordering((order) => order >= 0),
    in: { precedence: 20, isNegatable: true, check: boolIf(isContainment), run: isIn },
    matches: searching(matches),
    contains: searching(contains),
    startsWith: searching(startsWith),
    endsWith: searching(endsWith),
    '..': {
      precedence: 25,
      check: (left, right, modern) =>
        couldBothBe(left, right, integerKinds(modern)) ? (modern ? listOfType(INT) : INTEGERS) : undefined,
      run: (left, right, { budget }) =>
        isNumber(left) && isNumber(right) ? range(truncate(left), truncate(right), budget) : undefined,
    },
    '+': {
      precedence: 30,
      check: sumType('+', ['int', 'float', 'string', 'time', 'duration']),
      compute: arithmetic('+', { integers: (a, b) => a + b, floats: (a, b) => a + b }),
    },
    '-': {
      precedence: 30,
      check: sumType('-', ['int', 'float', 'time', 'duration']),
      compute: arithmetic('-', { integers: (a, b) => a - b, floats: (a, b) => a - b }),
    },
    '*': {
      precedence: 60,
      check: sumType('*', ['int', 'float', 'duration']),
      compute: arithmetic('*', { integers: (a, b) => a * b, floats: (a, b) => a * b }),
    },
    '/': { precedence: 60, check: quotientType, compute: arithmetic('/', { floats: (a, b) => a / b }) },
    '%': {
      precedence: 60,
      check: (left, right, modern) =>
        couldBothBe(left, right, integerKinds(modern)) ? (modern ? INT : combined(left, right)) : undefined,
      compute: arithmetic('%', { integers: remainder }),
    },
    '**': { precedence: 100, check: quotientType, compute: arithmetic('**', { floats: power }) },
    '^': { precedence: 100, check: quotientType, compute: arithmetic('^', { floats: power }) },
    '??': {
      precedence: 500,
      check: (left, right, modern) => (modern ? coalesced(left, right) : bare(coalesced(left, right))),
    },
  } satisfies Record<string, Operator>),
);

function boolIf(fits: (left: Type, right: Type, modern: boolean) => boolean): Operator['check'] {
  return (left, right, modern) => (fits(left, right, modern) ? BOOL : undefined);
}

function logic(precedence: number): Operator {
  return { precedence, check: boolIf((left, right) => couldBothBe(left, right, ['bool'])) };
}

function equality(wanted: boolean): Operator {
  return {
    precedence: 20,
    check: boolIf(areComparable),
    run: (left, right) => equal(left, right) === wanted,
  };
}

function ordering(fits: (order: number) => boolean): Operator {
  return {
    precedence: 20,
    isChained: true,
    check: boolIf(areOrdered),
    run: (left, right) => {
      const order = compare(left, right);
      return order === undefined ? undefined : fits(order);
    },
  };
}

function searching(search: (text: string, part: string, context: OperatorContext) => boolean): Operator {
  return {
    precedence: 20,
    isNegatable: true,
    check: boolIf((left, right) => couldBothBe(left, right, ['string'])),
    run: (left, right, context) => {
      if (isNil(left) || isNil(right)) return false;
      const areTexts = typeof left === 'string' && typeof right === 'string';
      return areTexts ? search(left, right, context) : undefined;
    },
  };
}

function matches(text: string, source: string, { budget, offset }: OperatorContext): boolean {
  const pattern = budget.compile(source);
  if ('detail' in pattern) {
    const kind = pattern.kind === 'unsupported' ? 'unsupported' : 'runtime';
    return fail(kind, pattern.detail, offset, pattern.args);
  }
  budget.spend(text.length * (pattern.size / 4));
  return pattern.test(text);
}

function isIn(item: Value, container: Value, { exact }: OperatorContext): boolean | undefined {
  if (exact !== undefined) return isInTable(item, container, exact);
  if (container === NIL) return false;
  if (isList(container)) return container.items.some((other) => equal(other, item));
  if (!isDictionary(container)) return undefined;
  const key = keyOf(container, item);
  return key === undefined ? undefined : container.entries.has(key);
}

/** Whether a list of strings or integers has a value, which must be of their type; nil is like the zero value. */
function isInTable(item: Value, list: Value, exact: 'int' | 'string'): boolean | undefined {
  const zero = exact === 'int' ? 0n : '';
  const searched = item === NIL ? zero : item;
  return typeof searched === typeof zero ? isList(list) && list.items.includes(searched) : undefined;
}

function range(first: bigint, last: bigint, budget: Budget): Value {
  const length = Math.max(Number(wrap(last - first + 1n)), 0);
  budget.allocate(length);
  budget.spend(length);
  const items: bigint[] = [];
  for (let index = 0; index < length; index++) items.push(first + BigInt(index));
  return listOf(items, 'int');
}

/** An operator of numbers, from what it does with two of one kind. Without `integers`, these become floats. */
function arithmetic(
  operator: string,
  {
    integers,
    floats,
  }: {
    readonly integers?: (left: bigint, right: bigint, offset: number) => bigint;
    readonly floats?: (left: number, right: number) => number;
  },
): NonNullable<Operator['compute']> {
  return (left, right, offset) => {
    if (integers !== undefined && typeof left === 'bigint' && typeof right === 'bigint') {
      return wrap(integers(left, right, offset));
    }
    if (isNumber(left) && isNumber(right)) return floats?.(Number(left), Number(right));
    const result = MIXED_RESULTS.get(`${kindOf(left)} ${operator} ${kindOf(right)}`);
    if (result === undefined) return undefined;
    if (typeof left === 'string' && typeof right === 'string') return joinTexts([left, right], '');
    const [first, second] = [left, right].map((value) => (isMoment(value) ? value.nanoseconds : value));
    // A duration times a float is a float, whatever its type says.
    if (typeof first !== 'bigint' || typeof second !== 'bigint') return Number(first) * Number(second);
    const nanoseconds = integers?.(first, second, offset) ?? 0n;
    if (result === DURATION) return durationOf(nanoseconds);
    return { ...((kindOf(left) === 'time' ? left : right) as Time), nanoseconds };
  };
}

export function negate(value: bigint | number): bigint | number {
  return typeof value === 'bigint' ? wrap(-value) : -value;
}

function remainder(left: bigint, right: bigint, offset: number): bigint {
  return right === 0n ? fail('runtime', 'division-by-zero', offset) : left % right;
}

/** 1 to the power of anything is 1 in Go, as is -1 to the power of infinity. */
function power(left: number, right: number): number {
  return left === 1 || (left === -1 && Math.abs(right) === Infinity) ? 1 : left ** right;
}
