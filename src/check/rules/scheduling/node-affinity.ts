import type {
  NodeSelector,
  NodeSelectorRequirement,
  PodSpec,
  PreferredSchedulingTerm,
} from 'kubernetes-types/core/v1.js';
import {
  labelValueProblems,
  qualifiedNameProblems,
  subdomainProblems,
} from '../../../base/text/kubernetes-names.ts';
import { rulesOn } from '../../rule.ts';
import { DNS_SUBDOMAIN, LABEL_VALUE, QUALIFIED_NAME, reportName } from '../names.ts';

const required = rulesOn<NodeSelector>('NodeSelector');
const preferred = rulesOn<PreferredSchedulingTerm>('PreferredSchedulingTerm');
const weighted = rulesOn<{ weight: number }>('PreferredSchedulingTerm', 'WeightedPodAffinityTerm');
const field = rulesOn<NodeSelectorRequirement>('NodeFieldRequirement');

export const NODE_AFFINITY = [
  required('node-selector-terms-missing', {
    verdict: 'required',
    field: 'nodeSelectorTerms',
    message: 'The required node affinity has no terms.',
    help: 'Add a term to `nodeSelectorTerms`.',
    check: ({ nodeSelectorTerms }, found) => {
      if (!nodeSelectorTerms?.length) found({});
    },
  }),
  weighted('affinity-weight-invalid', {
    verdict: 'invalid',
    field: 'weight',
    message: 'Invalid `weight` {value}.',
    help: 'Use a number from 1 to 100.',
    check: ({ weight }, found) => {
      const value = weight ?? 0;
      if (value < 1 || value > 100) found({ value });
    },
  }),
  required('selector-value-invalid', {
    verdict: 'invalid',
    field: 'nodeSelectorTerms[i].matchExpressions[j].values[k]',
    message: 'Invalid selector value {value}.',
    ...LABEL_VALUE,
    since: '1.33',
    check: ({ nodeSelectorTerms }, found) => {
      for (const [index, term] of (nodeSelectorTerms ?? []).entries()) {
        for (const [place, expression] of (term?.matchExpressions ?? []).entries()) {
          for (const [number, value] of (expression?.values ?? []).entries()) {
            const at = ['nodeSelectorTerms', index, 'matchExpressions', place, 'values', number];
            reportName(found, labelValueProblems(value ?? ''), value ?? '', at);
          }
        }
      }
    },
  }),
  preferred('selector-value-not-label', {
    verdict: 'server-warning',
    field: 'preference.matchExpressions[j].values[k]',
    message: 'The selector value {value} is not a label value; no node can have it.',
    ...LABEL_VALUE,
    since: '1.33',
    check: ({ preference }, found) => {
      for (const [place, expression] of (preference?.matchExpressions ?? []).entries()) {
        for (const [number, value] of (expression?.values ?? []).entries()) {
          const at = ['preference', 'matchExpressions', place, 'values', number];
          reportName(found, labelValueProblems(value ?? ''), value ?? '', at);
        }
      }
    },
  }),
  field('selector-operator-invalid', {
    verdict: 'invalid',
    field: 'operator',
    message: 'Invalid operator {operator} for a node field.',
    help: 'Use `In` or `NotIn`.',
    check: ({ operator }, found) => {
      if (operator !== 'In' && operator !== 'NotIn') found({ operator: operator ?? '' });
    },
  }),
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
    field: 'key',
    message: 'Nodes cannot be selected by the field {value}.',
    help: 'Use `metadata.name`.',
    check: ({ key }, found) => {
      if (key !== 'metadata.name') found({ value: key ?? '' });
    },
  }),
  field('node-field-value-invalid', {
    verdict: 'invalid',
    field: 'values[j]',
    message: 'Invalid node name {value}.',
    ...DNS_SUBDOMAIN,
    check: ({ key, values }, found) => {
      if (key !== 'metadata.name') return;
      for (const [index, value] of (values ?? []).entries())
        reportName(found, subdomainProblems(value ?? ''), value ?? '', ['values', index]);
    },
  }),
];

const spec = rulesOn<PodSpec>('PodSpec');

const REPLACEMENTS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['beta.kubernetes.io/arch', 'kubernetes.io/arch'],
  ['beta.kubernetes.io/os', 'kubernetes.io/os'],
  ['beta.kubernetes.io/instance-type', 'node.kubernetes.io/instance-type'],
  ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
]);

/** The label that replaced a deprecated label of nodes. */
export function nodeLabelReplacement(key: string): string | undefined {
  return REPLACEMENTS.get(key);
}

/** The texts about a deprecated label of nodes. */
export const NODE_LABEL_DEPRECATED = {
  verdict: 'server-warning',
  message: 'The node label {key} is deprecated.',
  help: 'Use {replacement}.',
} as const;

export const NODE_SELECTOR = [
  spec('node-selector-key-invalid', {
    verdict: 'invalid',
    field: 'nodeSelector',
    at: 'key',
    message: 'Invalid label key {value} in `nodeSelector`.',
    ...QUALIFIED_NAME,
    check: ({ nodeSelector }, found) => {
      for (const key in nodeSelector)
        reportName(found, qualifiedNameProblems(key), key, ['nodeSelector', key], 'nodeSelector');
    },
  }),
  spec('node-selector-value-invalid', {
    verdict: 'invalid',
    field: 'nodeSelector',
    message: 'Invalid label value {value} in `nodeSelector`.',
    ...LABEL_VALUE,
    check: ({ nodeSelector }, found) => {
      for (const key in nodeSelector) {
        const value = nodeSelector[key] ?? '';
        reportName(found, labelValueProblems(value), value, ['nodeSelector', key], 'nodeSelector');
      }
    },
  }),
  spec('node-label-deprecated', {
    ...NODE_LABEL_DEPRECATED,
    field: 'nodeSelector[key]',
    check: ({ nodeSelector }, found) => {
      for (const key in nodeSelector) {
        const replacement = nodeLabelReplacement(key);
        if (replacement !== undefined)
          found({ key, replacement }, ['nodeSelector', key], `nodeSelector[${key}]`);
      }
    },
  }),
];
