import type { Place } from '../../base/yaml/yaml.ts';
import type { SourcePosition, SourceRange } from '../../diagnostics/diagnostic.ts';
import { lastNotAbove } from '../collections.ts';

/** A string that was parsed, and how to find its places in the file that the user wrote. */
export interface SourceText {
  readonly text: string;
  readonly rangeOf: (place: Place) => SourceRange;
}

/** The text of a file as written. */
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
