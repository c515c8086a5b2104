import { isJsonObject, type JsonObject, ownValue } from '../../base/json/json.ts';
import type { CompiledWorkflow } from '../model/compiled-workflow.ts';
import { type AgentFeatures, agentFeaturesOf } from '../release/agent-features.ts';
import { DEFAULT_RELEASE, parseRelease } from '../release/releases.ts';
import { type AddedVariable, droneVariables } from './drone-variables.ts';

/** The input of an agent that runs a workflow. */
export interface AgentRun {
  /** Release of the agent, in any form that `parseRelease` accepts. Default `3.0`. */
  readonly release?: string | undefined;
  /** AgentFeatures other than those of the release. Default: those of the release. */
  readonly features?: AgentFeatures | undefined;
  /**
   * Its platform, which decides the architecture that Pods ask for. Default: the label `platform` of the workflow, because
   * only agents of that platform run it, or `linux/amd64`.
   */
  readonly platform?: string | undefined;
  /** The labels of the workflow. Default: those that its steps carry since 3.5. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Its host name. Default `agent`. */
  readonly machine?: string | undefined;
  /** When it started the workflow and each step, in seconds since 1970. Default 0. */
  readonly started?: number | undefined;
}

/** The source of each variable that the agent sets, by the ID of the step and the name of the variable. */
export type AgentVariableNotes = Map<string, ReadonlyMap<string, string>>;

/**
 * Adds to every step the variables that the agent sets before it starts the step: `CI_SYSTEM_PLATFORM` and the like,
 * and the `DRONE_*` variables of old plugins. A compiled workflow does not have them yet. It never
 * throws; a value that is not a step stays unchanged.
 *
 * Source: the runner of the agents, release by release.
 *
 * @param workflow as compiled; it is not changed
 * @param run the input of the agent; a value of a wrong type is treated as missing, an unknown release as 3.0
 * @param notes receives the origin of each variable, if given
 * @returns a new workflow, to be planned
 */
export function withAgentVariables(
  workflow: CompiledWorkflow,
  run: AgentRun = {},
  notes?: AgentVariableNotes,
): CompiledWorkflow {
  if (!(isJsonObject(workflow) as boolean)) return workflow;
  const variables = runOf(run);
  const pipeline = mapObjects(ownValue(workflow, 'pipeline'), (stage) => ({
    ...stage,
    steps: mapObjects(ownValue(stage, 'steps'), (step) => withVariables(step, variables, notes)),
  }));
  return { ...workflow, pipeline } as CompiledWorkflow;
}

/** The input of the agent, with its defaults. */
interface CompleteRun {
  readonly features: AgentFeatures;
  readonly platform: string | undefined;
  readonly machine: string;
  readonly started: number;
}

function runOf(run: AgentRun): CompleteRun {
  const given = (key: keyof AgentRun, type: string, byDefault: unknown): unknown => {
    const value = ownValue(run, key);
    return typeof value === type && value !== null ? value : byDefault;
  };
  const release = parseRelease(given('release', 'string', DEFAULT_RELEASE) as string) ?? DEFAULT_RELEASE;
  return {
    features: given('features', 'object', agentFeaturesOf(release)) as AgentFeatures,
    platform: (given('platform', 'string', undefined) ?? platformLabel(ownValue(run, 'labels'))) as
      | string
      | undefined,
    machine: given('machine', 'string', 'agent') as string,
    started: given('started', 'number', 0) as number,
  };
}

/** Leaves a value that is not a list or not an object for the plan to reject. */
function mapObjects(list: unknown, map: (item: JsonObject) => JsonObject): unknown {
  if (!Array.isArray(list)) return list ?? [];
  return list.map((item) => (isJsonObject(item) ? map(item) : item));
}

function withVariables(
  step: JsonObject,
  run: CompleteRun,
  notes: AgentVariableNotes | undefined,
): JsonObject {
  const environment = ownValue(step, 'environment') ?? {};
  if (!isTextMap(environment)) return step;
  const added = addedVariables(environment, step, run);
  const uuid = ownValue(step, 'uuid');
  if (typeof uuid === 'string') notes?.set(uuid, new Map(added.map(({ name, from }) => [name, from])));
  return {
    ...step,
    environment: { ...environment, ...Object.fromEntries(added.map(({ name, value }) => [name, value])) },
  };
}

function isTextMap(value: unknown): value is Readonly<Record<string, string>> {
  return isJsonObject(value) && Object.values(value).every((item) => typeof item === 'string');
}

type RunValue = 'machine' | 'platform' | 'started' | 'status' | 'step.type' | 'step.name';

/** The variables that the agent sets when it starts a step, in its order. */
export const RUN_VARIABLES: readonly {
  readonly name: string;
  readonly from: RunValue;
  /** The feature that a release must have. */
  readonly if?: 'stepRunVariables';
}[] = [
  { name: 'CI_MACHINE', from: 'machine' },
  { name: 'CI_SYSTEM_PLATFORM', from: 'platform' },
  { name: 'CI_PIPELINE_STARTED', from: 'started' },
  { name: 'CI_STEP_STARTED', from: 'started' },
  { name: 'CI_PIPELINE_STATUS', from: 'status', if: 'stepRunVariables' },
  { name: 'CI_STEP_TYPE', from: 'step.type', if: 'stepRunVariables' },
  { name: 'CI_STEP_NAME', from: 'step.name', if: 'stepRunVariables' },
];

/** The platform that the labels of a workflow ask for; undefined for none or several. */
export function platformLabel(labels: unknown): string | undefined {
  const platform = ownValue(labels, 'platform');
  return typeof platform === 'string' && /^[^/\s*]+(\/[^/\s*]+){1,2}$/.test(platform) ? platform : undefined;
}

function addedVariables(
  written: Readonly<Record<string, string>>,
  step: JsonObject,
  { platform, machine, started, features }: CompleteRun,
): AddedVariable[] {
  const values: Record<RunValue, unknown> = {
    machine,
    platform: platform ?? platformLabel(ownValue(step, 'workflow_labels')) ?? 'linux/amd64',
    started: String(started),
    status: 'success',
    'step.type': ownValue(step, 'type') ?? '',
    'step.name': ownValue(step, 'name'),
  };
  const added = RUN_VARIABLES.filter((variable) => variable.if === undefined || features[variable.if]).map(
    ({ name, from }) => ({ name, from, value: values[from] }),
  );
  if (features.pluginDroneVariables && ownValue(step, 'type') !== 'plugin') return added;
  const early = features.stepRunVariables ? ['machine', 'platform'] : ['machine', 'platform', 'started'];
  const known = added.filter(({ from }) => early.includes(from));
  const environment = { ...written, ...Object.fromEntries(known.map(({ name, value }) => [name, value])) };
  return [...added, ...droneVariables(environment as Readonly<Record<string, string>>, features)];
}
