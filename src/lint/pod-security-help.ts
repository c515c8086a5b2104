import { sentence } from '../base/text/sentence.ts';
import type { PodSecurityRemedy } from '../check/pod-security-remedies.ts';

/** Who can mend a violation of the Pod Security Standards, and with what. */
export function remediesText(remedies: readonly PodSecurityRemedy[]): string {
  return sentence(remedies.map(remedyText).join('; or: '));
}

function remedyText(remedy: PodSecurityRemedy): string {
  const note = remedy.note === undefined ? '' : ` (${remedy.note})`;
  switch (remedy.by) {
    case 'nobody':
      return remedy.note;
    case 'administrator':
      return `in the environment of the agent, ${remedy.variable}=${remedy.value}${note}`;
    case 'author': {
      const { option, value } = remedy;
      const change = value === null ? 'removed' : JSON.stringify(value);
      return `in the step, backend_options.kubernetes.${option}: ${change}${note}`;
    }
  }
}
