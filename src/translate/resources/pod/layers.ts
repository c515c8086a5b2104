import type { Affinity, Toleration } from 'kubernetes-types/core/v1.js';
import { isZero, setOwn } from '../../../base/json/json.ts';
import { pointerTo } from '../../../base/json/json-pointer.ts';
import { toWire } from '../../../base/json/shape.ts';
import type { TolerationOptions } from '../../model/backend-options.ts';
import { affinityShape } from '../../model/scheduling-shapes.ts';
import { GATES, type GatedOption, isAllowedFromStep } from '../../provenance/gates.ts';
import type { VoiceName } from '../../provenance/voices.ts';
import type { AgentFeatureName } from '../../release/agent-features.ts';
import { serviceNameVoice } from '../object-names.ts';
import type { StepInput } from '../step-input.ts';
import {
  architecture,
  secretServiceLabel,
  serviceLabel,
  stepLabels,
  TASK_UUID_LABEL,
  workflowLabels,
} from './labels.ts';

/** Somebody who may set a field of a Pod. */
interface Layer<Value> {
  /** Absent for a layer that writes its own notes. */
  readonly voice?: VoiceName | ((input: StepInput) => VoiceName);
  /** The option that the layer is, by its place after decoding. */
  readonly option?: string | undefined;
  /** The gate that keeps the option out unless the agent opens it. */
  readonly gate?: GatedOption | undefined;
  readonly since?: AgentFeatureName | undefined;
  /** The value; undefined if the layer says nothing. */
  readonly value: (input: StepInput) => Value | undefined;
}

const UNSET = { option: undefined, gate: undefined, since: undefined } as const;

interface Layered<Value> {
  readonly field: string;
  /** The last one wins. */
  readonly layers: readonly Layer<Value>[];
}

type Entries = Readonly<Record<string, string>>;

const WORKFLOW_LABELS: Layer<Entries> = { value: workflowLabels };
const STEP_LABELS: Layer<Entries> = { voice: 'step-label', value: stepLabels };

function gated<Value>(gate: GatedOption, value: Layer<Value>['value']): Layer<Value> {
  return { voice: 'gated-option', option: `/${gate}`, gate, value };
}

function ungated<Value>(option: string, value: Layer<Value>['value']): Layer<Value> {
  return { voice: 'option', option, value };
}

/** Fields in which every layer may set entries. */
const ENTRIES = {
  labels: layered<Entries>('/metadata/labels', [
    WORKFLOW_LABELS,
    gated('labels', ({ options }) => options.labels),
    { voice: 'agent-label', value: ({ agent }) => agent.podLabels },
    { voice: ({ step }) => serviceNameVoice(step), value: serviceLabel },
    STEP_LABELS,
    {
      voice: 'task-label',
      since: 'taskUuidLabel',
      value: ({ taskUuid }) => (taskUuid === '' ? undefined : { [TASK_UUID_LABEL]: taskUuid }),
    },
  ]),
  secretLabels: layered<Entries>('/metadata/labels', [
    WORKFLOW_LABELS,
    { voice: 'service-name', value: secretServiceLabel },
    STEP_LABELS,
  ]),
  annotations: layered<Entries>('/metadata/annotations', [
    gated('annotations', ({ options }) => options.annotations),
    { voice: 'agent-annotation', value: ({ agent }) => agent.podAnnotations },
  ]),
  nodeSelector: layered<Entries>('/spec/nodeSelector', [
    { voice: 'architecture', value: architecture },
    { voice: 'agent-node-selector', value: ({ agent }) => agent.podNodeSelector },
    gated('nodeSelector', ({ options }) => options.nodeSelector),
  ]),
};

