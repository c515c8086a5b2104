import { frozenCopy, ownValue } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { agentFeaturesOf } from '../release/agent-features.ts';
import { knownRelease, type Release } from '../release/releases.ts';
import { AgentOptionsError, completeOptionProblems, givenOptionProblems } from './agent-option-problems.ts';
import type { AgentOptions, AgentOptionsInput } from './agent-options.ts';
import { AGENT_OPTION_RULES, type AgentCode } from './messages.ts';
import { AGENT_OPTION_DEFAULTS, broughtBy, VARIABLE_OPTIONS } from './variables.ts';

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
  const { release = AGENT_OPTION_DEFAULTS.release, ...given } = { ...NO_RELEASE, ...options };
  return completedOptions(given, knownRelease(release));
}

const NO_RELEASE: Pick<AgentOptionsInput, 'release'> = { release: undefined };

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
  if (completed.has(options)) return;
  const problems = completeOptionProblems(options);
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
  const { release: written = AGENT_OPTION_DEFAULTS.release } = { ...NO_RELEASE, ...options };
  const release = knownRelease(written);
  const features = agentFeaturesOf(release);
  return VARIABLE_OPTIONS.filter((option) => ownValue(options, option) !== undefined).flatMap((option) => {
    const since = broughtBy(option, features);
    if (since === undefined) return [];
    const args = { option, release, since };
    return [diagnose(AGENT_OPTION_RULES, 'agent-option-without-effect', pointerTo('', option), args)];
  });
}
