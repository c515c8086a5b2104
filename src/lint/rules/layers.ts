import { isZero } from '../../base/json/json.ts';
import { tokensOf } from '../../base/json/json-pointer.ts';
import { labelValueProblems, qualifiedNameProblems } from '../../base/text/kubernetes-names.ts';
import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import { variableName } from '../../translate/agent/agent-options.ts';
import { hasServicePod, possibleLabelValue } from '../../translate/resources/object-names.ts';
import { isInternalLabel } from '../../translate/resources/pod/labels.ts';
import { type ClaimRows, type Finding, findingsOf, type LossRows } from '../finding.ts';

/** Labels, annotations and other options that several layers set. */
export const LAYER_RULES = {
  'agent-key-wins': {
    severity: 'warning',
    at: 'key',
    message: 'The {kind:text} {key} of the step has no effect.',
    note: 'The agent sets it too, and the value of the agent takes effect.',
    help: 'Use another key, or remove it from `{variable}`.',
  },
  'internal-label-wins': {
    severity: 'warning',
    at: 'key',
    message: 'The label {key} has no effect.',
    note: 'The agent sets this label on the Pod.',
    help: 'Use another key.',
  },
  'internal-label-replaced': {
    severity: 'warning',
    at: 'key',
    message: 'The label {key} replaces the one that Woodpecker sets.',
    note: 'A selector for that label does not find this Pod.',
    help: 'Use another key.',
  },
  'service-label-on-step': {
    severity: 'warning',
    message: 'The label `service: {value}` is on a Pod that is not a service.',
    note: 'Through 3.12 the Service of that name sends traffic to it.',
    help: 'Use another key.',
  },
  'label-prefix-without-slash': {
    severity: 'info',
    at: 'key',
    message: 'The agent treats the label {key} as one of its own.',
    note: 'The key begins with `woodpecker-ci.org`, so no gate applies to the label.',
    help: 'Use another prefix.',
  },
  'tolerations-replace-agent': {
    severity: 'info',
    at: 'key',
    message: 'The `tolerations` of the step replace those in `{variable}`.',
    note: 'The agent does not combine them.',
    help: 'Repeat the tolerations of the agent that the step needs.',
  },
  'affinity-hides-agent': {
    severity: 'info',
    at: 'key',
    message: 'The `affinity` of the step replaces the one in `{variable}`.',
    note: 'The agent does not combine them.',
    help: 'Repeat the parts of the affinity of the agent that the step needs.',
  },
  'affinity-empty': {
    severity: 'warning',
    message: 'The empty `affinity` replaces the one in `{variable}`.',
    note: 'The Pod has no affinity.',
    help: 'Remove the option to keep the affinity of the agent.',
  },
  'workflow-label-changed': {
    severity: 'info',
    message: 'The workflow label {label} has the value {written} on Pods, not {value}.',
    note: 'The agent changes characters that it does not use in a label. A selector for the value does not find the Pods.',
    help: 'Write {written} if something selects Pods by the label.',
  },
  'workflow-label-emptied': {
    severity: 'warning',
    message: 'The workflow label {label} is empty on Pods.',
    note: 'The value {value} has no character that the agent keeps in a label.',
    help: 'Use ASCII letters or digits.',
  },
  'workflow-label-unusable': {
    severity: 'error',
    message: 'Invalid label {label}.',
    note: 'The API server rejects each Pod.',
    help: 'Use at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends. A key can have a DNS name and `/` before it.',
  },
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(LAYER_RULES);

export const LAYER_LOSSES: LossRows = {
  'internal-label-wins': ({ key, path, voice }) =>
    voice.reason === 'option-allowed'
      ? finding('internal-label-wins', path, { key: tokensOf(key).at(-1) ?? '' })
      : undefined,
  'agent-wins': ({ key: place, path, voice }) => {
    if (voice.reason !== 'option-allowed') return undefined;
    const [option, key = ''] = tokensOf(place);
    const args =
      option === 'labels'
        ? { kind: 'label', variable: variableName('podLabels') }
        : { kind: 'annotation', variable: variableName('podAnnotations') };
    return finding('agent-key-wins', path, { ...args, key });
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
};

export const LAYER_CLAIMS: ClaimRows = {
  'option-allowed': ({ key, path }, { step, input }) => {
    const isServiceLabel = key === '/labels/service' && !hasServicePod(step, input.features);
    const value = input.options.labels?.['service'] ?? '';
    return isServiceLabel ? [finding('service-label-on-step', path, { value })] : [];
  },
  'workflow-label': ({ key, path }, { step, input }) => {
    const value = step.workflow_labels?.[key] ?? '';
    const written = possibleLabelValue(value, input.features);
    const isKey = qualifiedNameProblems(key) === 0;
    const looksInternal = isInternalLabel(key) && !key.startsWith('woodpecker-ci.org/');
    return [
      ...(isInternalLabel(key) ? [] : changedLabel(key, value, written, path)),
      ...(looksInternal ? [finding('label-prefix-without-slash', path, { key })] : []),
      ...(isKey && labelValueProblems(written ?? '') === 0
        ? []
        : [
            {
              ...finding('workflow-label-unusable', path, { label: key }),
              ...(!isKey && { at: 'key' as const }),
            },
          ]),
    ];
  },
};

/** The labels of Woodpecker itself are names of repositories and the like, which nobody can write otherwise. */
function changedLabel(label: string, value: string, written: string | undefined, path: string): Finding[] {
  if (written === undefined || written === value || labelValueProblems(written) !== 0) return [];
  return written === ''
    ? [finding('workflow-label-emptied', path, { label, value })]
    : [finding('workflow-label-changed', path, { label, written, value })];
}
