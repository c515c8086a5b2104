import type { SourcePosition } from '../diagnostics/diagnostic.ts';

/** The line and column of an offset into a text. */
export function positionOf(text: string, offset: number): SourcePosition {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line += 1;
  return { line, column: offset - start + 1 };
}
