import { sentence } from '../base/text/excerpt.ts';
import type { PodSecurityRemedy } from './pod-security-remedies.ts';

/** The most alternatives of a help. */
const MOST = 2;

/** Returns the first remedies of a violation of the Pod Security Standards as a sentence, and their notes after it. */
export function remediesText(remedies: readonly PodSecurityRemedy[]): string {
  const shown = remedies.slice(0, MOST);
  const actions = shown.flatMap((remedy) => actionOf(remedy) ?? []);
  const notes = shown.flatMap(({ note }) => note ?? []);
  return [...(actions.length > 0 ? [`${sentence(actions.join(', or '))}.`] : []), ...notes].join(' ');
}

function actionOf(remedy: PodSecurityRemedy): string | undefined {
  switch (remedy.by) {
    case 'nobody':
      return undefined;
    case 'administrator': {
      const { variable, value } = remedy;
      if (value.startsWith('without '))
        return `remove \`${value.slice(8)}\` from \`${variable}\` on the agent`;
      return `set \`${variable}=${value}\` on the agent`;
    }
    case 'author': {
      const { option, value } = remedy;
      const path = `backend_options.kubernetes.${option}`;
      if (value === null) return `remove \`${path}\` from the step`;
      return `set \`${path}: ${JSON.stringify(value)}\` in the step`;
    }
  }
}
