import type { EntryType, ItemType, ValueKind } from '../values.ts';

export interface Type {
  /** `unknown` is the type of an unknown value; `any` is the type of the values of an untyped list or map. */
  readonly kind: ValueKind | 'unknown' | 'any' | 'function';
  readonly items?: ItemType;
  readonly entries?: EntryType;
  /** Facts about the items of a list beyond their type. */
  readonly element?: Type;
}

export const UNKNOWN: Type = { kind: 'unknown' };
export const ANY: Type = { kind: 'any' };
export const BOOL: Type = { kind: 'bool' };
export const INT: Type = { kind: 'int' };
export const FLOAT: Type = { kind: 'float' };
export const STRING: Type = { kind: 'string' };
export const DURATION: Type = { kind: 'duration' };
export const TIME: Type = { kind: 'time' };
export const LIST: Type = { kind: 'array', items: 'any' };
export const TEXTS: Type = { kind: 'array', items: 'string' };
export const INTEGERS: Type = { kind: 'array', items: 'int' };
export const MAP: Type = { kind: 'map', entries: 'string any' };
export const PAIRS: Type = { kind: 'map', entries: 'any any' };
export const GROUPS: Type = { kind: 'map', entries: 'any array' };

/** A list of any values, with more known about its items. */
export function listOfType(element: Type): Type {
  return { ...LIST, element };
}

/** The static type of an item of a list or a value of a map. */
export function elementOf(type: Type): Type {
  if (type.kind === 'map') return type.entries === 'any array' ? LIST : ANY;
  return type.element ?? itemType(type);
}

/** The type of a list without the known types of its items. */
export function bare({ element: _, ...type }: Type): Type {
  return type;
}

/** The type of the items of a list, whatever else is known of them. */
export function itemType({ items }: Type): Type {
  if (items === 'string') return STRING;
  return items === 'int' ? INT : ANY;
}

/** The type of an item of a list or a value of a map. Expr-lang 1.16 knows fewer of them. */
export function itemOf(container: Type, modern: boolean): Type {
  if (isUnknown(container)) return UNKNOWN;
  return modern || container.kind === 'map' ? elementOf(container) : itemType(container);
}

export function isUnknown({ kind }: Type): boolean {
  return kind === 'unknown' || kind === 'any';
}

/** Whether a type is one of some kinds, or may turn out to be. */
export function mayBe(type: Type, ...kinds: Type['kind'][]): boolean {
  return isUnknown(type) || kinds.includes(type.kind);
}

export function isAssignable(from: Type, to: Type): boolean {
  if (from.kind === 'nil') return ['any', 'array', 'map', 'function'].includes(to.kind);
  if (from.kind === 'unknown' || to.kind === 'unknown' || to.kind === 'nil') return false;
  if (to.kind === 'any') return true;
  return from.kind === to.kind && from.items === to.items && from.entries === to.entries;
}

export function either(left: Type, right: Type): Type {
  if (left.kind === 'nil') return right;
  if (right.kind === 'nil') return left;
  if (!isAssignable(left, right)) return UNKNOWN;
  if (left.kind !== 'array' || right.kind !== 'array') return left;
  const [first, second] = [elementOf(left), elementOf(right)];
  return isAssignable(first, second) && isAssignable(second, first) ? left : bare(left);
}

export function isKey(key: Type, container: Type, modern: boolean): boolean {
  if (container.kind === 'array') return key.kind === 'int' || isUnknown(key);
  if (container.kind !== 'map') return false;
  if (isUnknown(key) || (key.kind === 'nil' && !modern)) return true;
  return isAssignable(key, container.entries === 'string any' ? STRING : ANY);
}

type Kinds = readonly Type['kind'][];

const SCALARS: Kinds = ['int', 'float', 'string', 'time', 'duration'];

export function integerKinds(modern: boolean): Kinds {
  return modern ? ['int'] : ['int', 'duration'];
}

function numberKinds(modern: boolean): Kinds {
  return modern ? ['int', 'float'] : ['int', 'float', 'duration'];
}

function areBoth(left: Type, right: Type, kinds: Kinds): boolean {
  return kinds.includes(left.kind) && kinds.includes(right.kind);
}

/** Whether both sides are of some kinds, or one is and the other may be. */
export function couldBothBe(left: Type, right: Type, kinds: Kinds): boolean {
  return areBoth(left, right, kinds) || mayBoth(left, right, kinds);
}

function mayBoth(left: Type, right: Type, kinds: Kinds): boolean {
  if (isUnknown(left)) return isUnknown(right) || kinds.includes(right.kind);
  return isUnknown(right) && kinds.includes(left.kind);
}

/** To expr-lang 1.16, lists and maps compare with any content. */
export function areComparable(left: Type, right: Type, modern: boolean): boolean {
  if (isUnknown(left) || isUnknown(right) || left.kind === 'nil' || right.kind === 'nil') return true;
  if (areBoth(left, right, numberKinds(modern)) || areBoth(left, right, ['array'])) return true;
  return isAssignable(left, right) || (!modern && left.kind === right.kind);
}

export function areOrdered(left: Type, right: Type, modern: boolean): boolean {
  const numbers = numberKinds(modern);
  if (areBoth(left, right, numbers)) return true;
  const isOrdered = ['string', 'time', 'duration'].includes(left.kind) && left.kind === right.kind;
  return isOrdered || mayBoth(left, right, modern ? SCALARS : [...numbers, 'string', 'time']);
}

export function coalesced(left: Type, right: Type): Type {
  if (left.kind === 'nil') return right;
  return right.kind === 'nil' || isAssignable(right, left) ? left : UNKNOWN;
}

export function isContainment(item: Type, container: Type, modern: boolean): boolean {
  if (container.kind === 'map') return isKey(item, container, modern);
  if (container.kind === 'array') return areComparable(item, elementOf(container), modern);
  return isUnknown(container) || (isUnknown(item) && container.kind === 'string');
}

/** The types of what `+`, `-` and `*` give for other than two numbers. */
export const MIXED_RESULTS: ReadonlyMap<string, Type> = /* @__PURE__ */ new Map<string, Type>([
  ['string + string', STRING],
  ['time + duration', TIME],
  ['duration + time', TIME],
  ['duration + duration', DURATION],
  ['time - time', DURATION],
  ['time - duration', TIME],
  ['duration - duration', DURATION],
  ['int * duration', DURATION],
  ['float * duration', DURATION],
  ['duration * int', DURATION],
  ['duration * float', DURATION],
  ['duration * duration', DURATION],
]);

/** The rule for `+`, `-` or `*`. Either side may be unknown if the other is of one of these kinds. */
export function sumType(
  operator: string,
  kinds: Kinds,
): (left: Type, right: Type, modern: boolean) => Type | undefined {
  return (left, right, modern) => {
    if (areBoth(left, right, numberKinds(modern))) return combined(left, right);
    const result = MIXED_RESULTS.get(`${left.kind} ${operator} ${right.kind}`);
    return result ?? (mayBoth(left, right, kinds) ? UNKNOWN : undefined);
  };
}

export function quotientType(left: Type, right: Type, modern: boolean): Type | undefined {
  return couldBothBe(left, right, numberKinds(modern)) ? FLOAT : undefined;
}

export function combined(left: Type, right: Type): Type {
  if (isUnknown(left) || isUnknown(right)) return UNKNOWN;
  if (left.kind === right.kind) return left;
  return left.kind === 'float' || right.kind === 'float' ? FLOAT : INT;
}
