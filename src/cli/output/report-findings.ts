import { oneLine } from '../../base/text/printable.ts';
import { formatHuman, SEVERITY_COLOURS } from '../../diagnostics/format/human.ts';
import {
  findingLine,
  inOrderOfPlaces,
  lineFinder,
  placeText,
  type Reported,
  textLine,
} from '../../diagnostics/format/reported.ts';
import type { Redactor } from '../../explain/redact/redactor.ts';
import { type CommandIo, InputError } from '../io.ts';

/** Ends the command with the errors or crashes of the server. */
export function endRefused(findings: readonly Reported[]): never {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const lines = new Set((errors.length > 0 ? errors : findings).map(findingLine));
  throw new InputError(['the server rejects this pipeline.', ...lines]);
}

/** Writes findings to standard error, one line each: place, severity and code, message, note, help. */
export function reportFindings(findings: readonly Reported[], io: CommandIo): void {
  const colours = io.colours.error;
  for (const finding of findings) {
    const { severity, code } = finding;
    const text = oneLine(textLine(finding));
    const place = colours.bold(oneLine(placeText(finding)));
    io.writeError(`${place}: ${colours[SEVERITY_COLOURS[severity]](`${severity}[${code}]`)}: ${text}\n`);
  }
}

/** Writes findings to standard error in the form of `lint`: with source lines, and their number by severity. */
export function reportWithSource(findings: readonly Reported[], redactor: Redactor, io: CommandIo): void {
  if (findings.length === 0) return;
  const style = { colours: io.colours.error, columns: io.columns };
  io.writeError(formatHuman(inOrderOfPlaces(findings), lineFinder(redactor.text, io.textOf), style));
}
