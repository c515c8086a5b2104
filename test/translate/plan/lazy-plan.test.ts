import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AgentOptions,
  type CompiledWorkflow,
  planWorkflow,
  planWorkflowLazily,
  resolveAgentOptions,
  type TranslationContext,
} from '../../../src/index.ts';
import { agentOptions, text, workflow } from '../../support/arbitraries.ts';

function walked(input: CompiledWorkflow, agent: AgentOptions, context?: TranslationContext): string {
  const { steps, teardown, ...setup } = planWorkflowLazily(input, agent, context);
  return JSON.stringify({ ...setup, steps: [...steps], teardown: [...teardown] });
}

const planned = (...input: Parameters<typeof planWorkflow>): string => JSON.stringify(planWorkflow(...input));

describe('planWorkflowLazily', () => {
  test('gives the same plan as planWorkflow, for any workflow of the right shape', () => {
    const context = fc.record({ taskUuid: text, orgId: fc.nat() }, { requiredKeys: [] });
    fc.assert(
      fc.property(workflow, agentOptions, context, (input, agent, given) => {
        expect(walked(input, agent, given)).toBe(planned(input, agent, given));
      }),
      { seed: 11, numRuns: 1000 },
    );
  });

  test('makes every walk again, teardown without steps too, and a walk may end early', () => {
    const step = { name: 'build', image: 'golang' };
    const input = { pipeline: [{ steps: [step, step] }, { steps: [{ ...step, uuid: 'one' }] }], volume: 'v' };
    const agent = resolveAgentOptions({ release: '3.17' });
    const plan = planWorkflow(input, agent);
    const { steps, teardown } = planWorkflowLazily(input, agent);
    expect([...teardown]).toEqual(plan.teardown);
    for (const first of steps) {
      expect(first).toEqual(plan.steps[0]);
      break;
    }
    expect([...steps]).toEqual(plan.steps);
    expect([...steps]).toEqual(plan.steps);
    expect([...teardown]).toEqual(plan.teardown);
  });

  test('rejects a second object of a name, one of the setup too', () => {
    const networks = [{ name: 'default', aliases: ['db'] }];
    const service = {
      name: 'db',
      image: 'db',
      uuid: 'one',
      type: 'service',
      ports: [{ number: 1 }],
      networks,
    };
    const input = { pipeline: [{ steps: [service, service] }], volume: 'v' };
    for (const release of ['3.9', '3.17'] as const) {
      const agent = resolveAgentOptions({ release });
      expect(walked(input, agent)).toBe(planned(input, agent));
      expect(walked(input, agent)).toContain('already-exists');
    }
  });

  test('walks over workflows whose plan does not fit into memory', () => {
    expect(
      runInSmallHeap(
        'for (const step of planWorkflowLazily(workflow, agent).steps) count += step.objects.length;',
      ),
    ).toBe(0);
    expect(runInSmallHeap('count = planWorkflow(workflow, agent).steps.length;')).not.toBe(0);
  }, 120_000);
});

/** Plans 100,000 steps, which are the same in memory, in a process with 40 MB for objects. Gives its exit code. */
function runInSmallHeap(plan: string): number | null {
  const script = `
    import { planWorkflow, planWorkflowLazily, resolveAgentOptions } from './dist/core.js';
    const agent = resolveAgentOptions({ release: '3.17' });
    const stage = { steps: Array(1000).fill({ name: 'build', image: 'golang' }) };
    const workflow = { pipeline: Array(100).fill(stage), volume: 'wp_1_default' };
    let count = 0;
    ${plan}
    if (count !== 100_000) process.exit(9);`;
  const argv = ['--max-old-space-size=40', '--input-type=module', '-e', script];
  return spawnSync(process.execPath, argv, { stdio: 'ignore' }).status;
}
