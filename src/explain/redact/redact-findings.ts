import { type RedactableTexts, redactedTexts } from '../../diagnostics/template.ts';
import type { Redactor } from './redactor.ts';

/** Redacts the texts of findings, because they quote the workflow, and removes the raw values of the texts. */
export function redactFindings<Finding extends RedactableTexts>(
  findings: readonly Finding[],
  { text }: Redactor,
): Omit<Finding, 'args'>[] {
  const redact = (part: string): string => text(part, true);
  return findings.map(({ args, ...finding }) => ({
    ...finding,
    ...redactedTexts({ ...finding, args }, redact),
  }));
}
