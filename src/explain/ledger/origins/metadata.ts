import { pointerTo } from '../../../base/json/json-pointer.ts';
import { isAllowedFromStep } from '../../../translate/provenance/gates.ts';
import type { Origin } from '../../../translate/provenance/origin.ts';
import { SERVICE_LABEL, TASK_UUID_LABEL } from '../../../translate/resources/pod/labels.ts';
import { hasServicePod } from '../../../translate/resources/step-names.ts';
import {
  type Explained,
  explained,
  platform,
  type StepTrace,
  stepField,
  stepOption,
  variable,
} from '../trace.ts';

const STEP_LABELS = ['step', 'woodpecker-ci.org/step'];

/** Name, namespace, labels and annotations of an object that belongs to a step. */
export function stepMetadata(trace: StepTrace, kind: 'Pod' | 'Secret', tokens: readonly string[]): Explained {
  const [field = '', key = ''] = tokens;
  if (field === 'name') return nameOf(trace, kind);
  if (field === 'namespace') return namespaceOf(trace);
  if (field === 'annotations') return annotation(trace, key);
  return kind === 'Pod' ? podLabel(trace, key) : secretLabel(trace, key);
}

/** The id of the step, from which names are made; without one the name stands in for it. */
export function uuid(trace: StepTrace): Origin {
  return stepField(trace, '/uuid');
}

/** The name of the Pod, and of its container. */
export function podNameOrigin(trace: StepTrace): Explained {
  if (!hasServicePod(trace.input.step, trace.input.features)) return explained('name-from-uuid', uuid(trace));
  return serviceNameOrigin(trace);
}

export function serviceNameOrigin(trace: StepTrace): Explained {
  const kind = stepField(trace, trace.step.type === 'service' ? '/type' : '/detach');
  return explained('service-name', uuid(trace), stepField(trace, '/name'), kind);
}

function nameOf(trace: StepTrace, kind: 'Pod' | 'Secret'): Explained {
  return kind === 'Pod' ? podNameOrigin(trace) : explained('name-from-uuid', uuid(trace));
}

export function namespaceOf(trace: StepTrace): Explained {
  const { agent, features } = trace.input;
  if (!features.namespacePerOrganization || !agent.namespacePerOrganization)
    return explained('namespace-of-agent', variable('namespace'));
  return explained(
    'namespace-of-organization',
    variable('namespace'),
    variable('namespacePerOrganization'),
    stepField(trace, '/org_id'),
  );
}

function podLabel(trace: StepTrace, key: string): Explained {
  const { step, agent, features, options, taskUuid } = trace.input;
  if (key === TASK_UUID_LABEL && features.taskUuidLabel && taskUuid !== '')
    return explained('task-label', platform('taskUuid'));
  if (isStepLabel(key, trace)) return explained('step-label', stepField(trace, '/name'));
  if (key === SERVICE_LABEL && hasServicePod(step, features)) return serviceNameOrigin(trace);
  if (Object.hasOwn(agent.podLabels, key)) return explained('agent-label', variable('podLabels', key));
  const allowed = isAllowedFromStep('labels', agent, features);
  if (allowed && options.labels !== undefined && Object.hasOwn(options.labels, key)) {
    const option = stepOption(trace, pointerTo('/labels', key));
    return explained('option-allowed', option, variable('podLabelsAllowFromStep'));
  }
  return workflowLabel(trace, key);
}

function secretLabel(trace: StepTrace, key: string): Explained {
  if (isStepLabel(key, trace)) return explained('step-label', stepField(trace, '/name'));
  if (key === SERVICE_LABEL && trace.step.type === 'service') return serviceNameOrigin(trace);
  return workflowLabel(trace, key);
}

export function isStepLabel(key: string, { input }: StepTrace): boolean {
  return key === STEP_LABELS[0] || (key === STEP_LABELS[1] && input.features.namespacedStepLabel);
}

/** Labels of the workflow that are not the server's own need the gate. */
function workflowLabel(trace: StepTrace, key: string): Explained {
  const label = stepField(trace, pointerTo('/workflow_labels', key));
  if (isInternalLabel(key)) return explained('workflow-label', label);
  return explained('workflow-label', label, variable('podLabelsAllowFromStep'));
}

/** The agent looks at the start only, without a slash. */
export function isInternalLabel(key: string): boolean {
  return key.startsWith('woodpecker-ci.org');
}

function annotation(trace: StepTrace, key: string): Explained {
  if (Object.hasOwn(trace.input.agent.podAnnotations, key))
    return explained('agent-annotation', variable('podAnnotations', key));
  const option = stepOption(trace, pointerTo('/annotations', key));
  return explained('option-allowed', option, variable('podAnnotationsAllowFromStep'));
}
