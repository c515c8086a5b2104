import { excerpt } from '../../base/text/excerpt.ts';
import { suggestion } from '../../base/text/nearest.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import type { AgentPlaces } from '../../pipeline/findings.ts';
import {
  type AgentOptions,
  VARIABLE_OPTIONS,
  variableName,
  variableSuffix,
} from '../../translate/agent/agent-options.ts';
import { readAgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { type CommandIo, InputError } from '../io.ts';
import { dotenvAssignments } from './dotenv.ts';
import { type EnvAssignment, type EnvFile, isManifest, readManifest } from './env-manifest.ts';
import { ASSIGNMENT, partsOf } from './flag-values.ts';

export interface AgentFlags {
  readonly release?: string;
  readonly os?: string;
  /** Files with the agent's environment, the later ones winning. */
  readonly agentEnv: readonly string[];
  /** `option=value` each, overriding the files. */
  readonly set: readonly string[];
}

/** An agent, and the warnings about its environment, each at its place. */
export interface ReadAgent extends AgentInput {
  readonly agent: AgentOptions;
  readonly warnings: readonly Reported[];
}

/** Reads the agent of the flags. Throws {@link InputError} with everything on which such an agent does not start. */
export function readAgent(flags: AgentFlags, io: CommandIo): ReadAgent {
  const input = readEnvironment(flags, io);
  const { environment, places, findings } = input;
  const { options, problems } = readAgentEnvironment(environment, { release: flags.release, os: flags.os });
  if (options === undefined) {
    const errors = problems.filter(({ severity }) => severity === 'error');
    throw new InputError(errors.map(({ message }) => message));
  }
  const warnings = [...findings, ...problems.map((problem) => placedAt(problem, places))];
  return { ...input, agent: options, warnings };
}

/** The environment of an agent, and where each variable is set. */
export interface AgentInput {
  readonly environment: Readonly<Record<string, string>>;
  readonly places: AgentPlaces;
  readonly findings: readonly EnvFile['sources'][number]['finding'][];
}

/** Reads files of an agent's environment, the later ones winning, and settings, which override all files. */
export function readEnvironment(
  { agentEnv, set }: Pick<AgentFlags, 'agentEnv' | 'set'>,
  io: CommandIo,
): AgentInput {
  const files = agentEnv.map((path) => readEnvFile(path, io));
  const assignments = files.flatMap((file) => file.assignments);
  const last = new Map(assignments.map((assignment) => [assignment.name, assignment]));
  const settings = new Map(set.map((setting) => readSetting('--set', setting)));
  const found = [...last.values()].filter(({ name }) => !settings.has(name));
  const known = found.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  return {
    environment: Object.fromEntries([...known, ...settings]),
    places: agentPlaces(assignments, [...settings.keys()]),
    findings: [...unknownSources(files), ...found.flatMap(({ finding }) => finding ?? [])],
  };
}

/** A finding about the agent, with its place in a file if it has one. */
export function placedAt<Found extends Diagnostic>(
  finding: Found,
  places: AgentPlaces,
): Found & ReturnType<AgentPlaces> {
  const { range } = places(finding.path, finding.at);
  return { ...finding, subject: 'agent', ...(range && { range }) };
}

/** @param settings names of variables that a flag sets, which overrides the files; later assignments override earlier ones */
function agentPlaces(assignments: readonly EnvAssignment[], settings: readonly string[]): AgentPlaces {
  return (pointer, part = 'value') => {
    const variable = pointer.split('/')[1] ?? '';
    if (settings.includes(variable)) return { subject: `agent: --set ${variable}` };
    const last = assignments.findLast(({ name }) => name === variable);
    if (last === undefined) return { subject: 'agent' };
    const range = part === 'key' ? last.key : last.at;
    return { subject: range.file ?? 'agent', range };
  };
}

function unknownSources(files: readonly EnvFile[]): AgentInput['findings'] {
  const isRead = (name: string | undefined) =>
    name !== undefined && files.some(({ configMaps }) => configMaps.has(name));
  return files.flatMap(({ sources }) =>
    sources.flatMap(({ configMap, finding }) => (isRead(configMap) ? [] : [finding])),
  );
}

function readEnvFile(path: string, io: CommandIo): EnvFile {
  const text = io.readFile(path);
  if (isManifest(text, path)) return readManifest(text, path);
  return { assignments: dotenvAssignments(text, path), configMaps: new Set(), sources: [] };
}

/** Reads `namespace=ci`, `NAMESPACE=ci` or the variable's full name. */
export function readSetting(flag: string, setting: string): readonly [variable: string, value: string] {
  const form = 'Write OPTION=VALUE, such as namespace=ci.';
  const [name, value] = partsOf(flag, setting, ASSIGNMENT, form);
  const option = VARIABLE_OPTIONS.find((known) =>
    [known, variableName(known), variableSuffix(known)].includes(name),
  );
  if (option !== undefined) return [variableName(option), value];
  throw new InputError(`${flag}: unknown agent option ${excerpt(name)}${suggestion(name, VARIABLE_OPTIONS)}`);
}
