import type {
  NodeSelector,
  NodeSelectorRequirement,
  PodSpec,
  PreferredSchedulingTerm,
} from 'kubernetes-types/core/v1.js';
import type { LabelSelector, LabelSelectorRequirement } from 'kubernetes-types/meta/v1.js';
import { inRange, oneOf, reportEach, required, wrong } from '../../patterns.ts';
import { each, keysOf, numbers, type Places, where } from '../../places.ts';
import { type Loose, rulesOn } from '../../rule.ts';
import { DNS_SUBDOMAIN, LABEL_VALUE, labelKeys, labelValues, named, QUALIFIED_NAME } from '../names.ts';

const selector = rulesOn<LabelSelector>('LabelSelector');
const ofPods = rulesOn<LabelSelectorRequirement>('LabelSelectorRequirement');
const ofNodes = rulesOn<NodeSelectorRequirement>('NodeSelectorRequirement');
const expression = rulesOn<LabelSelectorRequirement>('LabelSelectorRequirement', 'NodeSelectorRequirement');
const terms = rulesOn<NodeSelector>('NodeSelector');
const preferred = rulesOn<PreferredSchedulingTerm>('PreferredSchedulingTerm');
const weighted = rulesOn<{ weight: number }>('PreferredSchedulingTerm', 'WeightedPodAffinityTerm');
const field = rulesOn<NodeSelectorRequirement>('NodeFieldRequirement');
const spec = rulesOn<PodSpec>('PodSpec');

const NEEDS_VALUES = ['In', 'NotIn'];
const HAS_NO_VALUES = ['Exists', 'DoesNotExist'];
const COMPARES = ['Gt', 'Lt'];
const UNKNOWN_OPERATOR = 'Invalid selector operator {operator}.';

function operatorIn<const M extends string>(allowed: readonly string[], message: M) {
  const reports = reportEach(each('operator'), (operator) =>
    allowed.includes(operator) ? undefined : { operator },
  );
  return { ...oneOf(each('operator'), allowed, message), verdict: 'invalid', ...reports } as const;
}

const REPLACEMENTS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['beta.kubernetes.io/arch', 'kubernetes.io/arch'],
  ['beta.kubernetes.io/os', 'kubernetes.io/os'],
  ['beta.kubernetes.io/instance-type', 'node.kubernetes.io/instance-type'],
  ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
]);

function deprecatedNodeLabel<Value>(places: Places<Value, string>) {
  const reports = reportEach(places, (key) => {
    const replacement = REPLACEMENTS.get(key);
    return replacement === undefined ? undefined : { key, replacement };
  });
  const message = 'The node label {key} is deprecated.';
  return { verdict: 'server-warning', message, help: 'Use {replacement}.', ...reports } as const;
}

/** Selectors of Pods, and the part that they share with selectors of nodes. */
export const SELECTORS = [
  expression('selector-values-missing', {
    verdict: 'required',
    field: 'values',
    message: 'The operator {operator} has no values.',
    help: 'Add at least one value.',
    check: ({ operator, values }) =>
      operator && NEEDS_VALUES.includes(operator) && !values?.length && { operator },
  }),
  expression('selector-values-forbidden', {
    verdict: 'forbidden',
    field: 'values',
    message: 'The operator {operator} cannot have values.',
    help: 'Remove `values`, or use `In` or `NotIn`.',
    check: ({ operator, values }) =>
      operator && HAS_NO_VALUES.includes(operator) && values?.length && { operator },
  }),
  ofNodes('selector-values-not-one', {
    verdict: 'required',
    field: 'values',
    message: 'The operator {operator} has {count:text} values.',
    help: 'Write exactly one value.',
    check: ({ operator, values }) => {
      const count = values?.length ?? 0;
      return operator && COMPARES.includes(operator) && count !== 1 && { operator, count };
    },
  }),
  ofPods('selector-operator-invalid', operatorIn([...NEEDS_VALUES, ...HAS_NO_VALUES], UNKNOWN_OPERATOR)),
  ofNodes(
    'selector-operator-invalid',
    operatorIn([...NEEDS_VALUES, ...HAS_NO_VALUES, ...COMPARES], UNKNOWN_OPERATOR),
  ),
  expression('selector-key-invalid', named(each('key'), QUALIFIED_NAME, 'Invalid selector key {value}.')),
  ofPods('selector-value-invalid', named(each('values[]'), LABEL_VALUE, 'Invalid selector value {value}.')),
  ofNodes('node-label-deprecated', deprecatedNodeLabel(each('key'))),
  selector('selector-label-key-invalid', labelKeys('matchLabels')),
  selector('selector-label-value-invalid', labelValues('matchLabels')),
];

const NODE_NAME = 'metadata.name';

const NODE_NAMES = where(each('values[]'), ({ key }: Loose<NodeSelectorRequirement>) => key === NODE_NAME);

export const NODE_AFFINITY = [
  terms(
    'node-selector-terms-missing',
    required(
      'nodeSelectorTerms',
      'The required node affinity has no terms.',
      'Add a term to `nodeSelectorTerms`.',
    ),
  ),
  weighted('affinity-weight-invalid', inRange(numbers('weight'), 1, 100)),
  terms('selector-value-invalid', {
    ...named(
      each('nodeSelectorTerms[].matchExpressions[].values[]'),
      LABEL_VALUE,
      'Invalid selector value {value}.',
    ),
    since: '1.33',
  }),
  preferred('selector-value-not-label', {
    ...named(
      each('preference.matchExpressions[].values[]'),
      LABEL_VALUE,
      'The selector value {value} is not a label value; no node can have it.',
    ),
    verdict: 'server-warning',
    since: '1.33',
  }),
  field(
    'selector-operator-invalid',
    operatorIn(NEEDS_VALUES, 'Invalid operator {operator} for a node field.'),
  ),
  field('selector-values-not-one', {
    verdict: 'required',
    field: 'values',
    message: 'The operator {operator} of a node field has {count:text} values.',
    help: 'Write exactly one value.',
    check: ({ operator, values }) => {
      const count = values?.length ?? 0;
      return operator && NEEDS_VALUES.includes(operator) && count !== 1 && { operator, count };
    },
  }),
  field('node-field-unknown', {
    verdict: 'invalid',
    message: 'Nodes cannot be selected by the field {value}.',
    help: 'Use `metadata.name`.',
    ...wrong(each('key'), (key) => key !== NODE_NAME),
  }),
  field('node-field-value-invalid', named(NODE_NAMES, DNS_SUBDOMAIN, 'Invalid node name {value}.')),
];

const NODE_SELECTOR_KEYS: Places<Loose<PodSpec>, string> = {
  field: 'nodeSelector[key]',
  visit: (value, see) =>
    keysOf('nodeSelector').visit(value, (key, at) => see(key, at, `nodeSelector[${key}]`)),
};

export const NODE_SELECTOR = [
  spec('node-selector-key-invalid', labelKeys('nodeSelector')),
  spec('node-selector-value-invalid', labelValues('nodeSelector')),
  spec('node-label-deprecated', deprecatedNodeLabel(NODE_SELECTOR_KEYS)),
];
