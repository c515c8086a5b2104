import { setOwn } from '../../../base/json/json.ts';
import { pointerTo } from '../../../base/json/json-pointer.ts';
import { isAllowedFromStep } from '../../provenance/gates.ts';
import { labelValue } from '../names.ts';
import type { StepInput } from '../step-input.ts';
import { hasServicePod, possibleServiceName, serviceName, serviceNameVoice } from '../step-names.ts';

export const SERVICE_LABEL = 'service';
export const TASK_UUID_LABEL = 'woodpecker-ci.org/task-uuid';
const STEP_LABEL = 'step';
const NAMESPACED_STEP_LABEL = 'woodpecker-ci.org/step';
const INTERNAL_LABEL_PREFIX = 'woodpecker-ci.org';

type Labels = Readonly<Record<string, string>>;

/** The internal labels of the workflow, and those of the user where steps may set labels. */
export function workflowLabels({ step, agent, features, notes }: StepInput): Labels | undefined {
  const written = step.workflow_labels;
  if (!written) return undefined;
  const allowed = isAllowedFromStep('labels', agent, features);
  const labels: Record<string, string> = {};
  for (const name of Object.keys(written)) {
    const field = '/metadata/labels';
    if (!features.workflowLabels)
      notes?.lost(pointerTo(field, name), 'internal-label', name, 'field-newer', 'workflowLabels');
    else if (!allowed && !isInternalLabel(name))
      notes?.lost(pointerTo(field, name), 'internal-label', name, 'label-gated', 'podLabelsAllowFromStep');
    else setOwn(labels, name, labelValue(written[name] as string, features, '/workflow_labels', name));
  }
  return labels;
}

/** Whether a label is one of Woodpecker's own: the agent looks at the start only, without a slash. */
export function isInternalLabel(name: string): boolean {
  return name.startsWith(INTERNAL_LABEL_PREFIX);
}

export function serviceLabel({ step, features }: StepInput): Labels | undefined {
  return hasServicePod(step, features) ? { [SERVICE_LABEL]: serviceName(step, features) } : undefined;
}

export function serviceVoice({ step }: StepInput): 'service-name' | 'detached-name' {
  return serviceNameVoice(step);
}

/** A registry secret has the label of the service even if no name can be made for it. */
export function secretServiceLabel({ step, features }: StepInput): Labels | undefined {
  if (step.type !== 'service') return undefined;
  return { [SERVICE_LABEL]: possibleServiceName(step, features) ?? '' };
}

export function stepLabels({ step, features }: StepInput): Labels {
  const value = labelValue(step.name, features, '', 'name');
  return features.namespacedStepLabel
    ? { [STEP_LABEL]: value, [NAMESPACED_STEP_LABEL]: value }
    : { [STEP_LABEL]: value };
}
