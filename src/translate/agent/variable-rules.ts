import { rules } from '../../diagnostics/diagnostic.ts';

/** Problems of the variables of an agent. They have a file of their own because bundles with builders alone lack them. */
export const AGENT_VARIABLE_RULES = rules({
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
});
