import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { valueAt } from '../../../src/base/json/leaves.ts';
import {
  type CompiledWorkflow,
  type Decision,
  explainWorkflow,
  planWorkflow,
  type WorkflowPlan,
} from '../../../src/index.ts';
import { objectsOf, type Run, recordedRuns, without, withValue } from '../../support/recorded-runs.ts';

/** Every how many leaves one is tried: each try plans the workflow again. */
const STRIDE = Number(process.env['LEDGER_STRIDE'] ?? 23);

/** What is lost with something else that fails may matter once that is mended. */
const LOST = new Set(['step-not-started', 'workflow-not-set-up', 'agent-fails']);

test('what the ledger says to have no effect has none, and what it says to have reached a field changes it', () => {
  const wrong: string[] = [];
  const counts = { inert: 0, effective: 0 };
  let position = 0;
  for (const run of recordedRuns()) {
    const plan = planOf(run, run.workflow);
    const { decisions } = explainWorkflow(run.workflow, run.agent, { taskUuid: run.taskUuid });
    for (const decision of decisions) {
      if (decision.source === 'agent-variable' || LOST.has(decision.reason)) continue;
      position += 1;
      if (position % STRIDE !== 0) continue;
      const isGood = ['dropped', 'overridden', 'defaulted'].includes(decision.outcome)
        ? ++counts.inert && isInert(decision, run, plan)
        : decision.targets.length === 0 || (++counts.effective && isEffective(decision, run, plan));
      if (!isGood) wrong.push(`${run.id} ${decision.path} ${decision.outcome} ${decision.reason}`);
    }
  }
  console.log(`ledger: ${counts.inert} leaves without effect, ${counts.effective} with one`);
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(counts.inert * counts.effective).toBeGreaterThan(0);
});

function planOf({ agent, taskUuid }: Run, workflow: CompiledWorkflow): WorkflowPlan {
  return planWorkflow(workflow, agent, { taskUuid });
}

function isInert({ path }: Decision, run: Run, plan: WorkflowPlan): boolean {
  const changed = planOf(run, without(run.workflow, path) as CompiledWorkflow);
  return isDeepStrictEqual(objectsOf(changed), objectsOf(plan));
}

/** Whether some other value, or none, changes a field that the leaf is said to have reached. */
function isEffective({ path, targets }: Decision, run: Run, plan: WorkflowPlan): boolean {
  const others = ['other', 'other:/o', 'Other', 7, true, false, 'true', '9', 'linux/other'].map((value) =>
    withValue(run.workflow, path, value),
  );
  return [withoutKind(run.workflow, path), ...others].some((workflow) => {
    const changed = attempt(() => planOf(run, workflow as CompiledWorkflow));
    return targets.some(({ object, pointer }) => {
      const [before, after] = [valueAt(plan, object + pointer), valueAt(changed, object + pointer)];
      return JSON.stringify(before) !== JSON.stringify(after);
    });
  });
}

/** The server says of a service that it is detached too, and either is enough in some releases. */
function withoutKind(workflow: CompiledWorkflow, path: string): unknown {
  const rest = without(workflow, path);
  const detach = path.replace(/\/type$/, '/detach');
  return valueAt(rest, detach) === true ? without(rest, detach) : rest;
}

/** Values of a wrong type in typed fields are no input of the planner's; it may throw on them. */
function attempt(plan: () => WorkflowPlan): WorkflowPlan | undefined {
  try {
    return plan();
  } catch {
    return undefined;
  }
}
