import type { ComparedPipeline } from '../../explain/compare/snapshot.ts';
import { secretsOf } from '../../explain/redact/secret-values.ts';
import { type ComparedSources, comparedSources } from '../../pipeline/diff/diff-files.ts';
import { contextOf } from '../../pipeline/runs.ts';
import type { Release } from '../../translate/release/releases.ts';
import { asBackendGetsIt, workflowNumber } from '../input/agent-run.ts';
import { compileInput } from '../input/compile-input.ts';
import { type LoadedInput, loadInput } from '../input/load-input.ts';
import { redactorFor, type WorkflowFlags } from '../input/workflow-flags.ts';
import type { CommandIo } from '../io.ts';
import { endRefused } from '../output/report.ts';

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

function compiled(
  { workflows, findings }: Extract<LoadedInput, { kind: 'compiled' }>,
  flags: WorkflowFlags,
): ComparedSources {
  const { platform } = flags;
  const isOneOfSeveral = workflows.length > 1;
  const contexts = workflows.map(({ config, subject }, index) => {
    const place = isOneOfSeveral ? index + 1 : undefined;
    return [subject, contextOf(workflowNumber(config, place), flags.task)] as const;
  });
  const compile: ComparedPipeline['compile'] = (release, features) =>
    new Map(
      workflows.map(({ config, subject }) => [
        subject,
        asBackendGetsIt(config, { platform, release, features }),
      ]),
    );
  const configs = workflows.map(({ config }) => config);
  const redactor = redactorFor(flags, secretsOf(...configs));
  return {
    pipeline: { contexts: new Map(contexts), compile },
    findings,
    redactor,
    configs,
    leftOut: [],
    isRefused: false,
  };
}
