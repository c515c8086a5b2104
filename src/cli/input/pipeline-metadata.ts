import { assumedMetadata } from '../../workflow/metadata/assumed-metadata.ts';
import { repositoryFault } from '../../workflow/metadata/check-choices.ts';
import type { PipelineMetadata } from '../../workflow/metadata/metadata.ts';
import { type CommandIo, InputError } from '../io.ts';
import { readJson } from '../json/read-json.ts';
import type { Finding } from '../output/report.ts';
import { readTextFile } from './files.ts';
import { checkMetadata } from './metadata-shape.ts';
import type { WorkflowFlags } from './workflow-flags.ts';

/** What the server would know of the pipeline: a file's metadata over a plain push, and the flags over both. */
export function pipelineMetadata(
  flags: WorkflowFlags,
  io: CommandIo,
): { metadata: PipelineMetadata; findings: readonly Finding[] } {
  const { metadata: file, findings } = readMetadata(flags.metadata, io);
  const fault = flags.repo === undefined ? undefined : repositoryFault(flags.repo);
  if (fault !== undefined) throw new InputError(`--repo ${fault}`);
  return { metadata: assumedMetadata(flags, file, flags.release), findings };
}

function readMetadata(
  path: string | undefined,
  io: CommandIo,
): { metadata: PipelineMetadata; findings: readonly Finding[] } {
  if (path === undefined) return { metadata: {}, findings: [] };
  const { value, findings } = readJson(readTextFile(path, io), path);
  const checked = checkMetadata(value, path);
  return { metadata: checked.metadata, findings: [...findings, ...checked.findings] };
}
