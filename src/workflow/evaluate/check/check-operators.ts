import {
  ANY,
  BOOL,
  bare,
  DURATION,
  elementOf,
  FLOAT,
  INT,
  INTEGERS,
  isAssignable,
  isComparable,
  isUnknown,
  listOfType,
  STRING,
  TIME,
  type Type,
  UNKNOWN,
} from './types.ts';

type Kinds = readonly Type['kind'][];

const SCALARS: Kinds = ['int', 'float', 'string', 'time', 'duration'];

/**
 * The type of `left operator right`, undefined if they do not go together.
 *
 * @param modern whether by expr-lang 1.17; to 1.16, durations are numbers
 */
export function binaryType(operator: string, left: Type, right: Type, modern: boolean): Type | undefined {
  const numbers: Kinds = modern ? ['int', 'float'] : ['int', 'float', 'duration'];
  const integers: Kinds = modern ? ['int'] : ['int', 'duration'];
  switch (operator) {
    case '==':
    case '!=':
      return areComparable(left, right, modern) ? BOOL : undefined;
    case 'or':
    case '||':
    case 'and':
    case '&&':
      return both(left, right, ['bool']) ? BOOL : undefined;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return areOrdered(left, right, numbers, modern) ? BOOL : undefined;
    case 'matches':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return both(left, right, ['string']) ? BOOL : undefined;
    case '??':
      return modern ? coalesced(left, right) : bare(coalesced(left, right));
    case 'in':
      return isContainment(left, right, modern) ? BOOL : undefined;
    case '..':
      return both(left, right, integers) ? (modern ? listOfType(INT) : INTEGERS) : undefined;
    case '%':
      return both(left, right, integers) ? (modern ? INT : combined(left, right)) : undefined;
    case '/':
    case '**':
    case '^':
      return both(left, right, numbers) ? FLOAT : undefined;
    default:
      return sumType(operator, left, right, numbers);
  }
}

/** The type of a value that has one type or the other. */
export function either(left: Type, right: Type): Type {
  if (left.kind === 'nil') return right;
  if (right.kind === 'nil') return left;
  if (!isAssignable(left, right)) return UNKNOWN;
  if (left.kind !== 'array' || right.kind !== 'array') return left;
  const [first, second] = [elementOf(left), elementOf(right)];
  return isAssignable(first, second) && isAssignable(second, first) ? left : bare(left);
}

/** Whether both sides are of some kinds, or one is and the other may be. */
function both(left: Type, right: Type, kinds: Kinds): boolean {
  return (kinds.includes(left.kind) && kinds.includes(right.kind)) || mayBoth(left, right, kinds);
}

function mayBoth(left: Type, right: Type, kinds: Kinds): boolean {
  if (isUnknown(left)) return isUnknown(right) || kinds.includes(right.kind);
  return isUnknown(right) && kinds.includes(left.kind);
}

/** To expr-lang 1.16, lists and maps compare with any content. */
function areComparable(left: Type, right: Type, modern: boolean): boolean {
  if (isComparable(left, right)) return true;
  if (modern) return false;
  const isNumber = ({ kind }: Type): boolean => kind === 'int' || kind === 'float' || kind === 'duration';
  return left.kind === right.kind || (isNumber(left) && isNumber(right));
}

function areOrdered(left: Type, right: Type, numbers: Kinds, modern: boolean): boolean {
  if (numbers.includes(left.kind) && numbers.includes(right.kind)) return true;
  const isOrdered = ['string', 'time', 'duration'].includes(left.kind) && left.kind === right.kind;
  return isOrdered || mayBoth(left, right, modern ? SCALARS : [...numbers, 'string', 'time']);
}

function coalesced(left: Type, right: Type): Type {
  if (left.kind === 'nil') return right;
  return right.kind === 'nil' || isAssignable(right, left) ? left : UNKNOWN;
}

function isContainment(item: Type, container: Type, modern: boolean): boolean {
  if (container.kind === 'map') {
    if (isUnknown(item) || (item.kind === 'nil' && !modern)) return true;
    return isAssignable(item, container.entries === 'string any' ? STRING : ANY);
  }
  if (container.kind === 'array') return areComparable(item, elementOf(container), modern);
  return isUnknown(container) || (isUnknown(item) && container.kind === 'string');
}

/** The results of `+`, `-` and `*` of other than numbers. */
const RESULTS: ReadonlyMap<string, Type> = /* @__PURE__ */ new Map<string, Type>([
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

const OPERANDS: Readonly<Record<string, Kinds>> = {
  '+': SCALARS,
  '-': ['int', 'float', 'time', 'duration'],
  '*': ['int', 'float', 'duration'],
};

function sumType(operator: string, left: Type, right: Type, numbers: Kinds): Type | undefined {
  if (numbers.includes(left.kind) && numbers.includes(right.kind)) return combined(left, right);
  const result = RESULTS.get(`${left.kind} ${operator} ${right.kind}`);
  return result ?? (mayBoth(left, right, OPERANDS[operator] ?? []) ? UNKNOWN : undefined);
}

function combined(left: Type, right: Type): Type {
  if (isUnknown(left) || isUnknown(right)) return UNKNOWN;
  if (left.kind === right.kind) return left;
  return left.kind === 'float' || right.kind === 'float' ? FLOAT : INT;
}
