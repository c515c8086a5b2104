import { isZero } from '../../base/json/json.ts';
import { tokensOf } from '../../base/json/json-pointer.ts';
import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import { fixOf } from '../../explain/ledger/decision.ts';
import type { Claim } from '../../explain/ledger/object-notes.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { variableName } from '../../translate/agent/agent-options.ts';
import { GATES, type GatedOption } from '../../translate/provenance/gates.ts';
import { VOICES } from '../../translate/provenance/voices.ts';
import { FEATURES } from '../../translate/release/features.ts';
import { type Finding, findingsOf, type LossRows } from '../finding.ts';

const GATED = {
  severity: 'warning',
  at: 'key',
  note: [
    'Since {since:text} agents ignore the option unless `{variable}` is `true`.',
    'Agents ignore the option unless `{variable}` is `true`.',
  ],
  help: 'Set `{variable}=true` on the agent, or remove the option.',
} as const;

const NOT_LOGGED = {
  ...GATED,
  note: 'Since {since:text} agents ignore the option unless `{variable}` is `true`. They do not log it, and the Pod uses the default one.',
} as const;

/** Options of steps and labels of workflows that the agent ignores, or accepts from everyone. */
export const GATE_RULES = {
  'step-label-gated': { ...GATED, message: 'The agent ignores the `labels` of {step}.' },
  'step-annotation-gated': { ...GATED, message: 'The agent ignores the `annotations` of {step}.' },
  'step-node-selector-gated': {
    ...GATED,
    message: 'The agent ignores the `nodeSelector` of {step}.',
    note: 'Since {since:text} agents ignore the option unless `{variable}` is `true`. The Pod can run on other nodes.',
  },
  'step-toleration-gated': {
    ...GATED,
    message: 'The agent ignores the `tolerations` of {step}.',
    note: 'Since {since:text} agents ignore the option unless `{variable}` is `true`, which is the default. They do not log it.',
  },
  'step-affinity-gated': { ...GATED, message: 'The agent ignores the `affinity` of {step}.' },
  'step-service-account-gated': {
    ...NOT_LOGGED,
    message: 'The agent ignores `serviceAccountName: {value}`.',
  },
  'step-runtime-class-gated': { ...NOT_LOGGED, message: 'The agent ignores `runtimeClassName: {value}`.' },
  'step-secret-gated': {
    ...GATED,
    message: 'The agent ignores the Kubernetes `secrets` of {step}.',
    help: 'Set `{variable}=true` on the agent, or use `from_secret`.',
  },
  'workflow-label-gated': {
    severity: 'info',
    at: 'key',
    message: 'The Pods do not get the label {label} of the workflow.',
    note: 'Agents ignore labels of workflows unless `{variable}` is `true`. The label still selects the agent.',
    help: 'Set `{variable}=true` on the agent to have the label on the Pods.',
  },
  'option-ungated': {
    severity: 'info',
    at: 'key',
    message: 'This agent accepts `{option}` from every step.',
    note: 'Since {since:text} agents ignore the option unless `{variable}` is `true`.',
    help: 'Set `{variable}=true` when you update the agent to keep its effect.',
  },
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(GATE_RULES);

const CODES = {
  labels: 'step-label-gated',
  annotations: 'step-annotation-gated',
  nodeSelector: 'step-node-selector-gated',
  tolerations: 'step-toleration-gated',
  affinity: 'step-affinity-gated',
  serviceAccountName: 'step-service-account-gated',
  runtimeClassName: 'step-runtime-class-gated',
  secrets: 'step-secret-gated',
} as const satisfies Record<GatedOption, string>;

export const GATE_LOSSES: LossRows = {
  'option-gated': ({ key, path }, { step, input }) => {
    const name = gatedOption(key);
    const { option } = GATES[name];
    const variable = variableName(option);
    const args = { step: step.name, variable, since: sinceText(name), value: String(input.options[name]) };
    return finding(CODES[name], path, args, { fix: fixOf(option, input) });
  },
  'label-gated': ({ key, path }, { input }) => {
    const option = 'podLabelsAllowFromStep';
    const args = { label: key, variable: variableName(option) };
    return finding('workflow-label-gated', path, args, { fix: fixOf(option, input) });
  },
};

/** Options that agents accept from every step, and later agents do not. */
export function ungated(claims: readonly Claim[], { input, optionAt }: StepTrace): Finding[] {
  const claimed = claims.filter(({ voice }) => voice === VOICES['gated-option']);
  return [...new Set(claimed.map(({ key }) => gatedOption(key)))].flatMap((option) => {
    const { option: gate, feature } = GATES[option];
    // That gate is open unless an operator shuts it.
    if (feature === undefined || input.features[feature] || option === 'tolerations') return [];
    if (isZero(input.options[option])) return [];
    const args = { option, variable: variableName(gate), since: sinceText(option) };
    return [finding('option-ungated', optionAt(`/${option}`), args)];
  });
}

function gatedOption(place: string): GatedOption {
  return tokensOf(place)[0] as GatedOption;
}

/** Since when an option has its gate; undefined for one that every release has. */
function sinceText(option: GatedOption): string | undefined {
  const { feature } = GATES[option];
  if (feature === undefined) return undefined;
  const { since } = FEATURES[feature];
  return since === 'next' ? 'the release after 3.17' : since;
}
