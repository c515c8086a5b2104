// Walks over the plan of so many full steps, and prints its bytes of memory at the last one.
import { planWorkflowLazily } from '../../dist/index.js';
import { agent, fullStep } from './full-step.mjs';

const count = Number(process.argv[2]);
const { uuid: _, ...step } = fullStep;
// The steps are the same in memory, so what is measured is not the input; their ids come from their place.
const workflow = { pipeline: [{ steps: Array(count).fill(step) }], volume: 'wp_01j3z8q4_default' };
const plan = planWorkflowLazily(workflow, agent);

const before = memoryInUse();
let walked = 0;
for (const { error } of plan.steps) {
  if (error !== undefined) throw new Error(`a step of the bench fails: ${error}`);
  walked += 1;
  if (walked === count) console.log(memoryInUse() - before);
}

function memoryInUse() {
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
