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
    help: `Write \`\${{name}:-default}\` to have a default, or \`$\${{name}}\` for the shell of the step.`,
  },
  'step-name-repeated': {
    severity: 'warning',
    message: 'Another entry of `{area}` is named {name}.',
    note: 'With `depends_on`, only the last one runs.',
    help: 'Rename one of them.',
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
