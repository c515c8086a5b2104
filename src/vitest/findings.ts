import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Reported } from '../diagnostics/format/reported.ts';
import { redactFindings } from '../explain/redact/redact-findings.ts';
import type { Redactor } from '../explain/redact/redactor.ts';
import type { CompiledWorkflow } from '../translate/model/compiled-workflow.ts';
import { leftOutDiagnostic, nothingRunsDiagnostic } from '../workflow/messages/left-out.ts';
import type { LocateInStep } from '../workflow/positions/origins.ts';
import { locateInYaml } from '../workflow/positions/origins.ts';
import type { CompileInput, CompileResult } from '../workflow/types.ts';
import { WorkflowError } from './workflow-files.ts';

/** What planning a workflow found, placed in its file. */
export function planFinding(
  diagnostic: Diagnostic,
  config: CompiledWorkflow,
  locate: LocateInStep,
  subject: string,
): Reported {
  const isOfAgent = 'source' in diagnostic && diagnostic.source === 'agent';
  if (isOfAgent) return { ...diagnostic, subject: 'agent' };
  const range = diagnostic.range ?? locateInYaml(config, locate)(diagnostic.path, diagnostic.at);
  return { ...diagnostic, subject, ...(range === undefined ? {} : { range }) };
}

/** That no workflow runs, and why. */
export function nothingRuns(
  { leftOut }: CompileResult,
  { metadata = {} }: CompileInput,
  subject: string,
): Reported[] {
  const reasons = leftOut.map(
    (left): Reported => ({
      ...reported(leftOutDiagnostic(left, metadata, 'options')),
      subject,
      ...(left.range === undefined ? {} : { range: left.range }),
    }),
  );
  return [{ ...reported(nothingRunsDiagnostic([], metadata)), subject }, ...reasons];
}

/** Nothing to pin is an error, whatever the reason. */
function reported({ code, message, note, help, args }: Diagnostic): Omit<Reported, 'subject'> {
  const texts = { message, ...(note === undefined ? {} : { note }), ...(help === undefined ? {} : { help }) };
  return { severity: 'error', code, args, ...texts };
}

/** Throws {@link WorkflowError} with the findings that are in the way of a snapshot, without secrets in them. */
export function failFor(
  findings: readonly Reported[],
  { isStrict, redactor }: { isStrict: boolean; redactor: Redactor },
): void {
  const reasons = findings.filter(
    ({ severity }) => severity === 'error' || (isStrict && severity === 'warning'),
  );
  if (reasons.length === 0) return;
  throw new WorkflowError(redactFindings(reasons, redactor));
}
