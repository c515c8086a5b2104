import type { CompiledWorkflow, Stage, WorkflowSecret } from '../model/compiled-workflow.ts';
import type { Step } from '../model/step.ts';
import type { AgentFeatures } from '../release/agent-features.ts';
import { decodedStep } from '../resources/decoded-step.ts';
import {
  fieldsDecoder,
  items,
  type JsonDecoder,
  list,
  object,
  requireObject,
  text,
} from '../resources/json-decoders.ts';

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

const named = /* @__PURE__ */ object<{ readonly name?: string }>(
  { name: text },
  'a name, or an object with `name`',
);

/** The string of a volume or network, which is an object through 3.8. */
const nameOrObject: JsonDecoder<string> = (value, ...place) =>
  typeof value === 'string' ? value : (named(value, ...place).name ?? '');

/** Steps are decoded while they are walked over. */
const stage = /* @__PURE__ */ object<Stage>({ steps: items as JsonDecoder<Stage['steps']> });

const workflowFields = /* @__PURE__ */ fieldsDecoder<CompiledWorkflow>({
  pipeline: items as JsonDecoder<CompiledWorkflow['pipeline']>,
  volume: nameOrObject,
  network: nameOrObject,
  secrets: list(object<WorkflowSecret>({ name: text, value: text })),
});

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
  const { pipeline, volume } = workflowFields(compiled, '', features);
  return {
    steps: collect(() => decodedSteps(pipeline ?? [], features)),
    volume: volume as string | undefined,
  };
}

function* decodedSteps(stages: readonly Stage[], features: AgentFeatures): Generator<PlacedStep> {
  for (const [index, written] of stages.entries()) {
    const { steps } = stage(written, '/pipeline', index, features);
    for (const [position, step] of (steps ?? []).entries()) {
      const path = `/pipeline/${index}/steps/${position}`;
      yield { step: decodedStep(step, features, path), path };
    }
  }
}
