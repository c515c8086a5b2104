import { rules } from '../diagnostics/diagnostic.ts';

/** Problems of the files from which the agent's environment is read. */
export const INPUT_MESSAGES = rules({
  'agent-env-unknown': {
    severity: 'warning',
    message: 'The value of `{variable}` is unknown, because it comes from `valueFrom`.',
    note: 'Reports assume that the variable is not set.',
    help: 'Pass `--set {variable:text}=VALUE`.',
  },
  'agent-env-source-unknown': {
    severity: 'info',
    message: 'The variables of {source} are unknown, because it is not among the files.',
    help: 'Pass a file with it as another `--agent-env`, before this one.',
  },
  'agent-env-not-text': {
    severity: 'warning',
    message: 'The value of `{variable}` is not a string.',
    note: '{effect:text}',
    help: ['Write `{quoted}`.', 'Write its YAML as a string.'],
    words: {
      effect: {
        rejected: 'Kubernetes rejects the manifest.',
        garbled: 'The chart passes it on in the notation of Go, which the agent cannot parse.',
      },
    },
  },
});
