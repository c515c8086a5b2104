import { tokensOf } from '../model/json-pointer.ts';
import type { Locate } from '../workflow/locate-in-workflow.ts';
import { scanJson } from './json-scan.ts';
import { positionOf } from './text-position.ts';

/**
 * Finds places in a JSON text, below the value that `parent` points to. What is not there itself is found by what it
 * would stand in.
 */
export function locateInJson(text: string, file: string, parent: string): Locate {
  return (pointer) => {
    const wanted = tokensOf(parent + pointer);
    let deepest = 0;
    let found = 0;
    scanJson(text, (path, offset) => {
      if (path.length < deepest || path.length > wanted.length) return;
      if (path.some((token, depth) => String(token) !== wanted[depth])) return;
      deepest = path.length;
      found = offset;
    });
    const start = positionOf(text, found);
    return { file, start, end: start };
  };
}
