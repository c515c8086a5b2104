import { oneLine } from '../../base/text/printable.ts';
import type { Severity, SourceRange } from '../diagnostic.ts';
import { type Reported, textLines } from './reported.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Writes diagnostics as workflow commands of GitHub Actions, one a line, which become annotations of the files.
 *
 * Source: the workflow commands `error`, `warning` and `notice` of GitHub Actions.
 */
export function formatGithub(diagnostics: readonly Reported[]): string {
  return diagnostics.map((diagnostic) => `${commandOf(diagnostic)}\n`).join('');
}

function commandOf(diagnostic: Reported): string {
  const { severity, code, subject, range } = diagnostic;
  const properties = [...placeOf(range), ['title', code] as const].map(
    ([name, value]) => `${name}=${escapeProperty(oneLine(String(value)))}`,
  );
  // An annotation without a file must name its subject.
  const about = range?.file === undefined ? `${oneLine(subject)}: ` : '';
  const text = about + textLines(diagnostic).map(oneLine).join('\n');
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(text)}`;
}

/** The runner accepts columns only if the range is in one line. */
function placeOf(range: SourceRange | undefined): (readonly [string, string | number])[] {
  if (range?.file === undefined) return [];
  const { file, start, end } = range;
  const isOneLine = start.line === end.line;
  return [
    ['file', file],
    ['line', start.line],
    ...(isOneLine ? [['col', start.column] as const] : []),
    ['endLine', end.line],
    ...(isOneLine ? [['endColumn', end.column] as const] : []),
  ];
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
