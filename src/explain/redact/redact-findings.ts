import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Redactor } from './redactor.ts';

/** Redacts the texts of findings, because they quote the workflow. */
export function redactFindings<Finding extends Texts>(
  findings: readonly Finding[],
  { text }: Redactor,
): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    message: text(finding.message),
    ...(finding.note === undefined ? {} : { note: text(finding.note) }),
    ...(finding.help === undefined ? {} : { help: text(finding.help) }),
  }));
}

interface Texts extends Pick<Diagnostic, 'message'> {
  readonly note?: string | undefined;
  readonly help?: string | undefined;
}
