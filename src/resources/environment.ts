import type { EnvVar } from 'kubernetes-types/core/v1.js';
import { base64 } from '../text/base64.ts';
import { base64Utf16 } from '../text/base64-utf16.ts';
import { POSIX_COMMAND, POSIX_SHELL, posixScript } from './script/posix-script.ts';
import {
  WINDOWS_COMMAND,
  WINDOWS_SHELL,
  windowsEncodedCommand,
  windowsScript,
} from './script/windows-script.ts';
import type { StepInput } from './step-input.ts';
import { stepSecretName } from './step-names.ts';
import { TranslationError } from './translation-error.ts';

/** How a container runs the commands of a step. */
export interface CommandScript {
  readonly command: readonly string[];
  /** Variables that the script needs; they win over those of the step. */
  readonly env: Readonly<Record<'CI_SCRIPT' | 'SHELL', string>>;
}

/** The script of a step that has commands. The agent's operating system decides its kind. */
export function commandScript({ step, agent, features }: StepInput): CommandScript | undefined {
  const commands = step.commands ?? [];
  if (commands.length === 0) return undefined;
  if (step.environment === null) {
    throw new TranslationError(
      'panic',
      '/environment',
      'The agent crashes on commands without an environment.',
    );
  }
  const directory = step.working_dir ?? '';
  if (agent.os !== 'windows') {
    const script = base64(posixScript(commands, directory));
    return { command: POSIX_COMMAND, env: { CI_SCRIPT: script, SHELL: POSIX_SHELL } };
  }
  const text = windowsScript(commands, directory, features.windowsEncodedCommand);
  const script = features.windowsEncodedCommand ? base64Utf16(text) : base64(text);
  const command = features.windowsEncodedCommand ? windowsEncodedCommand(script) : WINDOWS_COMMAND;
  return { command, env: { CI_SCRIPT: script, SHELL: WINDOWS_SHELL } };
}

/**
 * The variables of the step: literal ones, then those that refer to the step's secret, each sorted by name where
 * the agent's order is random.
 */
export function environment(input: StepInput, script: CommandScript | undefined): EnvVar[] {
  const { step, features } = input;
  const mapping = (features.stepSecrets && step.secret_mapping) || undefined;
  const env: EnvVar[] = [];
  const mapped: string[] = [];
  for (const [name, value] of sortedVariables(step.environment ?? {}, script?.env)) {
    if (mapping !== undefined && Object.hasOwn(mapping, name)) mapped.push(name);
    else env.push(value ? { name, value } : { name });
  }
  if (mapped.length === 0) return env;
  const secret = stepSecretName(step, features);
  for (const name of mapped) env.push({ name, valueFrom: { secretKeyRef: { name: secret, key: name } } });
  return env;
}

type Variable = [name: string, value: string];

/**
 * Servers send environments sorted, so that sorting is seldom needed. With their keys listed before, V8 lists
 * entries in a fifth of the time.
 */
function sortedVariables(
  own: Readonly<Record<string, string>>,
  added: CommandScript['env'] | undefined,
): Variable[] {
  const names = Object.keys(own);
  const variables = isSorted(names)
    ? Object.entries(own)
    : names.sort().map((name): Variable => [name, own[name] as string]);
  if (added !== undefined) {
    place(['CI_SCRIPT', added.CI_SCRIPT], variables);
    place(['SHELL', added.SHELL], variables);
  }
  return variables;
}

function isSorted(names: readonly string[]): boolean {
  let previous = '';
  for (const name of names) {
    if (name < previous) return false;
    previous = name;
  }
  return true;
}

/** Puts a variable among sorted ones, over one of its name. */
function place(variable: Variable, sorted: Variable[]): void {
  let start = 0;
  let end = sorted.length;
  while (start < end) {
    const middle = (start + end) >> 1;
    if ((sorted[middle] as Variable)[0] < variable[0]) start = middle + 1;
    else end = middle;
  }
  sorted.splice(start, sorted[start]?.[0] === variable[0] ? 1 : 0, variable);
}
