import { fold } from '../../base/encoding/case-mapping.ts';
import { isJsonObject, setOwn } from '../../base/json/json.ts';
import type { CompiledWorkflow } from './compiled-workflow.ts';
import type { Step } from './step.ts';

/** The keys of an object that agents know, with those of the objects below them. */
interface KnownKeys {
  readonly [key: string]: KnownKeys | true;
}

const NAMED: KnownKeys = { name: true };

const STEP_KEYS = {
  name: true,
  image: true,
  uuid: true,
  org_id: true,
  type: true,
  pull: true,
  detach: true,
  privileged: true,
  working_dir: true,
  workspace_base: true,
  environment: true,
  secret_mapping: true,
  entrypoint: true,
  commands: true,
  volumes: true,
  dns: true,
  dns_search: true,
  workflow_labels: true,
  tmpfs: true,
  devices: true,
  network_mode: true,
  on_failure: true,
  on_success: true,
  failure: true,
  auth_config: { username: true, password: true },
  extra_hosts: { name: true, ip: true },
  networks: { name: true, aliases: true },
  ports: { number: true, protocol: true },
  backend_options: true,
} satisfies Record<keyof Step, KnownKeys | true>;

const WORKFLOW_KEYS = {
  pipeline: { steps: true },
  volume: NAMED,
  network: NAMED,
  secrets: { name: true, value: true },
} satisfies Record<keyof CompiledWorkflow, KnownKeys>;

/** A step with its keys as agents spell them: they read keys in any case, and of several spellings the last one. */
export function withStepKeys(step: Step): Step {
  return withKnownKeys(step, STEP_KEYS);
}

/** The same for a workflow, except its steps. */
export function withWorkflowKeys(workflow: CompiledWorkflow): CompiledWorkflow {
  return withKnownKeys(workflow, WORKFLOW_KEYS);
}

/** The same for a workflow with its steps. */
export function withAllKeys(workflow: CompiledWorkflow): CompiledWorkflow {
  return withKnownKeys(workflow, { ...WORKFLOW_KEYS, pipeline: { steps: STEP_KEYS } });
}

/** The value itself if its keys need no change. */
function withKnownKeys<Value>(value: Value, known: KnownKeys): Value {
  if (isCanonical(value, known)) return value;
  // No key expects a list of lists, which may be deep.
  if (Array.isArray(value))
    return value.map((item) => (Array.isArray(item) ? item : withKnownKeys(item, known))) as Value;
  const spelled = new Map<string, unknown>();
  for (const [key, item] of Object.entries(value as object)) {
    const name = knownName(key, known) ?? key;
    const below = Object.hasOwn(known, name) ? known[name] : true;
    // Null changes nothing.
    if (item !== null || !spelled.has(name))
      spelled.set(name, below === true || below === undefined ? item : withKnownKeys(item, below));
  }
  const copy: Record<string, unknown> = {};
  for (const [key, item] of spelled) setOwn(copy, key, item);
  return copy as Value;
}

/** Whether every known key in a value, at any depth, has its known spelling. */
function isCanonical(value: unknown, known: KnownKeys): boolean {
  if (Array.isArray(value)) return value.every((item) => Array.isArray(item) || isCanonical(item, known));
  if (!isJsonObject(value)) return true;
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    if (!Object.hasOwn(known, key)) {
      if (knownName(key, known) !== undefined) return false;
      continue;
    }
    const below = known[key];
    if (below !== true && below !== undefined && !isCanonical(value[key], below)) return false;
  }
  return true;
}

function knownName(key: string, known: KnownKeys): string | undefined {
  const folded = fold(key);
  return Object.keys(known).find((name) => name === folded);
}
