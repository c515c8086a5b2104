import { pointerTo } from '../../base/json/json-pointer.ts';
import { isSameJson, type Leaf, leavesOf } from '../../base/json/leaves.ts';
import { AGENT_OPTION_DEFAULTS, type AgentOptions } from '../../translate/agent/agent-options.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import {
  VARIABLE_OPTIONS,
  VARIABLE_PREFIX,
  type VariableOption,
  variableName,
} from '../../translate/agent/variables.ts';

/** A leaf of the decoded value of an agent variable. */
export interface AgentLeaf extends Leaf {
  /** Absent for a variable of the backend's prefix that no release knows. */
  readonly option: VariableOption | undefined;
}

/**
 * What the operator set: every option that differs from its default, and, where the environment is given, also the
 * variables in it that say what holds anyway or that no release knows.
 */
export function agentLeaves(agent: AgentOptions, environment: AgentEnvironment = {}): AgentLeaf[] {
  const known = VARIABLE_OPTIONS.flatMap((option) => {
    const name = variableName(option);
    const isSet = Object.hasOwn(environment, name) && environment[name] !== undefined;
    const isDifferent = !isSameJson(agent[option], AGENT_OPTION_DEFAULTS[option]);
    if (!isSet && !isDifferent) return [];
    const value = agent[option] ?? null;
    return leavesOf(value, pointerTo('', name)).map((leaf) => ({ ...leaf, option }));
  });
  return [...known, ...unknownLeaves(environment)];
}

function unknownLeaves(environment: AgentEnvironment): AgentLeaf[] {
  const known = new Set(VARIABLE_OPTIONS.map(variableName));
  return Object.keys(environment)
    .filter((name) => name.startsWith(VARIABLE_PREFIX) && !known.has(name) && environment[name] !== undefined)
    .map((name) => ({ path: pointerTo('', name), tokens: [], value: environment[name], option: undefined }));
}
