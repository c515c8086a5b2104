import type { SourceRange } from '../diagnostics/diagnostic.ts';
import type { Reported } from '../diagnostics/format/reported.ts';
import type { Finding } from '../lint/finding.ts';
import type { Locate, Part } from '../workflow/positions/origins.ts';

/** Finds where a variable of the agent is set, by a JSON Pointer that begins with its name. Default: its value. */
export type AgentPlaces = (
  pointer: string,
  part?: Part,
) => Pick<Reported, 'subject'> & { range?: SourceRange };

/** The places of an environment that is in no file. */
export const NO_PLACES: AgentPlaces = () => ({ subject: 'agent' });

/** Adds to a finding where it was found. */
export function placedFinding(
  { source, fix, ...diagnostic }: Finding,
  { subject, locate }: { readonly subject: string; readonly locate: Locate },
  places: AgentPlaces,
): Reported {
  const { path, at, range = locate(path, at) } = diagnostic;
  if (source === 'agent') return { ...diagnostic, ...places(path, at) };
  if (source === 'context') return { ...diagnostic, subject, path: '' };
  return { ...diagnostic, subject, ...(range && { range }) };
}
