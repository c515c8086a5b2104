import { printableJson } from '../../base/text/printable.ts';
import { countBySeverity, type DocsOf, type Reported } from './reported.ts';

/** Writes diagnostics as one JSON document, each with the address of the page about its code. Keys are only ever added. */
export function formatJson(diagnostics: readonly Reported[], docsOf: DocsOf): string {
  const findings = diagnostics.map(
    ({ code, severity, message, note, help, events, axes, subject, path, range }) => ({
      code,
      severity,
      message,
      note,
      help,
      events,
      axes,
      subject,
      path: path === '' ? undefined : path,
      range,
      docs: docsOf(code),
    }),
  );
  return `${printableJson({ counts: countBySeverity(diagnostics), findings }, 2)}\n`;
}
