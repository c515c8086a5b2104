import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../src/check/check-manifest.ts';
import { type CompiledWorkflow, planWorkflow, resolveAgentOptions, type Step } from '../../src/index.ts';
import { explainWorkflow } from '../../src/ledger/explain-workflow.ts';
import { valueAt } from '../../src/ledger/leaves.ts';
import { objectFindings, withoutRepeated } from '../../src/lint/object-findings.ts';
import { recordedRuns } from '../support/recorded-runs.ts';

type Agent = ReturnType<typeof resolveAgentOptions>;

function findingsOf(workflow: CompiledWorkflow, agent: Agent, podSecurity?: 'baseline' | 'restricted') {
  const plan = planWorkflow(workflow, agent);
  const ledger = explainWorkflow(workflow, agent);
  return objectFindings({ workflow, plan, ledger, release: agent.release }, { podSecurity });
}

function places(step: Partial<Step>, agent: Parameters<typeof resolveAgentOptions>[0] = {}): string[] {
  const workflow = { volume: 'v', pipeline: [{ steps: [{ name: 'build', image: 'alpine', ...step }] }] };
  return findingsOf(workflow, resolveAgentOptions({ release: '3.17', ...agent }))
    .filter(({ severity }) => severity === 'error')
    .map(({ code, source, path }) => `${code} ${source}${path}`);
}

const STEP = '/pipeline/0/steps/0';
const OPTIONS = `${STEP}/backend_options/kubernetes`;

describe('objectFindings', () => {
  it('points at the option of the step', () => {
    const kubernetes = { labels: { team: 'not a value' } };
    expect(places({ backend_options: { kubernetes } }, { podLabelsAllowFromStep: true })).toEqual([
      `label-value-invalid workflow${OPTIONS}/labels/team`,
    ]);
  });

  it('points at the variable of the agent', () => {
    expect(places({}, { podLabels: { team: 'not a value' } })).toEqual([
      'label-value-invalid agent/WOODPECKER_BACKEND_K8S_POD_LABELS/team',
    ]);
  });

  it('points at the environment and the volumes of the step', () => {
    expect(places({ environment: { 'a=b': 'c' } })).toEqual([
      expect.stringContaining(`workflow${STEP}/environment/a=b`),
    ]);
    const found = places({ volumes: ['a:/x', 'b:/x'] });
    expect(found).toEqual([expect.stringContaining(`workflow${STEP}/volumes/1`)]);
  });

  it('points at the name of a step whose label is too long', () => {
    const name = 'a'.repeat(64);
    expect(places({ name }, { release: '3.10' })).toEqual(
      expect.arrayContaining([`label-value-invalid workflow${STEP}/name`]),
    );
  });

  it('points at what stands beside a missing field', () => {
    const kubernetes = { secrets: [{ name: 'db', target: { env: 'PASSWORD' } }] };
    const found = places({ backend_options: { kubernetes } }, { allowNativeSecrets: true });
    expect(found).toEqual([`env-secret-key-missing workflow${OPTIONS}/secrets/0`]);
  });

  it('points at what lies around a value that the server makes', () => {
    const kubernetes = { resources: { limits: { cpu: '-1' } } };
    const place = `quantity-negative workflow${OPTIONS}/resources/limits/cpu`;
    expect(places({ backend_options: { kubernetes } })).toEqual([place, place]);
  });

  it('makes violations of the level errors, and says who can mend them', () => {
    const workflow = {
      volume: 'v',
      pipeline: [{ steps: [{ name: 'build', image: 'alpine', privileged: true }] }],
    };
    const agent = resolveAgentOptions({ release: '3.17' });
    const baseline = findingsOf(workflow, agent, 'baseline');
    expect(baseline.map(({ code, path }) => [code, path])).toEqual([
      ['pod-security-baseline', `${STEP}/privileged`],
    ]);
    expect(baseline[0]?.help).not.toBe('');
    expect(findingsOf(workflow, agent, 'restricted').length).toBeGreaterThan(baseline.length);
    expect(findingsOf(workflow, agent)).toEqual([]);
  });

  it('has every finding of the check, at a place that is there, for all recorded runs', () => {
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
});

describe('withoutRepeated', () => {
  it('leaves out a refusal at the place of an error that is told, or within it', () => {
    const kubernetes = { tolerations: [{ key: 'a', operator: 'Nope' }] };
    const workflow = {
      volume: 'v',
      pipeline: [{ steps: [{ name: 'build', image: 'alpine', backend_options: { kubernetes } }] }],
    };
    const found = findingsOf(workflow, resolveAgentOptions({ release: '3.17' }), 'restricted');
    const told = (path: string, severity: 'error' | 'warning') => [
      { source: 'workflow' as const, path, severity },
    ];
    const refusals = (list: typeof found) =>
      list.filter(({ code }) => !code.startsWith('pod-security')).length;
    expect(refusals(found)).toBeGreaterThan(0);
    const place = `${OPTIONS}/tolerations/0/operator`;
    expect(refusals(withoutRepeated(found, told(place, 'error')))).toBe(0);
    expect(refusals(withoutRepeated(found, told(`${OPTIONS}/tolerations`, 'error')))).toBe(0);
    expect(withoutRepeated(found, told(place, 'warning'))).toEqual(found);
    expect(withoutRepeated(found, told(STEP, 'error'))).toEqual(found);
  });
});
