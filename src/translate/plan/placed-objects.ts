import type { CompiledWorkflow } from '../model/compiled-workflow.ts';
import type { KubernetesObject, WorkflowPlan } from './workflow-plan.ts';

/** An object of a plan. */
export interface PlacedObject {
  readonly object: KubernetesObject;
  /** JSON Pointer to it in the plan. */
  readonly place: string;
  /** Index of its step in the plan; absent for an object of the workflow. */
  readonly step?: number;
}

/** The objects of a plan in order of creation. */
export function placedObjects({ setup, steps }: Pick<WorkflowPlan, 'setup' | 'steps'>): PlacedObject[] {
  return [
    ...setup.map((object, index) => ({ object, place: `/setup/${index}` })),
    ...steps.flatMap(({ objects }, step) =>
      objects.map((object, index) => ({ object, place: `/steps/${step}/objects/${index}`, step })),
    ),
  ];
}

/** A step of a workflow. */
export interface NamedStep {
  readonly name: string;
  /** JSON Pointer to it in the workflow. */
  readonly path: string;
}

/** The steps of a workflow in the order of its plan. */
export function namedSteps({ pipeline }: CompiledWorkflow): NamedStep[] {
  return (pipeline ?? []).flatMap(({ steps }, stage) =>
    (steps ?? []).map(({ name = '' }, index) => ({ name, path: `/pipeline/${stage}/steps/${index}` })),
  );
}
