import type { DecodeProblem } from '../options/decoders.ts';
import { buildPod } from '../resources/pod.ts';
import { buildRegistrySecret, needsRegistrySecret } from '../resources/registry-secret.ts';
import { type ServiceHost, stepInput } from '../resources/step-input.ts';
import { uuidOf } from '../resources/step-names.ts';
import { buildStepSecret, needsStepSecret } from '../resources/step-secret.ts';
import { TranslationError, tryMake } from '../resources/translation-error.ts';
import type { PlacedStep } from './decoded-workflow.ts';
import { creation, noted, type WorkflowInput } from './workflow-input.ts';
import type { Cluster, StepPlan } from './workflow-plan.ts';

/** The plan of starting one step, and the causes of its errors. */
export interface StartedStep {
  /** JSON Pointer to the step. */
  readonly path: string;
  readonly plan: StepPlan;
  readonly failure: TranslationError | undefined;
  readonly optionProblems: readonly DecodeProblem[];
}

/** Starts a step as the agent does: decode the options, make the secrets, make the Pod. */
export function startStep(
  { step, path }: PlacedStep,
  hosts: readonly ServiceHost[] | undefined,
  workflow: WorkflowInput,
  cluster: Cluster,
): StartedStep {
  const { input, problems: optionProblems } = stepInput(step, workflow, hosts);
  const { objects, create } = creation(cluster, workflow);
  const optionsError = optionProblems.length > 0 ? ({ optionsError: true } as const) : undefined;
  const uuid = uuidOf(step);
  let isPodBegun = false;
  try {
    if (needsRegistrySecret(step)) create(buildRegistrySecret(noted(input, workflow, path)));
    if (needsStepSecret(step, workflow.features)) create(buildStepSecret(noted(input, workflow, path)));
    isPodBegun = true;
    create(buildPod(noted(input, workflow, path)));
  } catch (error) {
    if (!(error instanceof TranslationError)) throw error;
    if (!isPodBegun && workflow.noteTaker !== undefined)
      tryMake(() => buildPod(noted(input, workflow, path)));
    const plan = { uuid, objects, error: error.code, ...optionsError };
    return { path, plan, failure: error, optionProblems };
  }
  return { path, plan: { uuid, objects, ...optionsError }, failure: undefined, optionProblems };
}
