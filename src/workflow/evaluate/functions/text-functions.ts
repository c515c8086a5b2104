import { byteLength } from '../../../base/encoding/utf8.ts';
import type { Budget } from '../budget.ts';
import type { Value } from '../values.ts';
import { refuse } from './function-definition.ts';

/** Takes characters of a set off both ends, by default white space. */
export function trim(text: string, set: string | undefined): string {
  const isTrimmed = (character: string): boolean =>
    set === undefined ? /\p{White_Space}/u.test(character) : set.includes(character);
  const characters = [...text];
  const first = characters.findIndex((character) => !isTrimmed(character));
  const last = characters.findLastIndex((character) => !isTrimmed(character));
  return first === -1 ? '' : characters.slice(first, last + 1).join('');
}

export function trimPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

export function trimSuffix(text: string, suffix: string): string {
  return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
}

export function split([text, separator, limit = -1n]: readonly Value[], budget: Budget): Value[] {
  const parts = separator === '' ? [...(text as string)] : (text as string).split(separator as string);
  budget.allocate(parts.length);
  const count = Number(limit);
  if (count < 0 || parts.length <= count) return parts;
  if (count === 0) return [];
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator as string)];
}

export function join(items: readonly Value[], glue: string): string {
  return items
    .map((item) => (typeof item === 'string' ? item : refuse('only strings can be joined')))
    .join(glue);
}

export function replace([text, old, replacement, limit = -1n]: readonly Value[], budget: Budget): string {
  if (old === '') return refuse('an empty text to replace is not supported', true);
  const parts = (text as string).split(old as string);
  const count = (limit as bigint) < 0n ? parts.length - 1 : Math.min(Number(limit), parts.length - 1);
  budget.spend(count * (replacement as string).length);
  const rest = parts.slice(count).join(old as string);
  return [...parts.slice(0, count), rest].join(replacement as string);
}

export function repeat(text: string, count: bigint, budget: Budget): string {
  if (count < 0n) return refuse('a text cannot be repeated less than 0 times');
  budget.allocate(text.length * Number(count));
  return text.repeat(Number(count));
}

export function byteIndex(text: string, index: number): bigint {
  return BigInt(index < 0 ? -1 : byteLength(text.slice(0, index)));
}
