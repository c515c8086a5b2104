import type { ComparedPipeline } from '../../explain/compare/snapshot.ts';
import { type ComparedSources, comparedSources } from '../../pipeline/diff/diff-files.ts';
import type { Release } from '../../translate/release/releases.ts';
import { compileInput } from '../input/compile-input-from-flags.ts';
import { type LoadedInput, loadInput } from '../input/load-input.ts';
import { asBackendGetsIt, readCompiled } from '../input/read-workflows.ts';
import type { WorkflowFlags } from '../input/workflow-flags.ts';
import type { CommandIo } from '../io.ts';
import { endRefused } from '../output/report-findings.ts';

/** Reads the workflows that run at one of the releases or at several. */
export function comparedWorkflows(
  path: string,
  releases: readonly Release[],
  flags: WorkflowFlags,
  io: CommandIo,
): ComparedSources {
  const loaded = loadInput(path, io);
  const { input, findings } = compileInput(flags, io);
  const read =
    loaded.kind === 'compiled'
      ? compiled(loaded, flags)
      : comparedSources(loaded.sources, input, releases, { ...flags, subject: loaded.subject });
  if (read.isRefused) endRefused(read.findings);
  return { ...read, findings: [...findings, ...read.findings] };
}

function compiled(loaded: Extract<LoadedInput, { kind: 'compiled' }>, flags: WorkflowFlags): ComparedSources {
  const { platform } = flags;
  const { workflows, ...read } = readCompiled(loaded, flags);
  const compile: ComparedPipeline['compile'] = (release, features) =>
    new Map(
      workflows.map(({ compiled: config, subject }) => [
        subject,
        asBackendGetsIt(config, { platform, release, features }),
      ]),
    );
  return {
    ...read,
    pipeline: { contexts: new Map(workflows.map(({ subject, context }) => [subject, context])), compile },
    configs: workflows.map(({ compiled: config }) => config),
    isRefused: false,
  };
}
