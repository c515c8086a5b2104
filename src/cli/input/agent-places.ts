import type { Diagnostic, SourceRange } from '../../diagnostics/diagnostic.ts';
import type { Part } from '../../workflow/positions/origins.ts';
import type { EnvAssignment } from './env-manifest.ts';

/** Where the operator wrote something: the range in a file, or else what to call it. */
interface AgentPlace {
  readonly subject: string;
  readonly range?: SourceRange;
}

/** Finds where a variable of the agent is set, by a JSON Pointer that begins with its name. Default: its value. */
export type AgentPlaces = (pointer: string, part?: Part) => AgentPlace;

/** A finding about the agent, with its place in a file if it has one. */
export function placedAt<Found extends Diagnostic>(finding: Found, places: AgentPlaces): Found & AgentPlace {
  const { range } = places(finding.path, finding.at);
  return { ...finding, subject: 'agent', ...(range && { range }) };
}

/** @param settings names of variables that a flag sets, which wins over the files; later assignments win over earlier ones */
export function agentPlaces(assignments: readonly EnvAssignment[], settings: readonly string[]): AgentPlaces {
  return (pointer, part = 'value') => {
    const variable = pointer.split('/')[1] ?? '';
    if (settings.includes(variable)) return { subject: `agent: --set ${variable}` };
    const last = assignments.findLast(({ name }) => name === variable);
    if (last === undefined) return { subject: 'agent' };
    const range = part === 'key' ? last.key : last.at;
    return { subject: range.file ?? 'agent', range };
  };
}
