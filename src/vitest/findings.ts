import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Reported } from '../diagnostics/format/reported.ts';
import { redactFindings } from '../explain/redact/redact-findings.ts';
import type { Redactor } from '../explain/redact/redactor.ts';
import type { CompiledWorkflow } from '../translate/model/compiled-workflow.ts';
import { leftOutMessage } from '../workflow/messages/left-out.ts';
import type { LocateInStep } from '../workflow/positions/origins.ts';
import { locateInYaml } from '../workflow/positions/origins.ts';
import type { CompileInput, CompileResult } from '../workflow/types.ts';
import { WorkflowError } from './workflow-error.ts';

/** What the server reports, and what it should. */
export function serverFindings({ errors, notices }: CompileResult, subject: string): Reported[] {
  return [
    ...errors.map(
      ({ warning, code, message, note, help, range }): Reported => ({
        subject,
        severity: warning ? 'warning' : 'error',
        code,
        message,
        note,
        help,
        ...(range === undefined ? {} : { range }),
      }),
    ),
    ...notices.map((notice) => ({ ...notice, subject })),
  ];
}

/** What planning a workflow found, placed in its file. */
export function planFinding(
  diagnostic: Diagnostic,
  config: CompiledWorkflow,
  locate: LocateInStep,
  subject: string,
): Reported {
  const isOfAgent = 'source' in diagnostic && diagnostic.source === 'agent';
  if (isOfAgent) return { ...diagnostic, subject: 'agent' };
  const range = diagnostic.range ?? locateInYaml(config, locate)(diagnostic.path);
  return { ...diagnostic, subject, ...(range === undefined ? {} : { range }) };
}

/** Options that change what a condition is held against. */
const OPTIONS: ReadonlyMap<string, string> = new Map([
  ['event', 'the option event'],
  ['branch', 'the option branch'],
  ['ref', 'the options ref and tag'],
  ['cron', 'the option cron'],
  ['repo', 'the option repo'],
  ['path', 'the option changed'],
  ['platform', 'the option metadata'],
]);

/** That no workflow runs, and why. */
export function nothingRuns(
  { leftOut }: CompileResult,
  { metadata = {} }: CompileInput,
  subject: string,
): Reported[] {
  const { event, commit } = metadata.curr ?? {};
  const message = `No workflow runs for the event ${event} on ${commit?.ref}, so there are no objects.`;
  const reasons = leftOut.map(
    (left): Reported => ({
      subject,
      severity: 'error',
      code: `left-out-${left.reason}`,
      message: leftOutMessage(left, metadata, (condition) => OPTIONS.get(condition)),
      ...(left.range === undefined ? {} : { range: left.range }),
    }),
  );
  return [{ subject, severity: 'error', code: 'nothing-runs', message }, ...reasons];
}

/** Throws {@link WorkflowError} with the findings that stand in the way of a snapshot, without secrets in them. */
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
