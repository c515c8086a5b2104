import { findingLine } from '../../diagnostics/format/finding-line.ts';
import { redactTexts, secretValues } from '../../explain/redact/secret-texts.ts';
import type { CompileError, CompileInput } from '../../workflow/types.ts';
import { InputError } from '../io.ts';
import type { Finding } from '../output/report.ts';
import type { WorkflowFlags } from './workflow-flags.ts';

/** What the server would report, as a finding. */
export function errorFinding(error: CompileError, subject: string): Finding {
  const { warning, code, message, note, help, range } = error;
  return { subject, severity: warning ? 'warning' : 'error', code, message, note, help, range };
}

/** Ends the command with what the server refuses the pipeline for, or crashes on. */
export function refuse(findings: readonly Finding[]): never {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const lines = new Set((errors.length > 0 ? errors : findings).map(findingLine));
  throw new InputError(['the server refuses this pipeline.', ...lines]);
}

/** Takes secrets out of the messages, as they quote the workflow. */
export function redactFindings(
  findings: readonly Finding[],
  input: CompileInput,
  { showSecrets = false }: WorkflowFlags,
): Finding[] {
  const redact = redactTexts(showSecrets ? [] : secretValues(input));
  return findings.map((finding) => ({
    ...finding,
    message: redact(finding.message),
    note: finding.note && redact(finding.note),
    help: finding.help && redact(finding.help),
  }));
}
