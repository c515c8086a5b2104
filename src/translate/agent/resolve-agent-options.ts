import { isJsonObject } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { featuresOf } from '../release/features.ts';
import { DEFAULT_RELEASE, parseRelease, RELEASES } from '../release/releases.ts';
import { AGENT_OPTION_DEFAULTS, type AgentOptions, type AgentOptionsInput } from './agent-options.ts';
import { AgentOptionsError } from './agent-options-error.ts';
import { type AgentCode, agentMessages } from './messages.ts';
import {
  AGENT_VARIABLES,
  broughtBy,
  VARIABLE_OPTIONS,
  type VariableKind,
  type VariableOption,
} from './variables.ts';

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
 * @param options those that differ from the defaults; undefined counts as not given
 * @returns a frozen object, to be used for any number of calls
 * @throws {@link AgentOptionsError} with every problem: an unknown release or option, a value of a wrong type
 */
export function resolveAgentOptions(options: AgentOptionsInput = {}): AgentOptions {
  const problems = checkOptions(options);
  if (problems.length > 0) throw new AgentOptionsError(problems);
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const release = parseRelease(options.release ?? AGENT_OPTION_DEFAULTS.release);
  return Object.freeze({ ...AGENT_OPTION_DEFAULTS, ...Object.fromEntries(given), release }) as AgentOptions;
}

/**
 * Tells which of the given options have no effect, as the agent of their release does not know them.
 *
 * @param options as for {@link resolveAgentOptions}
 * @returns a warning for each, with a JSON Pointer to it; nothing for options that `resolveAgentOptions` refuses
 */
export function agentOptionsWithoutEffect(options: AgentOptionsInput): Diagnostic<AgentCode>[] {
  if (checkOptions(options).length > 0) return [];
  const release = parseRelease(options.release ?? AGENT_OPTION_DEFAULTS.release) ?? DEFAULT_RELEASE;
  const features = featuresOf(release);
  return VARIABLE_OPTIONS.filter((option) => options[option] !== undefined).flatMap((option) => {
    const since = broughtBy(option, features);
    if (since === undefined) return [];
    const args = { option, release, since };
    return [diagnose(agentMessages, 'agent-option-without-effect', pointerTo('', option), args)];
  });
}

function checkOptions(options: AgentOptionsInput): Diagnostic<AgentCode>[] {
  if (!isJsonObject(options)) return [invalid('', 'options', options, 'an object')];
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .flatMap(([option, value]) => checkOption(option, value) ?? []);
}

function checkOption(option: string, value: unknown): Diagnostic<AgentCode> | undefined {
  const path = pointerTo('', option);
  if (option === 'release') return checkRelease(path, value);
  if (!Object.hasOwn(AGENT_OPTION_DEFAULTS, option)) {
    const known = Object.keys(AGENT_OPTION_DEFAULTS);
    return diagnose(agentMessages, 'agent-option-unknown', path, {
      option,
      nearest: nearest(option, known) ?? '',
    });
  }
  const kind = option === 'os' ? 'text' : AGENT_VARIABLES[option as VariableOption].kind;
  const { expected, accepts } = OPTION_TYPES[kind];
  return accepts(value) ? undefined : invalid(path, option, value, expected);
}

function checkRelease(path: string, value: unknown): Diagnostic<AgentCode> | undefined {
  if (typeof value === 'string' && parseRelease(value) !== undefined) return undefined;
  return diagnose(agentMessages, 'release-unknown', path, {
    value: excerpt(value),
    known: RELEASES.join(', '),
  });
}

function invalid(path: string, option: string, value: unknown, expected: string): Diagnostic<AgentCode> {
  return diagnose(agentMessages, 'agent-option-invalid', path, { option, value: excerpt(value), expected });
}

interface OptionType {
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

const isText = (value: unknown): boolean => typeof value === 'string';

const OPTION_TYPES: Readonly<Record<VariableKind, OptionType>> = {
  text: { expected: 'text', accepts: isText },
  bool: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  integer: { expected: 'an integer', accepts: Number.isInteger },
  list: { expected: 'a list of texts', accepts: (value) => Array.isArray(value) && value.every(isText) },
  textMap: {
    expected: 'a map of texts',
    accepts: (value) => isJsonObject(value) && Object.values(value).every(isText),
  },
  tolerations: {
    expected: 'a list of tolerations',
    accepts: (value) => Array.isArray(value) && value.every(isJsonObject),
  },
  affinity: { expected: 'a Kubernetes affinity', accepts: isJsonObject },
};
