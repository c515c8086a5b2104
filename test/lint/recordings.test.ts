import { expect, test } from 'vitest';
import { lintWorkflow, planWorkflow } from '../../src/index.ts';
import { recordedRuns } from '../support/recorded-runs.ts';

test('every failure of a recorded run is told, at a place that is there', () => {
  const wrong: string[] = [];
  const counts = { runs: 0, failures: 0, findings: 0 };
  for (const { id, workflow, agent, environment, taskUuid } of recordedRuns()) {
    const plan = planWorkflow(workflow, agent, { taskUuid });
    const findings = lintWorkflow(workflow, agent, { taskUuid, environment });
    const failed = [plan.setupError, ...plan.steps.map(({ error }) => error)].filter(
      (error) => error !== undefined,
    );
    if (failed.length > 0 && !findings.some(({ severity }) => severity === 'error'))
      wrong.push(`${id}: ${failed}`);
    if (plan.steps.some((step) => step.optionsError) && findings.every(({ severity }) => severity === 'info'))
      wrong.push(`${id}: options that do not decode`);
    for (const { code, path, source } of findings) {
      const isAt =
        source === 'workflow' ? /^(\/pipeline|\/volume)(\/|$)/.test(path) : /^\/[A-Za-z]/.test(path);
      if (!isAt) wrong.push(`${id}: ${code} at ${path}`);
    }
    counts.runs += 1;
    counts.failures += failed.length;
    counts.findings += findings.length;
  }
  console.log(`lint: ${counts.findings} findings in ${counts.runs} runs, ${counts.failures} failures told`);
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(counts.failures).toBeGreaterThan(0);
});

test('no finding holds a secret', () => {
  const secret = 'Vigenère-4711';
  const wrong: string[] = [];
  for (const { id, workflow, agent, taskUuid } of recordedRuns()) {
    if (!id.startsWith('random')) continue;
    const findings = lintWorkflow(withSecrets(workflow, secret), agent, { taskUuid });
    if (JSON.stringify(findings).includes(secret)) wrong.push(id);
  }
  expect(wrong.slice(0, 5)).toEqual([]);
});

/** The workflow with a secret in the environment and the credentials of every step. */
function withSecrets(workflow: Parameters<typeof lintWorkflow>[0], secret: string) {
  const pipeline = (workflow.pipeline ?? []).map((stage) => ({
    steps: (stage.steps ?? []).map((step) => ({
      ...step,
      environment: { ...step.environment, TOKEN: `$(A)${secret}`, SHELL: secret },
      secret_mapping: { TOKEN: `$(A)${secret}`, SHELL: secret },
      auth_config: { username: secret, password: secret },
    })),
  }));
  return { ...workflow, pipeline };
}