/** Fields that one layer sets whole. */
const VALUES = {
  tolerations: layered<readonly (TolerationOptions | Toleration)[]>('/spec/tolerations', [
    {
      voice: 'agent-tolerations',
      since: 'agentTolerations',
      value: ({ agent }) => filled(agent.podTolerations),
    },
    gated('tolerations', ({ options }) => filled(options.tolerations)),
  ]),
  affinity: layered<Affinity>('/spec/affinity', [
    {
      voice: 'agent-affinity',
      since: 'affinity',
      value: ({ agent }) => agent.podAffinity && (toWire(affinityShape, agent.podAffinity) as Affinity),
    },
    gated('affinity', ({ options }) => options.affinity),
  ]),
  runtimeClassName: layered<string>('/spec/runtimeClassName', [
    gated('runtimeClassName', ({ options }) => options.runtimeClassName),
  ]),
  serviceAccountName: layered<string>('/spec/serviceAccountName', [
    gated('serviceAccountName', ({ options }) => options.serviceAccountName || undefined),
  ]),
  priorityClassName: layered<string>('/spec/priorityClassName', [
    {
      voice: 'priority-class',
      since: 'priorityClass',
      value: ({ agent }) => agent.priorityClass || undefined,
    },
  ]),
  hostUsers: layered<boolean>('/spec/hostUsers', [ungated('/hostUsers', ({ options }) => options.hostUsers)]),
  runAsNonRoot: layered<boolean>('/spec/securityContext/runAsNonRoot', [
    ungated('/securityContext/runAsNonRoot', ({ options }) => options.securityContext?.runAsNonRoot),
    { voice: 'non-root', value: ({ agent }) => agent.runAsNonRoot || undefined },
  ]),
  fsGroup: layered<number>('/spec/securityContext/fsGroup', [
    { voice: 'default-fs-group', value: () => DEFAULT_FS_GROUP },
    ungated('/securityContext/fsGroup', ({ options }) => options.securityContext?.fsGroup),
  ]),
};

const DEFAULT_FS_GROUP = 1000;

/** Makes layers that have every field, so none is read from a prototype. */
function layered<Value>(field: string, layers: readonly Layer<Value>[]): Layered<Value> {
  return { field, layers: layers.map((layer) => ({ ...UNSET, ...layer })) };
}

function filled<Item>(list: readonly Item[]): readonly Item[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** The entries of all layers; of several that set one entry the last wins. */
export function layeredEntries(name: keyof typeof ENTRIES, input: StepInput): Record<string, string> {
  const { field, layers }: Layered<Entries> = ENTRIES[name];
  const { notes } = input;
  const merged: Record<string, string> = {};
  for (const layer of layers) {
    const entries = allowedValue(layer, field, input);
    if (entries === undefined) continue;
    for (const key of Object.keys(entries)) {
      setOwn(merged, key, entries[key] as string);
      if (notes !== undefined) note(pointerTo(field, key), key, layer, input);
    }
  }
  return merged;
}

type ValueOf<Name extends keyof typeof VALUES> =
  (typeof VALUES)[Name] extends Layered<infer Value> ? Value : never;

/** The value of the last layer that has one. */
export function layeredValue<Name extends keyof typeof VALUES>(
  name: Name,
  input: StepInput,
): ValueOf<Name> | undefined {
  const { field, layers } = VALUES[name] as unknown as Layered<ValueOf<Name>>;
  let found: ValueOf<Name> | undefined;
  for (const layer of layers) {
    const value = allowedValue(layer, field, input);
    if (value === undefined) continue;
    found = value;
    if (input.notes !== undefined) note(field, undefined, layer, input);
  }
  return found;
}

function allowedValue<Value>(
  { since, gate, value: valueIn }: Layer<Value>,
  field: string,
  input: StepInput,
): Value | undefined {
  if (since !== undefined && !input.features[since]) return undefined;
  const value = valueIn(input);
  return value === undefined || gate === undefined || isOpen(gate, field, value, input) ? value : undefined;
}

/** Whether a step may set the option. */
export function isOpen(
  gate: GatedOption,
  field: string,
  value: unknown,
  { agent, features, notes }: StepInput,
): boolean {
  if (isAllowedFromStep(gate, agent, features)) return true;
  if (notes !== undefined && !isZero(value))
    notes.lost(field, 'gated-option', `/${gate}`, 'option-gated', GATES[gate].option);
  return false;
}

function note(
  field: string,
  key: string | undefined,
  { voice, option }: Layer<unknown>,
  input: StepInput,
): void {
  if (voice === undefined) return;
  const place = option !== undefined && key !== undefined ? pointerTo(option, key) : (option ?? key);
  input.notes?.set(field, typeof voice === 'function' ? voice(input) : voice, place);
}
