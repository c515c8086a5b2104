import { describe, expect, test } from 'vitest';
import {
  lintWorkflow,
  planStrictly,
  planWorkflow,
  planWorkflowWithDiagnostics,
  resolveAgentOptions,
} from '../../src/index.ts';
import { deepFrozen } from '../support/deep-frozen.ts';
import { ERR, fixtureNames, lintFixture, OK, readFixture } from './support/workflow-fixture.ts';

const REFUSED = { setup: [], setupError: 'refused', steps: [], teardown: [] };

/** A fixture of one workflow, with whether linting finds an error or a warning in it. */
const ofOneWorkflow = fixtureNames(ERR).flatMap((code) => {
  const fixture = readFixture(`${ERR}/${code}.yaml`);
  const [workflow, ...others] = fixture.workflows;
  if (workflow === undefined || others.length > 0 || fixture.node !== undefined) return [];
  const isBad = lintFixture(fixture).some(({ severity }) => severity !== 'info');
  return [{ ...fixture, code, workflow, isBad }];
});

describe('strict plans', () => {
  test('of workflows without findings are the faithful ones', () => {
    for (const name of fixtureNames(OK)) {
      const { workflows, agent, taskUuid, environment } = readFixture(`${OK}/${name}.yaml`);
      for (const workflow of workflows) {
        const { plan } = planStrictly(workflow, agent, { taskUuid, environment });
        expect(plan).toEqual(planWorkflow(workflow, agent, { taskUuid }));
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
    const { plan, diagnostics } = planStrictly(workflow, agent);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['fs-group-root', 'info']]);
    expect(plan.steps[0]?.objects).toHaveLength(1);
    expect(plan).toEqual(planWorkflow(workflow, agent));
  });

  test('have no objects if there is an error or a warning, and say why', () => {
    for (const { code, workflow, agent, taskUuid, environment, isBad } of ofOneWorkflow) {
      const { plan, diagnostics } = planStrictly(workflow, agent, { taskUuid, environment });
      expect(
        diagnostics.map((diagnostic) => diagnostic.code),
        code,
      ).toContain(code);
      expect(plan, code).toEqual(isBad ? REFUSED : planWorkflow(workflow, agent, { taskUuid }));
    }
    expect(ofOneWorkflow.filter(({ isBad }) => isBad).length).toBeGreaterThan(90);
    expect(ofOneWorkflow.filter(({ isBad }) => !isBad).length).toBeGreaterThan(5);
  });
});

describe('plans that are not strict', () => {
  test('come with a diagnostic for each error in them, and with nothing else that linting finds', () => {
    const agent = resolveAgentOptions({ release: '3.17' });
    const codes = (volume: string) => {
      const workflow = { volume, pipeline: [{ steps: [{ name: 'Build_1', image: 'alpine' }] }] };
      expect(lintWorkflow(workflow, agent).map(({ code }) => code)).toContain('step-name-changed');
      return planWorkflowWithDiagnostics(workflow, agent).diagnostics.map(({ code }) => code);
    };
    expect(codes('v')).toEqual([]);
    expect(codes('')).toEqual(['invalid-name']);
  });
});
