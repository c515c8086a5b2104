import {
  DURATION,
  elementOf,
  FLOAT,
  INT,
  isAssignable,
  isComparable,
  isKey,
  isUnknown,
  STRING,
  TIME,
  type Type,
  UNKNOWN,
} from '../check/types.ts';

type Kinds = readonly Type['kind'][];

const SCALARS: Kinds = ['int', 'float', 'string', 'time', 'duration'];

export function integerKinds(modern: boolean): Kinds {
  return modern ? ['int'] : ['int', 'duration'];
}

function numberKinds(modern: boolean): Kinds {
  return modern ? ['int', 'float'] : ['int', 'float', 'duration'];
}

/** Whether both sides are of some kinds, or one is and the other may be. */
export function both(left: Type, right: Type, kinds: Kinds): boolean {
  return (kinds.includes(left.kind) && kinds.includes(right.kind)) || mayBoth(left, right, kinds);
}

function mayBoth(left: Type, right: Type, kinds: Kinds): boolean {
  if (isUnknown(left)) return isUnknown(right) || kinds.includes(right.kind);
  return isUnknown(right) && kinds.includes(left.kind);
}

/** To expr-lang 1.16, lists and maps compare with any content. */
export function areComparable(left: Type, right: Type, modern: boolean): boolean {
  if (isComparable(left, right)) return true;
  if (modern) return false;
  const isNumber = ({ kind }: Type): boolean => kind === 'int' || kind === 'float' || kind === 'duration';
  return left.kind === right.kind || (isNumber(left) && isNumber(right));
}

export function areOrdered(left: Type, right: Type, modern: boolean): boolean {
  const numbers = numberKinds(modern);
  if (numbers.includes(left.kind) && numbers.includes(right.kind)) return true;
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
    const numbers = numberKinds(modern);
    if (numbers.includes(left.kind) && numbers.includes(right.kind)) return combined(left, right);
    const result = MIXED_RESULTS.get(`${left.kind} ${operator} ${right.kind}`);
    return result ?? (mayBoth(left, right, kinds) ? UNKNOWN : undefined);
  };
}

export function quotientType(left: Type, right: Type, modern: boolean): Type | undefined {
  return both(left, right, numberKinds(modern)) ? FLOAT : undefined;
}

export function combined(left: Type, right: Type): Type {
  if (isUnknown(left) || isUnknown(right)) return UNKNOWN;
  if (left.kind === right.kind) return left;
  return left.kind === 'float' || right.kind === 'float' ? FLOAT : INT;
}
