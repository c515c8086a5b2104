import type { Leaf } from '../../../base/json/leaves.ts';
import { isAllowedFromStep } from '../../../translate/provenance/gates.ts';
import { isScriptVariable } from '../../../translate/resources/pod/environment.ts';
import { isInternalLabel } from '../../../translate/resources/pod/labels.ts';
import { mountedVolumes } from '../../../translate/resources/pod/volumes.ts';
import { needsRegistrySecret } from '../../../translate/resources/registry-secret.ts';
import { isPerOrganization, isService, volumeMountPath } from '../../../translate/resources/step-names.ts';
import type { StepTrace } from '../trace.ts';
import {
  type Absence,
  afterFeature,
  dropped,
  fromRelease,
  isZero,
  overridden,
  SAME_AS_ABSENT,
  setVariable,
} from './absence.ts';
import { labelLoss } from './step-option.ts';

/** Fields that no release of the backend looks at. */
const IGNORED = new Set(['tmpfs', 'devices', 'network_mode']);

/** Fields that the agent acts on without any object showing it. */
const FOR_THE_RUN = new Set(['on_failure', 'on_success', 'failure']);

/** The keys that agents read in the credentials, or in the items of a list. */
const PARTS: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map([
  ['auth_config', ['username', 'password']],
  ['extra_hosts', ['name', 'ip']],
  ['networks', ['name', 'aliases']],
  ['ports', ['number', 'protocol']],
]);

/** Why a field of a step reached no field of an object; undefined for one that should have. */
export function fieldAbsence(leaf: Leaf, trace: StepTrace): Absence | undefined {
  const [field = '', key = ''] = leaf.tokens;
  if (IGNORED.has(field)) return isZero(leaf.value) ? SAME_AS_ABSENT : dropped('field-ignored');
  if (FOR_THE_RUN.has(field)) return dropped('for-the-run');
  if (field === 'backend_options' && leaf.tokens.length > 1) return dropped('backend-unknown');
  if (isUnknownPart(field, leaf.tokens)) return dropped('field-unknown');
  const absence = fieldLoss(field, key, leaf, trace);
  return absence ?? (isZero(leaf.value) ? SAME_AS_ABSENT : undefined);
}

function isUnknownPart(field: string, tokens: readonly string[]): boolean {
  const part = tokens[field === 'auth_config' ? 1 : 2];
  return part !== undefined && PARTS.get(field)?.includes(part) === false;
}

function fieldLoss(field: string, key: string, leaf: Leaf, trace: StepTrace): Absence | undefined {
  const { step, input } = trace;
  const { features } = input;
  switch (field) {
    case 'type':
      return step.type === 'service' || isZero(leaf.value) ? undefined : dropped('type-no-service');
    case 'detach':
      return step.detach === true ? detachLoss(trace) : undefined;
    case 'privileged':
      if (step.privileged !== true || input.options.securityContext?.privileged !== false) return undefined;
      return overridden('privilege-given-up');
    case 'org_id':
      return isZero(leaf.value) || isPerOrganization(input.agent, features)
        ? undefined
        : dropped('organization-unused', organizationFix(trace));
    case 'workspace_base':
      return workspaceBaseLoss(trace);
    case 'environment':
      return environmentLoss(leaf, key, trace);
    case 'secret_mapping':
      if (isZero(step.secret_mapping ?? {})) return undefined;
      return features.stepSecrets ? undefined : dropped('field-newer', fromRelease('stepSecrets'));
    case 'extra_hosts':
      if (isZero(leaf.value)) return undefined;
      return features.perStepServices
        ? overridden('extra-hosts-replaced', afterFeature('perStepServices'))
        : undefined;
    case 'networks':
      return isServiceAlias(leaf, trace) || isZero(leaf.value) ? undefined : dropped('network-unused');
    case 'volumes':
      return key === '' || mountedVolumes(input).some(({ index }) => index === Number(key))
        ? undefined
        : overridden('workspace-left-out');
    case 'auth_config':
      return needsRegistrySecret(step) || isZero(leaf.value) ? undefined : dropped('credentials-incomplete');
    case 'workflow_labels':
      return leaf.tokens.length < 2 ? undefined : workflowLabelLoss(key, trace);
    case 'commands':
    case 'working_dir':
      return scriptVariable(trace, 'CI_SCRIPT') === 'replaced' ? overridden('script-from-secret') : undefined;
    case 'ports':
    case 'dns':
    case 'dns_search':
    case 'entrypoint':
    case 'name':
    case 'uuid':
    case 'image':
    case 'pull':
    case 'backend_options':
      return undefined;
    default:
      return dropped('field-unknown');
  }
}

/** Up to 3.12 the first alias of a service is what every Pod finds it by. */
function isServiceAlias({ tokens }: Leaf, { input }: StepTrace): boolean {
  const { step, features } = input;
  return features.perStepServices && isService(step, features) && tokens.join('/') === 'networks/0/aliases/0';
}

function detachLoss({ input, step }: StepTrace): Absence | undefined {
  if (step.type === 'service' || !isService(input.step, input.features)) return dropped('for-the-run');
  return undefined;
}

function organizationFix({ input }: StepTrace) {
  if (input.features.namespacePerOrganization) return setVariable('namespacePerOrganization');
  return input.agent.namespacePerOrganization ? fromRelease('namespacePerOrganization') : undefined;
}

/** Without commands the workspace counts only where a service leaves it out. */
function workspaceBaseLoss({ step, input }: StepTrace): Absence | undefined {
  const leavesOut = input.options.workspaceVolume === false && step.type === 'service';
  const isMounted = (step.volumes ?? []).some((volume) => volumeMountPath(volume) === step.workspace_base);
  if (leavesOut && isMounted) return { outcome: 'applied', reason: 'workspace-left-out' };
  if (isZero(step.workspace_base ?? '')) return SAME_AS_ABSENT;
  return (step.commands?.length ?? 0) > 0 ? undefined : dropped('workspace-base-unused');
}

function environmentLoss(leaf: Leaf, key: string, trace: StepTrace): Absence | undefined {
  if (leaf.tokens.length < 2) return undefined;
  return scriptVariable(trace, key) === 'kept' ? overridden('script-variable-wins') : undefined;
}

/** What becomes of a variable of the script: a secret of the same name takes its place. */
function scriptVariable(trace: StepTrace, name: string): 'kept' | 'replaced' | undefined {
  if (!isScriptVariable(trace.step, name)) return undefined;
  const isMapped = trace.input.features.stepSecrets && Object.hasOwn(trace.step.secret_mapping ?? {}, name);
  return isMapped ? 'replaced' : 'kept';
}

function workflowLabelLoss(key: string, trace: StepTrace): Absence | undefined {
  const { agent, features, options } = trace.input;
  if (!features.workflowLabels) return dropped('field-newer', fromRelease('workflowLabels'));
  const allowed = isAllowedFromStep('labels', agent, features);
  if (!allowed && !isInternalLabel(key)) return dropped('label-gated', setVariable('podLabelsAllowFromStep'));
  if (allowed && options.labels !== undefined && Object.hasOwn(options.labels, key))
    return overridden('option-wins');
  return labelLoss(key, trace);
}
