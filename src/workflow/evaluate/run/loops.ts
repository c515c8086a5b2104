import { encodedLength, encodeUtf8 } from '../../../base/encoding/utf8.ts';
import { sliceBytes } from '../bytes.ts';
import { sorted } from '../functions/list-functions.ts';
import { type ExpressionOf, fail } from '../parse/syntax.ts';
import {
  dictionaryOf,
  isDictionary,
  isHashable,
  isList,
  isNumber,
  kindOf,
  type List,
  listOf,
  NIL,
  truncate,
  type Value,
} from '../values.ts';
import { compute } from './operators.ts';

type Run = (item: Value, index: number, result?: Value) => Value;
type Loop = ExpressionOf<'loop'>;

/**
 * The value of a call that runs a predicate for the items of a list.
 *
 * @param run the predicate, or a function that returns the item itself
 * @param last the value of the last argument, if there are three
 */
export function runLoop(loop: Loop, list: Value, run: Run, last: Value | undefined): Value {
  const { name, offset, throws, threshold } = loop;
  const items = itemsOf(list, loop);
  const test = (item: Value, index: number): boolean => {
    const value = run(item, index);
    return typeof value === 'boolean'
      ? value
      : fail('runtime', `the predicate of \`${name}\` gives ${kindOf(value)}, not bool`, offset);
  };
  const itemAt = (index: number): Value => {
    if (index === -1 && throws) fail('runtime', 'the list has no such item', offset);
    return items[index] ?? NIL;
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
      return listOf(items.filter(test));
    case 'count':
      return count(items, test, threshold);
    case 'map':
      return listOf(items.map((item, index) => run(item, index)));
    case 'find':
      return itemAt(items.findIndex(test));
    case 'findIndex':
      return indexOrNil(items.findIndex(test));
    case 'findLast':
      return itemAt(items.findLastIndex(test));
    case 'findLastIndex':
      return indexOrNil(items.findLastIndex(test));
    case 'groupBy':
      return group(items, run, offset);
    case 'sortBy':
      return sortBy(items, run, last ?? 'asc', loop);
    case 'sum':
      return items.reduce<Value>((sum, item, index) => add(run(item, index), sum, offset), 0n);
    default:
      return reduce(items, run, last, offset);
  }
}

/** The items of a list, or the bytes of a string. */
function itemsOf(list: Value, { name, offset }: Loop): readonly Value[] {
  if (isList(list)) return list.items;
  if (typeof list === 'string') return Array.from(encodeUtf8(list), BigInt);
  if (isDictionary(list) && list.entries.size === 0) return [];
  return fail('runtime', `\`${name}\` needs a list, not ${kindOf(list)}`, offset);
}

function count(
  items: readonly Value[],
  test: (item: Value, index: number) => boolean,
  threshold: bigint | undefined,
): bigint {
  let found = 0n;
  for (const [index, item] of items.entries()) {
    if (test(item, index)) found++;
    if (found === threshold) break;
  }
  return found;
}

function indexOrNil(index: number): Value {
  return index === -1 ? NIL : BigInt(index);
}

function group(items: readonly Value[], run: Run, offset: number): Value {
  const groups = new Map<Value, Value[]>();
  for (const [index, item] of items.entries()) {
    const key = run(item, index);
    if (!isHashable(key)) fail('runtime', `a ${kindOf(key)} cannot be a key`, offset);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [item]);
    else members.push(item);
  }
  const lists = [...groups].map(([key, members]): [Value, List] => [key, listOf(members)]);
  return dictionaryOf(lists, 'any array');
}

function sortBy(items: readonly Value[], run: Run, order: Value, { offset }: Loop): Value {
  if (order !== 'asc' && order !== 'desc')
    return fail('runtime', 'the order should be `asc` or `desc`', offset);
  const keys = items.map((item, index) => run(item, index));
  return listOf(sorted(items, keys, order));
}

function add(value: Value, sum: Value, offset: number): Value {
  return (
    compute('+', value, sum, offset) ??
    fail('runtime', `${kindOf(value)} and ${kindOf(sum)} have no sum`, offset)
  );
}

/** Without a start, the first item is it. */
function reduce(items: readonly Value[], run: Run, start: Value | undefined, offset: number): Value {
  const [first, ...rest] = items;
  if (start !== undefined) return items.reduce((result, item, index) => run(item, index, result), start);
  if (first === undefined) return fail('runtime', 'there is nothing to reduce', offset);
  return rest.reduce((result, item, index) => run(item, index + 1, result), first);
}

/** A part of a list or a string. Bounds below zero count from the end; strings are cut between bytes. */
export function slice(value: Value, from: Value | undefined, to: Value | undefined, offset: number): Value {
  if (isList(value)) {
    const [start, end] = bounds(from, to, value.items.length, offset);
    return listOf(value.items.slice(start, end), value.of, value.absent);
  }
  if (typeof value !== 'string') return fail('runtime', `a ${kindOf(value)} has no slices`, offset);
  return sliceBytes(value, ...bounds(from, to, encodedLength(value), offset));
}

function bounds(
  from: Value | undefined,
  to: Value | undefined,
  length: number,
  offset: number,
): [start: number, end: number] {
  const end = bound(to ?? BigInt(length), length, offset);
  return [Math.min(bound(from ?? 0n, length, offset), end), end];
}

function bound(value: Value, length: number, offset: number): number {
  if (!isNumber(value)) return fail('runtime', `a number is needed, not ${kindOf(value)}`, offset);
  const index = Number(truncate(value));
  return Math.min(Math.max(index < 0 ? length + index : index, 0), length);
}
