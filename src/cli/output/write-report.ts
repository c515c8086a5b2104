import { isAbsolute, relative } from 'node:path';
import picocolors from 'picocolors';
import { formatGithub } from '../../diagnostics/format/github.ts';
import { formatHuman } from '../../diagnostics/format/human.ts';
import { formatJson } from '../../diagnostics/format/json.ts';
import type { LineOf, Reported } from '../../diagnostics/format/reported.ts';
import { formatSarif } from '../../diagnostics/format/sarif.ts';
import { redactFindings } from '../../explain/redact/redact-findings.ts';
import type { Redactor } from '../../explain/redact/redactor.ts';
import { helpOfCode } from '../../lint/codes.ts';
import type { CommandIo } from '../io.ts';
import { packageVersion } from '../package-files.ts';
import { linesOf } from './report.ts';

export const REPORT_FORMS = ['human', 'json', 'sarif', 'github'] as const;

export type ReportForm = (typeof REPORT_FORMS)[number];

/** Writes findings to standard output, without the secrets that messages and lines may quote. */
export function writeReport(
  findings: readonly Reported[],
  form: ReportForm,
  redactor: Redactor,
  io: CommandIo,
): void {
  const redacted = redactFindings(findings, redactor);
  const lineOf = linesOf(redactor, io);
  switch (form) {
    case 'human':
      io.writeOut(
        formatHuman(redacted, lineOf, {
          colours: picocolors.createColors(io.colours.out),
          columns: io.columns,
        }),
      );
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

/** Lines by the names that files have below the working folder. */
function linesBelow(findings: readonly Reported[], lineOf: LineOf): LineOf {
  const names = new Map(
    findings.map((finding) => [belowWorkingFolder(finding).range?.file, finding.range?.file]),
  );
  return (file, line) => lineOf(names.get(file) ?? file, line);
}
