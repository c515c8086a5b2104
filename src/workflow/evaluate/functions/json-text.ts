import { compareText, isArray, isMap, isMoment, NIL, type Value } from '../values.ts';

/** The value of a JSON text, in which all numbers are floating point ones; undefined where it is none. */
export function fromJson(text: string): Value | undefined {
  try {
    return fromParsed(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A value as JSON with an indentation of two, keys sorted; undefined where JSON has no form for it. */
export function toJson(value: Value): string | undefined {
  const text = write(value, '\n');
  return text?.replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function fromParsed(parsed: unknown): Value {
  if (Array.isArray(parsed)) return parsed.map(fromParsed);
  if (typeof parsed !== 'object' || parsed === null) return (parsed ?? NIL) as Value;
  return new Map(Object.entries(parsed).map(([key, item]) => [key, fromParsed(item)]));
}

function write(value: Value, newline: string): string | undefined {
  if (value === NIL) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : undefined;
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  const inner = `${newline}  `;
  if (isArray(value))
    return wrap(
      '[',
      value.map((item) => write(item, inner)),
      ']',
      newline,
    );
  if (isMoment(value) || !isMap(value)) return undefined;
  const entries = [...value].sort(([left], [right]) => compareText(left, right));
  const members = entries.map(([key, item]) => {
    const text = write(item, inner);
    return text === undefined ? undefined : `${JSON.stringify(key)}: ${text}`;
  });
  return wrap('{', members, '}', newline);
}

function wrap(
  open: string,
  parts: (string | undefined)[],
  close: string,
  newline: string,
): string | undefined {
  if (parts.length === 0) return open + close;
  if (parts.includes(undefined)) return undefined;
  return `${open}${newline}  ${parts.join(`,${newline}  `)}${newline}${close}`;
}
