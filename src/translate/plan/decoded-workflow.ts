import type { CompiledWorkflow, NameOrObject, Stage } from '../model/compiled-workflow.ts';
import type { Step } from '../model/step.ts';
import { decodedStep } from '../resources/decoded-step.ts';
import { checkItems, checkObject, checkText } from '../resources/step-types.ts';
import { TranslationError } from '../resources/translation-error.ts';

/**
 * A workflow as agents decode it, null standing for what is not set; an empty one where no agent can, with the first
 * value of a wrong type.
 */
export function decodedWorkflow(written: CompiledWorkflow): {
  workflow: CompiledWorkflow;
  fault: TranslationError | undefined;
} {
  try {
    return { workflow: decoded(written), fault: undefined };
  } catch (error) {
    if (error instanceof TranslationError) return { workflow: {}, fault: error };
    throw error;
  }
}

function decoded(written: CompiledWorkflow): CompiledWorkflow {
  checkObject(written, 'an object', '');
  const { pipeline, volume, network, secrets } = written;
  const stages: Stage[] = [];
  checkItems(pipeline, '', 'pipeline', (stage, path) => stages.push(decodedStage(stage, path)));
  checkNamed(volume, 'volume');
  checkNamed(network, 'network');
  checkItems(secrets, '', 'secrets', ({ name, value }, path) => {
    checkText(name ?? undefined, path, 'name');
    checkText(value ?? undefined, path, 'value');
  });
  return { ...written, pipeline: stages };
}

function decodedStage({ steps }: Stage, stage: string): Stage {
  const decodedSteps: Step[] = [];
  checkItems(steps, stage, 'steps', (step, path) => decodedSteps.push(decodedStep(step, path)));
  return { steps: decodedSteps };
}

function checkNamed(named: NameOrObject | null | undefined, field: string): void {
  if (named === undefined || named === null || typeof named === 'string') return;
  checkObject(named, 'a name, or an object with `name`', '', field);
  checkText(named.name ?? undefined, `/${field}`, 'name');
}
