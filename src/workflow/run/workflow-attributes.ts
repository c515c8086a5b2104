import type { WorkflowFile } from '../decode/workflow.ts';
import type { WorkflowResult } from '../types.ts';
import type { WhenContext } from '../when/context.ts';
import { workflowRunsOnFailure } from '../when/status.ts';

/** The input of the server's queue: labels, states to run on, and limits. */
export function workflowAttributes(
  workflow: WorkflowFile,
  when: WhenContext,
  labels: Readonly<Record<string, string>>,
): Partial<WorkflowResult> {
  const runsOn = runsOnStates(workflow, when);
  const { limit, group } = workflow.concurrency;
  return {
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(runsOn.length > 0 ? { runs_on: runsOn } : {}),
    ...(limit > 0 ? { concurrency_limit: limit } : {}),
    ...(group !== '' ? { concurrency_group: group } : {}),
  };
}

/** A workflow whose conditions ask for failures runs on success as well. */
function runsOnStates(
  { runs_on: runsOn, when: conditions }: WorkflowFile,
  when: WhenContext,
): readonly string[] {
  if (!when.features.workflowStatus || !workflowRunsOnFailure(conditions, when)) return runsOn;
  const failure = runsOn.includes('failure') ? runsOn : [...runsOn, 'failure'];
  return failure.includes('success') ? failure : [...failure, 'success'];
}
