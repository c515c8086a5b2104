import { nameRule, quote, refusal, serverWarning } from './rule.ts';

const AFFINITY = 'spec.affinity';

/** Rules about node selector, tolerations and affinity. */
export const SCHEDULING_RULES = {
  'node-selector-key-invalid': nameRule('spec.nodeSelector', 'The key of a node selector', 'qualifiedName'),
  'node-selector-value-invalid': nameRule('spec.nodeSelector', 'The value of a node selector', 'labelValue'),
  'node-label-deprecated': serverWarning(
    'spec.nodeSelector[key]',
    'the label that took its place, such as `kubernetes.io/arch` or `topology.kubernetes.io/zone`.',
    ({ key }: { key: string }) => `The node label ${quote(key)} is deprecated.`,
  ),
  'toleration-key-invalid': nameRule('spec.tolerations[i].key', 'The key of a toleration', 'qualifiedName'),
  'toleration-key-missing': refusal(
    'invalid',
    'spec.tolerations[i].operator',
    'a key, or the operator `Exists`, which tolerates every taint.',
    ({ operator }: { operator: string }) => `The toleration has no key, and the operator ${quote(operator)}.`,
  ),
  'toleration-seconds-without-effect': refusal(
    'invalid',
    'spec.tolerations[i].effect',
    'the effect `NoExecute` beside `tolerationSeconds`.',
    ({ effect }: { effect: string }) => `There are seconds, but the effect is ${quote(effect)}.`,
  ),
  'toleration-value-forbidden': refusal(
    'invalid',
    'spec.tolerations[i].operator',
    'no value beside the operator `Exists`.',
    ({ value }: { value: string }) => `The operator \`Exists\` has the value ${quote(value)}.`,
  ),
  'toleration-value-invalid': refusal(
    'invalid',
    'spec.tolerations[i].operator',
    'empty, or at most 63 bytes of letters, digits, `-`, `_` and `.`, with a letter or digit at both ends.',
    ({ value }: { value: string }) => `The value ${quote(value)} of a toleration is not allowed.`,
  ),
  'toleration-operator-not-supported': refusal(
    'notSupported',
    'spec.tolerations[i].operator',
    '`Equal` or `Exists`.',
    ({ value }: { value: string }) => `The operator of a toleration is ${quote(value)}.`,
  ),
  'toleration-effect-not-supported': refusal(
    'notSupported',
    'spec.tolerations[i].effect',
    '`NoSchedule`, `PreferNoSchedule` or `NoExecute`.',
    ({ value }: { value: string }) => `The effect of a toleration is ${quote(value)}.`,
  ),
  'node-selector-terms-missing': refusal(
    'required',
    `${AFFINITY}.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`,
    'at least one term.',
    () => 'The required node affinity has no terms.',
  ),
  'affinity-weight-invalid': refusal(
    'invalid',
    `${AFFINITY}...weight`,
    'a whole number from 1 to 100.',
    ({ value }: { value: number }) => `The weight is ${value}.`,
  ),
  'selector-values-missing': refusal(
    'required',
    `${AFFINITY}...matchExpressions[i].values`,
    'at least one value with `In` and `NotIn`.',
    ({ operator }: { operator: string }) => `The operator ${quote(operator)} has no values.`,
  ),
  'selector-values-not-one': refusal(
    'required',
    `${AFFINITY}...matchExpressions[i].values`,
    'exactly one value with `Gt` and `Lt`, and with node fields.',
    ({ operator, count }: { operator: string; count: number }) =>
      `The operator ${quote(operator)} has ${count} values.`,
  ),
  'selector-values-forbidden': refusal(
    'forbidden',
    `${AFFINITY}...matchExpressions[i].values`,
    'no values with `Exists` and `DoesNotExist`.',
    ({ operator }: { operator: string }) => `The operator ${quote(operator)} has values.`,
  ),
  'selector-operator-invalid': refusal(
    'invalid',
    `${AFFINITY}...matchExpressions[i].operator`,
    '`In`, `NotIn`, `Exists` or `DoesNotExist`; `Gt` and `Lt` for labels of nodes only; `In` and `NotIn` for node fields.',
    ({ operator }: { operator: string }) => `The operator is ${quote(operator)}.`,
  ),
  'selector-key-invalid': nameRule(
    `${AFFINITY}...matchExpressions[i].key`,
    'The key of a selector',
    'qualifiedName',
  ),
  'selector-value-invalid': nameRule(
    `${AFFINITY}...matchExpressions[i].values[j]`,
    'The value of a selector',
    'labelValue',
  ),
  'selector-value-not-label': serverWarning(
    `${AFFINITY}.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[i].preference.matchExpressions[j].values[k]`,
    'a label value; no node can have another.',
    ({ value }: { value: string }) => `The value ${quote(value)} is not a label value.`,
  ),
  'node-field-unknown': refusal(
    'invalid',
    `${AFFINITY}.nodeAffinity...matchFields[i].key`,
    '`metadata.name`.',
    ({ value }: { value: string }) => `Nodes cannot be selected by the field ${quote(value)}.`,
  ),
  'node-field-value-invalid': nameRule(
    `${AFFINITY}.nodeAffinity...matchFields[i].values[j]`,
    'The name of a node',
    'subdomain',
  ),
  'selector-label-key-invalid': nameRule(
    `${AFFINITY}...labelSelector.matchLabels`,
    'The key of a label in a selector',
    'qualifiedName',
  ),
  'selector-label-value-invalid': nameRule(
    `${AFFINITY}...labelSelector.matchLabels`,
    'The value of a label in a selector',
    'labelValue',
  ),
  'affinity-namespace-invalid': nameRule(`${AFFINITY}...namespace`, 'A namespace of a pod affinity', 'label'),
  'topology-key-missing': refusal(
    'required',
    `${AFFINITY}...topologyKey`,
    'the label of nodes that share a place, such as `kubernetes.io/hostname`.',
    () => 'The pod affinity has no topology key.',
  ),
  'topology-key-invalid': nameRule(`${AFFINITY}...topologyKey`, 'The topology key', 'qualifiedName'),
  'match-label-keys-forbidden': refusal(
    'forbidden',
    `${AFFINITY}...matchLabelKeys`,
    'a `labelSelector` beside `matchLabelKeys` and `mismatchLabelKeys`.',
    () => 'The label keys have no selector to add to.',
  ),
  'match-label-key-invalid': nameRule(
    `${AFFINITY}...matchLabelKeys[i]`,
    'A label key to match',
    'qualifiedName',
  ),
  'match-label-key-repeated': refusal(
    'invalid',
    `${AFFINITY}...matchLabelKeys[i]`,
    'each key in one of `matchLabelKeys` and `mismatchLabelKeys`.',
    ({ value }: { value: string }) => `The key ${quote(value)} is to match and to differ.`,
  ),
  'label-selector-missing': serverWarning(
    `${AFFINITY}...labelSelector`,
    'a selector: without one the term matches no Pod.',
    () => 'The pod affinity has no label selector.',
  ),
} as const;
