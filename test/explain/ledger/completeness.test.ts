import { expect, test } from 'vitest';
import { explainWorkflow, planWorkflow } from '../../../src/index.ts';
import { leafPointers, recordedRuns } from '../../support/recorded-runs.ts';

test('every leaf that was written is in the ledger once, and every leaf of every object has one entry', () => {
  const wrong: string[] = [];
  const counts = { runs: 0, written: 0, variables: 0, fields: 0 };
  for (const { id, workflow, agent, environment, taskUuid } of recordedRuns()) {
    const { decisions, fields } = explainWorkflow(workflow, agent, { taskUuid, environment });
    const plan = planWorkflow(workflow, agent, { taskUuid });
    const written = leafPointers(workflow);
    const decided = decisions.filter(({ source }) => source !== 'agent-variable').map(({ path }) => path);
    if (!isSame(written, decided)) wrong.push(`${id}: written ${difference(written, decided)}`);
    const variables = decisions.filter(({ source }) => source === 'agent-variable').map(({ path }) => path);
    const set = Object.keys(environment).filter((name) => name.startsWith('WOODPECKER_BACKEND_K8S_'));
    const isEach = set.every((name) => variables.some((path) => path.split('/')[1] === name));
    if (!isEach || new Set(variables).size !== variables.length) wrong.push(`${id}: variables ${variables}`);
    const made = [
      ...plan.setup.flatMap((object, index) => leafPointers(object, `/setup/${index}`)),
      ...plan.steps.flatMap(({ objects }, step) =>
        objects.flatMap((object, index) => leafPointers(object, `/steps/${step}/objects/${index}`)),
      ),
    ];
    const told = fields.map(({ object, pointer }) => object + pointer);
    if (!isSame(made, told)) wrong.push(`${id}: fields ${difference(made, told)}`);
    for (const { path, reason } of [...decisions, ...fields])
      if (reason === 'unexplained') wrong.push(`${id}: unexplained ${path}`);
    for (const { object, pointer, reason } of fields)
      if (reason === 'unexplained') wrong.push(`${id}: unexplained ${object}${pointer}`);
    counts.runs += 1;
    counts.written += written.length;
    counts.variables += variables.length;
    counts.fields += made.length;
  }
  console.log(
    `ledger: ${counts.runs} runs, ${counts.written} leaves of workflows, ${counts.variables} of agents, ${counts.fields} fields`,
  );
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(counts.written).toBeGreaterThan(100_000);
});

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && difference(left, right).length === 0;
}

function difference(left: readonly string[], right: readonly string[]): string[] {
  const [inLeft, inRight] = [new Set(left), new Set(right)];
  return [...left.filter((path) => !inRight.has(path)), ...right.filter((path) => !inLeft.has(path))];
}
