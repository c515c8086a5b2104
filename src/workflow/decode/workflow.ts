import type { FollowedNode, Place, YamlNode } from '../../base/yaml/yaml.ts';
import { WHEN } from './condition.ts';
import { type Decoding, decodeInteger, placeAlone, reportWrongType } from './decoding.ts';
import {
  BOOLEAN_KEY,
  type Decoded,
  decodeFields,
  decodeKeys,
  decodeStringList,
  decodeStringMap,
  type Field,
  fieldsOf,
  type KeyDecoder,
  STRING_KEY,
  STRING_LIST_KEY,
} from './entries.ts';
import { type Dependency, decodeStepEntries, dependencyDecoder, type StepEntry } from './step.ts';

const STEPS: KeyDecoder<readonly StepEntry[]> = [decodeStepEntries, []];
const LABELS: KeyDecoder<ReadonlyMap<string, string>> = [decodeStringMap, new Map()];
const DEPENDENCIES: KeyDecoder<readonly Dependency[]> = [
  /* @__PURE__ */ dependencyDecoder(decodeStringList),
  [],
];

const WORKSPACE_KEYS = { base: STRING_KEY, path: STRING_KEY };
const WORKSPACE: KeyDecoder<Decoded<typeof WORKSPACE_KEYS>> = [decodeWorkspace, { base: '', path: '' }];

const LIMIT: KeyDecoder<number> = [decodeInteger, 0];
const CONCURRENCY_KEYS = { limit: LIMIT, group: STRING_KEY };
type Concurrency = Decoded<typeof CONCURRENCY_KEYS>;
const NO_CONCURRENCY: Concurrency = { limit: 0, group: '' };
const CONCURRENCY: KeyDecoder<Concurrency> = [decodeConcurrency, NO_CONCURRENCY];

/** The keys of a workflow file that the server reads. */
const WORKFLOW_KEYS = {
  when: WHEN,
  steps: STEPS,
  services: STEPS,
  clone: STEPS,
  skip_clone: BOOLEAN_KEY,
  workspace: WORKSPACE,
  labels: LABELS,
  depends_on: DEPENDENCIES,
  runs_on: STRING_LIST_KEY,
  concurrency: CONCURRENCY,
};

/** A workflow file in the server's typed structure; missing keys have their zero value. */
export interface WorkflowFile extends Decoded<typeof WORKFLOW_KEYS> {
  readonly fields: ReadonlyMap<string, Field>;
  readonly place: Place;
}

/** Decodes a whole file. Keys that the server does not know are not looked at. */
export function decodeWorkflow(root: YamlNode, decoding: Decoding): WorkflowFile {
  const fields = decodeFields(root, decoding);
  return { ...decodeKeys(WORKFLOW_KEYS, fields, decoding), fields, place: placeAlone(root) };
}

function decodeWorkspace(node: FollowedNode, decoding: Decoding): Decoded<typeof WORKSPACE_KEYS> {
  return decodeKeys(WORKSPACE_KEYS, decodeFields(node, decoding), decoding);
}

function decodeConcurrency(node: FollowedNode, decoding: Decoding): Concurrency {
  if (!decoding.features.concurrencyLimits) return NO_CONCURRENCY;
  if (node.kind === 'scalar') return { limit: decodeInteger(node, decoding), group: '' };
  if (node.kind === 'map') return decodeKeys(CONCURRENCY_KEYS, fieldsOf(node, decoding), decoding);
  reportWrongType(decoding, node, 'integer or map');
  return NO_CONCURRENCY;
}
