import { isAbsolute, relative } from 'node:path';
import picocolors from 'picocolors';
import { formatGithub } from '../../diagnostics/format/github.ts';
import { formatHuman } from '../../diagnostics/format/human.ts';
import { formatJson } from '../../diagnostics/format/json.ts';
import type { LineOf, Reported } from '../../diagnostics/format/reported.ts';
import { formatSarif } from '../../diagnostics/format/sarif.ts';
import { redactFindings } from '../../explain/redact/redact-findings.ts';
import type { RedactText } from '../../explain/redact/redact-text.ts';
import type { Redactor } from '../../explain/redact/redactor.ts';
import { helpOfCode } from '../../lint/codes.ts';
import type { CommandIo } from '../io.ts';
import { packageVersion } from '../package-files.ts';

export const REPORT_FORMS = ['human', 'json', 'sarif', 'github'] as const;

export type ReportForm = (typeof REPORT_FORMS)[number];

/** The text of a file by its name in findings; undefined where it is not known. */
export type TextOf = (file: string) => string | undefined;

/** Writes findings to standard output, without the secrets that messages and lines may quote. */
export function writeReport(
  findings: readonly Reported[],
  form: ReportForm,
  redactor: Redactor,
  textOf: TextOf,
  io: CommandIo,
): void {
  const redacted = redactFindings(findings, redactor);
  const lineOf = linesOf(redactor.text, textOf);
  switch (form) {
    case 'human':
      io.writeOut(formatHuman(redacted, lineOf, picocolors.createColors(io.colours.out)));
      break;
    case 'json':
      io.writeOut(formatJson(redacted));
      break;
    case 'sarif': {
      const tool = { name: 'podwright', version: packageVersion(), helpOf: helpOfCode };
      io.writeOut(formatSarif(redacted.map(belowWorkingFolder), linesBelow(redacted, lineOf), tool));
      break;
    }
    case 'github':
      io.writeOut(formatGithub(redacted.map(belowWorkingFolder)));
  }
}

/** Programs that read reports know files by their place below the folder that they work in. */
function belowWorkingFolder(finding: Reported): Reported {
  const { range } = finding;
  if (range?.file === undefined || !isAbsolute(range.file)) return finding;
  const file = relative(process.cwd(), range.file);
  return file.startsWith('..') || isAbsolute(file) ? finding : { ...finding, range: { ...range, file } };
}

function linesOf(redact: RedactText, textOf: TextOf): LineOf {
  const files = new Map<string, readonly string[]>();
  return (file, line) => {
    const lines = files.get(file) ?? textOf(file)?.split(/\r?\n/) ?? [];
    files.set(file, lines);
    const text = lines[line - 1];
    if (text === undefined) return undefined;
    const shown = redact(text);
    return { text: shown, isRedacted: shown !== text };
  };
}

/** Lines by the names that files have below the working folder. */
function linesBelow(findings: readonly Reported[], lineOf: LineOf): LineOf {
  const names = new Map(
    findings.map((finding) => [belowWorkingFolder(finding).range?.file, finding.range?.file]),
  );
  return (file, line) => lineOf(names.get(file) ?? file, line);
}
