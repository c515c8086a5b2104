import { parseDocument } from 'yaml';
import { checkManifest, compileWorkflow, makePod } from '../../dist/index.js';
import { agent, fullStep } from '../inputs/full-step.mjs';
import { compileInput, workflowFile } from '../inputs/workflows.mjs';
import { timesAsLong } from '../measure.mjs';

export const frontEndFigures = [
  {
    name: 'compileWorkflow of 300 lines, to the parse of yaml',
    unit: 'times',
    target: 3,
    measure() {
      const yaml = workflowFile();
      const { workflows } = compileWorkflow(yaml, compileInput);
      if (workflows.length !== 1) throw new Error('the workflow of the bench does not compile');
      return timesAsLong(
        () => compileWorkflow(yaml, compileInput),
        () => parseDocument(yaml),
      );
    },
  },
  {
    name: 'checkManifest of a full Pod, to JSON.stringify of it',
    unit: 'times',
    target: 1.6,
    measure() {
      const pod = makePod(fullStep, agent);
      return timesAsLong(
        () => checkManifest(pod),
        () => JSON.stringify(pod),
      );
    },
  },
];
