import { pathText } from '../../base/json/json-pointer.ts';
import { diagnose, rules } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../output/report.ts';

const KEY_RULES = rules({
  'key-unknown': {
    severity: 'warning',
    message: 'Unknown key `{key}`.',
    note: 'The {reader:text} ignores it.',
    help: 'Did you mean `{nearest}`?',
  },
});

/** Reports a key that nobody reads. */
export function unknownKey(
  path: string,
  reader: 'agent' | 'server',
  nearest: string | undefined,
  place: Pick<Finding, 'subject' | 'range'>,
): Finding {
  const args = { key: pathText(path), reader, nearest };
  const { code, severity, message, note, help, args: raw } = diagnose(KEY_RULES, 'key-unknown', path, args);
  return { ...place, code, severity, message, note, help, args: raw };
}
