import { tokensOf } from '../../base/json/json-pointer.ts';
import type { Locate } from '../../workflow/positions/origins.ts';
import { type JsonPath, scanJson } from './json-scan.ts';
import { positionsIn } from './read-json.ts';

/** Where a value begins, and the values in it by key or index. */
interface Place {
  readonly offset: number;
  readonly keyOffset: number | undefined;
  readonly parts: Map<string, Place>;
}

/**
 * Finds places in a JSON text, below the value that `parent` points to. A missing one is found by its
 * parent. The text is read once, when the first place is asked for.
 */
export function locateInJson(text: string, file: string, parent: string): Locate {
  let root: Place | undefined;
  const positionOf = positionsIn(text);
  return (pointer, part = 'value') => {
    root ??= placesIn(text);
    let place = root;
    for (const token of tokensOf(parent + pointer)) {
      const part = place.parts.get(token);
      if (part === undefined) break;
      place = part;
    }
    const start = positionOf((part === 'key' ? place.keyOffset : undefined) ?? place.offset);
    return { file, start, end: start };
  };
}

/** The last of repeated keys in one object takes effect. */
function placesIn(text: string): Place {
  let root: Place = { offset: 0, keyOffset: undefined, parts: new Map() };
  /** The places around the one that is read. */
  const around: Place[] = [];
  scanJson(text, (path: JsonPath, offset, keyOffset) => {
    const place = { offset, keyOffset, parts: new Map<string, Place>() };
    if (path.length === 0) root = place;
    else around[path.length - 1]?.parts.set(String(path.at(-1)), place);
    around[path.length] = place;
  });
  return root;
}
