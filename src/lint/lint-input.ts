import type { ArgsOf, Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { StepTrace } from '../explain/ledger/trace.ts';
import type { AgentCode } from '../translate/agent/messages.ts';
import type { Fix } from '../translate/provenance/origin.ts';
import type { Finding } from './finding.ts';
import { LINT_MESSAGES, type LintCode, type RuleCode } from './registry.ts';

/** A finding about a workflow, or about the agent that runs it. */
export interface LintDiagnostic extends Finding<LintCode | AgentCode> {}

type RuleArgs<Code extends RuleCode> = ArgsOf<(typeof LINT_MESSAGES)[Code]>;

/** A finding at a place in the workflow. */
export function finding<Code extends RuleCode>(
  code: Code,
  path: string,
  args: RuleArgs<Code>,
  fix?: Fix,
): LintDiagnostic {
  return { ...made(code, path, args), source: 'workflow', ...(fix && { fix }) };
}

function made<Code extends RuleCode>(code: Code, path: string, args: RuleArgs<Code>): Diagnostic<Code> {
  return diagnose(LINT_MESSAGES as never, code as never, path, args as never) as unknown as Diagnostic<Code>;
}

/** How messages name a step. */
export function stepTitle({ step }: StepTrace): string {
  return `${step.type === 'service' ? 'the service' : 'the step'} ${step.name}`;
}
