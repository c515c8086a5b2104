import { isOnBranchOf, isWithin } from '../../base/json/leaves.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { StepTrace, WorkflowTrace } from './trace.ts';

/** The error that stopped a step, or the whole workflow. */
export function failureOf(trace: WorkflowTrace, step: StepTrace | undefined): Diagnostic | undefined {
  return trace.plan.setupError !== undefined ? trace.failures[0] : step?.failure;
}

/** Whether a leaf is what the agent failed on, or has nothing where it should have that. */
export function isRefused(path: string, failure: Diagnostic, step: StepTrace | undefined): boolean {
  return isOnBranchOf(path, writtenPath(failure.path, step));
}

/** Errors name options by their place after decoding. */
function writtenPath(path: string, step: StepTrace | undefined): string {
  if (step === undefined || !isWithin(path, step.optionsPath)) return path;
  return step.optionsPath + step.options.writtenAt(path.slice(step.optionsPath.length));
}
