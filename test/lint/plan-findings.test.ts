import { expect, it } from 'vitest';
import {
  agentOptionsFromEnv,
  type CompiledWorkflow,
  lintWorkflow,
  planWorkflowWithDiagnostics,
} from '../../src/index.ts';
import { planFindings } from '../../src/lint/plan-findings.ts';
import { readRecording } from '../support/recorded.ts';

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
    const found = planFindings(planned.diagnostics, config, agent, context);
    if (found.length > 0) failing += 1;
    expect(found.length > 0).toBe(planned.diagnostics.length > 0);
    return found.filter(
      (finding) => !linted.some(({ code, path }) => code === finding.code && path === finding.path),
    );
  });
  expect(failing).toBeGreaterThan(50);
  expect(own).toEqual([]);
});
