import { joinTexts } from '../bytes.ts';
import { contains, endsWith, startsWith } from '../functions/text-functions.ts';
import { fail } from '../parse/syntax.ts';
import {
  compare,
  durationOf,
  equal,
  isDictionary,
  isHashable,
  isList,
  isMoment,
  isNil,
  isNumber,
  kindOf,
  listOf,
  NIL,
  truncate,
  type Value,
  wrap,
} from '../values.ts';
import type { Budget } from './budget.ts';

/** The value of `left operator right` for all operators that need both sides. */
export function applyBinary(
  operator: string,
  left: Value,
  right: Value,
  budget: Budget,
  offset: number,
): Value {
  const mismatch = (): never =>
    fail('runtime', `\`${operator}\` does not go with ${kindOf(left)} and ${kindOf(right)}`, offset);
  budget.spendOn(left);
  budget.spendOn(right);
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, left, right) ?? mismatch();
    case 'in':
      return isIn(left, right) ?? mismatch();
    case 'in texts':
      return isInTable(left, right, 'string', '') ?? mismatch();
    case 'in integers':
      return isInTable(left, right, 'bigint', 0n) ?? mismatch();
    case '..':
      return isNumber(left) && isNumber(right) ? range(truncate(left), truncate(right), budget) : mismatch();
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '**':
    case '^':
      return compute(operator, left, right, offset) ?? mismatch();
    default:
      if (isNil(left) || isNil(right)) return false;
      return typeof left === 'string' && typeof right === 'string'
        ? searchText(operator, left, right, budget, offset)
        : mismatch();
  }
}

function ordered(operator: string, left: Value, right: Value): boolean | undefined {
  const order = compare(left, right);
  if (order === undefined) return undefined;
  if (operator.startsWith('<')) return order < 0 || (operator === '<=' && order === 0);
  return order > 0 || (operator === '>=' && order === 0);
}

function isIn(item: Value, container: Value): boolean | undefined {
  if (container === NIL) return false;
  if (isList(container)) return container.items.some((other) => equal(other, item));
  if (!isDictionary(container)) return undefined;
  const hasAnyKey = container.of.startsWith('any');
  if (item === NIL) return container.entries.has(hasAnyKey ? NIL : '');
  const isKey = typeof item === 'string' || (hasAnyKey && isHashable(item));
  return isKey ? container.entries.has(item) : undefined;
}

/** Whether a list of strings or integers has a value, which must be of their type; nil is like the zero value. */
function isInTable(item: Value, list: Value, type: string, zero: Value): boolean | undefined {
  const searched = item === NIL ? zero : item;
  return typeof searched === type ? isList(list) && list.items.includes(searched) : undefined;
}

function range(first: bigint, last: bigint, budget: Budget): Value {
  const length = Math.max(Number(wrap(last - first + 1n)), 0);
  budget.allocate(length);
  return listOf(
    Array.from({ length }, (_, index) => first + BigInt(index)),
    'int',
  );
}

function searchText(operator: string, text: string, part: string, budget: Budget, offset: number): boolean {
  if (operator === 'contains') return contains(text, part);
  if (operator === 'startsWith') return startsWith(text, part);
  if (operator === 'endsWith') return endsWith(text, part);
  const pattern = budget.compile(part);
  if ('message' in pattern) {
    const kind = pattern.kind === 'unsupported' ? 'unsupported' : 'runtime';
    return fail(kind, `regular expression: ${pattern.message}`, offset);
  }
  budget.spend(text.length * (pattern.size / 4));
  return pattern.test(text);
}

/** The value of an operator of arithmetic, undefined if it does not go with these values. */
export function compute(operator: string, left: Value, right: Value, offset: number): Value | undefined {
  if (typeof left === 'string' && typeof right === 'string') {
    return operator === '+' ? joinTexts([left, right], '') : undefined;
  }
  if (typeof left === 'bigint' && typeof right === 'bigint')
    return computeIntegers(operator, left, right, offset);
  if (isNumber(left) && isNumber(right)) return computeFloats(operator, Number(left), Number(right));
  return computeMoments(operator, left, right);
}

function computeIntegers(operator: string, left: bigint, right: bigint, offset: number): Value | undefined {
  if (operator === '/' || operator === '**' || operator === '^') {
    return computeFloats(operator, Number(left), Number(right));
  }
  if (operator === '%') {
    if (right === 0n) fail('runtime', 'an integer is divided by zero', offset);
    return left % right;
  }
  return wrap(operator === '+' ? left + right : operator === '-' ? left - right : left * right);
}

function computeFloats(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return undefined;
    default:
      // 1 to the power of anything is 1 in Go, as is -1 to the power of infinity.
      return left === 1 || (left === -1 && Math.abs(right) === Infinity) ? 1 : left ** right;
  }
}

function computeMoments(operator: string, left: Value, right: Value): Value | undefined {
  if (operator === '*') return scale(left, right);
  if (!isMoment(left) || !isMoment(right)) return undefined;
  const isDuration = left.kind === 'duration' && right.kind === 'duration';
  if (operator === '-') {
    const nanoseconds = left.nanoseconds - right.nanoseconds;
    if (left.kind === right.kind) return durationOf(nanoseconds);
    return left.kind === 'time' ? { ...left, nanoseconds } : undefined;
  }
  if (operator !== '+' || (left.kind === 'time' && right.kind === 'time')) return undefined;
  const nanoseconds = left.nanoseconds + right.nanoseconds;
  if (isDuration) return durationOf(nanoseconds);
  return { ...(left.kind === 'time' ? left : right), nanoseconds };
}

/** A duration times a float is a float. */
function scale(left: Value, right: Value): Value | undefined {
  const factors = [left, right].map((value) => {
    if (isNumber(value)) return value;
    return isMoment(value) && value.kind === 'duration' ? value.nanoseconds : undefined;
  });
  const [first, second] = factors;
  if (first === undefined || second === undefined) return undefined;
  if (typeof first === 'bigint' && typeof second === 'bigint') {
    return durationOf(first * second);
  }
  return Number(first) * Number(second);
}
