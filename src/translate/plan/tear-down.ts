import type { Step } from '../model/compiled-workflow.ts';
import { namespaceOf } from '../resources/namespace.ts';
import {
  hasServicePod,
  headlessServiceName,
  plainPodName,
  podName,
  serviceName,
  stepSecretName,
  uuidOf,
  volumeName,
} from '../resources/object-names.ts';
import { needsRegistrySecret, needsStepSecret } from '../resources/secrets.ts';
import { TranslationError, tryTranslate } from '../resources/translation-error.ts';
import type { WorkflowInput } from './workflow-input.ts';
import type { DeletedObject, TeardownEntry } from './workflow-plan.ts';

/** The deletions for every step, and then for the workflow. */
export function* tearDown(input: WorkflowInput): Generator<TeardownEntry> {
  for (const { step } of input.steps) yield* tearDownStep(step, input);
  yield* tearDownWorkflow(input);
}

/** Tries everything; an object that cannot be named is an error at the end. */
function tearDownStep(step: Step, input: WorkflowInput): TeardownEntry[] {
  const { features } = input;
  const namespace = stepNamespace(step, input);
  const entries: TeardownEntry[] = [];
  let first: TranslationError | undefined;
  const tryDelete = (resource: DeletedObject['resource'], nameOf: () => string): void => {
    const { made: name, failure } = tryTranslate(nameOf);
    if (name !== undefined) entries.push(deleted(resource, namespace, name, input));
    first ??= failure;
  };
  if (needsRegistrySecret(step)) tryDelete('secrets', () => plainPodName(step, features));
  if (needsStepSecret(step, features)) tryDelete('secrets', () => stepSecretName(step, features));
  tryDelete('pods', () => podName(step, features));
  return first === undefined ? entries : [...entries, { error: first.code, step: uuidOf(step) }];
}

/** The first name that cannot be made ends it, and everything after it stays in the cluster. */
function* tearDownWorkflow(input: WorkflowInput): Generator<TeardownEntry> {
  try {
    yield* workflowDeletes(input);
  } catch (error) {
    if (!(error instanceof TranslationError)) throw error;
    yield { error: error.code };
  }
}

function* workflowDeletes(input: WorkflowInput): Generator<DeletedObject> {
  const { volume, steps, agent, features, orgId, taskUuid } = input;
  for (const { step } of steps) {
    const namespace = stepNamespace(step, input);
    yield deleted('pods', namespace, podName(step, features), input);
    if (features.perStepServices && hasServicePod(step, features))
      yield deleted('services', namespace, serviceName(step, features), input);
  }
  const namespace = namespaceOf(orgId, agent, features);
  if (features.headlessService)
    yield deleted('services', namespace, headlessServiceName(taskUuid, features), input);
  const claim = volumeName(volume ?? '', features, '/volume');
  yield deleted('persistentvolumeclaims', namespace, claim, input);
}

function stepNamespace(step: Step, { agent, features }: WorkflowInput): string {
  return namespaceOf(step.org_id ?? 0, agent, features);
}

function deleted(
  resource: DeletedObject['resource'],
  namespace: string,
  name: string,
  { agent, features }: WorkflowInput,
): DeletedObject {
  const gracePeriodSeconds = features.stopTimeout ? agent.stopTimeout : 0;
  return { resource, namespace, name, gracePeriodSeconds, propagationPolicy: 'Background' };
}
