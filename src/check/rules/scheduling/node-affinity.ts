import type {
  NodeSelector,
  NodeSelectorRequirement,
  PodSpec,
  PreferredSchedulingTerm,
} from 'kubernetes-types/core/v1.js';
import { inRange, required, wrong } from '../../patterns.ts';
import { each, keysOf, numbers, type Places, where } from '../../places.ts';
import { type Loose, rulesOn } from '../../rule.ts';
import { DNS_SUBDOMAIN, LABEL_VALUE, labelKeys, labelValues, named } from '../names.ts';
import { deprecatedNodeLabel, operatorIn } from './selectors.ts';

const terms = rulesOn<NodeSelector>('NodeSelector');
const preferred = rulesOn<PreferredSchedulingTerm>('PreferredSchedulingTerm');
const weighted = rulesOn<{ weight: number }>('PreferredSchedulingTerm', 'WeightedPodAffinityTerm');
const field = rulesOn<NodeSelectorRequirement>('NodeFieldRequirement');

const NODE_NAME = 'metadata.name';

/** The names of nodes that are selected by name. */
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
    operatorIn(['In', 'NotIn'], 'Invalid operator {operator} for a node field.'),
  ),
  field('selector-values-not-one', {
    verdict: 'required',
    field: 'values',
    message: 'The operator {operator} of a node field has {count:text} values.',
    help: 'Write exactly one value.',
    check: ({ operator, values }, found) => {
      const count = values?.length ?? 0;
      if ((operator === 'In' || operator === 'NotIn') && count !== 1) found({ operator, count });
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

const spec = rulesOn<PodSpec>('PodSpec');

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
