import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planWorkflow, planWorkflowWithDiagnostics } from '../../../src/index.ts';
import { agentOptions, text, workflow } from '../../support/arbitraries.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

const context = fc.record({ taskUuid: text, orgId: fc.nat() }, { requiredKeys: [] });
const assert = <Values>(property: fc.IProperty<Values>) => fc.assert(property, { seed: 9, numRuns: 500 });

describe('planWorkflow, for any workflow of the right shape', () => {
  test('never throws, never changes its input, and writes the same bytes twice', () => {
    assert(
      fc.property(workflow, agentOptions, context, (input, agent, given) => {
        const before = JSON.stringify(input);
        const first = JSON.stringify(planWorkflow(deepFrozen(input), deepFrozen(agent), given));
        expect(JSON.stringify(planWorkflow(structuredClone(input), agent, given))).toBe(first);
        expect(JSON.stringify(input)).toBe(before);
      }),
    );
  });

  test('has an entry for every step, or an error of the setup', () => {
    assert(
      fc.property(workflow, agentOptions, (input, agent) => {
        const plan = planWorkflow(input, agent);
        const count = (input.pipeline ?? []).flatMap(({ steps }) => steps ?? []).length;
        if (plan.setupError === undefined) expect(plan.steps.length).toBe(count);
        else
          expect({ ...plan, setup: [] }).toEqual({
            setup: [],
            setupError: plan.setupError,
            steps: [],
            teardown: [],
          });
      }),
    );
  });

  test('makes one Pod for a step, last, or says why there is none', () => {
    assert(
      fc.property(workflow, agentOptions, (input, agent) => {
        for (const { objects, error } of planWorkflow(input, agent).steps) {
          const kinds = objects.map(({ kind }) => kind);
          expect(kinds.lastIndexOf('Pod')).toBe(error === undefined ? kinds.length - 1 : -1);
          expect(kinds.filter((kind) => kind !== 'Pod' && kind !== 'Secret')).toEqual([]);
        }
      }),
    );
  });

  test('has a diagnostic for every error, and every path leads into the workflow or the agent', () => {
    assert(
      fc.property(workflow, agentOptions, (input, agent) => {
        const { plan, diagnostics } = planWorkflowWithDiagnostics(input, agent);
        const errors = [plan.setupError ?? [], ...plan.steps.map(({ error }) => error ?? [])].flat();
        const reported = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
        expect(reported).toEqual(errors);
        const starts = /^\/(pipeline|volume|volumeSize|taskUuid)(\/|$)/;
        expect(diagnostics.map(({ path }) => path).filter((path) => !starts.test(path))).toEqual([]);
      }),
    );
  });

  test('contains nothing but JSON', () => {
    assert(
      fc.property(workflow, agentOptions, (input, agent) => {
        const plan = planWorkflow(input, agent);
        expect(JSON.parse(JSON.stringify(plan))).toStrictEqual(plan);
      }),
    );
  });
});
