import { pointerTo } from '../model/json-pointer.ts';
import type { Step } from '../model/step.ts';
import type { Features } from '../release/features.ts';
import { isAllowedFromStep } from './gates.ts';
import { labelValue } from './names.ts';
import type { StepInput } from './step-input.ts';
import { hasServicePod, serviceName } from './step-names.ts';

export const SERVICE_LABEL = 'service';
export const TASK_UUID_LABEL = 'woodpecker-ci.org/task-uuid';
const STEP_LABEL = 'step';
const NAMESPACED_STEP_LABEL = 'woodpecker-ci.org/step';
const INTERNAL_LABEL_PREFIX = 'woodpecker-ci.org';

type Labels = Record<string, string>;

/** The labels of a Pod; of several layers that set one label the last wins. */
export function podLabels(input: StepInput): Labels {
  const { step, agent, features, options, taskUuid } = input;
  const allowed = isAllowedFromStep('labels', agent, features);
  const labels = {
    ...workflowLabels(step, allowed, features),
    ...(allowed ? options.labels : undefined),
    ...agent.podLabels,
  };
  if (hasServicePod(step, features)) labels[SERVICE_LABEL] = serviceName(step, features);
  Object.assign(labels, stepLabels(step, features));
  if (features.taskUuidLabel && taskUuid !== '') labels[TASK_UUID_LABEL] = taskUuid;
  return labels;
}

/** The labels of a registry secret. */
export function registrySecretLabels({ step, agent, features }: StepInput): Labels {
  const labels = workflowLabels(step, isAllowedFromStep('labels', agent, features), features);
  if (step.type === 'service') labels[SERVICE_LABEL] = serviceNameOrEmpty(step, features);
  return Object.assign(labels, stepLabels(step, features));
}

/** The internal labels of the workflow, and those of the user where steps may set labels. */
function workflowLabels(step: Step, allowed: boolean, features: Features): Labels {
  if (!features.workflowLabels || !step.workflow_labels) return {};
  const entries = Object.entries(step.workflow_labels)
    .filter(([name]) => allowed || name.startsWith(INTERNAL_LABEL_PREFIX))
    .map(
      ([name, value]) => [name, labelValue(value, features, pointerTo('/workflow_labels', name))] as const,
    );
  return Object.fromEntries(entries);
}

function stepLabels(step: Step, features: Features): Labels {
  const value = labelValue(step.name, features, '/name');
  return features.namespacedStepLabel
    ? { [STEP_LABEL]: value, [NAMESPACED_STEP_LABEL]: value }
    : { [STEP_LABEL]: value };
}

function serviceNameOrEmpty(step: Step, features: Features): string {
  try {
    return serviceName(step, features);
  } catch {
    return '';
  }
}
