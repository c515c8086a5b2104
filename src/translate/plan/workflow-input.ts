import { ownValue } from '../../base/json/json.ts';
import type { AgentOptions } from '../agent/agent-options.ts';
import type { CompiledWorkflow, Stage, Step, WorkflowSecret } from '../model/compiled-workflow.ts';
import type { Notes } from '../provenance/voices.ts';
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
import { defaultStepUuid } from '../resources/object-names.ts';
import { type Translation, type TranslationContext, translation } from '../resources/step-input.ts';
import { type TranslationError, tryTranslate } from '../resources/translation-error.ts';
import type { KubernetesObject } from './workflow-plan.ts';

/** A workflow with everything that planning it needs. */
export interface WorkflowInput extends Translation {
  /** Steps in order, each with an id; they can be walked over any number of times. */
  readonly steps: Iterable<PlacedStep>;
  readonly firstStep: PlacedStep | undefined;
  /** The string of the workflow's volume; undefined if there is none. */
  readonly volume: string | undefined;
  /** Why no agent can decode the workflow, which is then an empty one here, or why the context is unusable. */
  readonly fault: TranslationError | undefined;
  readonly isContextFault: boolean;
  /** Notes everything that is made, if a caller asks for notes. */
  readonly noteTaker: NoteTaker | undefined;
}

/** A step with its place in the compiled workflow. */
export interface PlacedStep {
  readonly step: Step;
  /** JSON Pointer to the step. */
  readonly path: string;
}

/** Notes decisions while a workflow is planned. */
export interface NoteTaker {
  /**
   * Begins the notes of an object.
   *
   * @param step JSON Pointer to the step that the object is for; the first one for objects of the workflow
   */
  readonly begin: (step: string) => Notes;
  /** Ends the notes that were begun last: they are about this object. */
  readonly made: (object: KubernetesObject) => void;
}

/** A workflow whose steps are in memory, each with its id. */
export interface ListedWorkflowInput extends WorkflowInput {
  readonly steps: readonly PlacedStep[];
}

/** @throws {AgentOptionsError} with every problem of the agent's options */
export function workflowInput(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext,
): ListedWorkflowInput {
  return inputOf(workflow, agent, context, (walk) => [...withIds(walk())]);
}

/**
 * The same without a list of the steps: each walk over them decodes them and makes their ids again.
 *
 * @throws {AgentOptionsError} with every problem of the agent's options
 */
export function lazyWorkflowInput(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext,
): WorkflowInput {
  return inputOf(workflow, agent, context, (walk) => {
    const checked = walk();
    while (checked.next().done !== true);
    return { [Symbol.iterator]: () => withIds(walk()) };
  });
}

/**
 * Decodes a workflow like an agent: null represents a missing value. The first value that no agent decodes is the fault.
 *
 * @param collect makes the steps from walks over them; each walk decodes them again; it must do one whole walk
 */
function inputOf<Steps extends Iterable<PlacedStep>>(
  written: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext,
  collect: (walk: () => Generator<PlacedStep>) => Steps,
): WorkflowInput & { readonly steps: Steps | readonly [] } {
  const { made, failure: contextFault } = tryTranslate(() => translation(agent, context));
  const base = made ?? translation(agent, undefined);
  const { made: workflow, failure } = tryTranslate(() => {
    requireObject(written, 'a compiled workflow, an object with `pipeline`', '');
    const { pipeline, volume } = workflowFields(written, '', base.features);
    const steps = collect(() => decodedSteps(pipeline ?? [], base.features));
    return { steps, volume: volume as string | undefined };
  });
  const [first] = workflow?.steps ?? [];
  const firstStep = first?.path.startsWith('/pipeline/0/') ? first : undefined;
  const isContextFault = contextFault !== undefined;
  const usable = isContextFault ? undefined : workflow;
  return {
    ...base,
    // Unless the context names an organization, the workflow's own objects belong to that of the first step.
    orgId: (ownValue(context, 'orgId') as number | undefined) ?? firstStep?.step.org_id ?? base.orgId,
    steps: usable?.steps ?? [],
    firstStep,
    volume: usable?.volume,
    fault: contextFault ?? failure,
    isContextFault,
    noteTaker: undefined,
  };
}

/** Steps without an id get the one of their name, made unique by a number from the second of a name on. */
function* withIds(steps: Generator<PlacedStep>): Generator<PlacedStep> {
  const numberByName = new Map<string, number>();
  for (const { step, path } of steps) {
    if (step.uuid === undefined) yield { step: { ...step, uuid: uuidFor(step.name, numberByName) }, path };
    else yield { step, path };
  }
}

/** @param numberByName the number of the last step of each name */
function uuidFor(name: string, numberByName: Map<string, number>): string {
  let number = numberByName.get(name) ?? 1;
  let unique = name;
  while (numberByName.has(unique)) unique = `${name}#${++number}`;
  numberByName.set(unique, 1).set(name, number);
  return defaultStepUuid(unique);
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

function* decodedSteps(stages: readonly Stage[], features: AgentFeatures): Generator<PlacedStep> {
  for (const [index, written] of stages.entries()) {
    const { steps } = stage(written, '/pipeline', index, features);
    for (const [position, step] of (steps ?? []).entries()) {
      const path = `/pipeline/${index}/steps/${position}`;
      yield { step: decodedStep(step, features, path), path };
    }
  }
}
