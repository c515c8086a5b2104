import { type CompileInput, compileWorkflow } from '../../../src/index.ts';
import type { PipelineMetadata } from '../../../src/workflow/metadata/metadata.ts';

/** A pipeline of release 3.17 with nothing but the given input. */
export function bareInput(rest: CompileInput = {}): CompileInput {
  return { release: '3.17', ...rest, options: { prefix: 'wp_test_0', ...rest.options } };
}

/** The same for an event, with what else is known of it. */
export function eventInput(event: string, metadata: PipelineMetadata = {}, release = '3.17'): CompileInput {
  return bareInput({ release, metadata: { ...metadata, curr: { ...metadata.curr, event } } });
}

/** The stages of the first workflow of a file. */
export function stagesOf(yaml: string, input: CompileInput = bareInput()) {
  const { errors, workflows } = compileWorkflow(yaml, input);
  const stages = workflows[0]?.config?.pipeline;
  if (!stages) throw new Error(`Not compiled: ${JSON.stringify({ errors, workflows })}`);
  return stages.map(({ steps }) => steps ?? []);
}

/** The first step of a file that has one called `a`. */
export function stepOf(yaml: string, input: CompileInput = bareInput()) {
  const step = stagesOf(yaml, input)
    .flat()
    .find(({ name }) => name === 'a');
  if (step === undefined) throw new Error('Step `a` does not exist.');
  return step;
}

/** The only step of a file without a clone step, of what is between the braces of the step. */
export function stepWith(keys: string, input: CompileInput = bareInput()) {
  return stepOf(`skip_clone: true\nsteps:\n  a: {${keys}}\n`, input);
}

/** The codes of the errors that block such a file. */
export function blockingCodes(yaml: string, input: CompileInput = bareInput()): string[] {
  return compileWorkflow(yaml, input)
    .errors.filter(({ warning }) => !warning)
    .map(({ code }) => code);
}
