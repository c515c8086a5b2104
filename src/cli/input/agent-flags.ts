import { type Command, Option } from 'commander';
import { excerpt } from '../../base/text/excerpt.ts';
import { suggestion } from '../../base/text/nearest.ts';
import {
  KUBERNETES_VERSIONS,
  NEWEST_KUBERNETES,
  parseKubernetesVersion,
} from '../../check/kubernetes-versions.ts';
import { POD_SECURITY_LEVELS } from '../../pipeline/pipeline-options.ts';
import { unknownRelease } from '../../translate/agent/messages.ts';
import { DEFAULT_RELEASE, parseRelease, RELEASES } from '../../translate/release/releases.ts';
import { InputError } from '../io.ts';

export const FILE_ARGUMENT =
  'a workflow as YAML, compiled workflows as JSON, a folder of workflows, or - for standard input';

export function releaseFlag(name: string, description: string): Option {
  return new Option(`${name} <release>`, description).choices(RELEASES).argParser(checkedRelease(name));
}

export function addReleaseFlag(command: Command): Command {
  const description = `set the release of server and agent: ${RELEASES[0]} to ${RELEASES.at(-2)}, or next`;
  return command.addOption(releaseFlag('--release', description).default(DEFAULT_RELEASE));
}

export function addAgentFlags(command: Command): Command {
  return addReleaseFlag(command.optionsGroup('Agent options:'))
    .option('--os <os>', "set the agent's operating system", 'linux')
    .addOption(
      repeatable(
        '--agent-env <file>',
        "read the agent's environment from this file: NAME=value lines, a manifest, or values of the Helm chart",
      ),
    )
    .addOption(repeatable('--set <option=value>', 'set an agent option, as in --set namespace=ci'));
}

export function reportFlag(forms: readonly string[]): Option {
  return new Option('--report <form>', 'choose the format of the report').choices(forms).default('human');
}

export function podSecurityFlag(description: string): Option {
  return new Option('--pod-security <level>', description).choices(POD_SECURITY_LEVELS);
}

/** The flag that says for which version of Kubernetes to check objects. */
export function kubernetesFlag(
  name = '--kubernetes',
  description = `set the Kubernetes version of the cluster (default: ${NEWEST_KUBERNETES})`,
): Option {
  return new Option(`${name} <version>`, description)
    .choices(KUBERNETES_VERSIONS)
    .argParser((text) => checkedVersion(name, text));
}

function checkedVersion(name: string, text: string): string {
  const version = parseKubernetesVersion(text);
  if (version === undefined)
    throw new InputError(
      `Unknown Kubernetes version for ${name}. Use one of ${KUBERNETES_VERSIONS.join(', ')}.`,
    );
  return version;
}

export function checkedRelease(flag: string): (text: string) => string {
  return (text) => {
    if (parseRelease(text) !== undefined) return text;
    throw new InputError(`Unknown release for ${flag}. ${unknownRelease(text).help}`);
  };
}

export function repeatable(flags: string, description: string): Option {
  return new Option(flags, `${description}; repeatable`).argParser(collect).default([]);
}

/**
 * Gathers the values of an option that may be given several times, in one list. Only the empty list is copied: it is
 * the default, which every run shares.
 */
export function collect(value: string, values: string[]): string[] {
  if (values.length === 0) return [value];
  values.push(value);
  return values;
}

/** Reads one value of an option that lists known names, with commas between them. */
export function collectKnown(
  flag: string,
  kind: string,
  known: () => readonly string[],
): (text: string, earlier: readonly string[]) => string[] {
  return (text, earlier) => {
    const names = text.split(',').map((name) => name.trim());
    const unknown = names.find((name) => !known().includes(name));
    if (unknown === undefined) return [...earlier, ...names];
    throw new InputError(`${flag}: ${unknownName(kind, unknown, known())}`);
  };
}

/** The message about a name that does not exist. */
export function unknownName(kind: string, name: string, known: readonly string[]): string {
  return `unknown ${kind} ${excerpt(name)}${suggestion(name, known)}`;
}
