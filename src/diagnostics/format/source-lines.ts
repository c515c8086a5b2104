import type { SourceRange } from '../diagnostic.ts';

/** What is shown of a line on each side of the place, in characters. */
const LONGEST_BEFORE = 60;
const LONGEST_LINE = 120;

/** A line of a file with the marks below it. */
export interface MarkedLine {
  readonly line: number;
  readonly text: string;
  readonly marks: string;
}

/** The line on which a range begins, and carets below what of the range is on it; undefined for a line that is not there. */
export function markedLine(source: string, { start, end }: SourceRange): MarkedLine | undefined {
  const text = lineAt(source, start.line);
  if (text === undefined) return undefined;
  const from = Math.min(start.column - 1, text.length);
  const lineEnd = text.trimEnd().length;
  const to = Math.max(from + 1, end.line === start.line ? Math.min(end.column - 1, text.length) : lineEnd);
  const { shown, cut } = windowOf(text, from);
  const before = widthKept(text.slice(cut, from));
  const lead = cut > 0 ? ' ' : '';
  const marked = widthKept(text.slice(from, Math.min(to, cut + LONGEST_LINE)));
  return {
    line: start.line,
    text: printable(shown),
    marks: `${lead}${before}${'^'.repeat(Math.max(1, marked.length))}`,
  };
}

/** The text of a line, from 1, without its end. */
export function lineAt(source: string, line: number): string | undefined {
  let start = 0;
  for (let number = 1; number < line; number++) {
    const next = source.indexOf('\n', start);
    if (next < 0) return undefined;
    start = next + 1;
  }
  const end = source.indexOf('\n', start);
  return source.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
}

/** A text without what a terminal would obey: control characters, and those that turn the direction of writing. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\t' || character === '\n' ? character : '\ufffd',
  );
}

/** Long lines are cut to what is around the place. */
function windowOf(text: string, from: number): { shown: string; cut: number } {
  const cut = from > LONGEST_LINE - LONGEST_BEFORE ? from - LONGEST_BEFORE : 0;
  const rest = text.slice(cut);
  const isCut = rest.length > LONGEST_LINE;
  return { shown: `${cut > 0 ? '…' : ''}${rest.slice(0, LONGEST_LINE)}${isCut ? '…' : ''}`, cut };
}

/** Blanks as wide as the text: a tab stays one, and characters outside the basic plane count once. */
function widthKept(text: string): string {
  return Array.from(text, (character) => (character === '\t' ? '\t' : ' ')).join('');
}
