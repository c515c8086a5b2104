import type { JsonValue } from '../../base/json/json.ts';
import { excerpt, typeName } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import { SYNTAX_PROBLEMS } from '../../base/yaml/yaml.ts';
import { type Diagnostic, diagnose, type RuleTable } from '../../diagnostics/diagnostic.ts';
import {
  DEFAULT_RELEASE,
  NEWEST_RELEASE,
  parseRelease,
  RELEASES,
  type Release,
} from '../release/releases.ts';

/** Why an agent cannot read the value of a variable, as templates. */
const VARIABLE_PROBLEMS = {
  'alias-in-itself': 'the alias `*{alias}` contains itself',
  'key-not-string': 'a key must be a string',
  'key-repeated': 'the key {key} appears twice',
  'merge-of-no-object': 'the merge key `<<` requires an object or a list of objects',
  'no-boolean': 'it is not a Boolean',
  'no-integer': 'it is not an integer',
  'no-yaml': 'it is not valid YAML ({detail:text})',
  'tag-mismatch': 'a value does not match its tag',
  unexpected: 'expected {expected:text}',
} as const;

/** The reason, and the values in its template. */
export type VariableProblem = { readonly reason: keyof typeof VARIABLE_PROBLEMS } & Readonly<
  Record<string, JsonValue>
>;

export const AGENT_OPTION_RULES = {
  'release-unknown': {
    severity: 'error',
    message: 'Unknown release {value}.',
    help: [
      'Use a string, not {found:text}.',
      'Did you mean {nearest}? Releases are {oldest:text} to {newest:text}, and `next`.',
      'Use a release from {oldest:text} to {newest:text}, or `next`.',
    ],
  },
  'agent-option-invalid': {
    severity: 'error',
    message: 'Invalid value {value} for the agent option `{option}`.',
    help: 'Use {expected:text}.',
  },
  'agent-option-without-effect': {
    severity: 'warning',
    at: 'key',
    message: 'The agent option `{option}` has no effect at release {release:text}.',
    note: 'It takes effect since {since:text}.',
  },
  'agent-option-unknown': {
    severity: 'error',
    at: 'key',
    message: 'Unknown agent option `{option}`.',
    help: 'Did you mean `{nearest}`?',
  },
} as const satisfies RuleTable;

/**
 * The codes of problems with agent options and variables; docs/diagnostics.md explains each.
 *
 * @useDeclaredType
 */
export type AgentCode = keyof typeof AGENT_OPTION_RULES | keyof typeof AGENT_VARIABLE_RULES;

/** Reports a release that is not known. */
export function unknownRelease(value: unknown, path = '/release'): Diagnostic<'release-unknown'> {
  const isText = typeof value === 'string';
  const args = {
    value: isText ? value : excerpt(value),
    found: isText ? undefined : typeName(value),
    nearest: isText ? meantRelease(value) : undefined,
    oldest: DEFAULT_RELEASE,
    newest: NEWEST_RELEASE,
  };
  return diagnose(AGENT_OPTION_RULES, 'release-unknown', path, args);
}

/** Of releases that are equally near, the newest is meant. */
const NEWEST_FIRST = [...RELEASES].reverse();

/** The release that an unknown one most likely means; undefined if it looks like none. */
function meantRelease(written: string): Release | undefined {
  // An image `3-alpine` is of the newest release of 3.
  const [version = '', major = 0, minor = Infinity] = /^v?(\d+)(?:\.(\d+))?/.exec(written) ?? [];
  const known = parseRelease(version);
  if (known !== undefined || written === 'main') return known ?? 'next';
  const [newestMajor = 0, newestMinor = 0] = NEWEST_RELEASE.split('.').map(Number);
  const isLater = Number(major) === newestMajor ? Number(minor) > newestMinor : Number(major) > newestMajor;
  if (isLater || written === 'latest') return NEWEST_RELEASE;
  return nearest(written, NEWEST_FIRST) as Release | undefined;
}

const EXPECTATIONS: Readonly<Record<string, string>> = {
  'resolved options': 'the result of `resolveAgentOptions({ release })`',
};

/** Says what a value is that is not an option, without showing more of it than the caller does. */
export const AGENT_ARGUMENT_RULES = {
  'agent-option-invalid': {
    severity: 'error',
    message: '`{option}` is {value:text}.',
    help: 'Use {expected:text}.',
    words: { expected: EXPECTATIONS },
  },
} as const satisfies RuleTable;

/** Problems of the variables of an agent. They have their own file because bundles with builders alone lack them. */
export const AGENT_VARIABLE_RULES = {
  'agent-variable-invalid': {
    severity: 'error',
    message: 'Invalid value {value} for `{variable}`: {reason:text}.',
    note: 'The agent does not start.',
    help: 'Use a value such as `{variable}={form:text}`.',
    words: {
      reason: VARIABLE_PROBLEMS,
      detail: SYNTAX_PROBLEMS,
      form: {
        text: 'value',
        list: 'first,second',
        bool: 'true',
        integer: '20',
        textMap: '{"team":"ci"}',
        tolerations: '[{"key":"ci","operator":"Exists","effect":"NoSchedule"}]',
        affinity:
          '{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"pool","operator":"In","values":["ci"]}]}]}}}',
      },
    },
  },
  'agent-variable-unknown': {
    severity: 'warning',
    at: 'key',
    message: 'Unknown agent variable `{variable}`.',
    note: 'It has no effect at any release.',
    help: 'Did you mean `{nearest}`?',
  },
  'agent-variable-without-effect': {
    severity: 'warning',
    at: 'key',
    message: 'The variable `{variable}` has no effect at release {release:text}.',
    note: 'It takes effect since {since:text}.',
  },
} as const satisfies RuleTable;
