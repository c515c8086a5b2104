import { oneLine } from '../../base/text/printable.ts';
import type { Diagnostic, DiagnosticArgs, Severity, SourceRange } from '../diagnostic.ts';

/** A diagnostic with where it was found. */
export interface Reported extends Pick<Diagnostic, 'code' | 'severity' | 'message' | 'at'> {
  /** The place in a file, if it is known. */
  readonly range?: SourceRange | undefined;
  /** Its subject, unless a range names a file: `.woodpecker.yaml`, or `agent`. */
  readonly subject: string;
  /** JSON Pointer into the compiled workflow, or that begins with a variable of the agent; empty or absent for neither. */
  readonly path?: string;
  /** Why, since when, or what happens instead. */
  readonly note?: string | undefined;
  /** One action that fixes it. */
  readonly help?: string | undefined;
  /** The events that it applies to; absent if it applies to all. */
  readonly events?: readonly string[] | undefined;
  /** The axes of the matrix that it applies to; absent if it applies to all. */
  readonly axes?: readonly string[] | undefined;
  /** The raw values that the texts show. Reports leave them out, because they may be secret. */
  readonly args?: DiagnosticArgs | undefined;
}

/** A line of a file as a report may show it. */
interface SourceLine {
  readonly text: string;
  /** Whether something secret was taken out, so columns do not agree any more. */
  readonly isRedacted: boolean;
}

/** Finds a line of a file by its number from 1; undefined for one that is not there. */
export type LineOf = (file: string, line: number) => SourceLine | undefined;

/** Finds the address of the page about a code; undefined for one that no page is about. */
export type DocsOf = (code: string) => string | undefined;

export type Counts = Readonly<Record<Severity, number>>;

export function countBySeverity(diagnostics: readonly Pick<Diagnostic, 'severity'>[]): Counts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity] += 1;
  return counts;
}

/** Finds lines of files by the texts of these, without secrets. */
export function lineFinder(
  redact: (text: string) => string,
  textOf: (file: string) => string | undefined,
): LineOf {
  const files = new Map<string, (string | SourceLine)[]>();
  return (file, line) => {
    const lines = files.get(file) ?? textOf(file)?.split(/\r?\n/) ?? [];
    files.set(file, lines);
    const text = lines[line - 1];
    if (typeof text !== 'string') return text;
    const shown = redact(text);
    const redacted = { text: shown, isRedacted: shown !== text };
    lines[line - 1] = redacted;
    return redacted;
  };
}

/** `Found 1 error, 2 infos.`; undefined if there is nothing. */
export function severityCountsText(diagnostics: readonly Pick<Diagnostic, 'severity'>[]): string | undefined {
  const parts = Object.entries(countBySeverity(diagnostics)).flatMap(([noun, number]) =>
    number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`],
  );
  return parts.length === 0 ? undefined : `Found ${parts.join(', ')}.`;
}

/** The parts of a diagnostic below its message, by label: the note, the help, and the events and axes. */
export function detailsOf({
  note,
  help,
  events,
  axes,
}: Reported): (readonly [label: string, text: string])[] {
  const details = [
    ['note', note],
    ['help', help],
    ['events', events?.join(', ')],
    ['axes', axes?.join('; ')],
  ] as const;
  return details.flatMap(([label, text]) => (text === undefined ? [] : [[label, text] as const]));
}

export function textLines(diagnostic: Reported): string[] {
  const details = detailsOf(diagnostic).map(
    ([label, text]) => `${label[0]?.toUpperCase()}${label.slice(1)}: ${text}`,
  );
  return [diagnostic.message, ...details];
}

interface Placed extends Pick<Reported, 'subject'> {
  readonly range?: SourceRange | undefined;
}

type Texts = Pick<Reported, 'message' | 'note' | 'help'>;

/** A finding as a plain line, without its severity: place, texts, code. */
export function findingLine(finding: Placed & Texts & Pick<Reported, 'code'>): string {
  return oneLine(`${placeText(finding)}: ${textLine(finding)} [${finding.code}]`);
}

export function textLine({ message, note, help }: Texts): string {
  return [message, note, help].filter((part) => part !== undefined).join(' ');
}

/** `file:line:column`, and details that the file lacks, such as the step. */
export function placeText({ subject, range }: Placed): string {
  const file = range?.file ?? subject;
  const position = positionOf({ subject, range });
  return subject.startsWith(`${file}: `) ? `${position}${subject.slice(file.length)}` : position;
}

/** `file:line:column`, or the subject without a range. */
export function positionOf({ subject, range }: Placed): string {
  if (range === undefined) return subject;
  return `${range.file ?? subject}:${range.start.line}:${range.start.column}`;
}

/** By file, line and column. Findings without a file come first; findings at one place keep their order. */
export function inOrderOfPlaces(findings: readonly Reported[]): Reported[] {
  return [...findings].sort((left, right) => {
    const [leftFile, rightFile] = [left.range?.file ?? '', right.range?.file ?? ''];
    if (leftFile !== rightFile) return leftFile < rightFile ? -1 : 1;
    return (
      (left.range?.start.line ?? 0) - (right.range?.start.line ?? 0) ||
      (left.range?.start.column ?? 0) - (right.range?.start.column ?? 0)
    );
  });
}
