import type { ValueKind } from './values.ts';

/** What is known of a value before the condition runs. */
export interface Type {
  readonly kind: ValueKind | 'any';
  /** Of the items of an array or the values of a map. */
  readonly element?: Type;
}

export const ANY: Type = { kind: 'any' };
export const BOOL: Type = { kind: 'bool' };
export const INT: Type = { kind: 'int' };
export const FLOAT: Type = { kind: 'float' };
export const STRING: Type = { kind: 'string' };

export function arrayOf(element: Type): Type {
  return { kind: 'array', element };
}

export function elementOf(type: Type): Type {
  return type.element ?? ANY;
}

/** Whether a type is one of some kinds, or may turn out to be. */
export function mayBe(type: Type, ...kinds: Type['kind'][]): boolean {
  return type.kind === 'any' || kinds.includes(type.kind);
}

function isComparable(left: Type, right: Type): boolean {
  if (mayBe(left, 'nil') || mayBe(right, 'nil') || left.kind === right.kind) return true;
  return mayBe(left, 'int', 'float') && mayBe(right, 'int', 'float');
}

/** The type of a value that has one type or the other. */
export function either(left: Type, right: Type): Type {
  if (left.kind === 'nil') return right;
  if (right.kind === 'nil') return left;
  if (left.kind !== right.kind) return ANY;
  if (left.element === undefined && right.element === undefined) return left;
  return { kind: left.kind, element: either(elementOf(left), elementOf(right)) };
}

/** The type of `left operator right`, undefined where they do not go together. */
export function binaryType(operator: string, left: Type, right: Type): Type | undefined {
  const both = (...kinds: Type['kind'][]): boolean => mayBe(left, ...kinds) && mayBe(right, ...kinds);
  switch (operator) {
    case '==':
    case '!=':
      return isComparable(left, right) ? BOOL : undefined;
    case 'or':
    case '||':
    case 'and':
    case '&&':
      return both('bool') ? BOOL : undefined;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return both('int', 'float') || both('string') || both('time') || both('duration') ? BOOL : undefined;
    case 'matches':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return both('string') ? BOOL : undefined;
    case '??':
      return either(left, right);
    case 'in':
      return containmentType(left, right);
    case '..':
      return both('int') ? arrayOf(INT) : undefined;
    case '%':
      return both('int') ? INT : undefined;
    case '/':
    case '**':
    case '^':
      return both('int', 'float') ? FLOAT : undefined;
    default:
      return sumType(operator, left, right);
  }
}

function containmentType(item: Type, container: Type): Type | undefined {
  if (container.kind === 'map') return mayBe(item, 'string', 'nil') ? BOOL : undefined;
  if (container.kind === 'array') return isComparable(item, elementOf(container)) ? BOOL : undefined;
  return container.kind === 'any' ? BOOL : undefined;
}

/** The results of `+`, `-` and `*` by the kinds of both sides. */
const SUMS: ReadonlyMap<string, Type> = /* @__PURE__ */ new Map<string, Type>([
  ...['+', '-', '*'].flatMap((operator): [string, Type][] => [
    [`int ${operator} int`, INT],
    [`int ${operator} float`, FLOAT],
    [`float ${operator} int`, FLOAT],
    [`float ${operator} float`, FLOAT],
  ]),
  ['string + string', STRING],
  ['time + duration', { kind: 'time' }],
  ['duration + time', { kind: 'time' }],
  ['duration + duration', { kind: 'duration' }],
  ['time - time', { kind: 'duration' }],
  ['time - duration', { kind: 'time' }],
  ['duration - duration', { kind: 'duration' }],
  ['int * duration', { kind: 'duration' }],
  ['duration * int', { kind: 'duration' }],
  ['float * duration', { kind: 'duration' }],
  ['duration * float', { kind: 'duration' }],
]);

function sumType(operator: string, left: Type, right: Type): Type | undefined {
  if (left.kind !== 'any' && right.kind !== 'any') return SUMS.get(`${left.kind} ${operator} ${right.kind}`);
  for (const sum of SUMS.keys()) {
    const [first = '', middle, last = ''] = sum.split(' ');
    const fits = (type: Type, kind: string): boolean => type.kind === 'any' || type.kind === kind;
    if (middle === operator && fits(left, first) && fits(right, last)) return ANY;
  }
  return undefined;
}
