import { rules } from '../../diagnostics/diagnostic.ts';

/** Problems of the options and variables of an agent. */
export const agentMessages = rules({
  'release-unknown': { severity: 'error', message: 'Unknown release {value}.', help: 'Use {known:or}.' },
  'agent-variable-invalid': {
    severity: 'error',
    message: 'Invalid value {value} for `{variable}`: {reason:text}.',
    note: 'The agent does not start.',
    help: 'Write `{variable}={form:text}`, for example.',
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
});

/**
 * The codes of problems with agent options and variables; docs/diagnostics.md explains each.
 *
 * @useDeclaredType
 */
export type AgentCode = keyof typeof agentMessages;
