import { oneLine } from '../../base/text/printable.ts';
import type { SourceRange } from '../diagnostic.ts';
import type { Reported } from './reported.ts';

interface Placed extends Pick<Reported, 'subject'> {
  readonly range?: SourceRange | undefined;
}

/** A finding as a plain line, without its severity: place, message, code. */
export function findingLine(finding: Placed & Pick<Reported, 'code' | 'message'>): string {
  return oneLine(`${placeOf(finding)}: ${finding.message} [${finding.code}]`);
}

/** `file:line:column`, with what the file does not say: the step, say. */
export function placeOf({ subject, range }: Placed): string {
  if (range === undefined) return subject;
  const file = range.file ?? subject;
  const place = `${file}:${range.start.line}:${range.start.column}`;
  return subject.startsWith(`${file}: `) ? `${place}${subject.slice(file.length)}` : place;
}
