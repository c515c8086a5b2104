import { fileURLToPath } from 'node:url';
import { makePod, planWorkflow } from '../../dist/index.js';
import { agent, fullStep } from '../inputs/full-step.mjs';
import { compiledWorkflow } from '../inputs/workflows.mjs';
import { outputOf, timesAsLong } from '../measure.mjs';

export const translationFigures = [
  {
    name: 'makePod and JSON.stringify of a full step, to JSON.stringify of the Pod',
    unit: 'times',
    target: 2.2,
    measure() {
      const pod = makePod(fullStep, agent);
      return timesAsLong(
        () => JSON.stringify(makePod(fullStep, agent)),
        () => JSON.stringify(pod),
      );
    },
  },
  {
    name: 'planWorkflow per step at 10,000 steps, to one at 100 steps',
    unit: 'times',
    target: 1.3,
    measure() {
      const large = compiledWorkflow(10_000);
      const small = compiledWorkflow(100);
      // Both sides keep as many steps and plans, so the garbage collector has the same work.
      return timesAsLong(
        () => planWorkflow(large, agent),
        () => Array.from({ length: 100 }, () => planWorkflow(small, agent)),
        9,
      );
    },
  },
  walk('10,000', 10_000),
  walk('100,000', 100_000),
];

function walk(steps, count) {
  return {
    name: `memory that a walk over ${steps} steps of planWorkflowLazily keeps per step`,
    unit: 'bytes',
    target: 500,
    measure: () => bytesPerStep(count),
  };
}

/** In its own process, because it calls the garbage collector. */
function bytesPerStep(count) {
  const walk = fileURLToPath(new URL('../inputs/walk.mjs', import.meta.url));
  return Number(outputOf(['--expose-gc', walk, String(count)])) / count;
}
