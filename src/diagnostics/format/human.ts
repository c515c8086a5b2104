import { oneLine } from '../../base/text/printable.ts';
import type { Severity } from '../diagnostic.ts';
import { type Counts, countBySeverity, type LineOf, type Reported } from './reported.ts';
import { markedLine } from './source-lines.ts';

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

/** Writes diagnostics for people: place, code, the line with marks below it, message, note and help; then how many there are. */
export function formatHuman(diagnostics: readonly Reported[], lineOf: LineOf, colours: Colours): string {
  const blocks = diagnostics.map((diagnostic) => blockOf(diagnostic, lineOf, colours));
  return `${blocks.join('\n')}${blocks.length === 0 ? '' : '\n'}${summaryOf(countBySeverity(diagnostics))}\n`;
}

function blockOf(diagnostic: Reported, lineOf: LineOf, colours: Colours): string {
  const { code, severity, message, note, help } = diagnostic;
  const paint = colours[COLOURS[severity]];
  const place = colours.bold(oneLine(placeOf(diagnostic)));
  return [
    `${place} ${paint(`${severity}[${code}]`)}`,
    ...sourceOf(diagnostic, lineOf, paint, colours.dim),
    `  ${oneLine(message)}`,
    ...(note === undefined ? [] : [`  ${colours.bold('note')}: ${oneLine(note)}`]),
    ...(help === undefined ? [] : [`  ${colours.bold('help')}: ${oneLine(help)}`]),
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

function summaryOf({ error, warning, info }: Counts): string {
  const parts = [count(error, 'error'), count(warning, 'warning'), count(info, 'note')].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? 'Nothing found.' : `Found ${parts.join(', ')}.`;
}

function count(number: number, noun: string): string | undefined {
  return number === 0 ? undefined : `${number} ${noun}${number === 1 ? '' : 's'}`;
}
