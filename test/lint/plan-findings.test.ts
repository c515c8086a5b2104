import { describe, expect, it, test } from 'vitest';
import { traceWorkflow } from '../../src/explain/ledger/trace.ts';
import {
  agentOptionsFromEnv,
  type CompiledWorkflow,
  lintWorkflow,
  planStrictly,
  planWorkflow,
  planWorkflowWithDiagnostics,
  resolveAgentOptions,
} from '../../src/index.ts';
import { planFindings } from '../../src/lint/plan-findings.ts';
import { deepFrozen } from '../support/deep-frozen.ts';
import { readRecording } from '../support/recorded.ts';
import { ERR, fixtureNames, lintFixture, OK, readFixture } from './support/workflow-fixture.ts';

interface AgentRun {
  readonly env: Readonly<Record<string, string>>;
  readonly taskUUID: string;
  readonly config: CompiledWorkflow;
  readonly results: readonly { readonly releases: readonly string[]; readonly agentError?: true }[];
}

const recorded = readRecording<AgentRun>('agent-documented').flatMap(({ results, ...run }) =>
  results
    .filter(({ agentError }) => agentError === undefined)
    .map(({ releases }) => ({ ...run, release: releases[0] })),
);
const step = { name: 'a', image: 'b', workflow_labels: { 'woodpecker-ci.org/x': 'é-' } };
const made = [
  { volume: 'v', pipeline: [{ steps: [step, { ...step, name: 'c' }] }] },
  { volume: { name: 5 }, pipeline: [] },
  { volume: 'v', pipeline: 5 },
  { volume: 'v', pipeline: [{ steps: [{ name: 'a', image: 'b', commands: 5 }] }] },
  {},
  5,
].flatMap((config) =>
  ['3.0', '3.12', '3.17'].map((release) => ({ config: config as never, env: {}, taskUUID: '1', release })),
);

it('gives each failure of a plan the code and place that lint gives it', () => {
  let failing = 0;
  const own = [...recorded, ...made].flatMap(({ config, env, taskUUID, release }) => {
    const agent = agentOptionsFromEnv(env, { release: release as never });
    const context = { taskUuid: taskUUID, environment: env };
    const planned = planWorkflowWithDiagnostics(config, agent, context);
    const linted = lintWorkflow(config, agent, context);
    const found = planFindings(planned.diagnostics, traceWorkflow(config, agent, context), context);
    if (found.length > 0) failing += 1;
    expect(found.length > 0).toBe(planned.diagnostics.length > 0);
    return found.filter(
      (finding) => !linted.some(({ code, path }) => code === finding.code && path === finding.path),
    );
  });
  expect(failing).toBeGreaterThan(50);
  expect(own).toEqual([]);
});

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
