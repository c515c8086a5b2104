import type { Target } from './decision.ts';
import type { WorkflowTrace } from './trace.ts';

/** The grace periods of everything that is deleted at the end. */
export function teardownTargets({ plan, input }: WorkflowTrace): Target[] {
  if (!input.features.stopTimeout) return [];
  return plan.teardown.flatMap((entry, index) =>
    'error' in entry
      ? []
      : [
          {
            object: `/teardown/${index}`,
            kind: entry.resource,
            name: entry.name,
            pointer: '/gracePeriodSeconds',
          },
        ],
  );
}
