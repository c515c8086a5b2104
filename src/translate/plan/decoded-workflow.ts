import type { CompiledWorkflow, NameOrObject, Stage } from '../model/compiled-workflow.ts';
import { withWorkflowKeys } from '../model/known-keys.ts';
import type { Step } from '../model/step.ts';
import type { AgentFeatures } from '../release/agent-features.ts';
import { decodedStep } from '../resources/decoded-step.ts';
import { readItems, readObjects, readText, requireObject } from '../resources/step-types.ts';

/** A step with its place in the compiled workflow. */
export interface PlacedStep {
  readonly step: Step;
  /** JSON Pointer to the step. */
  readonly path: string;
}

/** The parts of a workflow that agents use. */
export interface DecodedWorkflow<Steps> {
  /** In order. */
  readonly steps: Steps;
  /** The string of the volume; undefined if there is none. */
  readonly volume: string | undefined;
}

/**
 * Decodes a workflow like an agent: null represents a missing value.
 *
 * @param collect makes the steps from walks over them; each walk decodes them again; it must do one whole walk
 * @throws {TranslationError} `wrong-type`, for the first value that no agent decodes
 */
export function decodedWorkflow<Steps>(
  compiled: CompiledWorkflow,
  features: AgentFeatures,
  collect: (walk: () => Generator<PlacedStep>) => Steps,
): DecodedWorkflow<Steps> {
  requireObject(compiled, 'an object', '');
  const written = withWorkflowKeys(compiled);
  const steps = collect(() => decodedSteps(written, features));
  const volume = decodedName(written.volume, written, 'volume');
  decodedName(written.network, written, 'network');
  readObjects(written.secrets, written, 'secrets', '', (item, path) => ({
    name: readText(item.name, item, 'name', path) ?? '',
    value: readText(item.value, item, 'value', path) ?? '',
  }));
  return { steps, volume };
}

function* decodedSteps(written: CompiledWorkflow, features: AgentFeatures): Generator<PlacedStep> {
  for (const { item: stage, path } of readItems<Stage>(written.pipeline, written, 'pipeline', ''))
    for (const { item, path: at } of readItems(stage.steps, stage, 'steps', path))
      yield { step: decodedStep(item, features, at), path: at };
}

/** The string of a volume or network, which is an object through 3.8. */
function decodedName(
  named: NameOrObject | null | undefined,
  workflow: CompiledWorkflow,
  field: 'volume' | 'network',
): string | undefined {
  if (named === undefined || named === null || !Object.hasOwn(workflow, field)) return undefined;
  if (typeof named === 'string') return named;
  requireObject(named, 'a name, or an object with `name`', '', field);
  return readText(named.name, named, 'name', `/${field}`) ?? '';
}
