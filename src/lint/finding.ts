import { type ArgsOf, type Diagnostic, diagnose, type RuleTable } from '../diagnostics/diagnostic.ts';
import type { PlacedClaim, PlacedLoss } from '../explain/ledger/field-origins.ts';
import type { StepTrace, WorkflowTrace } from '../explain/ledger/trace.ts';
import type { AgentEnvironment } from '../translate/agent/agent-options-from-env.ts';
import type { Fix } from '../translate/provenance/origin.ts';
import type { ReasonCode } from '../translate/provenance/reasons.ts';

/** The resources of a node, as quantities: `{ cpu: '4', memory: '8Gi' }`. */
export type NodeResources = Readonly<Record<string, string>>;

/** Input of linting besides the workflow and the agent. */
export interface LintOptions {
  /** The largest node; requests are compared with it. Default: they are not compared. */
  readonly node?: NodeResources | undefined;
}

/** The owner of the place that a finding points at. */
export type FindingSource = 'workflow' | 'agent' | 'context';

/** A finding about a workflow, or about the agent that runs it. */
export interface Finding<Code extends string = string> extends Diagnostic<Code> {
  /**
   * The owner of `path`: for `workflow` it points into the compiled workflow; for `agent` its first token is the full
   * name of a variable, or the name of an option that is not valid; for `context` it points into that.
   */
  readonly source: FindingSource;
  /** The agent variable or the release that changes it. */
  readonly fix?: Fix;
}

export interface LintInput {
  readonly trace: WorkflowTrace;
  /** The variables of the agent that are strings. */
  readonly environment: AgentEnvironment;
  /** The environment as the caller gave it. */
  readonly writtenEnvironment: unknown;
  readonly node: NodeResources;
  /** Whether any step of the workflow is a service. */
  readonly hasServices: boolean;
}

/** Looks for findings of one subject in a workflow. */
export type WorkflowRule = (input: LintInput) => readonly Finding[];

/** Looks for findings of one subject in a step. */
export type StepRule = (step: StepTrace, input: LintInput) => readonly Finding[];

/** The report for each reason for which somebody lost a field. */
export type LossRows = Readonly<
  Partial<Record<ReasonCode, (loss: PlacedLoss, step: StepTrace) => Finding | undefined>>
>;

/** The report for each reason for which somebody got a field. */
export type ClaimRows = Readonly<
  Partial<Record<ReasonCode, (claim: PlacedClaim, step: StepTrace) => readonly Finding[]>>
>;

/** Makes the findings of one table of rules. */
export function findingsOf<const Table extends RuleTable>(table: Table) {
  return <Code extends keyof Table & string>(
    code: Code,
    path: string,
    args: ArgsOf<Table[Code]>,
    { source = 'workflow', fix }: { source?: FindingSource; fix?: Fix | undefined } = {},
  ): Finding => ({ ...diagnose(table, code, path, args), source, ...(fix && { fix }) });
}
