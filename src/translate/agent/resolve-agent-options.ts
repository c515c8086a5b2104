import { tooDeep } from '../../base/json/bounded.ts';
import { frozenCopy, isJsonObject, ownValue } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { isOfShape } from '../../base/json/shape.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { affinityShape, tolerationShape } from '../model/scheduling-shapes.ts';
import { agentFeaturesOf } from '../release/agent-features.ts';
import { DEFAULT_RELEASE, knownRelease, parseRelease, RELEASES, type Release } from '../release/releases.ts';
import {
  AGENT_OPTION_DEFAULTS,
  AGENT_VARIABLES,
  type AgentOptions,
  type AgentOptionsInput,
  broughtBy,
  VARIABLE_OPTIONS,
  type VariableKind,
  type VariableOption,
} from './agent-options.ts';
import { AGENT_ARGUMENT_RULES, AGENT_OPTION_RULES, type AgentCode, unknownRelease } from './messages.ts';

/**
 * Completes agent options with the agent's defaults and checks them.
 *
 * Source: the defaults of the agents' flags, release by release; see docs/options.md.
 *
 * @example
 * ```ts
 * import { resolveAgentOptions } from 'podwright';
 *
 * const { release, namespace, stopTimeout } = resolveAgentOptions({ release: '3.14', namespace: 'ci' });
 * console.log(release, namespace, stopTimeout); // 3.14 ci 20
 * ```
 *
 * @param options those that differ from the defaults; undefined is treated as not given
 * @returns a frozen object, to be used for any number of calls
 * @throws {@link AgentOptionsError} with every problem: an unknown release or option, a value of a wrong type
 */
export function resolveAgentOptions(options: AgentOptionsInput = {}): AgentOptions {
  const problems = givenOptionProblems(options);
  if (problems.length > 0) throw new AgentOptionsError(problems);
  return completedOptions(options, releaseIn(options));
}

function releaseIn(options: AgentOptionsInput): Release {
  return knownRelease((ownValue(options, 'release') ?? DEFAULT_RELEASE) as string);
}

const completed = /* @__PURE__ */ new WeakSet<AgentOptions>();

/** Completes checked options, and freezes them at every level, so they need no other check. */
export function completedOptions(given: Partial<AgentOptionsInput>, release: Release): AgentOptions {
  const own = Object.entries(given).filter(([, value]) => value !== undefined);
  const options = frozenCopy({ ...AGENT_OPTION_DEFAULTS, ...Object.fromEntries(own), release });
  completed.add(options);
  return options;
}

/** Lists every problem of options that a function was called with. */
export function agentOptionProblems(options: AgentOptions): Diagnostic<AgentCode>[] {
  return completed.has(options) ? [] : completeOptionProblems(options);
}

/** @throws {AgentOptionsError} with every problem of options that a function was called with */
export function requireAgentOptions(options: AgentOptions): void {
  const problems = agentOptionProblems(options);
  if (problems.length > 0) throw new AgentOptionsError(problems);
}

/**
 * Validates agent options from outside, such as a configuration file.
 *
 * It never throws.
 *
 * @param options any value
 * @returns errors, with which `resolveAgentOptions` throws, otherwise a warning for each option without effect
 */
export function validateAgentOptions(options: unknown): Diagnostic<AgentCode>[] {
  const problems = givenOptionProblems(options);
  return problems.length > 0 ? problems : agentOptionsWithoutEffect(options as AgentOptionsInput);
}

/**
 * Reports the given options without effect, because the agent of their release does not know them.
 *
 * @param options as for {@link resolveAgentOptions}
 * @returns a warning for each, with a JSON Pointer to it; nothing for options that `resolveAgentOptions` rejects
 */
export function agentOptionsWithoutEffect(options: AgentOptionsInput): Diagnostic<AgentCode>[] {
  if (givenOptionProblems(options).length > 0) return [];
  const release = releaseIn(options);
  const features = agentFeaturesOf(release);
  return VARIABLE_OPTIONS.filter((option) => ownValue(options, option) !== undefined).flatMap((option) => {
    const since = broughtBy(option, features);
    if (since === undefined) return [];
    const args = { option, release, since };
    return [diagnose(AGENT_OPTION_RULES, 'agent-option-without-effect', pointerTo('', option), args)];
  });
}

