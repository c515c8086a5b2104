import { tooDeep } from '../../base/json/bounded.ts';
import { isJsonObject } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { isOfShape } from '../../base/json/shape.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { affinityShape, tolerationShape } from '../model/scheduling-shapes.ts';
import { parseRelease, RELEASES } from '../release/releases.ts';
import { AGENT_OPTION_RULES, type AgentCode, unknownRelease } from './messages.ts';
import {
  AGENT_OPTION_DEFAULTS,
  AGENT_VARIABLES,
  type VariableKind,
  type VariableOption,
} from './variables.ts';

/** Lists every problem of options that differ from the defaults; undefined is treated as not given. */
export function givenOptionProblems(options: unknown): Diagnostic<AgentCode>[] {
  if (!isJsonObject(options)) return [invalid('', 'options', options, 'an object')];
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .flatMap(([option, value]) => optionProblem(option, value) ?? []);
}

/**
 * Lists every problem of options that must be complete, as `resolveAgentOptions` returns them. For options that lack
 * most keys, and so were never resolved, it is that one problem.
 */
export function completeOptionProblems(options: unknown): Diagnostic<AgentCode>[] {
  const known = Object.keys(AGENT_OPTION_DEFAULTS);
  const given = known.filter((option) => isJsonObject(options) && Object.hasOwn(options, option));
  if (!isJsonObject(options) || given.length < known.length / 2)
    return [invalid('', 'options', options, 'the result of `resolveAgentOptions({ release })`')];
  const problems = known.flatMap((option) => {
    const value = Object.hasOwn(options, option) ? options[option] : undefined;
    if (option === 'release' && !RELEASES.some((release) => release === value)) return unknownRelease(value);
    return option === 'podAffinity' && value === undefined ? [] : (optionProblem(option, value) ?? []);
  });
  const unknown = Object.keys(options).filter((option) => !Object.hasOwn(AGENT_OPTION_DEFAULTS, option));
  return [...problems, ...unknown.map(unknownOption)];
}

function optionProblem(option: string, value: unknown): Diagnostic<AgentCode> | undefined {
  if (option === 'release')
    return parseRelease(value as string) === undefined ? unknownRelease(value) : undefined;
  if (!Object.hasOwn(AGENT_OPTION_DEFAULTS, option)) return unknownOption(option);
  const kind = option === 'os' ? 'text' : AGENT_VARIABLES[option as VariableOption].kind;
  const { expected, accepts } = OPTION_TYPES[kind];
  return accepts(value) ? undefined : invalid(pointerTo('', option), option, value, expected);
}

function unknownOption(option: string): Diagnostic<AgentCode> {
  const known = Object.keys(AGENT_OPTION_DEFAULTS);
  const args = { option, nearest: nearest(option, known) };
  return diagnose(AGENT_OPTION_RULES, 'agent-option-unknown', pointerTo('', option), args);
}

function invalid(path: string, option: string, value: unknown, expected: string): Diagnostic<AgentCode> {
  return diagnose(AGENT_OPTION_RULES, 'agent-option-invalid', path, {
    option,
    value: excerpt(value),
    expected,
  });
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
