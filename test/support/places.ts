/** The way to a value within another. */
export type Place = readonly (string | number)[];

/** Every place in a value, the value itself aside. */
export function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => {
    const place = [...at, key];
    return [place, ...placesIn((value as Record<string | number, unknown>)[key], place)];
  });
}

/** A copy of a value with another one at a place. */
export function withValue(whole: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  const part = (whole as Record<string | number, unknown>)[key];
  const changed = withValue(part, rest, value);
  return Array.isArray(whole) ? whole.with(Number(key), changed) : { ...(whole as object), [key]: changed };
}
