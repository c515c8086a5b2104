import picocolors from 'picocolors';
import { oneLine } from '../../base/text/printable.ts';
import type { Diagnostic, DiagnosticArgs, Severity, SourceRange } from '../../diagnostics/diagnostic.ts';
import { placeOf, textLine } from '../../diagnostics/format/reported.ts';
import type { CommandIo } from '../io.ts';

/** A finding with what it is about, for people: a file, or a step of it. */
export interface Finding extends Pick<Diagnostic, 'code' | 'severity' | 'message'> {
  readonly subject: string;
  readonly note?: string | undefined;
  readonly help?: string | undefined;
  readonly args?: DiagnosticArgs | undefined;
  readonly range?: SourceRange | undefined;
}

/** Writes findings to standard error, one line each: place, message, note, help and code. */
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
    io.writeError(`${place}: ${paint[severity](severity)} ${text} ${colours.dim(`[${code}]`)}\n`);
  }
}
