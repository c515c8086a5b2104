import { sentence } from '../base/text/excerpt.ts';
import type { PodSecurityRemedy } from './pod-security-remedies.ts';

/** Returns what fixes a violation of the Pod Security Standards, as a sentence. */
export function remediesText(remedies: readonly PodSecurityRemedy[]): string {
  const text = sentence(remedies.map(remedyText).join(', or '));
  return text.endsWith('.') ? text : `${text}.`;
}

function remedyText(remedy: PodSecurityRemedy): string {
  const note = remedy.note === undefined ? '' : ` (${asClause(remedy.note)})`;
  switch (remedy.by) {
    case 'nobody':
      return remedy.note;
    case 'administrator': {
      const { variable, value } = remedy;
      if (value.startsWith('without '))
        return `remove \`${value.slice(8)}\` from ${variable} on the agent${note}`;
      return `set ${variable}=${value} on the agent${note}`;
    }
    case 'author': {
      const { option, value } = remedy;
      const path = `backend_options.kubernetes.${option}`;
      if (value === null) return `remove \`${path}\` from the step${note}`;
      return `set \`${path}: ${JSON.stringify(value)}\` in the step${note}`;
    }
  }
}

function asClause(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}
