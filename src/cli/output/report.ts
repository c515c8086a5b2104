import picocolors from 'picocolors';
import { oneLine } from '../../base/text/printable.ts';
import type { Severity } from '../../diagnostics/diagnostic.ts';
import { placeOf, type Reported, textLine } from '../../diagnostics/format/reported.ts';
import type { CommandIo } from '../io.ts';

/** A finding of a command, before it is written. */
export type Finding = Reported;

/** Writes findings to standard error, one line each: place, severity and code, message, note, help. */
export function reportFindings(findings: readonly Finding[], io: CommandIo): void {
  const colours = picocolors.createColors(io.colours.error);
  const paint: Record<Severity, (text: string) => string> = {
    error: colours.red,
    warning: colours.yellow,
    info: colours.cyan,
  };
  for (const finding of findings) {
    const { severity, code } = finding;
    const text = oneLine(textLine(finding));
    const place = colours.bold(oneLine(placeOf(finding)));
    io.writeError(`${place}: ${paint[severity](`${severity}[${code}]`)}: ${text}\n`);
  }
}

/** By file, line and column; what lies in no file comes first. The order of findings in one place is kept. */
export function inOrderOfPlaces(findings: readonly Reported[]): Reported[] {
  return [...findings].sort((left, right) => {
    const [leftFile, rightFile] = [left.range?.file ?? '', right.range?.file ?? ''];
    if (leftFile !== rightFile) return leftFile < rightFile ? -1 : 1;
    return (
      (left.range?.start.line ?? 0) - (right.range?.start.line ?? 0) ||
      (left.range?.start.column ?? 0) - (right.range?.start.column ?? 0)
    );
  });
}
