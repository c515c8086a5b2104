import type { Pod } from 'kubernetes-types/core/v1.js';
import type { KubernetesObject } from '../../../translate/plan/workflow-plan.ts';
import { type Explained, fixed, type StepTrace, type WorkflowTrace } from '../trace.ts';
import { containerOrigin, initContainerOrigin } from './container.ts';
import { stepMetadata } from './metadata.ts';
import { networkOrigin } from './network.ts';
import { schedulingOrigin } from './scheduling.ts';
import { pullSecretOrigin, registrySecretOrigin, stepSecretOrigin } from './secrets.ts';
import { podSecurityOrigin } from './security.ts';
import { volumeOrigin } from './volumes.ts';

/** The origin of a field of an object that starting a step makes. */
export function stepObjectOrigin(
  trace: StepTrace,
  workflow: WorkflowTrace,
  object: KubernetesObject,
  tokens: readonly string[],
): Explained | undefined {
  if (object.kind === 'Pod') return podOrigin(trace, workflow, object as Pod, tokens);
  const isRegistrySecret = 'type' in object && object.type === 'kubernetes.io/dockerconfigjson';
  return isRegistrySecret ? registrySecretOrigin(trace, tokens) : stepSecretOrigin(trace, tokens);
}

function podOrigin(
  trace: StepTrace,
  workflow: WorkflowTrace,
  pod: Pod,
  [section = '', field = '', ...rest]: readonly string[],
): Explained | undefined {
  if (section === 'metadata') return stepMetadata(trace, 'Pod', [field, ...rest]);
  if (section !== 'spec') return fixed();
  const [index = '', ...inner] = rest;
  switch (field) {
    case 'restartPolicy':
      return fixed();
    case 'containers':
      return containerOrigin(trace, pod.spec?.containers[0] ?? { name: '' }, inner);
    case 'initContainers':
      return initContainerOrigin(trace, pod.spec?.initContainers?.[0] ?? { name: '' }, inner);
    case 'securityContext':
      return podSecurityOrigin(trace, rest);
    case 'volumes':
      return volumeOrigin(trace, rest);
    case 'imagePullSecrets':
      return pullSecretOrigin(trace, Number(index));
    default:
      return schedulingOrigin(trace, field, rest) ?? networkOrigin(trace, workflow, field, rest);
  }
}
