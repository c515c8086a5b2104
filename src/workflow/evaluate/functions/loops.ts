import { groupBy } from '../../../base/collections.ts';
import { encodeUtf8 } from '../../../base/encoding/utf8.ts';
import {
  ANY,
  BOOL,
  bare,
  elementOf,
  GROUPS,
  INT,
  isUnknown,
  itemOf,
  LIST,
  listOfType,
  type Type,
  UNKNOWN,
} from '../check/expression-types.ts';
import { OPERATORS } from '../operators.ts';
import { type ExpressionOf, fail } from '../parse/syntax.ts';
import {
  dictionaryOf,
  isDictionary,
  isHashable,
  isList,
  kindOf,
  type List,
  listOf,
  NIL,
  type Value,
} from '../values.ts';
import { keyCost, sortCost, sorted } from './list-functions.ts';

type LoopRun = (item: Value, index: number, result?: Value) => Value;
type Test = (item: Value, index: number) => boolean;
type Loop = ExpressionOf<'loop'>;

/** A call that runs a predicate, which is its second argument, for the items of a list. */
interface LoopDefinition {
  readonly minimum: number;
  readonly maximum: number;
  readonly isTest: boolean;
  /** The steps that it needs in addition to its predicate. */
  readonly cost?: (items: number) => number;
  /**
   * The type of the result.
   *
   * @param value that of the predicate, if there is one
   */
  readonly check: (list: Type, value: Type | undefined, modern: boolean) => Type;
  /**
   * @param run the predicate, or a function that returns the item itself
   * @param last the value of the last argument, if there are three
   */
  readonly run: (items: readonly Value[], run: LoopRun, last: Value | undefined, loop: Loop) => Value;
}

const PREDICATE = { minimum: 2, maximum: 2, isTest: false } as const;

export const LOOPS: ReadonlyMap<string, LoopDefinition> = /* @__PURE__ */ new Map<string, LoopDefinition>(
  Object.entries({
    all: testing(BOOL, (items, test) => items.every(test)),
    none: testing(BOOL, (items, test) => !items.some(test)),
    any: testing(BOOL, (items, test) => items.some(test)),
    one: testing(BOOL, (items, test) => items.filter(test).length === 1),
    filter: testing(
      (list, modern) => (modern && !isUnknown(list) ? listOfType(elementOf(list)) : LIST),
      (items, test) => listOf(items.filter(test)),
    ),
    find: testing(itemOf, (items, test, loop) => itemAt(items, items.findIndex(test), loop)),
    findLast: testing(itemOf, (items, test, loop) => itemAt(items, items.findLastIndex(test), loop)),
    findIndex: testing(INT, (items, test) => indexOrNil(items.findIndex(test))),
    findLastIndex: testing(INT, (items, test) => indexOrNil(items.findLastIndex(test))),
    count: { ...testing(INT, count), minimum: 1 },
    map: {
      ...PREDICATE,
      check: (_, value, modern) => (modern ? listOfType(value ?? UNKNOWN) : LIST),
      run: (items, run) => listOf(items.map((item, index) => run(item, index))),
    },
    groupBy: { ...PREDICATE, cost: keyCost, check: () => GROUPS, run: group },
    sortBy: {
      ...PREDICATE,
      maximum: 3,
      cost: sortCost,
      check: (list, _, modern) => (modern ? list : LIST),
      run: sortBy,
    },
    sum: { ...PREDICATE, minimum: 1, check: sumType, run: sum },
    reduce: { ...PREDICATE, maximum: 3, check: (_, value) => value ?? UNKNOWN, run: reduce },
  } satisfies Record<string, LoopDefinition>),
);

function testing(
  result: Type | ((list: Type, modern: boolean) => Type),
  run: (items: readonly Value[], test: Test, loop: Loop) => Value,
): LoopDefinition {
  return {
    ...PREDICATE,
    isTest: true,
    check: (list, _, modern) => (typeof result === 'function' ? result(list, modern) : result),
    run: (items, predicate, _, loop) => {
      const test = (item: Value, index: number): boolean => {
        const value = predicate(item, index);
        if (typeof value === 'boolean') return value;
        return fail('runtime', 'predicate-value', loop.offset, { name: loop.name, type: kindOf(value) });
      };
      return run(items, test, loop);
    },
  };
}

/** The type of a value, without the known types of its items. */
function sumType(list: Type, value: Type | undefined, modern: boolean): Type {
  if (value === undefined) return itemOf(list, modern);
  return value.kind === 'unknown' ? ANY : bare(value);
}

/** The items of a list, or the bytes of a string. */
export function loopItems(list: Value, { name, offset }: Loop): readonly Value[] {
  if (isList(list)) return list.items;
  if (typeof list === 'string') return Array.from(encodeUtf8(list), BigInt);
  if (isDictionary(list) && list.entries.size === 0) return [];
  return fail('runtime', 'list-needed', offset, { name, type: kindOf(list) });
}

function itemAt(items: readonly Value[], index: number, { throws, offset }: Loop): Value {
  if (index === -1 && throws) fail('runtime', 'no-such-item', offset);
  return items[index] ?? NIL;
}

function count(items: readonly Value[], test: Test, { threshold }: Loop): bigint {
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

function group(items: readonly Value[], run: LoopRun, _: unknown, { offset }: Loop): Value {
  const groups = groupBy(items, (item, index) => {
    const key = run(item, index);
    if (!isHashable(key)) fail('runtime', 'not-a-key', offset, { type: kindOf(key) });
    return key;
  });
  const lists = [...groups].map(([key, members]): [Value, List] => [key, listOf(members)]);
  return dictionaryOf(lists, 'any array');
}

function sortBy(items: readonly Value[], run: LoopRun, order: Value = 'asc', { offset }: Loop): Value {
  if (order !== 'asc' && order !== 'desc') return fail('runtime', 'order-unknown', offset);
  const keys = items.map((item, index) => run(item, index));
  return listOf(sorted(items, keys, order));
}

function sum(items: readonly Value[], run: LoopRun, _: unknown, { offset }: Loop): Value {
  return items.reduce<Value>((result, item, index) => {
    const value = run(item, index);
    return (
      OPERATORS.get('+')?.compute?.(value, result, offset) ??
      fail('runtime', 'no-sum', offset, { left: kindOf(value), right: kindOf(result) })
    );
  }, 0n);
}

/** Without a start, the first item is it. */
function reduce(items: readonly Value[], run: LoopRun, start: Value | undefined, { offset }: Loop): Value {
  const [first, ...rest] = items;
  if (start !== undefined) return items.reduce((result, item, index) => run(item, index, result), start);
  if (first === undefined) return fail('runtime', 'nothing-to-reduce', offset);
  return rest.reduce((result, item, index) => run(item, index + 1, result), first);
}
