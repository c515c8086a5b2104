import { pointerTo } from '../../base/json/json-pointer.ts';
import { isSameJson, isWithin, type Leaf, leavesOf } from '../../base/json/leaves.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import {
  AGENT_OPTION_DEFAULTS,
  VARIABLE_OPTIONS,
  VARIABLE_PREFIX,
  type VariableOption,
  variableName,
} from '../../translate/agent/variables.ts';
import type { DecisionSource } from '../../translate/provenance/origin.ts';
import type { StepTrace, WorkflowTrace } from './trace.ts';

/** A leaf of the compiled workflow. */
export interface WrittenLeaf extends Leaf {
  readonly source: DecisionSource;
  /** The step that it is in; the tokens lead into the step, and those of an option into the options. */
  readonly step: StepTrace | undefined;
}

/** The leaves of the compiled workflow, those of the options last. */
export function writtenLeaves({ workflow, steps }: WorkflowTrace): WrittenLeaf[] {
  const byPath = new Map(steps.map((step) => [step.path.slice(1), step]));
  const fields = leavesOf(workflow).flatMap((leaf): WrittenLeaf[] => {
    const step = byPath.get(leaf.tokens.slice(0, 4).join('/'));
    if (step === undefined) return [{ ...leaf, source: 'workflow-field', step }];
    if (isWithin(leaf.path, step.optionsPath)) return [];
    const tokens = leaf.tokens.slice(4);
    const isPlatform = tokens.join('/') === 'environment/CI_SYSTEM_PLATFORM';
    return [{ ...leaf, tokens, source: isPlatform ? 'platform' : 'step-field', step }];
  });
  const options = steps.flatMap((step) =>
    leavesOf(step.step.backend_options?.['kubernetes'], step.optionsPath).map(
      (leaf): WrittenLeaf => ({ ...leaf, source: 'step-option', step }),
    ),
  );
  return [...fields, ...options];
}

/** A leaf of the decoded value of an agent variable. */
export interface AgentLeaf extends Leaf {
  /** Absent for a variable of the backend's prefix that no release knows. */
  readonly option: VariableOption | undefined;
}

/**
 * The settings of the operator: every option that differs from its default, and, if the environment is given, also the
 * variables in it that state the default or that no release knows.
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
