import { excerpt } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import { type Diagnostic, diagnose, type RuleTable } from '../../diagnostics/diagnostic.ts';
import { DEFAULT_RELEASE, NEWEST_RELEASE, RELEASES } from '../release/releases.ts';

export const AGENT_OPTION_RULES = {
  'release-unknown': {
    severity: 'error',
    message: 'Unknown release {value}.',
    help: [
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
  const written = typeof value === 'string' ? value : excerpt(value);
  const args = {
    value: written,
    nearest: swapped(written) ?? nearest(written, NEWEST_FIRST),
    oldest: DEFAULT_RELEASE,
    newest: NEWEST_RELEASE,
  };
  return diagnose(AGENT_OPTION_RULES, 'release-unknown', path, args);
}

/** Of releases that are equally near, the newest is meant. */
const NEWEST_FIRST = [...RELEASES].reverse();

/** The release with the same characters in another order: `3.17` for `3.71`. */
function swapped(written: string): string | undefined {
  const sorted = (text: string): string => [...text.slice(0, 10)].sort().join('');
  return RELEASES.find((release) => sorted(release) === sorted(written));
}

/** Problems of the variables of an agent. They have their own file because bundles with builders alone lack them. */
export const AGENT_VARIABLE_RULES = {
  'agent-variable-invalid': {
    severity: 'error',
    message: 'Invalid value {value} for `{variable}`: {reason:text}.',
    note: 'The agent does not start.',
    help: 'Use a value such as `{variable}={form:text}`.',
    words: {
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
