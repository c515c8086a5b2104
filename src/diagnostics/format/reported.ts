import type { Diagnostic, Severity } from '../diagnostic.ts';

/** A diagnostic as reports show it. */
export interface Reported extends Pick<Diagnostic, 'code' | 'severity' | 'message' | 'range'> {
  /** What it is about, where there is no range with a file: `.woodpecker.yaml`, or `agent`. */
  readonly subject: string;
  /** What would mend it, where that is known apart from the message. */
  readonly help?: string | undefined;
}

/** The text of a file by its name, to show lines of it; undefined where it is not to be shown. */
export type TextOf = (file: string) => string | undefined;

/** The file that a diagnostic lies in, if it lies in one. */
export function fileOf({ range }: Reported): string | undefined {
  return range?.file;
}

export type Counts = Readonly<Record<Severity, number>>;

export function countBySeverity(diagnostics: readonly Pick<Diagnostic, 'severity'>[]): Counts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity] += 1;
  return counts;
}
