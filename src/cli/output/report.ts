import picocolors from 'picocolors';
import { oneLine } from '../../base/text/printable.ts';
import type { Severity } from '../../diagnostics/diagnostic.ts';
import { formatHuman } from '../../diagnostics/format/human.ts';
import {
  inOrderOfPlaces,
  linesOf,
  placeOf,
  type Reported,
  textLine,
} from '../../diagnostics/format/reported.ts';
import type { Redactor } from '../../explain/redact/redactor.ts';
import type { CommandIo } from '../io.ts';

/** Writes findings to standard error, one line each: place, severity and code, message, note, help. */
export function reportFindings(findings: readonly Reported[], io: CommandIo): void {
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

/** Writes findings to standard error in the form of `lint`: with source lines, and their number by severity. */
export function reportWithSource(findings: readonly Reported[], redactor: Redactor, io: CommandIo): void {
  if (findings.length === 0) return;
  const style = { colours: picocolors.createColors(io.colours.error), columns: io.columns };
  io.writeError(formatHuman(inOrderOfPlaces(findings), linesOf(redactor.text, io.textOf), style));
}
