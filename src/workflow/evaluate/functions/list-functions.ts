import { encodedLength } from '../../../base/encoding/utf8.ts';
import { byteAt } from '../bytes.ts';
import {
  INT,
  INTEGERS,
  isUnknown,
  itemType,
  LIST,
  PAIRS,
  TEXTS,
  type Type,
} from '../check/expression-types.ts';
import {
  compare,
  dictionaryOf,
  equal,
  isDictionary,
  isHashable,
  isList,
  kindOf,
  type List,
  listOf,
  NIL,
  type Value,
} from '../values.ts';
import {
  ARRAY,
  type CallContext,
  DICTIONARY,
  define,
  type FunctionTable,
  INTEGER,
  ofKinds,
  ofTypes,
  optional,
  refuseArgument,
  TEXT,
  unread,
} from './function-definition.ts';

export const LIST_FUNCTIONS: FunctionTable = {
  len: define(INT, [ofKinds(['array', 'map', 'string'], (value) => value)], length),
  first: define(itemType, [unread(ARRAY)], (list) => itemAt(list, 0)),
  last: define(itemType, [unread(ARRAY)], (list) => itemAt(list, -1)),
  take: define((list) => list, [ARRAY, ofKinds(['int'], INTEGER.read)], take),
  concat: { check: concatType, call: concat },
  reverse: define(LIST, [ARRAY], ({ items }) => listOf(items.toReversed())),
  flatten: define(LIST, [ARRAY], ({ items }) => listOf(flat(items))),
  uniq: define(LIST, [ARRAY], uniq),
  sort: define(LIST, [ofTypes([LIST, TEXTS, INTEGERS], (value) => value), optional(unread(TEXT))], sort),
  keys: define(LIST, [DICTIONARY], ({ entries }) => listOf([...entries.keys()])),
  values: define(LIST, [DICTIONARY], ({ entries }) => listOf([...entries.values()])),
  toPairs: define(LIST, [DICTIONARY], ({ entries }) =>
    listOf(
      Array.from(entries, (entry) => listOf(entry, 'half of a pair')),
      'pair',
    ),
  ),
  fromPairs: define(PAIRS, [ARRAY], fromPairs),
};

function length(value: Value, { modern }: CallContext): Value {
  if (isList(value)) return BigInt(value.items.length);
  if (isDictionary(value)) return BigInt(value.entries.size);
  if (typeof value !== 'string') return refuseArgument('no-length', { type: kindOf(value) });
  return BigInt(modern ? [...value].length : encodedLength(value));
}

/** The item at one end, or nil. Of a string it is a byte. */
function itemAt(value: Value, index: number): Value {
  if (isList(value)) return value.items.at(index) ?? NIL;
  return typeof value === 'string' ? (byteAt(value, index) ?? NIL) : NIL;
}

function take({ items, of }: List, count: bigint): List {
  if (count < 0n) refuseArgument('negative-items');
  return listOf(items.slice(0, Number(count)), of);
}

function concatType(types: readonly Type[]): Type | undefined {
  const fits = types.length > 0 && types.every((type) => isUnknown(type) || type.kind === 'array');
  return fits ? LIST : undefined;
}

/** Without any item, nothing is made. */
function concat(args: readonly Value[]): List {
  const items = args.flatMap((list) => ARRAY.read(list).items);
  return listOf(items, 'any', items.length === 0);
}

function flat(items: readonly Value[]): Value[] {
  return items.flatMap((item) => (isList(item) ? flat(item.items) : [item]));
}

function uniq({ items }: List, { budget }: CallContext): List {
  budget.spend(items.length * items.length);
  const found: Value[] = [];
  for (const item of items) if (!found.some((other) => equal(item, other))) found.push(item);
  return listOf(found);
}

/** Only an argument of unknown type can be something other than a list; it sorts to nothing. */
function sort(list: Value, order: Value = 'asc', { budget }: CallContext): List {
  if (order !== 'asc' && order !== 'desc') return refuseArgument('order-unknown');
  if (!isList(list) || list.of.endsWith('pair')) return listOf([], 'any', true);
  budget.spend(sortCost(list.items.length));
  return listOf(sorted(list.items, list.items, order));
}

/** The steps to sort items. */
export function sortCost(items: number): number {
  return 4 * items * Math.log2(items + 1);
}

/** The steps to enter items into a map by their keys. */
export function keyCost(items: number): number {
  return 20 * items;
}

export function sorted(items: readonly Value[], keys: readonly Value[], order: 'asc' | 'desc'): Value[] {
  const sign = order === 'desc' ? -1 : 1;
  const places = items
    .map((_, index) => index)
    .sort((left, right) => {
      const difference = compare(keys[left] as Value, keys[right] as Value);
      return sign * (difference ?? refuseArgument('not-sortable'));
    });
  return places.map((place) => items[place] as Value);
}

function fromPairs({ items }: List, { budget }: CallContext): Value {
  budget.spend(keyCost(items.length));
  const entries = items.map((pair) => {
    const [key, value, ...others] = isList(pair) ? pair.items : [];
    if (key === undefined || value === undefined || others.length > 0) return refuseArgument('pairs-needed');
    return isHashable(key) ? ([key, value] as const) : refuseArgument('not-a-key', { type: kindOf(key) });
  });
  return dictionaryOf(entries, 'any any');
}
