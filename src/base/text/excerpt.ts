import { tooDeep } from '../json/bounded.ts';
import { builtInName, isBuiltIn } from '../json/json.ts';

const LONGEST = 80;

/** A value as JSON for use in a message, cut when it is long. */
export function excerpt(value: unknown): string {
  const json = jsonExcerpt(value);
  return json.length > LONGEST ? `${json.slice(0, LONGEST)}…` : json;
}

function jsonExcerpt(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, LONGEST));
  if (Array.isArray(value)) return value.length > LONGEST ? `a list of ${value.length}` : stringify(value);
  // JSON shows most built-ins as `{}`.
  return isBuiltIn(value) || typeof value === 'function' ? typeName(value) : stringify(value);
}

function stringify(value: unknown): string {
  if (tooDeep(value) !== undefined) return typeName(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return typeName(value);
  }
}

/** The type of a value, for a message that must not show the value. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object') return `a ${typeof value}`;
  return isBuiltIn(value) ? `a ${builtInName(value).toLowerCase()}` : 'an object';
}

/** A string with a capital at its start. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
