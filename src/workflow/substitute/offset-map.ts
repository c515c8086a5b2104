import { lastNotAbove } from '../collections.ts';

/**
 * Where each part of a substituted text came from, as parallel lists ordered by output offset. A part either copies
 * the source character by character or was produced, as a whole, by the expression at its source offset.
 */
export interface OffsetMap {
  readonly outputs: readonly number[];
  readonly sources: readonly number[];
  readonly produced: readonly boolean[];
}

/** The offset in the source of an offset in the substituted text. Text of a variable maps to its `${`. */
export function sourceOffset(map: OffsetMap, offset: number): number {
  const part = lastNotAbove(map.outputs, offset);
  const source = map.sources[part] ?? 0;
  return map.produced[part] === true ? source : source + offset - (map.outputs[part] ?? 0);
}

/** An output text under construction, with its map. */
export interface MappedOutput {
  copy(text: string, source: number): void;
  produce(text: string, source: number): void;
  finish(sourceLength: number): { text: string; map: OffsetMap };
}

export function mappedOutput(): MappedOutput {
  const pieces: string[] = [];
  const outputs: number[] = [];
  const sources: number[] = [];
  const produced: boolean[] = [];
  let length = 0;
  const mark = (source: number, isProduced: boolean): void => {
    outputs.push(length);
    sources.push(source);
    produced.push(isProduced);
  };
  const append = (text: string, source: number, isProduced: boolean): void => {
    if (text === '') return;
    mark(source, isProduced);
    pieces.push(text);
    length += text.length;
  };
  return {
    copy: (text, source) => append(text, source, false),
    produce: (text, source) => append(text, source, true),
    finish(sourceLength) {
      mark(sourceLength, false);
      return { text: pieces.join(''), map: { outputs, sources, produced } };
    },
  };
}
