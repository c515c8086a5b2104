import { pathText } from '../../base/json/json-pointer.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { findingLine } from '../../diagnostics/format/reported.ts';
import { INPUT_MESSAGES } from '../../lint/texts.ts';
import { InputError } from '../io.ts';
import type { Finding } from '../output/report.ts';

/** Ends the command with the errors or crashes of the server. */
export function endRefused(findings: readonly Finding[]): never {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const lines = new Set((errors.length > 0 ? errors : findings).map(findingLine));
  throw new InputError(['the server rejects this pipeline.', ...lines]);
}

/** Reports a key that nobody reads. */
export function unknownKey(
  path: string,
  reader: 'agent' | 'server',
  nearest: string | undefined,
  place: Pick<Finding, 'subject' | 'range'>,
): Finding {
  const args = { key: pathText(path), reader, nearest };
  const {
    code,
    severity,
    message,
    note,
    help,
    args: raw,
  } = diagnose(INPUT_MESSAGES, 'key-unknown', path, args);
  return { ...place, code, severity, message, note, help, args: raw };
}
