import type { NodeSelectorRequirement } from 'kubernetes-types/core/v1.js';
import type { LabelSelector, LabelSelectorRequirement } from 'kubernetes-types/meta/v1.js';
import { labelValueProblems, qualifiedNameProblems } from '../../../base/text/kubernetes-names.ts';
import { rulesOn } from '../../rule.ts';
import { LABEL_VALUE, QUALIFIED_NAME, reportName } from '../names.ts';
import { NODE_LABEL_DEPRECATED, nodeLabelReplacement } from './node-affinity.ts';

const selector = rulesOn<LabelSelector>('LabelSelector');
const ofPods = rulesOn<LabelSelectorRequirement>('LabelSelectorRequirement');
const ofNodes = rulesOn<NodeSelectorRequirement>('NodeSelectorRequirement');
const expression = rulesOn<LabelSelectorRequirement>('LabelSelectorRequirement', 'NodeSelectorRequirement');

const NEEDS_VALUES = ['In', 'NotIn'];
const HAS_NO_VALUES = ['Exists', 'DoesNotExist'];
const COMPARES = ['Gt', 'Lt'];

/** Selectors of Pods, and the part that they share with selectors of nodes. */
export const SELECTORS = [
  expression('selector-values-missing', {
    verdict: 'required',
    field: 'values',
    message: 'The operator {operator} has no values.',
    help: 'Add at least one value.',
    check: ({ operator, values }, found) => {
      if (operator && NEEDS_VALUES.includes(operator) && !values?.length) found({ operator });
    },
  }),
  expression('selector-values-forbidden', {
    verdict: 'forbidden',
    field: 'values',
    message: 'The operator {operator} cannot have values.',
    help: 'Remove `values`, or use `In` or `NotIn`.',
    check: ({ operator, values }, found) => {
      if (operator && HAS_NO_VALUES.includes(operator) && values?.length) found({ operator });
    },
  }),
  ofNodes('selector-values-not-one', {
    verdict: 'required',
    field: 'values',
    message: 'The operator {operator} has {count:text} values.',
    help: 'Write exactly one value.',
    check: ({ operator, values }, found) => {
      const count = values?.length ?? 0;
      if (operator && COMPARES.includes(operator) && count !== 1) found({ operator, count });
    },
  }),
  ofPods('selector-operator-invalid', {
    verdict: 'invalid',
    field: 'operator',
    message: 'Invalid selector operator {operator}.',
    help: 'Use `In`, `NotIn`, `Exists` or `DoesNotExist`.',
    check: ({ operator }, found) => {
      const given = operator ?? '';
      if (!NEEDS_VALUES.includes(given) && !HAS_NO_VALUES.includes(given)) found({ operator: given });
    },
  }),
  ofNodes('selector-operator-invalid', {
    verdict: 'invalid',
    field: 'operator',
    message: 'Invalid selector operator {operator}.',
    help: 'Use `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt` or `Lt`.',
    check: ({ operator }, found) => {
      const given = operator ?? '';
      if (![...NEEDS_VALUES, ...HAS_NO_VALUES, ...COMPARES].includes(given)) found({ operator: given });
    },
  }),
  expression('selector-key-invalid', {
    verdict: 'invalid',
    field: 'key',
    message: 'Invalid selector key {value}.',
    ...QUALIFIED_NAME,
    check: ({ key }, found) => reportName(found, qualifiedNameProblems(key ?? ''), key ?? ''),
  }),
  ofPods('selector-value-invalid', {
    verdict: 'invalid',
    field: 'values[j]',
    message: 'Invalid selector value {value}.',
    ...LABEL_VALUE,
    check: ({ values }, found) => {
      for (const [index, value] of (values ?? []).entries())
        reportName(found, labelValueProblems(value ?? ''), value ?? '', ['values', index]);
    },
  }),
  ofNodes('node-label-deprecated', {
    ...NODE_LABEL_DEPRECATED,
    field: 'key',
    check: ({ key }, found) => {
      const replacement = nodeLabelReplacement(key ?? '');
      if (replacement !== undefined) found({ key: key ?? '', replacement });
    },
  }),
  selector('selector-label-key-invalid', {
    verdict: 'invalid',
    field: 'matchLabels',
    at: 'key',
    message: 'Invalid label key {value} in `matchLabels`.',
    ...QUALIFIED_NAME,
    check: ({ matchLabels }, found) => {
      for (const key in matchLabels)
        reportName(found, qualifiedNameProblems(key), key, ['matchLabels', key], 'matchLabels');
    },
  }),
  selector('selector-label-value-invalid', {
    verdict: 'invalid',
    field: 'matchLabels',
    message: 'Invalid label value {value} in `matchLabels`.',
    ...LABEL_VALUE,
    check: ({ matchLabels }, found) => {
      for (const key in matchLabels) {
        const value = matchLabels[key] ?? '';
        reportName(found, labelValueProblems(value), value, ['matchLabels', key], 'matchLabels');
      }
    },
  }),
];
