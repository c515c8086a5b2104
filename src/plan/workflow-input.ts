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
  /** Steps in order, each with an id. */
  readonly steps: readonly PlacedStep[];
  /** Why no agent can decode the workflow; it is then an empty one here. */
  readonly fault: TranslationError | undefined;
}

export function workflowInput(
  written: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext,
): WorkflowInput {
  const { workflow, fault } = decodedWorkflow(written);
  const steps = placedSteps(workflow);
  const orgId = context.orgId ?? workflow.pipeline?.[0]?.steps?.[0]?.org_id ?? 0;
  const taskUuid = context.taskUuid ?? DEFAULT_TASK_UUID;
  return {
    workflow,
    agent,
    features: featuresFor(agent, context),
    context: { ...context, orgId, taskUuid },
    steps,
    fault,
  };
}

/** Steps without an id get the one of their name, made unique by a number from the second of a name on. */
function placedSteps(workflow: CompiledWorkflow): PlacedStep[] {
  const countByName = new Map<string, number>();
  return (workflow.pipeline ?? []).flatMap(({ steps }, stage) =>
    (steps ?? []).map((step, index) => {
      const path = `/pipeline/${stage}/steps/${index}`;
      if (step.uuid !== undefined) return { step, path };
      const count = (countByName.get(step.name) ?? 0) + 1;
      countByName.set(step.name, count);
      const uuid = defaultStepUuid(count === 1 ? step.name : `${step.name}#${count}`);
      return { step: { ...step, uuid }, path };
    }),
  );
}

/** The text of a volume, which is an object up to 3.8; undefined when it is missing. */
export function textOf(value: NameOrObject | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'string' ? value : (value.name ?? '');
}
