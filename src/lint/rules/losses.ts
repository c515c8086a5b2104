import { isZero } from '../../base/json/json.ts';
import { tokensOf } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { claimsOf, lossesOf, type PlacedClaim, type PlacedLoss } from '../../explain/ledger/origins.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { variableName } from '../../translate/agent/variables.ts';
import { GATES, type GatedOption } from '../../translate/provenance/gates.ts';
import type { ReasonCode } from '../../translate/provenance/reasons.ts';
import { VOICES } from '../../translate/provenance/voices.ts';
import { FEATURES } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import { possibleLabelValue } from '../../translate/resources/names.ts';
import { isInternalLabel } from '../../translate/resources/pod/labels.ts';
import { hasServicePod } from '../../translate/resources/step-names.ts';
import type { WorkflowRule } from '../finding.ts';
import { isLabelKey, isLabelText } from '../label-text.ts';
import { finding, type LintDiagnostic, stepTitle } from '../lint-input.ts';

type Told = LintDiagnostic | undefined;

/** What the gates, layers and limits of the agent keep out of Pods, and what wins instead. */
export const losses: WorkflowRule = ({ trace }) => {
  // Every step has the labels of the workflow, but they are written once.
  const seen = new Set<string>();
  return trace.steps.flatMap((step) => {
    const lost = lossesOf(step, trace).map((loss) => {
      const isSeen = loss.reason === 'label-gated' && seen.has(loss.key);
      if (loss.reason === 'label-gated') seen.add(loss.key);
      return isSeen ? undefined : LOSSES[loss.reason]?.(loss, step);
    });
    const claims = claimsOf(step, trace);
    const won = claims.flatMap((claim) => CLAIMS[claim.voice.reason]?.(claim, step) ?? []);
    return [...lost, ...ungated(claims, step), ...won].filter((found) => found !== undefined);
  });
};

const GATED = {
  labels: 'step-label-gated',
  annotations: 'step-annotation-gated',
  nodeSelector: 'step-node-selector-gated',
  tolerations: 'step-toleration-gated',
  affinity: 'step-affinity-gated',
  serviceAccountName: 'step-service-account-gated',
  runtimeClassName: 'step-runtime-class-gated',
  secrets: 'step-secret-gated',
} as const satisfies Record<GatedOption, string>;

/** What to report of a loss, by its reason. */
const LOSSES: Readonly<Partial<Record<ReasonCode, (loss: PlacedLoss, step: StepTrace) => Told>>> = {
  'option-gated': ({ key, path }, step) => {
    const option = optionOf(key);
    const { option: gate, feature } = GATES[option];
    const since = feature === undefined ? '3.0' : sinceText(FEATURES[feature].since);
    const variable = variableName(gate);
    const args = { step: stepTitle(step), variable, given: givenText(option, step), since };
    return finding(GATED[option], path, args, { variable: { option: gate, name: variable, value: 'true' } });
  },
  'label-gated': ({ key, path }) => {
    const option = 'podLabelsAllowFromStep';
    const variable = variableName(option);
    const fix = { variable: { option, name: variable, value: 'true' } } as const;
    return finding('workflow-label-gated', path, { label: key, variable }, fix);
  },
  'internal-label-wins': ({ key, path, voice }) =>
    voice.reason === 'option-allowed'
      ? finding('internal-label-wins', path, { key: lastOf(key) })
      : undefined,
  'agent-wins': ({ key, path, voice }) => {
    if (voice.reason !== 'option-allowed') return undefined;
    const isLabel = optionOf(key) === 'labels';
    const variable = variableName(isLabel ? 'podLabels' : 'podAnnotations');
    return finding('agent-key-wins', path, {
      kind: isLabel ? 'label' : 'annotation',
      key: lastOf(key),
      variable,
    });
  },
  'option-wins': ({ key, voice, winner }, { input }) => {
    const path = winner?.path ?? '';
    switch (voice.reason) {
      case 'agent-tolerations':
        return finding('tolerations-replace-agent', path, { variable: variableName('podTolerations') });
      case 'agent-affinity': {
        const code = isZero(input.options.affinity) ? 'affinity-empty' : 'affinity-hides-agent';
        return finding(code, path, { variable: variableName('podAffinity') });
      }
      case 'workflow-label':
        return isInternalLabel(key) ? finding('internal-label-replaced', path, { key }) : undefined;
      default:
        return undefined;
    }
  },
  'root-not-allowed': ({ key, path }) => finding('root-user-dropped', path, { option: `\`${lastOf(key)}\`` }),
  'privileged-not-allowed': ({ path }, step) =>
    finding('privileged-option-dropped', path, { step: stepTitle(step) }),
  'privilege-given-up': ({ path, hasActed }, step) =>
    hasActed ? finding('privilege-given-up', path, { step: stepTitle(step) }) : undefined,
  'agent-non-root-wins': ({ path }, { input }) =>
    input.options.securityContext?.runAsNonRoot === false
      ? finding('non-root-not-relaxed', path, { variable: variableName('runAsNonRoot') })
      : undefined,
  'escalation-only-forbidden': ({ path }) => finding('escalation-ignored', path, {}),
  'profile-without-type': ({ key, path }) =>
    finding('profile-without-type', path, { option: `\`${lastOf(key)}\`` }),
  'workspace-volume-of-step': workspaceVolume,
  'workspace-not-mounted': workspaceVolume,
};

