import { printableJson } from '../../base/text/printable.ts';
import type { SourceRange } from '../diagnostic.ts';
import { type Counts, countBySeverity, type DocsOf, type Reported } from './reported.ts';

/** The report as JSON. Keys are only ever added. */
interface JsonReport {
  readonly counts: Counts;
  readonly findings: readonly JsonFinding[];
}

interface JsonFinding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly note?: string;
  readonly help?: string;
  /** The events that it applies to; absent if it applies to all. */
  readonly events?: readonly string[];
  /** The axes of the matrix that it applies to; absent if it applies to all. */
  readonly axes?: readonly string[];
  /** The file or other subject of the finding. */
  readonly subject: string;
  /** JSON Pointer into the compiled workflow, or that begins with a variable of the agent. */
  readonly path?: string;
  /** Lines and columns count from 1; the end is exclusive. */
  readonly range?: SourceRange;
  /** The address of the page about the code. */
  readonly docs?: string | undefined;
}

/** Writes diagnostics as one JSON document. */
export function formatJson(diagnostics: readonly Reported[], docsOf: DocsOf): string {
  const report: JsonReport = {
    counts: countBySeverity(diagnostics),
    findings: diagnostics.map(
      ({ code, severity, message, note, help, events, axes, subject, path = '', range }) => ({
        code,
        severity,
        message,
        ...(note === undefined ? {} : { note }),
        ...(help === undefined ? {} : { help }),
        ...(events === undefined ? {} : { events }),
        ...(axes === undefined ? {} : { axes }),
        subject,
        ...(path === '' ? {} : { path }),
        ...(range === undefined ? {} : { range }),
        docs: docsOf(code),
      }),
    ),
  };
  return `${printableJson(report, 2)}\n`;
}
