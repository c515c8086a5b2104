import { message } from '../../diagnostics/diagnostic.ts';
import type { Named } from './named.ts';

/** What the server passes over in silence, and its author should know. */
export const NOTICE_MESSAGES = {
  'release-replaced': message(
    'warning',
    ({ release, used }: Named<'release' | 'used'>) =>
      `The release \`${release}\` is not known; compiled as ${used} would.`,
  ),
  'variable-unset': message(
    'warning',
    ({ name }: Named<'name'>) =>
      `\`${name}\` is empty or not set here, so nothing is put in its place; give a default (\`\${${name}:-default}\`), or write \`$\${${name}}\` for the shell of the step.`,
  ),
  'step-name-repeated': message(
    'warning',
    ({ name, area }: Named<'name' | 'area'>) =>
      `Another entry of \`${area}\` is called \`${name}\`; with \`depends_on\`, only the last of them runs.`,
  ),
  'key-removed': message(
    'warning',
    ({ key, replacement }: Named<'key' | 'replacement'>) =>
      `\`${key}\` has no effect any more; use ${replacement}.`,
  ),
  'workflow-dependency-cycle': message(
    'warning',
    ({ cycle }: { readonly cycle: readonly string[] }) =>
      `These workflows wait for each other and never start: ${cycle.map((name) => `\`${name}\``).join(' -> ')}.`,
  ),
} as const;
