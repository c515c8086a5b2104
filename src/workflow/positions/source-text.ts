import type { Place } from '../../base/yaml/yaml.ts';
import type { SourcePosition, SourceRange } from '../../diagnostics/diagnostic.ts';

/** A string that was parsed, and how to find its places in the file that the user wrote. */
export interface SourceText {
  readonly text: string;
  readonly rangeOf: (place: Place) => SourceRange;
}

export function sourceText(file: string, text: string): SourceText {
  let lines: readonly number[] | undefined;
  const position = (offset: number): SourcePosition => {
    lines ??= lineStarts(text);
    const inText = Math.min(offset, text.length);
    const line = lastNotAbove(lines, inText);
    return { line: line + 1, column: inText - (lines[line] ?? 0) + 1 };
  };
  return {
    text,
    rangeOf: ({ start, end }) => {
      const from = position(start);
      const to = position(end);
      return { file, start: from, end: isBefore(to, from) ? from : to };
    },
  };
}

/**
 * A string that was made from another one.
 *
 * @param toSource offset in the other string of an offset in this one
 */
export function derivedText(
  source: SourceText,
  text: string,
  toSource: (offset: number) => number,
): SourceText {
  return {
    text,
    rangeOf: ({ start, end }) => source.rangeOf({ start: toSource(start), end: toSource(end) }),
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1))
    starts.push(index + 1);
  return starts;
}

function isBefore(left: SourcePosition, right: SourcePosition): boolean {
  return left.line === right.line ? left.column < right.column : left.line < right.line;
}

/** A string under construction, of parts that copy a source or that an expression in the source produces. */
export interface MappedOutput {
  copy(text: string, source: number): void;
  produce(text: string, source: number): void;
  /** Finishes the string. `toSource` finds the offset in the source of an offset in the string. */
  finish(sourceLength: number): { readonly text: string; readonly toSource: (offset: number) => number };
}

export function mappedOutput(): MappedOutput {
  const pieces: string[] = [];
  // Of each part its offset in the output, its offset in the source, and whether it was produced.
  const outputs: number[] = [];
  const sources: number[] = [];
  const produced: boolean[] = [];
  let length = 0;
  const append = (text: string, source: number, isProduced: boolean): void => {
    if (text === '') return;
    outputs.push(length);
    sources.push(source);
    produced.push(isProduced);
    pieces.push(text);
    length += text.length;
  };
  return {
    copy: (text, source) => append(text, source, false),
    produce: (text, source) => append(text, source, true),
    finish(sourceLength) {
      outputs.push(length);
      sources.push(sourceLength);
      return {
        text: pieces.join(''),
        toSource: (offset) => {
          const part = lastNotAbove(outputs, offset);
          const source = sources[part] ?? 0;
          return produced[part] === true ? source : source + offset - (outputs[part] ?? 0);
        },
      };
    },
  };
}

/** The index of the last of ascending numbers that is not above another number; 0 if there is none. */
function lastNotAbove(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
