import type { Namespace, PersistentVolumeClaim, Pod, Secret, Service } from 'kubernetes-types/core/v1.js';
import type { TranslationErrorCode } from '../resources/translation-error.ts';

/** An object that the agent posts to the API server. */
export type KubernetesObject = Namespace | PersistentVolumeClaim | Pod | Secret | Service;

/** What an agent does for a workflow, in order. The shape is that of the recordings of real agents. */
export interface WorkflowPlan {
  /** Objects made before the first step. */
  readonly setup: readonly KubernetesObject[];
  /**
   * Why the setup stopped after these objects; there are then no steps and no teardown. `refused` is no agent's
   * doing, but that of a strict plan.
   */
  readonly setupError?: TranslationErrorCode | 'refused';
  readonly steps: readonly StepPlan[];
  readonly teardown: readonly TeardownEntry[];
}

export interface StepPlan {
  readonly uuid: string;
  /** Objects made to start the step; where it fails, those made before the failure. */
  readonly objects: readonly KubernetesObject[];
  /** Why the step cannot be started. */
  readonly error?: TranslationErrorCode;
  /** Set when `backend_options.kubernetes` did not decode wholly; the step goes on with what did. */
  readonly optionsError?: true;
}

/** One delete, or a failure to compute what to delete. */
export type TeardownEntry = DeletedObject | TeardownFailure;

export interface DeletedObject {
  readonly resource: 'pods' | 'secrets' | 'services' | 'persistentvolumeclaims';
  readonly namespace: string;
  readonly name: string;
  readonly gracePeriodSeconds: number;
  readonly propagationPolicy: 'Background';
}

export interface TeardownFailure {
  readonly error: TranslationErrorCode;
  /** Id of the step whose teardown failed; absent for that of the workflow, which stops there. */
  readonly step?: string;
}
