import type { PodSpec } from 'kubernetes-types/core/v1.js';
import { labelValueProblems, qualifiedNameProblems } from '../../../base/text/kubernetes-names.ts';
import { rulesOn } from '../../rule.ts';
import { LABEL_VALUE, QUALIFIED_NAME, reportName } from '../names.ts';

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
  verdict: 'warning',
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
