import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { AgentPlaces } from '../../pipeline/place-finding.ts';
import type { EnvAssignment } from './env-manifest.ts';

/** A finding about the agent, with its place in a file if it has one. */
export function placedAt<Found extends Diagnostic>(
  finding: Found,
  places: AgentPlaces,
): Found & ReturnType<AgentPlaces> {
  const { range } = places(finding.path, finding.at);
  return { ...finding, subject: 'agent', ...(range && { range }) };
}

/** @param settings names of variables that a flag sets, which overrides the files; later assignments override earlier ones */
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
