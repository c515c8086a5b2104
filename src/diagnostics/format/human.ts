import { maskUnprintable, oneLine } from '../../base/text/printable.ts';
import type { Severity, SourceRange } from '../diagnostic.ts';
import { type Counts, countBySeverity, type LineOf, NOTHING_LINTED, type Reported } from './reported.ts';

type Paint = (text: string) => string;

/** How to colour a report; picocolors fits. */
export interface Colours {
  readonly red: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
}

const COLOURS: Readonly<Record<Severity, 'red' | 'yellow' | 'cyan'>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
};

/**
 * Writes diagnostics for people: place, code, the line with marks below it, message, note and help; then how many there
 * are. Instead of the note that nothing was linted, the last line says so.
 */
export function formatHuman(all: readonly Reported[], lineOf: LineOf, colours: Colours): string {
  const diagnostics = all.filter(({ code }) => code !== NOTHING_LINTED);
  const end = diagnostics.length < all.length ? 'Nothing was linted, because no workflow runs.' : undefined;
  const blocks = diagnostics.map((diagnostic) => blockOf(diagnostic, lineOf, colours));
  return `${blocks.join('\n')}${blocks.length === 0 ? '' : '\n'}${summaryOf(countBySeverity(diagnostics), end)}\n`;
}

function blockOf(diagnostic: Reported, lineOf: LineOf, colours: Colours): string {
  const { code, severity, message, note, help, events } = diagnostic;
  const paint = colours[COLOURS[severity]];
  const place = colours.bold(oneLine(placeOf(diagnostic)));
  return [
    `${place} ${paint(`${severity}[${code}]`)}`,
    ...sourceOf(diagnostic, lineOf, paint, colours.dim),
    `  ${oneLine(message)}`,
    ...(note === undefined ? [] : [`  ${colours.bold('note')}: ${oneLine(note)}`]),
    ...(help === undefined ? [] : [`  ${colours.bold('help')}: ${oneLine(help)}`]),
    ...(events === undefined ? [] : [`  ${colours.bold('events')}: ${oneLine(events.join(', '))}`]),
    '',
  ].join('\n');
}

function placeOf({ range, subject }: Reported): string {
  if (range === undefined) return subject;
  return `${range.file ?? subject}:${range.start.line}:${range.start.column}`;
}

function sourceOf({ range }: Reported, lineOf: LineOf, paint: Paint, dim: Paint): string[] {
  if (range?.file === undefined) return [];
  const line = lineOf(range.file, range.start.line);
  if (line === undefined) return [];
  const number = String(range.start.line);
  const { text, marks } = markedLine(line.text, range);
  const shown = `  ${dim(`${number} |`)} ${text}`;
  if (line.isRedacted) return [shown];
  const caret = marks.indexOf('^');
  const margin = dim(`${' '.repeat(number.length)} |`);
  return [shown, `  ${margin} ${marks.slice(0, caret)}${paint(marks.slice(caret))}`];
}

function summaryOf({ error, warning, info }: Counts, end: string | undefined): string {
  const parts = [count(error, 'error'), count(warning, 'warning'), count(info, 'note')].filter(
    (part) => part !== undefined,
  );
  const counts = parts.length === 0 ? undefined : `Found ${parts.join(', ')}.`;
  return counts === undefined ? (end ?? 'Nothing found.') : `${counts}${end === undefined ? '' : ` ${end}`}`;
}

function count(number: number, noun: string): string | undefined {
  return number === 0 ? undefined : `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** What is shown of a line on each side of the place, in characters. */
const LONGEST_BEFORE = 60;
const LONGEST_LINE = 120;

/** A line with marks below it. */
export interface MarkedLine {
  readonly text: string;
  readonly marks: string;
}

/** A line with carets below what of a range is on it, where the range begins in the line. */
export function markedLine(text: string, { start, end }: SourceRange): MarkedLine {
  const from = Math.min(start.column - 1, text.length);
  const lastColumn = end.line === start.line ? Math.min(end.column - 1, text.length) : text.trimEnd().length;
  const { shown, cut } = windowOf(text, from);
  const lead = `${cut > 0 ? ' ' : ''}${spaces(text.slice(cut, from))}`;
  const marked = spaces(text.slice(from, Math.min(lastColumn, cut + LONGEST_LINE)));
  return {
    text: maskUnprintable(shown).trimEnd(),
    marks: `${lead}${'^'.repeat(Math.max(1, marked.length))}`,
  };
}

/** Long lines are cut to what is around the place. */
function windowOf(text: string, from: number): { shown: string; cut: number } {
  const cut = from > LONGEST_LINE - LONGEST_BEFORE ? from - LONGEST_BEFORE : 0;
  const rest = text.slice(cut);
  const isCut = rest.length > LONGEST_LINE;
  return { shown: `${cut > 0 ? '…' : ''}${rest.slice(0, LONGEST_LINE)}${isCut ? '…' : ''}`, cut };
}

/** Spaces as wide as a terminal shows the text: a tab stays one, and marks above letters take no room. */
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
