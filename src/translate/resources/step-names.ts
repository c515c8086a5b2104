import { deterministicUlid } from '../../base/encoding/hash.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { isDnsName } from '../../base/text/kubernetes-names.ts';
import type { Step } from '../model/compiled-workflow.ts';
import type { AgentFeatures } from '../release/agent-features.ts';
import { resourceName } from './names.ts';
import { tryTranslate } from './translation-error.ts';

/**
 * The id of a step that was given none: made from its name by a hash, in the form of the server's (a ULID in lower
 * case, 26 characters).
 *
 * @param name name of the step; the second step of a name in a workflow is treated as `name#2`
 */
export function defaultStepUuid(name: string): string {
  return deterministicUlid(`step:${typeof name === 'string' ? name : excerpt(name)}`);
}

/** Whether the workflow's setup treats the step as a service. */
export function isService(step: Step, features: AgentFeatures): boolean {
  if (step.type === 'service') return true;
  if (!step.detach) return false;
  return features.detachedOrphanService || (features.detachedServicePods && isDnsName(step.name));
}

/** Whether the Pod of the step has the service's name and label. */
export function hasServicePod(step: Step, features: AgentFeatures): boolean {
  return features.detachedOrphanService ? step.type === 'service' : isService(step, features);
}

export function podName(step: Step, features: AgentFeatures): string {
  return hasServicePod(step, features) ? serviceName(step, features) : plainPodName(step, features);
}

/** Who decides the name of the Pod. */
export function podNameVoice(
  step: Step,
  features: AgentFeatures,
): 'plain-name' | 'service-name' | 'detached-name' {
  if (!hasServicePod(step, features)) return 'plain-name';
  return serviceNameVoice(step);
}

/** Who makes a step a service. */
export function serviceNameVoice(step: Step): 'service-name' | 'detached-name' {
  return step.type === 'service' ? 'service-name' : 'detached-name';
}

/** The name that every step's registry secret has, and the Pod of a step that is not a service. */
export function plainPodName(step: Step, features: AgentFeatures): string {
  return resourceName(`wp-${uuidOf(step)}`, features, '/uuid');
}

export function serviceName(step: Step, features: AgentFeatures): string {
  return resourceName(`wp-svc-${uuidOf(step)}-${step.name}`, features, '/name');
}

export function stepSecretName(step: Step, features: AgentFeatures): string {
  return `${podName(step, features)}-step-secret`;
}

/** Name of the headless Service of a workflow, and subdomain of its Pods. */
export function headlessServiceName(taskUuid: string, features: AgentFeatures): string {
  return resourceName(`wp-hsvc-${taskUuid}`, features, '/taskUuid');
}

/** Name of a volume, claim or file secret: the text before the first `:`. */
export function volumeName(volume: string, features: AgentFeatures, path: string): string {
  const colon = volume.indexOf(':');
  return resourceName(colon < 0 ? volume : volume.slice(0, colon), features, path);
}

/** The same, or undefined if no name can be made. */
export function possibleVolumeName(volume: string, features: AgentFeatures): string | undefined {
  return tryTranslate(() => volumeName(volume, features, '')).made;
}

/** Where a volume is mounted: the text between the first and the second `:`, or the whole without any. */
export function volumeMountPath(volume: string): string {
  const first = volume.indexOf(':');
  const second = volume.indexOf(':', first + 1);
  return volume.slice(first + 1, second > first ? second : undefined);
}

export function uuidOf(step: Step): string {
  return step.uuid ?? defaultStepUuid(step.name);
}
