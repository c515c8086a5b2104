import type { Budget } from './budget.ts';
import { fail } from './problem.ts';
import { compare, equal, isArray, isMap, isMoment, isNumber, kindOf, NIL, type Value } from './values.ts';

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
    case '..':
      return typeof left === 'bigint' && typeof right === 'bigint' ? range(left, right, budget) : mismatch();
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '**':
    case '^':
      return compute(operator, left, right, offset) ?? mismatch();
    default:
      return typeof left === 'string' && typeof right === 'string'
        ? searchText(operator, left, right, budget, offset)
        : mismatch();
  }
}

function ordered(operator: string, left: Value, right: Value): boolean | undefined {
  const order = compare(left, right);
  if (order === undefined) return undefined;
  // Nothing is ordered against a float that is no number.
  if (Number.isNaN(left) || Number.isNaN(right)) return false;
  if (operator.startsWith('<')) return order < 0 || (operator === '<=' && order === 0);
  return order > 0 || (operator === '>=' && order === 0);
}

function isIn(item: Value, container: Value): boolean | undefined {
  if (container === NIL) return false;
  if (isArray(container)) return container.some((other) => equal(item, other));
  if (!isMap(container)) return undefined;
  return item === NIL ? false : typeof item === 'string' ? container.has(item) : undefined;
}

function range(first: bigint, last: bigint, budget: Budget): Value {
  if (last < first) return [];
  const length = Number(last - first + 1n);
  budget.allocate(length);
  return Array.from({ length }, (_, index) => first + BigInt(index));
}

function searchText(operator: string, text: string, part: string, budget: Budget, offset: number): boolean {
  if (operator === 'contains') return text.includes(part);
  if (operator === 'startsWith') return text.startsWith(part);
  if (operator === 'endsWith') return text.endsWith(part);
  const pattern = budget.compile(part);
  if ('message' in pattern) {
    const kind = pattern.kind === 'unsupported' ? 'unsupported' : 'runtime';
    return fail(kind, `regular expression: ${pattern.message}`, offset);
  }
  budget.spend(text.length * (pattern.size / 4));
  return pattern.test(text);
}

function compute(operator: string, left: Value, right: Value, offset: number): Value | undefined {
  if (typeof left === 'string' && typeof right === 'string')
    return operator === '+' ? left + right : undefined;
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
  return BigInt.asIntN(64, operator === '+' ? left + right : operator === '-' ? left - right : left * right);
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
      return left ** right;
  }
}

function computeMoments(operator: string, left: Value, right: Value): Value | undefined {
  if (operator === '*') return scale(left, right);
  if (!isMoment(left) || !isMoment(right)) return undefined;
  if (operator === '-') {
    const nanoseconds = left.nanoseconds - right.nanoseconds;
    if (left.kind === right.kind) return { kind: 'duration', nanoseconds };
    return left.kind === 'time' ? { kind: 'time', nanoseconds } : undefined;
  }
  if (operator !== '+' || (left.kind === 'time' && right.kind === 'time')) return undefined;
  const nanoseconds = left.nanoseconds + right.nanoseconds;
  return { kind: left.kind === right.kind ? 'duration' : 'time', nanoseconds };
}

function scale(left: Value, right: Value): Value | undefined {
  const [factor, moment] = isNumber(left) ? [left, right] : [right, left];
  if (!isNumber(factor) || !isMoment(moment) || moment.kind !== 'duration') return undefined;
  if (typeof factor === 'bigint') return { kind: 'duration', nanoseconds: factor * moment.nanoseconds };
  const product = Math.trunc(factor * Number(moment.nanoseconds));
  return Number.isFinite(product) ? { kind: 'duration', nanoseconds: BigInt(product) } : undefined;
}
