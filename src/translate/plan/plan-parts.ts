import { type Setup, setUp } from './set-up.ts';
import { type StartedStep, startStep } from './start-step.ts';
import { tearDown } from './tear-down.ts';
import type { WorkflowInput } from './workflow-input.ts';
import { clusterOf, type TeardownEntry } from './workflow-plan.ts';

/** A plan with its setup only; each walk over the rest makes it again, and keeps none of it. */
export interface PlanParts {
  readonly setup: Setup;
  readonly steps: Iterable<StartedStep>;
  readonly teardown: Iterable<TeardownEntry>;
}

/** Plans a workflow. After a failed setup there is nothing else. */
export function planParts(input: WorkflowInput): PlanParts {
  const setup = setUp(input);
  if (setup.failure !== undefined) return { setup, steps: [], teardown: [] };
  return {
    setup,
    steps: { [Symbol.iterator]: () => startSteps(input, setup) },
    teardown: { [Symbol.iterator]: () => tearDown(input) },
  };
}

function* startSteps(input: WorkflowInput, { objects, hosts }: Setup): Generator<StartedStep> {
  const cluster = clusterOf(objects);
  for (const placed of input.steps) yield startStep(placed, hosts, input, cluster);
}
