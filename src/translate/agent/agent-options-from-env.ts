import { isJsonObject, ownValue } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { typeName } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { type AgentFeatures, agentFeaturesOf } from '../release/agent-features.ts';
import { DEFAULT_RELEASE, parseRelease, type Release } from '../release/releases.ts';
import {
  AGENT_OPTION_DEFAULTS,
  AGENT_VARIABLES,
  type AgentOptions,
  broughtBy,
  isKnown,
  VARIABLE_OPTIONS,
  VARIABLE_PREFIX,
  type VariableOption,
  variableName,
  variableSuffix,
} from './agent-options.ts';
import { AGENT_VARIABLE_RULES, type AgentCode, unknownRelease } from './messages.ts';
import { readVariable } from './read-variable.ts';
import { AgentOptionsError, completedOptions, invalidArgument } from './resolve-agent-options.ts';

/** An agent's environment: names and values of variables. Other names than those of the backend are ignored. */
export type AgentEnvironment = Readonly<Record<string, string | undefined>>;

/** The properties of an agent that are not in its environment. */
export interface AgentIdentity {
  /** Release of the agent, in any form that `parseRelease` accepts. Default `3.0`. */
  readonly release?: string | undefined;
  /** Operating system of the agent (Go's GOOS). Default `linux`. */
  readonly os?: string | undefined;
  /** Features other than those of the release, to try one change separately. Default: those of the release. */
  readonly features?: AgentFeatures | undefined;
}

/** The options of an agent and the problems of its environment. */
export interface AgentEnvironmentReading {
  /** The options, frozen; undefined if the agent does not start. */
  readonly options: AgentOptions | undefined;
  /** Errors on which the agent does not start, and warnings of variables that have no effect. */
  readonly problems: readonly Diagnostic<AgentCode>[];
}

/**
 * Reads the options of an agent from its environment, each variable as an agent of the release reads it: booleans as
 * Go's `ParseBool` accepts them, seconds as an integer without a unit, lists with commas, everything else as YAML.
 *
 * Source: the flags of the Kubernetes backend of the agents, release by release; see docs/options.md.
 *
 * @example
 * ```ts
 * import { agentOptionsFromEnv } from 'podwright';
 *
 * const environment = { WOODPECKER_BACKEND_K8S_NAMESPACE: 'ci', WOODPECKER_BACKEND_K8S_STORAGE_RWX: 'false' };
 * const agent = agentOptionsFromEnv(environment, { release: 'v3.17.1' });
 * console.log(agent.release, agent.namespace, agent.storageRwx, agent.volumeSize); // 3.17 ci false 10G
 * ```
 *
 * @param environment the variables, `process.env` for instance; it is not changed
 * @param identity release and operating system of the agent
 * @returns a frozen object, with the agent's default for each variable that is not set
 * @throws {@link AgentOptionsError} with every variable on which the agent does not start, and for an unknown release
 */
export function agentOptionsFromEnv(
  environment: AgentEnvironment,
  identity: AgentIdentity = {},
): AgentOptions {
  const { options, problems } = readAgentEnvironment(environment, identity);
  if (options === undefined)
    throw new AgentOptionsError(problems.filter(({ severity }) => severity === 'error'));
  return options;
}

/**
 * The same as {@link agentOptionsFromEnv} without throwing: the options, absent if the agent does not start, and
 * every problem. Warnings report variables that no release or not this one knows; these have no effect.
 *
 * @param environment the variables; it is not changed
 * @param identity release and operating system of the agent
 */
export function readAgentEnvironment(
  environment: AgentEnvironment,
  identity: AgentIdentity = {},
): AgentEnvironmentReading {
  const wrong = wrongTypes(environment, identity);
  if (wrong.length > 0) return { options: undefined, problems: wrong };
  const {
    release: releaseText = DEFAULT_RELEASE,
    os = AGENT_OPTION_DEFAULTS.os,
    features,
  } = { ...NO_IDENTITY, ...identity };
  const release = parseRelease(releaseText);
  if (release === undefined) return { options: undefined, problems: [unknownRelease(releaseText)] };
  const problems = unknownVariables(environment, features ?? agentFeaturesOf(release));
  const options = readVariables(environment, release, features ?? agentFeaturesOf(release), problems);
  const isUsable = problems.every(({ severity }) => severity !== 'error');
  return {
    options: isUsable ? completedOptions({ ...options, os }, release) : undefined,
    problems,
  };
}

/** Every field itself, so none is read from a prototype. */
const NO_IDENTITY = { release: undefined, os: undefined, features: undefined };

