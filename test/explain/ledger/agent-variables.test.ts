import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { explainWorkflow, planWorkflow } from '../../../src/index.ts';
import { AGENT_OPTION_DEFAULTS, type AgentOptions } from '../../../src/translate/agent/agent-options.ts';
import { VARIABLE_OPTIONS, variableName } from '../../../src/translate/agent/variables.ts';
import { objectsOf, recordedRuns } from '../../support/recorded-runs.ts';

const LOST = new Set(['step-not-started', 'workflow-not-set-up', 'agent-fails']);

test('variables of the agent without effect can be unset, and those with one cannot', () => {
  const wrong: string[] = [];
  const counts = { inert: 0, effective: 0 };
  let position = 0;
  for (const { id, workflow, agent, environment, taskUuid } of recordedRuns()) {
    position += 1;
    if (position % 5 !== 0) continue;
    const { decisions } = explainWorkflow(workflow, agent, { taskUuid, environment });
    const plan = planWorkflow(workflow, agent, { taskUuid });
    for (const option of VARIABLE_OPTIONS) {
      const own = decisions.filter(({ path }) => path.split('/')[1] === variableName(option));
      // A gate may keep something from a step that fails anyway.
      const hasFailed = plan.setupError !== undefined || plan.steps.some(({ error }) => error !== undefined);
      if (hasFailed && own[0]?.reason === 'gate-shut') continue;
      if (own.length === 0 || own.some(({ reason }) => LOST.has(reason))) continue;
      const unset = { ...agent, [option]: AGENT_OPTION_DEFAULTS[option] } as AgentOptions;
      const changed = planWorkflow(workflow, unset, { taskUuid });
      const isSame = isDeepStrictEqual(everything(changed), everything(plan));
      const isInert = own.every(({ outcome }) => ['dropped', 'overridden', 'defaulted'].includes(outcome));
      // A step may say the same as the agent.
      const isDefault =
        option === 'runAsNonRoot' || isDeepStrictEqual(agent[option], AGENT_OPTION_DEFAULTS[option]);
      counts[isInert ? 'inert' : 'effective'] += 1;
      if (isInert ? !isSame : isSame && !isDefault) wrong.push(`${id}: ${option} ${own[0]?.reason}`);
    }
  }
  console.log(`ledger: ${counts.inert} variables without effect, ${counts.effective} with one`);
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(counts.inert * counts.effective).toBeGreaterThan(0);
});

function everything(plan: ReturnType<typeof planWorkflow>): unknown {
  return [objectsOf(plan), plan.teardown];
}
