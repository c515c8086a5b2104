import { excerpt } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import { readAgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { VARIABLE_OPTIONS, VARIABLE_PREFIX, variableName } from '../../translate/agent/variables.ts';
import { type CommandIo, InputError } from '../io.ts';
import { parseDotenv } from './dotenv.ts';
import { readTextFile } from './files.ts';

/** The flags that say which agent to translate for. */
export interface AgentFlags {
  readonly release?: string;
  readonly os?: string;
  /** Files with the agent's environment, the later ones winning. */
  readonly agentEnv: readonly string[];
  /** `option=value` each, winning over the files. */
  readonly set: readonly string[];
}

/** An agent, and the warnings about its environment. */
export interface ReadAgent {
  readonly agent: AgentOptions;
  readonly warnings: readonly Diagnostic[];
}

/** Reads the agent of the flags. Throws {@link InputError} with everything on which such an agent does not start. */
export function readAgent(flags: AgentFlags, io: CommandIo): ReadAgent {
  const environment = readEnvironment(flags.agentEnv, flags.set, io);
  const { options, problems } = readAgentEnvironment(environment, { release: flags.release, os: flags.os });
  if (options === undefined) {
    const errors = problems.filter(({ severity }) => severity === 'error');
    throw new InputError(errors.map(({ message }) => message));
  }
  return { agent: options, warnings: problems };
}

/** Reads files of an agent's environment, the later ones winning, and settings, which win over all files. */
export function readEnvironment(
  paths: readonly string[],
  settings: readonly string[],
  io: CommandIo,
): Record<string, string> {
  const files = paths.map((path) => parseDotenv(readTextFile(path, io), path));
  const layers = [...files, ...settings.map(readSetting)];
  return Object.fromEntries(layers.flatMap((layer) => Object.entries(layer)));
}

/** Reads `namespace=ci`, `NAMESPACE=ci` or the variable's full name into an environment of one variable. */
function readSetting(setting: string): Record<string, string> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
  if (name === undefined || value === undefined) {
    throw new InputError(`--set takes option=value, such as namespace=ci.`);
  }
  const option = VARIABLE_OPTIONS.find((known) =>
    [known, variableName(known), suffixOf(known)].includes(name),
  );
  if (option !== undefined) return { [variableName(option)]: value };
  const suggestion = nearest(name, VARIABLE_OPTIONS);
  throw new InputError(
    `--set: unknown agent option ${excerpt(name)}${suggestion ? `; did you mean ${suggestion}?` : '.'}`,
  );
}

function suffixOf(option: (typeof VARIABLE_OPTIONS)[number]): string {
  return variableName(option).slice(VARIABLE_PREFIX.length);
}
