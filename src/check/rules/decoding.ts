import type { ManifestRule, Verdict } from '../rule.ts';

interface DecodingRule extends ManifestRule {
  readonly verdict: Verdict;
}

/** The findings of the walk: values that the server cannot decode, and values that are not checked. */
export const DECODING = {
  'manifest-not-object': {
    code: 'manifest-not-object',
    verdict: 'invalid',
    field: '',
    message: 'The manifest is {found:text}.',
    help: 'Pass one object with `apiVersion` and `kind`.',
  },
  'kubernetes-version-unknown': {
    code: 'kubernetes-version-unknown',
    verdict: 'notSupported',
    field: '',
    message: 'Unknown Kubernetes version {version}; nothing is checked.',
    help: 'Use {known:or}.',
  },
  'json-type-wrong': {
    code: 'json-type-wrong',
    verdict: 'invalid',
    field: '',
    message: '{key} is {found:text}; expected {expected:text}.',
    help: 'Write {expected:text}.',
  },
  'field-unknown': {
    code: 'field-unknown',
    verdict: 'invalid',
    field: '',
    at: 'key',
    message: 'Unknown field {field}.',
    note: 'This version of Kubernetes has no such field, and strict validation rejects it.',
    help: 'Check the spelling of the field, or remove it.',
  },
  'field-not-checked': {
    code: 'field-not-checked',
    verdict: 'info',
    field: '',
    message: '{field} is not checked.',
    note: 'podwright checks the fields that a Woodpecker agent sets.',
    help: 'Check the object against a cluster if you need to know.',
  },
  'kind-not-checked': {
    code: 'kind-not-checked',
    verdict: 'info',
    field: 'kind',
    message: 'Objects of kind {kind} and `apiVersion: {apiVersion}` are not checked.',
    help: 'Pass a Pod, PersistentVolumeClaim, Service, Secret or Namespace of `apiVersion: v1`.',
  },
  'quantity-invalid': {
    code: 'quantity-invalid',
    verdict: 'invalid',
    field: '',
    message: 'Invalid quantity {value}.',
    help: 'Write a number with an optional suffix such as `m`, `k`, `M`, `G`, `Ki`, `Mi` or `Gi`.',
  },
  'secret-value-not-base64': {
    code: 'secret-value-not-base64',
    verdict: 'invalid',
    field: 'data[key]',
    message: 'The value of {key} is not base64.',
    help: 'Encode the value as base64 with padding, or move it to `stringData`.',
  },
} as const satisfies Record<string, DecodingRule>;
