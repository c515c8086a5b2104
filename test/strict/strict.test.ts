import { describe, expect, test } from 'vitest';
import { planWorkflow, planWorkflowWithDiagnostics, resolveAgentOptions } from '../../src/index.ts';
import { ERR, fixtureNames, lintFixture, OK, readFixture } from '../lint/support/workflow-fixture.ts';
import { deepFrozen } from '../support/deep-frozen.ts';

describe('strict plans', () => {
  test('of workflows without findings are the faithful ones', () => {
    for (const name of fixtureNames(OK)) {
      const { workflows, agent, taskUuid, environment } = readFixture(`${OK}/${name}.yaml`);
      for (const workflow of workflows) {
        const strict = planWorkflow(workflow, agent, { taskUuid, environment, strict: true });
        expect(strict).toEqual(planWorkflow(workflow, agent, { taskUuid }));
      }
    }
  });

  test('of workflows about which there is nothing but information are the faithful ones', () => {
    const options = { securityContext: { fsGroup: 0 } };
    const workflow = deepFrozen({
      volume: 'wp_1_default',
      pipeline: [{ steps: [{ name: 'a', image: 'b', backend_options: { kubernetes: options } }] }],
    });
    const agent = resolveAgentOptions({ release: '3.17' });
    const { plan, diagnostics } = planWorkflowWithDiagnostics(workflow, agent, { strict: true });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['fs-group-root', 'info']]);
    expect(plan.steps[0]?.objects).toHaveLength(1);
    expect(plan).toEqual(planWorkflow(workflow, agent));
  });

  test('are made only where strictness is asked for', () => {
    const workflow = deepFrozen({
      volume: 'wp_1_default',
      pipeline: [{ steps: [{ name: 'a', image: 'b', backend_options: { kubernetes: { nonsense: 1 } } }] }],
    });
    const agent = resolveAgentOptions({});
    const [strict, ...others] = [true, false, undefined].map((strict) =>
      planWorkflowWithDiagnostics(workflow, agent, { strict }),
    );
    expect(strict?.plan.setupError).toBe('refused');
    for (const { plan, diagnostics } of others) {
      expect(plan.steps).toHaveLength(1);
      expect(diagnostics).toEqual([]);
    }
  });

  test('hold no objects where there is an error or a warning, and say why', () => {
    let refused = 0;
    for (const name of fixtureNames(ERR)) {
      const fixture = readFixture(`${ERR}/${name}.yaml`);
      if (fixture.node !== undefined || fixture.workflows.length !== 1) continue;
      const [workflow] = fixture.workflows;
      const { agent, taskUuid, environment } = fixture;
      const isBad = lintFixture(fixture).some(({ severity }) => severity !== 'info');
      const context = { taskUuid, environment, strict: true };
      const { plan, diagnostics } = planWorkflowWithDiagnostics(workflow ?? {}, agent, context);
      expect(
        diagnostics.map(({ code }) => code),
        name,
      ).toContain(name);
      if (!isBad) continue;
      refused += 1;
      expect(plan, name).toEqual({ setup: [], setupError: 'refused', steps: [], teardown: [] });
    }
    expect(refused).toBeGreaterThan(90);
  });
});
