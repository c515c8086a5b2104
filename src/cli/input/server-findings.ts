import { findingLine } from '../../diagnostics/format/reported.ts';
import type { CompileError } from '../../workflow/types.ts';
import { InputError } from '../io.ts';
import type { Finding } from '../output/report.ts';

/** What the server would report, as a finding. */
export function errorFinding(error: CompileError, subject: string): Finding {
  const { warning, code, message, note, help, args, range } = error;
  return { subject, severity: warning ? 'warning' : 'error', code, message, note, help, args, range };
}

/** Ends the command with what the server refuses the pipeline for, or crashes on. */
export function endRefused(findings: readonly Finding[]): never {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const lines = new Set((errors.length > 0 ? errors : findings).map(findingLine));
  throw new InputError(['the server refuses this pipeline.', ...lines]);
}
