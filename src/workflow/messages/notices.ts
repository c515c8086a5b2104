import { rules } from '../../diagnostics/diagnostic.ts';

/** Problems that the server passes over silently. */
export const NOTICE_MESSAGES = rules({
  'release-replaced': {
    severity: 'warning',
    message: 'Unknown release {release}.',
    note: 'The workflow is compiled as {used:text} compiles it.',
  },
  'variable-unset': {
    severity: 'warning',
    message: '`{name}` is empty or not set, so the server removes its reference.',
    note: ['{who:text} set it since {since:text}.', '{setter:text}'],
    help: [
      'Update to {since:text}, or write {withDefault} to have a default.',
      'Write {forShell} for the shell of the step.',
      'Did you mean {nearest}?',
      'Write {unknown} to have a default, or remove the reference.',
      'Write {withDefault} to have a default, or {elsewhere} for the shell of the step.',
    ],
    words: {
      who: { server: 'Servers', agent: 'Agents', step: 'Servers' },
      setter: {
        agent: 'The agent sets it when a step starts.',
        step: 'The server sets it in the environment of each step.',
        environment: 'Substitution does not see the `environment` of steps.',
        nobody: 'Neither servers nor agents set it.',
      },
    },
  },
  'variable-empty-here': {
    severity: 'info',
    message: '`{name}` is empty in this run, so the server removes its reference.',
    note: [
      'The server sets it only for {on:text}.',
      'The server makes it from {fields:and} of the metadata.',
    ],
    help: 'Pass `--metadata` with a value, or write {withDefault} to have a default.',
    words: {
      on: { release: 'releases', pullRequest: 'pull requests', prevPullRequest: 'runs after a pull request' },
    },
  },
  'step-name-repeated': {
    severity: 'warning',
    message: 'Another entry of `{area}` is named {name}.',
    note: 'With `depends_on`, only the last one runs.',
    help: 'Rename one of them.',
  },
  'workflow-label-reserved': {
    severity: 'warning',
    at: 'key',
    message: 'The server removes the label {label}.',
    note: 'Since 3.5 it reserves all labels that begin with `woodpecker-ci.org`.',
    help: 'Use another prefix.',
  },
  'key-removed': {
    severity: 'warning',
    message: '`{key}` no longer takes effect.',
    help: 'Use {replacement:text}.',
  },
  'workflow-dependency-cycle': {
    severity: 'warning',
    message: 'Workflows wait for each other and never start: {cycle:chain}.',
    help: 'Remove one of their dependencies.',
  },
});
