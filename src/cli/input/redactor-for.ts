import { NO_REDACTOR, type Redactor, redactor } from '../../explain/redact/redactor.ts';
import type { WorkflowFlags } from './workflow-flags.ts';

/** Makes the redactor for a run of a command, of every value that is secret in it. */
export function redactorFor({ showSecrets = false }: WorkflowFlags, secrets: Iterable<string>): Redactor {
  return showSecrets ? NO_REDACTOR : redactor(secrets);
}