/** Lists every problem of options that differ from the defaults; undefined is treated as not given. */
function givenOptionProblems(options: unknown): Diagnostic<AgentCode>[] {
  if (!isJsonObject(options)) return [invalidArgument('', 'options', excerpt(options), 'an object')];
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .flatMap(([option, value]) => optionProblem(option, value) ?? []);
}

/**
 * Lists every problem of options that must be complete, as `resolveAgentOptions` returns them. For options that lack
 * most keys, and so were never resolved, it is that one problem.
 */
function completeOptionProblems(options: unknown): Diagnostic<AgentCode>[] {
  const known = Object.keys(AGENT_OPTION_DEFAULTS);
  if (
    !isJsonObject(options) ||
    known.filter((name) => Object.hasOwn(options, name)).length < known.length / 2
  )
    return [invalidArgument('', 'agent', excerpt(options), 'resolved options')];
  const unset = Object.fromEntries(known.map((option) => [option, undefined]));
  return Object.entries({ ...unset, ...options }).flatMap(([option, value]) => {
    if (option === 'release' && !RELEASES.some((release) => release === value)) return unknownRelease(value);
    return option === 'podAffinity' && value === undefined ? [] : (optionProblem(option, value) ?? []);
  });
}

function optionProblem(option: string, value: unknown): Diagnostic<AgentCode> | undefined {
  if (option === 'release')
    return parseRelease(value as string) === undefined ? unknownRelease(value) : undefined;
  if (!Object.hasOwn(AGENT_OPTION_DEFAULTS, option)) return unknownOption(option);
  const kind = option === 'os' ? 'text' : AGENT_VARIABLES[option as VariableOption].kind;
  const { expected, accepts } = OPTION_TYPES[kind];
  if (accepts(value)) return undefined;
  const args = { option, value: excerpt(value), expected };
  return diagnose(AGENT_OPTION_RULES, 'agent-option-invalid', pointerTo('', option), args);
}

function unknownOption(option: string): Diagnostic<AgentCode> {
  const known = Object.keys(AGENT_OPTION_DEFAULTS);
  const args = { option, nearest: nearest(option, known) };
  return diagnose(AGENT_OPTION_RULES, 'agent-option-unknown', pointerTo('', option), args);
}

/**
 * Reports an argument of a function, or a variable.
 *
 * @param shown the value, or its type if the value may be secret
 */
export function invalidArgument(
  path: string,
  option: string,
  shown: string,
  expected: string,
): Diagnostic<AgentCode> {
  return diagnose(AGENT_ARGUMENT_RULES, 'agent-option-invalid', path, { option, value: shown, expected });
}

interface OptionType {
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isBounded = (value: unknown): boolean => tooDeep(value) === undefined;

const OPTION_TYPES: Readonly<Record<VariableKind, OptionType>> = {
  text: { expected: 'a string', accepts: isText },
  bool: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  integer: { expected: 'an integer', accepts: Number.isInteger },
  list: { expected: 'a list of strings', accepts: (value) => Array.isArray(value) && value.every(isText) },
  textMap: {
    expected: 'an object with string values',
    accepts: (value) => isJsonObject(value) && Object.values(value).every(isText),
  },
  tolerations: {
    expected: 'a list of tolerations',
    accepts: (value) =>
      Array.isArray(value) && isBounded(value) && value.every((item) => isOfShape(tolerationShape, item)),
  },
  affinity: {
    expected: 'a Kubernetes affinity',
    accepts: (value) => isBounded(value) && isOfShape(affinityShape, value),
  },
};

/** Agent options that cannot be used, with every problem that was found; the message has a line for each. */
export class AgentOptionsError extends Error {
  /** Identifies the class if `instanceof` does not, as across realms. */
  override readonly name = 'AgentOptionsError';
  /** At least one, each an error; paths are JSON Pointers to an option, or have the full name of a variable. */
  readonly problems: readonly Diagnostic<AgentCode>[];

  /** @param problems at least one, each an error */
  constructor(problems: readonly Diagnostic<AgentCode>[]) {
    super(problems.map(({ message, help = '' }) => `${message} ${help}`.trimEnd()).join('\n'));
    this.problems = problems;
  }
}
