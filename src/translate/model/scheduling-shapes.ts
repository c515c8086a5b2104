import type { Shape, StructShape } from '../../base/json/shape.ts';

const TEXT: Shape = { kind: 'text' };
const TEXTS: Shape = { kind: 'texts' };
const WEIGHT: Shape = { kind: 'integer', bits: 32 };

const selectorRequirement: StructShape = {
  fields: { key: TEXT, operator: TEXT, values: TEXTS },
  required: ['key', 'operator'],
};

const nodeSelectorTerm: StructShape = {
  fields: {
    matchExpressions: { kind: 'list', of: selectorRequirement },
    matchFields: { kind: 'list', of: selectorRequirement },
  },
  required: [],
};

const nodeSelector: StructShape = {
  fields: { nodeSelectorTerms: { kind: 'list', of: nodeSelectorTerm } },
  required: ['nodeSelectorTerms'],
};

const preferredSchedulingTerm: StructShape = {
  fields: { weight: WEIGHT, preference: { kind: 'struct', of: nodeSelectorTerm } },
  required: ['weight', 'preference'],
};

const labelSelector: StructShape = {
  fields: { matchLabels: { kind: 'textMap' }, matchExpressions: { kind: 'list', of: selectorRequirement } },
  required: [],
};

const podAffinityTerm: StructShape = {
  fields: {
    labelSelector: { kind: 'struct', of: labelSelector, optional: true },
    namespaces: TEXTS,
    topologyKey: TEXT,
    namespaceSelector: { kind: 'struct', of: labelSelector, optional: true },
    matchLabelKeys: TEXTS,
    mismatchLabelKeys: TEXTS,
  },
  required: ['topologyKey'],
};

const weightedPodAffinityTerm: StructShape = {
  fields: { weight: WEIGHT, podAffinityTerm: { kind: 'struct', of: podAffinityTerm } },
  required: ['weight', 'podAffinityTerm'],
};

const nodeAffinity: StructShape = {
  fields: {
    requiredDuringSchedulingIgnoredDuringExecution: { kind: 'struct', of: nodeSelector, optional: true },
    preferredDuringSchedulingIgnoredDuringExecution: { kind: 'list', of: preferredSchedulingTerm },
  },
  required: [],
};

const podAffinity: StructShape = {
  fields: {
    requiredDuringSchedulingIgnoredDuringExecution: { kind: 'list', of: podAffinityTerm },
    preferredDuringSchedulingIgnoredDuringExecution: { kind: 'list', of: weightedPodAffinityTerm },
  },
  required: [],
};

/** The Kubernetes type Affinity (core/v1). */
export const affinityShape: StructShape = {
  fields: {
    nodeAffinity: { kind: 'struct', of: nodeAffinity, optional: true },
    podAffinity: { kind: 'struct', of: podAffinity, optional: true },
    podAntiAffinity: { kind: 'struct', of: podAffinity, optional: true },
  },
  required: [],
};

/** The Kubernetes type Toleration (core/v1). */
export const tolerationShape: StructShape = {
  fields: {
    key: TEXT,
    operator: TEXT,
    value: TEXT,
    effect: TEXT,
    tolerationSeconds: { kind: 'integer', bits: 64, optional: true },
  },
  required: [],
};
