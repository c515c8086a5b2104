import { overlay, setOwn } from '../../../base/json/json.ts';
import type { Step } from '../../model/step.ts';
import { isAllowedFromStep } from '../../provenance/gates.ts';
import type { Features } from '../../release/features.ts';
import { labelValue } from '../names.ts';
import type { StepInput } from '../step-input.ts';
import { hasServicePod, possibleServiceName, serviceName } from '../step-names.ts';

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
  const labels = workflowLabels(step, allowed, features);
  if (allowed) overlay(labels, options.labels);
  overlay(labels, agent.podLabels);
  if (hasServicePod(step, features)) labels[SERVICE_LABEL] = serviceName(step, features);
  setStepLabels(labels, step, features);
  if (features.taskUuidLabel && taskUuid !== '') labels[TASK_UUID_LABEL] = taskUuid;
  return labels;
}

/** The labels of a registry secret. */
export function registrySecretLabels({ step, agent, features }: StepInput): Labels {
  const labels = workflowLabels(step, isAllowedFromStep('labels', agent, features), features);
  if (step.type === 'service') labels[SERVICE_LABEL] = possibleServiceName(step, features) ?? '';
  setStepLabels(labels, step, features);
  return labels;
}

/** The internal labels of the workflow, and those of the user where steps may set labels. */
function workflowLabels(step: Step, allowed: boolean, features: Features): Labels {
  const labels: Labels = {};
  if (!features.workflowLabels || !step.workflow_labels) return labels;
  for (const name of Object.keys(step.workflow_labels)) {
    if (!allowed && !name.startsWith(INTERNAL_LABEL_PREFIX)) continue;
    const value = step.workflow_labels[name] as string;
    setOwn(labels, name, labelValue(value, features, '/workflow_labels', name));
  }
  return labels;
}

function setStepLabels(labels: Labels, step: Step, features: Features): void {
  const value = labelValue(step.name, features, '', 'name');
  labels[STEP_LABEL] = value;
  if (features.namespacedStepLabel) labels[NAMESPACED_STEP_LABEL] = value;
}
