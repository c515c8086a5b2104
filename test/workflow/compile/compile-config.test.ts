import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileWorkflow } from '../../../src/index.ts';
import { pipelineInput } from '../support.ts';

/** Random dependencies among a few steps, forwards and backwards. */
const graphs = fc
  .integer({ min: 1, max: 8 })
  .chain((size) =>
    fc.array(fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }),
  );

function compileGraph(graph: readonly (readonly number[])[]) {
  const steps = graph.map((targets, index) => {
    const names = targets.map((target) => `s${target}`).join(', ');
    return `  - {name: s${index}, image: x, depends_on: [${names}]}`;
  });
  return compileWorkflow(`when: {event: push}\nskip_clone: true\nsteps:\n${steps.join('\n')}`, pipelineInput);
}

describe('stages', () => {
  it('start every step right after all that it depends on, or name a cycle', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const result = compileGraph(graph);
        if (result.fatal) {
          expectRealCycle(graph, result.errors[0]?.message ?? '');
          return;
        }
        const stageOf = new Map<string, number>();
        result.workflows[0]?.config?.pipeline?.forEach(({ steps }, stage) => {
          for (const { name } of steps ?? []) stageOf.set(name, stage);
        });
        graph.forEach((targets, index) => {
          const latest = Math.max(-1, ...targets.map((target) => stageOf.get(`s${target}`) ?? Number.NaN));
          expect(stageOf.get(`s${index}`)).toBe(latest + 1);
        });
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

function expectRealCycle(graph: readonly (readonly number[])[], message: string): void {
  const cycle = [...message.matchAll(/`s(\d+)`/g)].map((match) => Number(match[1]));
  expect(cycle.length).toBeGreaterThan(1);
  expect(cycle[0]).toBe(cycle.at(-1));
  for (const [position, name] of cycle.slice(0, -1).entries()) {
    expect(graph[name]).toContain(cycle[position + 1]);
  }
}
