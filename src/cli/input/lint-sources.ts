import { secretsOf, secretValues } from '../../explain/redact/secret-values.ts';
import {
  inFile,
  type LintSources,
  mergedSources,
  pipelineSources,
} from '../../pipeline/lint/lint-sources.ts';
import type { CommandIo } from '../io.ts';
import { compileInput } from './compile-input.ts';
import { loadInput } from './load-input.ts';
import { readWorkflows } from './read-workflows.ts';
import type { WorkflowFlags } from './workflow-flags.ts';

/** Reads files and folders, each a separate pipeline. Throws {@link InputError} for one that cannot be read. */
export function readLintSources(paths: readonly string[], flags: WorkflowFlags, io: CommandIo): LintSources {
  return mergedSources(paths.map((path) => readPath(path, flags, io)));
}

function readPath(path: string, flags: WorkflowFlags, io: CommandIo): LintSources {
  const loaded = loadInput(path, io);
  const { input, findings } = compileInput(flags, io);
  if (loaded.kind === 'compiled') return readCompiled(path, flags, io);
  const read = pipelineSources(loaded.sources, input, flags);
  return {
    ...read,
    findings: [...findings.map(inFile), ...read.findings],
    secrets: [...secretValues(input), ...read.secrets],
  };
}

function readCompiled(path: string, flags: WorkflowFlags, io: CommandIo): LintSources {
  const { workflows, findings } = readWorkflows(path, flags, io);
  return {
    targets: workflows.map((workflow) => ({ ...workflow, events: [] })),
    findings: findings.map(inFile),
    leftOut: [],
    files: [],
    unfinished: new Set(),
    secrets: workflows.flatMap(({ compiled }) => secretsOf(compiled)),
  };
}
