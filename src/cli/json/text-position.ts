import type { SourcePosition } from '../../diagnostics/diagnostic.ts';

/** The line and column of an offset into a text. */
export function positionOf(text: string, offset: number): SourcePosition {
  return positionsIn(text)(offset);
}

/** The same for any number of offsets: the lines are counted once. */
export function positionsIn(text: string): (offset: number) => SourcePosition {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
