import type { AgentOptions } from '../agent/agent-options.ts';
import type { CompiledWorkflow, NameOrObject } from '../model/compiled-workflow.ts';
import type { Step } from '../model/step.ts';
import type { Features } from '../release/features.ts';
import { DEFAULT_TASK_UUID, featuresFor, type TranslationContext } from '../resources/step-input.ts';
import { defaultStepUuid } from '../resources/step-names.ts';
import type { TranslationError } from '../resources/translation-error.ts';
import { decodedWorkflow } from './decoded-workflow.ts';

/** A step with its place in the compiled workflow. */
export interface PlacedStep {
  readonly step: Step;
  /** JSON Pointer to the step. */
  readonly path: string;
}

/** A workflow with everything that planning it needs. */
export interface WorkflowInput {
  readonly workflow: CompiledWorkflow;
  readonly agent: AgentOptions;
  readonly features: Features;
  /** Complete: the task id and the organization are settled. */
  readonly context: TranslationContext;
  /** Steps in order, each with an id; they can be walked over any number of times. */
  readonly steps: Iterable<PlacedStep>;
  /** Why no agent can decode the workflow; it is then an empty one here. */
  readonly fault: TranslationError | undefined;
}

/** A workflow whose steps are in memory, each with its id. */
export interface ListedWorkflowInput extends WorkflowInput {
  readonly steps: readonly PlacedStep[];
}

export function workflowInput(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext,
): ListedWorkflowInput {
  const input = lazyWorkflowInput(workflow, agent, context);
  return { ...input, steps: [...input.steps] };
}

/** The same without a list of the steps: each walk over them makes their ids again. */
export function lazyWorkflowInput(
  written: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext,
): WorkflowInput {
  const { workflow, fault } = decodedWorkflow(written);
  const orgId = context.orgId ?? workflow.pipeline?.[0]?.steps?.[0]?.org_id ?? 0;
  const taskUuid = context.taskUuid ?? DEFAULT_TASK_UUID;
  return {
    workflow,
    agent,
    features: featuresFor(agent, context),
    context: { ...context, orgId, taskUuid },
    steps: { [Symbol.iterator]: () => placedSteps(workflow) },
    fault,
  };
}

/** Steps without an id get the one of their name, made unique by a number from the second of a name on. */
function* placedSteps(workflow: CompiledWorkflow): Generator<PlacedStep> {
  const numberByName = new Map<string, number>();
  for (const [stage, { steps }] of (workflow.pipeline ?? []).entries()) {
    for (const [index, step] of (steps ?? []).entries()) {
      const path = `/pipeline/${stage}/steps/${index}`;
      if (step.uuid === undefined) yield { step: { ...step, uuid: uuidFor(step.name, numberByName) }, path };
      else yield { step, path };
    }
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

/** The text of a volume, which is an object up to 3.8; undefined when it is missing. */
export function textOf(value: NameOrObject | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'string' ? value : (value.name ?? '');
}
