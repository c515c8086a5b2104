import { fail } from './problem.ts';
import { isNumber, kindOf, NIL, type Value } from './values.ts';

type Run = (item: Value, index: number, result?: Value) => Value;

/** The value of a call that runs a predicate for the items of an array. */
export function runLoop(
  name: string,
  items: readonly Value[],
  run: Run,
  start: Value | undefined,
  offset: number,
): Value {
  const test = (item: Value, index: number): boolean => {
    const value = run(item, index);
    return typeof value === 'boolean'
      ? value
      : fail('runtime', `the predicate of \`${name}\` gives ${kindOf(value)}, not bool`, offset);
  };
  switch (name) {
    case 'all':
      return items.every(test);
    case 'none':
      return !items.some(test);
    case 'any':
      return items.some(test);
    case 'one':
      return items.filter(test).length === 1;
    case 'filter':
      return items.filter(test);
    case 'count':
      return BigInt(items.filter(test).length);
    case 'map':
      return items.map((item, index) => run(item, index));
    case 'find':
      return items.find(test) ?? NIL;
    case 'findIndex':
      return indexOrNil(items.findIndex(test));
    case 'findLast':
      return items.findLast(test) ?? NIL;
    case 'findLastIndex':
      return indexOrNil(items.findLastIndex(test));
    case 'sum':
      return items.map((item, index) => run(item, index)).reduce((sum, value) => add(sum, value, offset), 0n);
    default:
      return reduce(items, run, start, offset);
  }
}

function indexOrNil(index: number): Value {
  return index === -1 ? NIL : BigInt(index);
}

function add(sum: Value, value: Value, offset: number): Value {
  if (!isNumber(sum) || !isNumber(value)) return fail('runtime', 'only numbers have a sum', offset);
  return typeof sum === 'bigint' && typeof value === 'bigint'
    ? BigInt.asIntN(64, sum + value)
    : Number(sum) + Number(value);
}

/** Without a start, the first item is it. */
function reduce(items: readonly Value[], run: Run, start: Value | undefined, offset: number): Value {
  const [first, ...rest] = items;
  if (start !== undefined) return items.reduce((result, item, index) => run(item, index, result), start);
  if (first === undefined) return fail('runtime', 'there is nothing to reduce', offset);
  return rest.reduce((result, item, index) => run(item, index + 1, result), first);
}
