import type { Diagnostic, SourceRange } from '../../diagnostics/diagnostic.ts';
import { VARIABLE_OPTIONS, VARIABLE_PREFIX, variableName } from '../../translate/agent/variables.ts';
import type { Part } from '../../workflow/positions/origins.ts';
import type { CommandIo } from '../io.ts';
import { readTextFile } from './files.ts';
import type { AgentFlags } from './read-agent.ts';

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

/** Settings win over files, and later files over earlier ones. */
export function agentPlaces(flags: Pick<AgentFlags, 'agentEnv' | 'set'>, io: CommandIo): AgentPlaces {
  const files = flags.agentEnv.map((file) => ({ file, text: readTextFile(file, io) })).reverse();
  const settings = new Set(flags.set.map(settingVariable));
  return (pointer, part = 'value') => {
    const variable = pointer.split('/')[1] ?? '';
    if (settings.has(variable)) return { subject: `agent: --set ${variable}` };
    for (const { file, text } of files) {
      const range = assignmentOf(variable, text, file, part);
      if (range !== undefined) return { subject: file, range };
    }
    return { subject: 'agent' };
  };
}

function settingVariable(setting: string): string {
  const name = setting.split('=', 1)[0] ?? '';
  const option = VARIABLE_OPTIONS.find((known) =>
    [known, variableName(known), variableName(known).slice(VARIABLE_PREFIX.length)].includes(name),
  );
  return option === undefined ? name : variableName(option);
}

/** The name or the value in the last assignment of the variable; of a value of several lines the first one. */
function assignmentOf(variable: string, text: string, file: string, part: Part): SourceRange | undefined {
  const lines = text.split('\n');
  for (let index = lines.length - 1; index >= 0; index--) {
    const [, lead = '', name, gap = '', value = ''] =
      /^(\s*(?:export\s+)?)([A-Za-z_][A-Za-z0-9_]*)(=\s*)(.*)/.exec(lines[index] ?? '') ?? [];
    if (name !== variable) continue;
    const line = index + 1;
    const column = lead.length + 1 + (part === 'key' ? 0 : name.length + gap.length);
    const { length } = part === 'key' ? name : value.trimEnd();
    return { file, start: { line, column }, end: { line, column: column + length } };
  }
  return undefined;
}
