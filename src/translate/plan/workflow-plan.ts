import type { Namespace, PersistentVolumeClaim, Pod, Secret, Service } from 'kubernetes-types/core/v1.js';
import type { CompiledWorkflow, Step } from '../model/compiled-workflow.ts';
import { TranslationError, type TranslationErrorCode } from '../resources/translation-error.ts';

/** An object that the agent posts to the API server. */
export type KubernetesObject = Namespace | PersistentVolumeClaim | Pod | Secret | Service;

/**
 * The actions of an agent for a workflow, in order. The shape is that of the recordings of real agents. Objects are in wire
 * form: the JSON that the API server gets.
 */
export interface WorkflowPlan {
  /** Set if the agent options are not valid, with which no agent starts; there is then nothing else. */
  readonly agentError?: true;
  /** Objects made before the first step. */
  readonly setup: readonly KubernetesObject[];
  /**
   * Why the setup stopped after these objects; there are then no steps and no teardown. `refused` is not an agent's
   * doing, but that of a strict plan.
   */
  readonly setupError?: TranslationErrorCode | 'refused';
  /** The objects of each step, in order, as if every step were started. */
  readonly steps: readonly StepPlan[];
  /** The deletions at the end of the workflow, in order. */
  readonly teardown: readonly TeardownEntry[];
}

/** The actions of an agent to start a step. */
export interface StepPlan {
  /** Id of the step, or the one derived from its name. */
  readonly uuid: string;
  /** Objects made to start the step; if it fails, those made before the failure. */
  readonly objects: readonly KubernetesObject[];
  /** Why the step cannot be started. */
  readonly error?: TranslationErrorCode;
  /** Set when `backend_options.kubernetes` did not decode wholly; the step goes on with the rest. */
  readonly optionsError?: true;
}

/** One delete, or a failure to compute it. */
export type TeardownEntry = DeletedObject | TeardownFailure;

/** A delete request. The agent does not mind when no such object exists. */
export interface DeletedObject {
  /** Resource, as paths of the API have it. */
  readonly resource: 'pods' | 'secrets' | 'services' | 'persistentvolumeclaims';
  /** Namespace of the object. */
  readonly namespace: string;
  /** Name of the object. */
  readonly name: string;
  /** Grace period of the object, in seconds: STOP_TIMEOUT since 3.14, 0 before. */
  readonly gracePeriodSeconds: number;
  /** The fate of objects that the object owns: they are deleted after it. */
  readonly propagationPolicy: 'Background';
}

/** A delete that is not sent, because the name of the object cannot be computed. */
export interface TeardownFailure {
  /** Why. */
  readonly error: TranslationErrorCode;
  /** Id of the step whose teardown failed; absent for that of the workflow, which stops there. */
  readonly step?: string;
}

/** Makes an object. Throws {@link TranslationError} if the API server rejects it as the second one of its kind and name. */
export type Create = (object: KubernetesObject) => void;

/** Makes objects in a cluster that has these objects. It keeps only the name of each object. */
export function createIn(objects: Iterable<KubernetesObject> = []): Create {
  // Names alone: a key with the kind and namespace needs half as much memory again for each step.
  const namesByPlace = new Map<string, Set<string>>();
  const create: Create = ({ kind, metadata }) => {
    const place = `${kind} ${metadata?.namespace ?? ''}`;
    const name = metadata?.name ?? '';
    const names = namesByPlace.get(place);
    if (names === undefined) namesByPlace.set(place, new Set([name]));
    else if (names.has(name)) {
      const message = `The API server rejects a second ${kind} with the name ${name}. Give each step its own id.`;
      throw new TranslationError('already-exists', '/uuid', message);
    } else names.add(name);
  };
  for (const object of objects) create(object);
  return create;
}

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

/** The steps of a workflow in the order of its plan. */
export function stepsOf({ pipeline }: CompiledWorkflow): Step[] {
  return (pipeline ?? []).flatMap(({ steps }) => steps ?? []);
}
