import fc from 'fast-check';
import { describe } from 'vitest';
import { compileWorkflow, RELEASES } from '../../src/index.ts';
import { fuzz } from '../support/fuzz.ts';
import { anyText, mutated } from '../support/hostile-text.ts';
import { recordedYaml } from '../support/recorded-inputs.ts';
import { pipelineInput } from '../workflow/support.ts';

const release = fc.constantFrom(...RELEASES);

describe('as a workflow file', () => {
  fuzz('any text is answered', {
    share: 0.5,
    inputs: fc.tuple(anyText, release),
    answer: ([yaml, at]) => compileWorkflow(yaml, { ...pipelineInput, release: at }),
  });
  fuzz('a real file with changes is answered', {
    share: 0.5,
    inputs: fc.tuple(mutated(recordedYaml()), release),
    answer: ([yaml, at]) => compileWorkflow(yaml, { ...pipelineInput, release: at }),
  });
});
