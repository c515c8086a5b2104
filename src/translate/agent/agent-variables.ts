import { isJsonObject } from '../../base/json/json.ts';
import type { CompiledWorkflow } from '../model/compiled-workflow.ts';
import type { Step } from '../model/step.ts';
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
 * and the `DRONE_*` variables of old plugins. A compiled workflow does not have them yet. Never
 * throws: what is no step is left as it is.
 *
 * Source: the runner of the agents, release by release.
 *
 * @param workflow as compiled; it is not changed
 * @param run what the agent knows; an unknown release counts as 3.0
 * @returns a new workflow, to be planned
 */
export function withAgentVariables(workflow: CompiledWorkflow, run: AgentRun = {}): CompiledWorkflow {
  const features =
    run.features ?? featuresOf(parseRelease(run.release ?? DEFAULT_RELEASE) ?? DEFAULT_RELEASE);
  if (!(isJsonObject(workflow) as boolean)) return workflow;
  const pipeline = mapObjects(workflow.pipeline, (stage) => ({
    ...stage,
    steps: mapObjects(stage.steps, (step) =>
      isTextMap(step.environment) ? { ...step, environment: environmentOf(step, run, features) } : step,
    ),
  }));
  return { ...workflow, pipeline };
}

/** What is no list and no object is left for the plan to refuse. */
function mapObjects<Item extends object>(
  list: readonly Item[] | null | undefined,
  map: (item: Item) => Item,
): readonly Item[] {
  if (!Array.isArray(list)) return list ?? [];
  return list.map((item: Item) => ((isJsonObject(item) as boolean) ? map(item) : item));
}

function isTextMap(environment: unknown): boolean {
  if (environment === undefined || environment === null) return true;
  return isJsonObject(environment) && Object.values(environment).every((value) => typeof value === 'string');
}

function environmentOf(step: Step, run: AgentRun, features: Features): Record<string, string> {
  const { platform = 'linux/amd64', machine = 'agent', started = 0 } = run;
  const own = { ...step.environment, CI_MACHINE: machine, CI_SYSTEM_PLATFORM: platform };
  const times = { CI_PIPELINE_STARTED: String(started), CI_STEP_STARTED: String(started) };
  if (features.pluginDroneVariables && step.type !== 'plugin')
    return { ...own, ...times, ...runVariables(step, features) };
  const drone = droneVariables(features.stepRunVariables ? own : { ...own, ...times }, features);
  return { ...own, ...times, ...runVariables(step, features), ...drone };
}

function runVariables(step: Step, features: Features): Record<string, string> {
  if (!features.stepRunVariables) return {};
  return { CI_PIPELINE_STATUS: 'success', CI_STEP_TYPE: step.type ?? '', CI_STEP_NAME: step.name };
}