/** Names and values that no environment can have. Values that are not strings are not shown. */
function wrongTypes(environment: unknown, identity: AgentIdentity): Diagnostic<AgentCode>[] {
  if (!isJsonObject(environment))
    return [invalidArgument('', 'environment', typeName(environment), 'an object')];
  if (!isJsonObject(identity)) return [invalidArgument('', 'identity', typeName(identity), 'an object')];
  const { os, features } = { ...NO_IDENTITY, ...identity };
  if (os !== undefined && typeof os !== 'string')
    return [invalidArgument('/os', 'os', typeName(os), 'a string')];
  if (features !== undefined && !isJsonObject(features))
    return [invalidArgument('/features', 'features', typeName(features), 'an object')];
  return Object.entries(environment)
    .filter(
      ([name, value]) => name.startsWith(VARIABLE_PREFIX) && !['string', 'undefined'].includes(typeof value),
    )
    .map(([name, value]) => invalidArgument(pointerTo('', name), name, typeName(value), 'a string'));
}

/** The variables of a context that has the environment of the agent. Only strings are variables. */
export function variablesIn(context: unknown): AgentEnvironment {
  const environment = ownValue(context, 'environment');
  if (!isJsonObject(environment)) return {};
  const variables = Object.entries(environment).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(variables) as AgentEnvironment;
}

function readVariables(
  environment: AgentEnvironment,
  release: Release,
  features: AgentFeatures,
  problems: Diagnostic<AgentCode>[],
): Partial<AgentOptions> {
  const options: Record<string, unknown> = {};
  for (const option of VARIABLE_OPTIONS) {
    const variable = variableName(option);
    const text = Object.hasOwn(environment, variable) ? environment[variable] : undefined;
    if (text === undefined) continue;
    const path = pointerTo('', variable);
    const since = broughtBy(option, features);
    if (since !== undefined) {
      problems.push(
        diagnose(AGENT_VARIABLE_RULES, 'agent-variable-without-effect', path, { variable, release, since }),
      );
      continue;
    }
    const form = AGENT_VARIABLES[option].kind;
    const read = readVariable(form, text, features);
    if (read.problem !== undefined) {
      const args = { ...read.problem, variable, value: text, form };
      problems.push(diagnose(AGENT_VARIABLE_RULES, 'agent-variable-invalid', path, args));
    } else if (read.value !== undefined) {
      options[option] = read.value;
    }
  }
  return options;
}

function unknownVariables(environment: AgentEnvironment, features: AgentFeatures): Diagnostic<AgentCode>[] {
  const all = VARIABLE_OPTIONS.map(variableName);
  const known = VARIABLE_OPTIONS.filter((option) => isKnown(option, features));
  return Object.keys(environment)
    .filter((name) => isOptionName(name) || (name.startsWith(VARIABLE_PREFIX) && !all.includes(name)))
    .map((variable) => {
      const meant = isOptionName(variable)
        ? variable
        : meantOption(variable.slice(VARIABLE_PREFIX.length), known);
      const args = { variable, nearest: meant && variableName(meant) };
      return diagnose(AGENT_VARIABLE_RULES, 'agent-variable-unknown', pointerTo('', variable), args);
    });
}

/** Whether a name is not of a variable but of an option, as other functions expect them. */
function isOptionName(name: string): name is VariableOption {
  return Object.hasOwn(AGENT_VARIABLES, name);
}

/** Names that people guess because other variables are named like this. */
const GUESSED: Readonly<Record<string, VariableOption>> = {
  NATIVE_SECRETS_ALLOW_FROM_STEP: 'allowNativeSecrets',
  SECRETS_ALLOW_FROM_STEP: 'allowNativeSecrets',
  ALLOW_SECRETS: 'allowNativeSecrets',
  NATIVE_SECRETS: 'allowNativeSecrets',
  PULL_SECRETS: 'pullSecretNames',
  IMAGE_PULL_SECRETS: 'pullSecretNames',
  IMAGE_PULL_SECRET_NAMES: 'pullSecretNames',
  PRIORITY_CLASS_NAME: 'priorityClass',
  STORAGE_CLASS_NAME: 'storageClass',
  RUNTIME_CLASS_NAME_ALLOW_FROM_STEP: 'runtimeClassAllowFromStep',
  SERVICE_ACCOUNT_ALLOW_FROM_STEP: 'serviceAccountNameAllowFromStep',
};

/** The option that a misspelled or guessed variable means, without their common prefix; only of those that are known. */
function meantOption(suffix: string, known: readonly VariableOption[]): VariableOption | undefined {
  const guessed = Object.hasOwn(GUESSED, suffix) ? GUESSED[suffix] : undefined;
  if (guessed !== undefined) return known.includes(guessed) ? guessed : undefined;
  const meant =
    known.map(variableSuffix).find((name) => name === `POD_${suffix}`) ??
    nearest(suffix, known.map(variableSuffix));
  return known.find((option) => variableSuffix(option) === meant);
}
