import { fold } from '../../../base/encoding/case-mapping.ts';
import { tokensOf } from '../../../base/json/json-pointer.ts';
import { isWithin, valueAt } from '../../../base/json/leaves.ts';
import { GATES, type GatedOption, isAllowedFromStep } from '../../../translate/provenance/gates.ts';
import { SERVICE_LABEL, TASK_UUID_LABEL } from '../../../translate/resources/pod/labels.ts';
import { hasServicePod, volumeMountPath } from '../../../translate/resources/step-names.ts';
import { OPTION_FEATURES } from '../option-shape.ts';
import type { OptionLeaf } from '../option-tree.ts';
import type { StepTrace } from '../trace.ts';
import {
  type Absence,
  dropped,
  fromRelease,
  isZero,
  overridden,
  SAME_AS_ABSENT,
  setVariable,
} from './absence.ts';

/** Why an option of a step reached no field; undefined for one that should have. */
export function optionAbsence(leaf: OptionLeaf, trace: StepTrace): Absence | undefined {
  return unread(leaf) ?? undecoded(leaf, trace) ?? gated(leaf, trace) ?? ineffective(leaf, trace);
}

function unread({ state, option }: OptionLeaf): Absence | undefined {
  switch (state) {
    case 'unknown-key':
      return dropped('option-unknown');
    case 'repeated-key':
    case 'repeated-entry':
      return overridden('option-repeated');
    case 'not-reached':
      return dropped('option-list-cut');
    case 'newer-key': {
      const feature = OPTION_FEATURES[option];
      return dropped('option-newer', feature && fromRelease(feature));
    }
    case 'read':
      return undefined;
  }
}

/** One wrong value takes a whole security context or affinity with it. */
function undecoded({ path, option }: OptionLeaf, { problems, problemPaths }: StepTrace): Absence | undefined {
  if (hasAncestor(path, problemPaths)) return { outcome: 'refused', reason: 'option-not-decoded' };
  for (const name of ['securityContext', 'affinity'] as const) {
    if (isWithin(option, `/${name}`) && hasProblem(name, problems))
      return dropped('option-lost-with-sibling');
  }
  return undefined;
}

/** Whether a pointer to what is around another one is among others; the other itself is decided before. */
function hasAncestor(path: string, others: ReadonlySet<string>): boolean {
  for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
    if (others.has(path.slice(0, end))) return true;
    if (end === 0) break;
  }
  return false;
}

function hasProblem(name: string, problems: StepTrace['problems']): boolean {
  return problems.some((problem) => fold(tokensOf(problem.path)[0] ?? '') === fold(name));
}

function gated(leaf: OptionLeaf, trace: StepTrace): Absence | undefined {
  const name = tokensOf(leaf.option)[0];
  if (name === undefined || !Object.hasOwn(GATES, name)) return undefined;
  const { agent, features, options } = trace.input;
  const isNothing = isZero(leaf.value) && isZero(valueAt(options, `/${name}`) ?? null);
  if (isNothing || isAllowedFromStep(name as GatedOption, agent, features)) return undefined;
  return dropped('option-gated', setVariable(GATES[name as GatedOption].option));
}

function ineffective(leaf: OptionLeaf, trace: StepTrace): Absence | undefined {
  const [name = '', key = ''] = tokensOf(leaf.option);
  const { agent } = trace.input;
  if (leaf.value === null) return { outcome: 'defaulted', reason: 'option-null' };
  if (typeof leaf.value === 'object') return SAME_AS_ABSENT;
  switch (name) {
    case 'labels':
      return labelLoss(key, trace);
    case 'annotations':
      return Object.hasOwn(agent.podAnnotations, key) ? overridden('agent-wins') : undefined;
    case 'secrets':
      return secretLoss(leaf, Number(key), trace);
    case 'securityContext':
      return securityLoss(leaf, key, trace);
    case 'workspaceVolume':
      return workspaceVolume(trace);
    default:
      return isZero(leaf.value) ? SAME_AS_ABSENT : undefined;
  }
}

function isStepLabel(key: string, { input }: StepTrace): boolean {
  return key === 'step' || (key === 'woodpecker-ci.org/step' && input.features.namespacedStepLabel);
}

/** What the backend and the operator set wins over the step's labels. */
export function labelLoss(key: string, trace: StepTrace): Absence | undefined {
  const { agent, step, features, taskUuid } = trace.input;
  const isInternal =
    isStepLabel(key, trace) ||
    (key === SERVICE_LABEL && hasServicePod(step, features)) ||
    (key === TASK_UUID_LABEL && features.taskUuidLabel && taskUuid !== '');
  if (isInternal) return overridden('internal-label-wins');
  return Object.hasOwn(agent.podLabels, key) ? overridden('agent-wins') : undefined;
}

function secretLoss(leaf: OptionLeaf, index: number, trace: StepTrace): Absence | undefined {
  if (isZero(leaf.value)) return SAME_AS_ABSENT;
  const isFile = Boolean(trace.input.options.secrets[index]?.target.file);
  return isFile && leaf.option.endsWith('/target/env') ? overridden('secret-file-wins') : undefined;
}

function securityLoss(leaf: OptionLeaf, key: string, trace: StepTrace): Absence | undefined {
  const { step, agent, options } = trace.input;
  const wanted = options.securityContext;
  if (wanted === undefined) return SAME_AS_ABSENT;
  switch (key) {
    case 'privileged':
      if (wanted.privileged === (step.privileged === true)) return SAME_AS_ABSENT;
      return wanted.privileged === true
        ? dropped('privileged-not-allowed')
        : { outcome: 'applied', reason: 'privilege-given-up' };
    case 'runAsNonRoot':
      return agent.runAsNonRoot
        ? overridden('agent-non-root-wins', setVariable('runAsNonRoot', 'false'))
        : undefined;
    case 'runAsUser':
    case 'runAsGroup':
      return wanted[key] === 0 ? dropped('root-not-allowed') : undefined;
    case 'allowPrivilegeEscalation':
      return wanted.allowPrivilegeEscalation ? dropped('escalation-only-forbidden') : undefined;
    case 'seccompProfile':
    case 'apparmorProfile':
      if (isZero(leaf.value)) return SAME_AS_ABSENT;
      return wanted[key]?.type === '' ? dropped('profile-without-type') : undefined;
    default:
      return isZero(leaf.value) ? SAME_AS_ABSENT : undefined;
  }
}

function workspaceVolume({ input, step }: StepTrace): Absence {
  if (input.options.workspaceVolume !== false) return SAME_AS_ABSENT;
  if (step.type !== 'service') return dropped('workspace-volume-of-step');
  const base = step.workspace_base ?? '';
  const isMounted = (step.volumes ?? []).some((volume) => volumeMountPath(volume) === base);
  return isMounted ? { outcome: 'applied', reason: 'workspace-left-out' } : dropped('workspace-not-mounted');
}
