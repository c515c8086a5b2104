import { describe, expect, test } from 'vitest';
import { planWorkflow, planWorkflowWithDiagnostics } from '../../src/index.ts';
import { ERR, fixtureNames, lintFixture, OK, readFixture } from './support/workflow-fixture.ts';

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
