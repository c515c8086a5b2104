import { isJsonObject } from '../../base/json/json.ts';
import { pathText } from '../../base/json/json-pointer.ts';
import { typeName } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import { INPUT_MESSAGES } from '../../lint/texts.ts';
import { serverInput } from '../../pipeline/pipeline-options.ts';
import { decodedBy, type InputReport } from '../../workflow/input/input-shape.ts';
import type { PipelineMetadata } from '../../workflow/metadata/metadata.ts';
import { METADATA_SHAPE, repositoryFault } from '../../workflow/metadata/metadata-field.ts';
import type { CompileInput, RegistryInput, SecretInput } from '../../workflow/types.ts';
import { type CommandIo, InputError } from '../io.ts';
import { readJson } from '../json/read-json.ts';
import { parseDotenv } from './dotenv.ts';
import { ASSIGNMENT, checked, partsOf } from './flag-values.ts';
import type { WorkflowFlags } from './workflow-flags.ts';

/** The input of the server from the flags, with warnings about their files. */
export function compileInput(
  flags: WorkflowFlags,
  io: CommandIo,
): { input: CompileInput; findings: readonly Reported[] } {
  const { metadata, findings } = readMetadata(flags.metadata, io);
  if (flags.repo !== undefined) checked('--repo', repositoryFault)(flags.repo);
  const input = serverInput({
    ...flags,
    metadata,
    secrets: secretsFrom(flags, io),
    registries: flags.registry.map(readRegistry),
    env: Object.fromEntries(flags.env.map((assignment) => readAssignment('--env', assignment))),
    additional_env: Object.fromEntries(
      flags.additionalEnv.map((assignment) => readAssignment('--additional-env', assignment)),
    ),
    options: { privileged_plugins: flags.pluginsPrivileged },
  });
  return { input, findings };
}

function secretsFrom(flags: WorkflowFlags, io: CommandIo): SecretInput[] {
  const files = flags.secrets.flatMap((path) => Object.entries(parseDotenv(io.readFile(path), path)));
  const single = flags.secret.map((assignment) => readAssignment('--secret', assignment));
  return [...files, ...single].map(([name, value]) => ({ name, value }));
}

function readAssignment(flag: string, assignment: string): readonly [name: string, value: string] {
  const [name, value] = partsOf(flag, assignment, ASSIGNMENT, 'Write NAME=VALUE.');
  return [name, value];
}

function readRegistry(text: string): RegistryInput {
  const form = 'Write HOST=USER or HOST=USER:PASSWORD.';
  const [hostname, username, given] = partsOf('--registry', text, /^([^=]+)=([^:]+)(?::(.*))?$/s, form);
  return { hostname, username, password: given ?? `<secret password of ${hostname}>` };
}

/** Reads pipeline metadata from a file; nothing without one. */
function readMetadata(
  path: string | undefined,
  io: CommandIo,
): { metadata: PipelineMetadata; findings: readonly Reported[] } {
  if (path === undefined) return { metadata: {}, findings: [] };
  const { value, findings } = readJson(io.readFile(path), path);
  const read = checkMetadata(value, path);
  return { ...read, findings: [...findings, ...read.findings] };
}

/**
 * Checks that a value is pipeline metadata. Unknown keys are reported and ignored, as the server does.
 *
 * @throws {InputError} with every value of a wrong type
 */
function checkMetadata(value: unknown, file: string): { metadata: PipelineMetadata; findings: Reported[] } {
  if (!isJsonObject(value))
    throw new InputError([`${file}: the metadata is ${typeName(value)}, but must be an object.`]);
  const report: InputReport = { wrong: [], unknown: [] };
  const metadata = decodedBy(METADATA_SHAPE, value, '', report) as PipelineMetadata;
  if (report.wrong.length > 0)
    throw new InputError(
      report.wrong.map(
        ({ path, found, expected }) => `${file}: ${path} is ${found}, but must be ${expected}.`,
      ),
    );
  const findings = report.unknown.map(({ path, key, known }) => {
    const args = { key: pathText(path), reader: 'server', nearest: nearest(key, known) };
    return { ...diagnose(INPUT_MESSAGES, 'key-unknown', '', args), subject: file };
  });
  return { metadata, findings };
}
