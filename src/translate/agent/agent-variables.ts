import { isJsonObject, ownValue } from '../../base/json/json.ts';
import type { CompiledWorkflow } from '../model/compiled-workflow.ts';
import { type Features, featuresOf } from '../release/features.ts';
import { DEFAULT_RELEASE, parseRelease } from '../release/releases.ts';
import { droneVariables } from './drone-variables.ts';

/** What the agent knows when it runs a workflow. */
export interface AgentRun {
  /** Release of the agent, in any form that `parseRelease` takes. Default `3.0`. */
  readonly release?: string | undefined;
  /** Features other than those of the release. Default: those of the release. */
  readonly features?: Features | undefined;
  /** Its platform, which decides the architecture that Pods ask for. Default `linux/amd64`. */
  readonly platform?: string | undefined;
  /** Its host name. Default `agent`. */
  readonly machine?: string | undefined;
  /** When it started the workflow and each step, in seconds since 1970. Default 0. */
  readonly started?: number | undefined;
}

/**
 * Adds to every step the variables that the agent sets before it starts the step: `CI_SYSTEM_PLATFORM` and the like,
 * and the `DRONE_*` variables of old plugins. A compiled workflow does not have them yet. It never
 * throws: what is not a step is left as it is.
 *
 * Source: the runner of the agents, release by release.
 *
 * @param workflow as compiled; it is not changed
 * @param run what the agent knows; a value that is not of the type counts as not given, an unknown release as 3.0
 * @returns a new workflow, to be planned
 */
export function withAgentVariables(workflow: CompiledWorkflow, run: AgentRun = {}): CompiledWorkflow {
  if (!(isJsonObject(workflow) as boolean)) return workflow;
  const variables = runOf(run);
  const pipeline = mapObjects(ownValue(workflow, 'pipeline'), (stage) => ({
    ...stage,
    steps: mapObjects(ownValue(stage, 'steps'), (step) => withVariables(step, variables)),
  }));
  return { ...workflow, pipeline } as CompiledWorkflow;
}

/** What the agent knows, with its defaults. */
interface CompleteRun {
  readonly features: Features;
  readonly platform: string;
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
    features: given('features', 'object', featuresOf(release)) as Features,
    platform: given('platform', 'string', 'linux/amd64') as string,
    machine: given('machine', 'string', 'agent') as string,
    started: given('started', 'number', 0) as number,
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

/** What is not a list or not an object is left for the plan to refuse. */
function mapObjects(list: unknown, map: (item: JsonObject) => JsonObject): unknown {
  if (!Array.isArray(list)) return list ?? [];
  return list.map((item) => (isJsonObject(item) ? map(item) : item));
}

function withVariables(step: JsonObject, run: CompleteRun): JsonObject {
  const environment = ownValue(step, 'environment') ?? {};
  if (!isTextMap(environment)) return step;
  return { ...step, environment: environmentOf(environment, step, run) };
}

function isTextMap(value: unknown): value is Readonly<Record<string, string>> {
  return isJsonObject(value) && Object.values(value).every((item) => typeof item === 'string');
}

function environmentOf(
  written: Readonly<Record<string, string>>,
  step: JsonObject,
  { platform, machine, started, features }: CompleteRun,
): JsonObject {
  const own = { ...written, CI_MACHINE: machine, CI_SYSTEM_PLATFORM: platform };
  const times = { CI_PIPELINE_STARTED: String(started), CI_STEP_STARTED: String(started) };
  const run = features.stepRunVariables ? runVariables(step) : {};
  if (features.pluginDroneVariables && ownValue(step, 'type') !== 'plugin')
    return { ...own, ...times, ...run };
  const drone = droneVariables(features.stepRunVariables ? own : { ...own, ...times }, features);
  return { ...own, ...times, ...run, ...drone };
}

function runVariables(step: JsonObject): JsonObject {
  const type = ownValue(step, 'type') ?? '';
  return { CI_PIPELINE_STATUS: 'success', CI_STEP_TYPE: type, CI_STEP_NAME: ownValue(step, 'name') };
}
