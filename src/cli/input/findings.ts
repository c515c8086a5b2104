import type { Reported } from '../../diagnostics/format/reported.ts';
import { findingLine } from '../../diagnostics/format/reported.ts';
import { InputError } from '../io.ts';

/** Ends the command with the errors or crashes of the server. */
export function endRefused(findings: readonly Reported[]): never {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const lines = new Set((errors.length > 0 ? errors : findings).map(findingLine));
  throw new InputError(['the server rejects this pipeline.', ...lines]);
}
