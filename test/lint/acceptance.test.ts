import { expect, test } from 'vitest';
import { lintWorkflow, planWorkflow } from '../../src/index.ts';
import { readRecording } from '../support/recorded.ts';
import { recordedRuns } from '../support/recorded-runs.ts';

interface Verdict {
  readonly accepted: boolean;
  readonly object: unknown;
}

test('what the API server refused of a recorded run is told as an error', () => {
  const verdicts = new Map(
    readRecording<Verdict>('acceptance').map(({ object, accepted }) => [canonical(object), accepted]),
  );
  const missed: string[] = [];
  let refused = 0;
  for (const { id, workflow, agent, environment, taskUuid } of recordedRuns()) {
    const plan = planWorkflow(workflow, agent, { taskUuid });
    const objects = [...plan.setup, ...plan.steps.flatMap((step) => step.objects)];
    if (objects.every((object) => verdicts.get(canonical(object)) !== false)) continue;
    refused += 1;
    const findings = lintWorkflow(workflow, agent, { taskUuid, environment });
    if (findings.every(({ severity }) => severity !== 'error')) missed.push(id);
  }
  console.log(`lint: ${refused - missed.length} of ${refused} runs with refused objects told`);
  expect(missed.slice(0, 20)).toEqual([]);
  expect(refused).toBeGreaterThan(0);
});

/** An object as text, with its keys in order and what recordings leave out of it. */
function canonical(object: unknown): string {
  return JSON.stringify(ordered(JSON.parse(JSON.stringify(object))));
}

function ordered(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => ordered(item));
    return key === 'env' ? (items as EnvVar[]).map(withoutScript).sort(byName) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, ordered(part, name)]));
}

interface EnvVar {
  readonly name: string;
  readonly value?: string;
}

function withoutScript(entry: EnvVar): EnvVar {
  return entry.name === 'CI_SCRIPT' && entry.value ? { ...entry, value: '<script>' } : entry;
}

function byName(left: EnvVar, right: EnvVar): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}
