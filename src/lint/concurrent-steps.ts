import { groupBy } from '../base/group-by.ts';
import { tokensOf } from '../base/json/json-pointer.ts';
import type { StepTrace } from '../explain/ledger/trace.ts';

/** Steps that run at the same time. */
interface Together {
  /** Services and detached steps of earlier stages, which go on. */
  readonly running: readonly StepTrace[];
  /** Those that start together. */
  readonly started: readonly StepTrace[];
}

/** For each stage that starts one of the steps, those that run then; to be read before the next stage is. */
export function* concurrentSteps(steps: readonly StepTrace[]): Generator<Together> {
  const stages = groupBy(steps, ({ path }) => tokensOf(path)[1]);
  const running: StepTrace[] = [];
  for (const started of stages.values()) {
    yield { running, started };
    for (const step of started) if (goesOn(step)) running.push(step);
  }
}

/** Whether a step still runs when the next stage starts. */
export function goesOn({ step }: StepTrace): boolean {
  return step.type === 'service' || step.detach === true;
}

/** A message lists no more than it shows, so many steps at a time cost no more. */
const MOST_LISTED = 10;

/** The first names of the steps, or other texts about them. */
export function listed(
  { running, started }: Together,
  textOf = ({ step }: StepTrace): string => step.name,
): string[] {
  return [...running.slice(0, MOST_LISTED), ...started.slice(0, MOST_LISTED)]
    .slice(0, MOST_LISTED)
    .map(textOf);
}

/** How many steps are not listed; undefined for none. */
export function unlisted({ running, started }: Together): number | undefined {
  return Math.max(0, running.length + started.length - MOST_LISTED) || undefined;
}
