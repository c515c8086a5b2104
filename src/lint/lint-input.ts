import type { ArgsOf, Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Fix } from '../explain/ledger/decision.ts';
import type { StepTrace, WorkflowTrace } from '../explain/ledger/trace.ts';
import type { AgentEnvironment } from '../translate/agent/agent-options-from-env.ts';
import { LINT_MESSAGES, type LintCode, type RuleCode } from './registry.ts';

/** What a node has to give, as quantities: `{ cpu: '4', memory: '8Gi' }`. */
export type NodeResources = Readonly<Record<string, string>>;

/** What linting may know beside the workflow and the agent. */
export interface LintOptions {
  /** The largest node: with it requests are compared to what one node has. Default: they are not. */
  readonly node?: NodeResources | undefined;
}

/** A finding about a workflow, or about the agent that is to run it. */
export interface LintDiagnostic extends Diagnostic<LintCode> {
  /**
   * Whose part it is in: for `workflow` the path points into the compiled workflow; for `agent` its first token is
   * the full name of a variable; for `context` it points into what only the running agent knows.
   */
  readonly source: 'workflow' | 'agent' | 'context';
  /** What would change it, where that is a variable of the agent or a release. */
  readonly fix?: Fix;
}

/** What the rules look at. */
export interface LintInput {
  readonly trace: WorkflowTrace;
  readonly environment: AgentEnvironment;
  readonly options: LintOptions;
  /** Whether any step of the workflow is a service. */
  readonly hasServices: boolean;
}

/** Looks for findings of one subject in a workflow. */
export type WorkflowRule = (input: LintInput) => readonly LintDiagnostic[];

/** Looks for findings of one subject in a step. */
export type StepRule = (step: StepTrace, input: LintInput) => readonly LintDiagnostic[];

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

/** A finding at a variable of the agent. */
export function agentFinding<Code extends RuleCode>(
  code: Code,
  path: string,
  args: RuleArgs<Code>,
): LintDiagnostic {
  return { ...made(code, path, args), source: 'agent' };
}

function made<Code extends RuleCode>(code: Code, path: string, args: RuleArgs<Code>): Diagnostic<Code> {
  return diagnose(LINT_MESSAGES as never, code as never, path, args as never) as unknown as Diagnostic<Code>;
}

/** How messages name a step. */
export function stepTitle({ step }: StepTrace): string {
  return `${step.type === 'service' ? 'the service' : 'the step'} ${step.name}`;
}
