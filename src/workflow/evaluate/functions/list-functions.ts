import type { Budget } from '../budget.ts';
import { compare, equal, isNumber, NIL, type Value } from '../values.ts';
import { refuse } from './function-definition.ts';

export function extreme(args: readonly Value[], sign: number): Value {
  let found: Value | undefined;
  for (const value of args.flat()) {
    if (!isNumber(value)) return refuse('only numbers have a largest and a smallest one');
    if (found === undefined || compare(value, found) === sign) found = value;
  }
  return found ?? NIL;
}

export function sort(items: readonly Value[], order: string): Value[] {
  if (!/^(?:asc|desc)$/.test(order)) return refuse(`the order \`${order}\` should be \`asc\` or \`desc\``);
  const sign = order === 'desc' ? -1 : 1;
  return [...items].sort(
    (left, right) => sign * (compare(left, right) ?? refuse('values of different kinds cannot be sorted')),
  );
}

export function unique(items: readonly Value[], budget: Budget): Value[] {
  budget.spend(items.length * items.length);
  const found: Value[] = [];
  for (const item of items) if (!found.some((other) => equal(other, item))) found.push(item);
  return found;
}
