import { expect, test } from 'vitest';
import { valueAt } from '../../src/base/json/leaves.ts';
import { checkManifest } from '../../src/check/check-manifest.ts';
import { explainWorkflow, planWorkflow } from '../../src/index.ts';
import { objectFindings } from '../../src/lint/object-findings.ts';
import { recordedRuns } from '../support/recorded-runs.ts';

test('object findings are all of the check of the check, at a place that is there, for all recorded runs', () => {
  const lost: string[] = [];
  let [runs, count, placed] = [0, 0, 0];
  for (const { id, workflow, agent, taskUuid } of recordedRuns()) {
    runs += 1;
    const plan = planWorkflow(workflow, agent, { taskUuid });
    const ledger = explainWorkflow(workflow, agent, { taskUuid });
    const objects = [...plan.setup, ...plan.steps.flatMap((step) => step.objects)];
    const found = objectFindings({ workflow, plan, ledger, release: agent.release });
    const expected = objects.flatMap((object) => checkManifest(object)).length;
    const absent = found.filter(
      ({ source, path }) => source === 'workflow' && valueAt(workflow, path) === undefined,
    );
    if (found.length !== expected || absent.length > 0)
      lost.push(`${id}: ${absent[0]?.code} at ${absent[0]?.path} (${found.length} of ${expected})`);
    count += found.length;
    placed += found.filter(({ source, path }) => source === 'agent' || path.split('/').length > 5).length;
  }
  console.log(
    `${count - lost.length} of ${count} findings about objects of ${runs} recorded runs are placed, ${placed} within a step or at the agent`,
  );
  expect(lost, lost.slice(0, 5).join('\n')).toEqual([]);
  expect(placed).toBeGreaterThan(0);
});
