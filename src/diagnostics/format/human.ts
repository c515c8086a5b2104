import { maskUnprintable, oneLine } from '../../base/text/printable.ts';
import type { Severity, SourceRange } from '../diagnostic.ts';
import { detailsOf, type LineOf, positionOf, type Reported, severityCountsText } from './reported.ts';

/**
 * Colors a string.
 *
 * @param text a part of a line
 */
export type Paint = (text: string) => string;

/** How to show a report. */
export interface HumanStyle {
  readonly colours: Colours;
  /** The width of the terminal; default: texts are not wrapped. */
  readonly columns?: number | undefined;
}

/**
 * How to color a report; picocolors fits. Errors and removals are red, warnings yellow, notes and causes cyan, and
 * additions green.
 */
export type Colours = Readonly<Record<'red' | 'green' | 'yellow' | 'cyan' | 'bold' | 'dim', Paint>>;

const asIs: Paint = (text) => text;

/** No colors. */
export const PLAIN: Colours = { red: asIs, green: asIs, yellow: asIs, cyan: asIs, bold: asIs, dim: asIs };

export const SEVERITY_COLOURS: Readonly<Record<Severity, 'red' | 'yellow' | 'cyan'>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
};

/**
 * Writes diagnostics for people: place, severity, code, the source line with carets, message, note and help; then their
 * number by severity. The last line replaces the diagnostic that nothing was linted.
 */
export function formatHuman(all: readonly Reported[], lineOf: LineOf, style: HumanStyle): string {
  const diagnostics = all.filter(({ code }) => code !== 'nothing-linted');
  const end = diagnostics.length < all.length ? 'Nothing was linted, because no workflow runs.' : undefined;
  const blocks = diagnostics.map((diagnostic) => blockOf(diagnostic, lineOf, style));
  return `${blocks.join('\n')}${blocks.length === 0 ? '' : '\n'}${summaryOf(diagnostics, end)}\n`;
}

function blockOf(diagnostic: Reported, lineOf: LineOf, { colours, columns }: HumanStyle): string {
  const { code, severity, message } = diagnostic;
  const paint = colours[SEVERITY_COLOURS[severity]];
  const place = colours.bold(oneLine(positionOf(diagnostic)));
  const details = detailsOf(diagnostic).map(([label, text]) => {
    const lines = wrapped(`${label}: ${oneLine(text)}`, columns);
    return `${colours.bold(label)}${lines.slice(label.length)}`;
  });
  return [
    `${place} ${paint(`${severity}[${code}]`)}`,
    ...sourceOf(diagnostic, lineOf, paint, { colours, columns }),
    ...[wrapped(oneLine(message), columns), ...details].map((text) => `  ${text}`),
    '',
  ].join('\n');
}

/** Narrower than this, a wrapped text is harder to read than a line that the terminal breaks. */
const LEAST_COLUMNS = 30;

/** Breaks a string at spaces into indented lines that fit the terminal. */
function wrapped(text: string, columns: number | undefined): string {
  if (columns === undefined || columns < LEAST_COLUMNS) return text;
  const width = columns - 2;
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n  ');
}

function sourceOf(
  { range }: Reported,
  lineOf: LineOf,
  paint: Paint,
  { colours: { dim }, columns }: HumanStyle,
): string[] {
  if (range?.file === undefined) return [];
  const line = lineOf(range.file, range.start.line);
  if (line === undefined) return [];
  const number = String(range.start.line);
  const { text, marks } = markedLine(line.text, range, (columns ?? Infinity) - number.length - 7);
  const shown = `  ${dim(`${number} |`)} ${text}`;
  if (line.isRedacted) return [shown];
  const caret = marks.indexOf('^');
  const margin = dim(`${' '.repeat(number.length)} |`);
  return [shown, `  ${margin} ${marks.slice(0, caret)}${paint(marks.slice(caret))}`];
}

function summaryOf(diagnostics: readonly Reported[], end: string | undefined): string {
  const counts = severityCountsText(diagnostics);
  return counts === undefined ? (end ?? 'Nothing found.') : `${counts}${end === undefined ? '' : ` ${end}`}`;
}

/** The most and the fewest characters that are shown of a line. */
const LONGEST_LINE = 120;
const SHORTEST_LINE = 20;

export interface MarkedLine {
  readonly text: string;
  readonly marks: string;
}

/** A line with carets below the part of a range that is on it, if the range begins in the line. */
export function markedLine(text: string, { start, end }: SourceRange, columns = LONGEST_LINE): MarkedLine {
  const width = Math.max(SHORTEST_LINE, Math.min(columns, LONGEST_LINE));
  const from = Math.min(start.column - 1, text.length);
  const lastColumn = end.line === start.line ? Math.min(end.column - 1, text.length) : text.trimEnd().length;
  const { shown, cut } = windowOf(text, from, width);
  const lead = `${cut > 0 ? ' ' : ''}${spaces(text.slice(cut, from))}`;
  const marked = spaces(text.slice(from, Math.min(lastColumn, cut + width)));
  return {
    text: maskUnprintable(shown).trimEnd(),
    marks: `${lead}${'^'.repeat(Math.max(1, marked.length))}`,
  };
}

/** Cuts a long line to the characters around the place. */
function windowOf(text: string, from: number, width: number): { shown: string; cut: number } {
  const before = Math.floor(width / 2);
  const cut = from > width - before ? from - before : 0;
  const rest = text.slice(cut);
  const isCut = rest.length > width;
  return { shown: `${cut > 0 ? '…' : ''}${rest.slice(0, width)}${isCut ? '…' : ''}`, cut };
}

/** Spaces as wide as a terminal shows the text: a tab stays one, and marks above letters have no width. */
function spaces(text: string): string {
  return Array.from(text, (character) => {
    if (character === '\t') return '\t';
    if (/^\p{Mn}$/u.test(character)) return '';
    return WIDE.test(character) ? '  ' : ' ';
  }).join('');
}

/** The scripts of East Asia and pictures. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;
