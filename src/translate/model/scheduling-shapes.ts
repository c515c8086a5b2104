import type { Shape, StructShape } from '../../base/json/shape.ts';

const TEXT: Shape = { kind: 'text', required: false };
const REQUIRED_TEXT: Shape = { kind: 'text', required: true };
const TEXTS: Shape = { kind: 'texts', required: false };
const WEIGHT: Shape = { kind: 'integer', bits: 32, required: true };

const selectorRequirement: StructShape = { key: REQUIRED_TEXT, operator: REQUIRED_TEXT, values: TEXTS };
const requirements: Shape = { kind: 'list', of: selectorRequirement, required: false };

const nodeSelectorTerm: StructShape = { matchExpressions: requirements, matchFields: requirements };

const nodeSelector: StructShape = {
  nodeSelectorTerms: { kind: 'list', of: nodeSelectorTerm, required: true },
};

const preferredSchedulingTerm: StructShape = {
  weight: WEIGHT,
  preference: { kind: 'struct', of: nodeSelectorTerm, required: true },
};

const labelSelector: Shape = {
  kind: 'struct',
  of: { matchLabels: { kind: 'textMap', required: false }, matchExpressions: requirements },
  required: false,
};

const podAffinityTerm: StructShape = {
  labelSelector,
  namespaces: TEXTS,
  topologyKey: REQUIRED_TEXT,
  namespaceSelector: labelSelector,
  matchLabelKeys: TEXTS,
  mismatchLabelKeys: TEXTS,
};

const weightedPodAffinityTerm: StructShape = {
  weight: WEIGHT,
  podAffinityTerm: { kind: 'struct', of: podAffinityTerm, required: true },
};

const nodeAffinity: StructShape = {
  requiredDuringSchedulingIgnoredDuringExecution: { kind: 'struct', of: nodeSelector, required: false },
  preferredDuringSchedulingIgnoredDuringExecution: {
    kind: 'list',
    of: preferredSchedulingTerm,
    required: false,
  },
};

const podAffinity: Shape = {
  kind: 'struct',
  of: {
    requiredDuringSchedulingIgnoredDuringExecution: { kind: 'list', of: podAffinityTerm, required: false },
    preferredDuringSchedulingIgnoredDuringExecution: {
      kind: 'list',
      of: weightedPodAffinityTerm,
      required: false,
    },
  },
  required: false,
};

/** The Kubernetes type Affinity (core/v1). */
export const affinityShape: StructShape = {
  nodeAffinity: { kind: 'struct', of: nodeAffinity, required: false },
  podAffinity,
  podAntiAffinity: podAffinity,
};

/** The Kubernetes type Toleration (core/v1). */
export const tolerationShape: StructShape = {
  key: TEXT,
  operator: TEXT,
  value: TEXT,
  effect: TEXT,
  tolerationSeconds: { kind: 'integer', bits: 64, required: false },
};
