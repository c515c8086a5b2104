import { ownValue, setOwn } from '../../../base/json/json.ts';
import { pointerTo } from '../../../base/json/json-pointer.ts';
import { isAllowedFromStep } from '../../provenance/gates.ts';
import type { Notes } from '../../provenance/voices.ts';
import { hasServicePod, labelValue, serviceName } from '../object-names.ts';
import type { StepInput } from '../step-input.ts';
import { TranslationError, tryTranslate } from '../translation-error.ts';

export const SERVICE_LABEL = 'service';
export const TASK_UUID_LABEL = 'woodpecker-ci.org/task-uuid';
const STEP_LABEL = 'step';
const NAMESPACED_STEP_LABEL = 'woodpecker-ci.org/step';
const INTERNAL_LABEL_PREFIX = 'woodpecker-ci.org';

type Labels = Readonly<Record<string, string>>;

/** The internal labels of the workflow, and those of the user if steps may set labels. */
export function workflowLabels(input: StepInput): Labels | undefined {
  const { step, agent, features, notes } = input;
  const written = step.workflow_labels;
  if (!written) return undefined;
  // Before a value is made of any of them, which can fail.
  if (notes !== undefined) for (const name of Object.keys(written)) noteWorkflowLabel(name, input, notes);
  if (!features.workflowLabels) return undefined;
  const allowed = isAllowedFromStep('labels', agent, features);
  const labels: Record<string, string> = {};
  for (const name of Object.keys(written)) {
    if (allowed || isInternalLabel(name))
      setOwn(labels, name, labelValue(written[name] as string, features, '/workflow_labels', name));
  }
  return labels;
}

function noteWorkflowLabel(name: string, { agent, features }: StepInput, notes: Notes): void {
  const field = pointerTo('/metadata/labels', name);
  if (!features.workflowLabels) notes.lost(field, 'workflow-label', name, 'field-newer', 'workflowLabels');
  else if (isInternalLabel(name)) notes.set(field, 'internal-label', name);
  else if (isAllowedFromStep('labels', agent, features)) notes.set(field, 'workflow-label', name);
  else notes.lost(field, 'workflow-label', name, 'label-gated', 'podLabelsAllowFromStep');
}

/** Whether a label is one of Woodpecker's own: the agent looks at the start only, without a slash. */
export function isInternalLabel(name: string): boolean {
  return name.startsWith(INTERNAL_LABEL_PREFIX);
}

export function serviceLabel({ step, features }: StepInput): Labels | undefined {
  return hasServicePod(step, features) ? { [SERVICE_LABEL]: serviceName(step, features) } : undefined;
}

/** A registry secret has the label of the service even if no name can be made for it. */
export function secretServiceLabel({ step, features }: StepInput): Labels | undefined {
  if (step.type !== 'service') return undefined;
  return { [SERVICE_LABEL]: tryTranslate(() => serviceName(step, features)).made ?? '' };
}

export function stepLabels({ step, features }: StepInput): Labels {
  const value = labelValue(step.name, features, '', 'name');
  return features.namespacedStepLabel
    ? { [STEP_LABEL]: value, [NAMESPACED_STEP_LABEL]: value }
    : { [STEP_LABEL]: value };
}

export const ARCHITECTURE_LABEL = 'kubernetes.io/arch';

/** The node label of the architecture that the agent runs on. */
export function architecture({ step }: StepInput): Readonly<Record<string, string>> | undefined {
  const platform = ownValue(step.environment, 'CI_SYSTEM_PLATFORM') as string | undefined;
  if (!platform) return undefined;
  const name = platform.split('/', 2)[1];
  if (name !== undefined) return { [ARCHITECTURE_LABEL]: name };
  const message = `The agent crashes on CI_SYSTEM_PLATFORM=${platform}. Write OS/ARCHITECTURE, such as linux/amd64.`;
  throw new TranslationError('panic', '/environment/CI_SYSTEM_PLATFORM', message);
}
