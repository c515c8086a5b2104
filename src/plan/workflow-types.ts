import type { CompiledWorkflow, NameOrObject } from '../model/compiled-workflow.ts';
import { checkItems, checkObject, checkStep, checkText } from '../resources/step-types.ts';
import { TranslationError } from '../resources/translation-error.ts';
import { atPath } from './failure.ts';

/** Why no agent can decode a workflow: the first value of a wrong type. */
export function workflowFault(workflow: CompiledWorkflow): TranslationError | undefined {
  try {
    checkWorkflow(workflow);
    return undefined;
  } catch (error) {
    if (error instanceof TranslationError) return error;
    throw error;
  }
}

function checkWorkflow(workflow: CompiledWorkflow): void {
  checkObject(workflow, 'an object', '');
  const { pipeline, volume, network, secrets } = workflow;
  checkItems(pipeline, '', 'pipeline', ({ steps }, stage) => {
    checkItems(steps, stage, 'steps', (step, path) => atPath(path, () => checkStep(step)));
  });
  checkNamed(volume, 'volume');
  checkNamed(network, 'network');
  checkItems(secrets, '', 'secrets', ({ name, value }, path) => {
    checkText(name, path, 'name');
    checkText(value, path, 'value');
  });
}

function checkNamed(named: NameOrObject | null | undefined, field: string): void {
  if (named === undefined || named === null || typeof named === 'string') return;
  checkObject(named, 'a name, or an object with `name`', '', field);
  checkText(named.name, `/${field}`, 'name');
}
