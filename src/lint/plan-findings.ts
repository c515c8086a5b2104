import { groupBy } from '../base/collections.ts';
import { isWithin, parentOf, pointerTo } from '../base/json/json-pointer.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { LedgerContext } from '../explain/ledger/explain-workflow.ts';
import { stepPathOf, type WorkflowTrace } from '../explain/ledger/trace.ts';
import type { AgentOptions } from '../translate/agent/agent-options.ts';
import type { CompiledWorkflow } from '../translate/model/compiled-workflow.ts';
import { type DiagnosedPlan, planWorkflow } from '../translate/plan/plan-workflow.ts';
import type { WorkflowPlan } from '../translate/plan/workflow-plan.ts';
import type { LintDiagnostic } from './codes.ts';
import type { Finding } from './finding.ts';
import { lintTrace, lintWorkflow } from './lint-workflow.ts';

/** The failures of a plan and rejections of its objects, with the codes and texts of `lintWorkflow` for what it reports. */
export function planFindings(
  diagnostics: readonly Diagnostic[],
  trace: WorkflowTrace,
  context: LedgerContext,
  rejections: readonly Finding[] = [],
): Finding[] {
  const failures = diagnostics.map((failure): Finding => ({ ...failure, source: 'workflow' }));
  const found = [...failures, ...rejections];
  return found.length === 0 ? [] : withCauses(found, lintTrace(trace, context, {}));
}

const REFUSED: WorkflowPlan = Object.freeze({ setup: [], setupError: 'refused', steps: [], teardown: [] });

/**
 * Plans a workflow as `planWorkflow` does, but rejects whatever the agent would drop, guess or break.
 *
 * The diagnostics are those of `lintWorkflow`. If one of them is an error or a warning, the plan has no objects and its
 * `setupError` is `refused`. It never throws.
 *
 * @param workflow as compiled; it is not changed
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context values that only the running agent knows
 */
export function planStrictly(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: LedgerContext = {},
): Pick<DiagnosedPlan, 'plan'> & {
  /** The findings of `lintWorkflow`. */
  readonly diagnostics: readonly LintDiagnostic[];
} {
  const diagnostics = lintWorkflow(workflow, agent, context);
  const isRefused = diagnostics.some(({ severity }) => severity !== 'info');
  return { plan: isRefused ? REFUSED : planWorkflow(workflow, agent, context), diagnostics };
}

/** The findings of rules that report the cause of a failure or rejection at another place, or as less than an error. */
const CAUSES: ReadonlyMap<string, readonly LintDiagnostic['code'][]> = new Map([
  ['service-ports-missing', ['service-without-ports']],
  ['request-above-limit', ['resource-limit-below-request']],
  ['memory-too-small', ['quantity-implausible']],
  ['quantity-fractional-bytes', ['quantity-implausible']],
  ['panic-quantity', ['volume-size-crash']],
  ['panic', ['workflow-empty-crash', 'volume-missing-crash']],
  ['invalid-name', ['workflow-volume-invalid', 'task-uuid-invalid']],
  ['already-exists', ['object-exists']],
  ['wrong-type', ['value-not-decoded']],
]);

/**
 * Leaves out rejections if a rule reports the cause: as an error at the same place, or by {@link CAUSES}. The rule has
 * the better help.
 */
export function withoutRepeated(findings: readonly Finding[], reported: readonly Finding[]): Finding[] {
  const causesOf = causeFinder(reported);
  return findings.filter((finding) => causesOf(finding).length === 0);
}

/**
 * Replaces failures and rejections by the findings of rules that report their causes, each once. These are warnings if
 * the agent creates the objects all the same.
 */
function withCauses(rejections: readonly Finding[], reported: readonly Finding[]): Finding[] {
  const causesOf = causeFinder(reported);
  const isError = new Map<Finding, boolean>();
  for (const rejection of rejections) {
    const causes = causesOf(rejection);
    for (const finding of causes.length === 0 ? [rejection] : causes)
      isError.set(finding, isError.get(finding) === true || rejection.severity === 'error');
  }
  return [...isError].map(([finding, stays]) =>
    finding.severity === 'error' && !stays ? { ...finding, severity: 'warning' } : finding,
  );
}

/** Finds the reports of rules about the cause of a rejection. */
function causeFinder(reported: readonly Finding[]): (rejection: Finding) => readonly Finding[] {
  const byPlace = groupBy(reported, ({ source, path }) => placeIn(source, path));
  return ({ code, source, path, args }) => {
    if (code.startsWith('pod-security-')) return [];
    // The agent drops values that it cannot decode, and continues.
    const isCause = ({ severity }: Finding) => severity === 'error' || code === 'option-not-decoded';
    for (const place of placesAround(source, path)) {
      const causes = byPlace.get(place)?.filter(isCause) ?? [];
      if (causes.length > 0) return causes;
    }
    const codes = CAUSES.get(code);
    if (codes === undefined) return [];
    return reported.filter(
      (cause) =>
        codes.includes(cause.code as LintDiagnostic['code']) &&
        (!path.startsWith('/pipeline/') || isWithin(cause.path, stepPathOf(path))) &&
        cause.args['resource'] === args['name'],
    );
  };
}

/** A place, and those around it within an option or a variable. */
function placesAround(source: string, path: string): string[] {
  const shortest = source === 'workflow' ? 5 : 1;
  const places: string[] = [];
  for (let place = path; place.split('/').length - 1 >= shortest; place = parentOf(place))
    places.push(placeIn(source, place));
  return places;
}

/** A place in a source. A label of the workflow is the same in every step. */
function placeIn(source: string, path: string): string {
  return pointerTo(source, path.replace(/^\/pipeline\/\d+\/steps\/\d+(?=\/workflow_labels\/)/, ''));
}