function workspaceVolume({ path }: PlacedLoss, step: StepTrace): Told {
  return finding('workspace-volume-ignored', path, { step: stepTitle(step) });
}

/** What to report of a field that somebody got, by its reason. */
const CLAIMS: Readonly<Partial<Record<ReasonCode, (claim: PlacedClaim, step: StepTrace) => Told[]>>> = {
  'option-allowed': ({ key, path }, { step, input }) => {
    const isServiceLabel = key === '/labels/service' && !hasServicePod(step, input.features);
    return isServiceLabel
      ? [finding('service-label-on-step', path, { value: input.options.labels?.['service'] ?? '' })]
      : [];
  },
  'workflow-label': ({ key, path }, { step, input }) => {
    const value = possibleLabelValue(step.workflow_labels?.[key] ?? '', input.features) ?? '';
    return [
      isInternalLabel(key) && !key.startsWith('woodpecker-ci.org/')
        ? finding('label-prefix-without-slash', path, { key })
        : undefined,
      isLabelKey(key) && isLabelText(value)
        ? undefined
        : finding('workflow-label-unusable', path, { label: excerpt(key) }),
    ];
  },
};

/** Options that agents take from every step, and later agents do not. */
function ungated(claims: readonly PlacedClaim[], { input, options, optionsPath }: StepTrace): Told[] {
  const gated = claims
    .filter(({ voice }) => voice === VOICES['gated-option'])
    .map(({ key }) => optionOf(key));
  return [...new Set(gated)].map((option) => {
    const { option: gate, feature } = GATES[option];
    // That gate is open unless an operator shuts it.
    if (feature === undefined || input.features[feature] || option === 'tolerations') return undefined;
    if (isZero(input.options[option])) return undefined;
    const args = {
      option: `\`${option}\``,
      variable: variableName(gate),
      since: sinceText(FEATURES[feature].since),
    };
    return finding('option-ungated', optionsPath + options.writtenAt(`/${option}`), args);
  });
}

/** What is given, in short. */
function givenText(option: GatedOption, { input: { options } }: StepTrace): string {
  const value = options[option];
  if (typeof value === 'string') return value;
  if (option === 'secrets') return options.secrets.map(({ name }) => name || '""').join(', ');
  if (option === 'tolerations') return options.tolerations.map(({ key }) => key || 'every taint').join(', ');
  return excerpt(Object.keys(value ?? {}).join(', ')).slice(1, -1);
}

function sinceText(release: Release): string {
  return release === 'next' ? 'the release after 3.17' : release;
}

/** The gated option that a place is in. */
function optionOf(place: string): GatedOption {
  return tokensOf(place)[0] as GatedOption;
}

function lastOf(place: string): string {
  return tokensOf(place).at(-1) ?? place;
}
