import type { Reported } from '../../diagnostics/format/reported.ts';
import { serverInput } from '../../pipeline/pipeline-options.ts';
import { repositoryFault } from '../../workflow/metadata/metadata-field.ts';
import type { CompileInput, RegistryInput, SecretInput } from '../../workflow/types.ts';
import { type CommandIo, InputError } from '../io.ts';
import { parseDotenv } from './dotenv.ts';
import { readMetadata } from './pipeline-metadata.ts';
import type { WorkflowFlags } from './workflow-flags.ts';

/** The input of the server from the flags, with warnings about their files. */
export function compileInput(
  flags: WorkflowFlags,
  io: CommandIo,
): { input: CompileInput; findings: readonly Reported[] } {
  const { metadata, findings } = readMetadata(flags.metadata, io);
  const fault = flags.repo === undefined ? undefined : repositoryFault(flags.repo);
  if (fault !== undefined) throw new InputError(`--repo ${fault}`);
  const input = serverInput({
    ...flags,
    metadata,
    secrets: secretsOf(flags, io),
    registries: flags.registry.map(readRegistry),
    env: Object.fromEntries(flags.env.map((assignment) => readAssignment('--env', assignment))),
    additional_env: Object.fromEntries(
      flags.additionalEnv.map((assignment) => readAssignment('--additional-env', assignment)),
    ),
    options: { privileged_plugins: flags.pluginsPrivileged },
  });
  return { input, findings };
}

function secretsOf(flags: WorkflowFlags, io: CommandIo): SecretInput[] {
  const files = flags.secrets.flatMap((path) => Object.entries(parseDotenv(io.readFile(path), path)));
  const single = flags.secret.map((assignment) => readAssignment('--secret', assignment));
  return [...files, ...single].map(([name, value]) => ({ name, value }));
}

/** Reads `NAME=value`. The error shows no value: it may be a secret. */
function readAssignment(flag: string, assignment: string): readonly [name: string, value: string] {
  const equals = assignment.indexOf('=');
  if (equals <= 0) throw new InputError(`Invalid value for ${flag}. Write NAME=VALUE.`);
  return [assignment.slice(0, equals), assignment.slice(equals + 1)];
}

function readRegistry(text: string): RegistryInput {
  const [, hostname, username, given] = /^([^=]+)=([^:]+)(?::(.*))?$/s.exec(text) ?? [];
  if (hostname === undefined || username === undefined) {
    throw new InputError(`Invalid value for --registry. Write HOST=USER or HOST=USER:PASSWORD.`);
  }
  return { hostname, username, password: given ?? `<secret password of ${hostname}>` };
}
