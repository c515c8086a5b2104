import type { ComparedPipeline } from '../../explain/compare/snapshot.ts';
import { redactFindings } from '../../explain/redact/redact-findings.ts';
import type { Redactor } from '../../explain/redact/redactor.ts';
import { secretsOf, secretValues } from '../../explain/redact/secret-texts.ts';
import { type AgentRun, withAgentVariables } from '../../translate/agent/agent-variables.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { Release } from '../../translate/release/releases.ts';
import { compilerOf } from '../../workflow/compile-workflow.ts';
import { errorFinding } from '../../workflow/messages/server-findings.ts';
import type { CompileInput, CompileResult, LeftOut, WorkflowResult } from '../../workflow/types.ts';
import { asBackendGetsIt, workflowNumber } from '../input/agent-run.ts';
import { compileInput } from '../input/compile-input.ts';
import { endRefused } from '../input/findings.ts';
import { type LoadedInput, loadInput } from '../input/load-input.ts';
import { contextOf } from '../input/read-workflows.ts';
import type { WorkflowFlags } from '../input/workflow-flags.ts';
import { redactorFor } from '../input/workflow-flags.ts';
import type { CommandIo } from '../io.ts';
import type { Finding } from '../output/report.ts';

export interface ComparedWorkflows {
  readonly pipeline: Pick<ComparedPipeline, 'contexts' | 'compile'>;
  readonly findings: readonly Finding[];
  readonly redactor: Redactor;
  /** As each of the releases compiles them, to look up steps. */
  readonly configs: readonly CompiledWorkflow[];
  readonly leftOut: readonly LeftOut[];
}

/** Reads the workflows that run at one of the releases or at several. */
export function comparedWorkflows(
  path: string,
  releases: readonly Release[],
  flags: WorkflowFlags,
  io: CommandIo,
): ComparedWorkflows {
  const loaded = loadInput(path, io);
  const { input, findings } = compileInput(flags, io);
  const read =
    loaded.kind === 'compiled' ? compiled(loaded, flags) : fromSources(loaded, input, releases, flags);
  return { ...read, findings: [...findings, ...read.findings] };
}

function compiled(
  { workflows, findings }: Extract<LoadedInput, { kind: 'compiled' }>,
  flags: WorkflowFlags,
): ComparedWorkflows {
  const { platform } = flags;
  const isOneOfSeveral = workflows.length > 1;
  const contexts = workflows.map(({ config, subject }, index) => {
    const place = isOneOfSeveral ? index + 1 : undefined;
    return [subject, contextOf(flags, workflowNumber(config, place))] as const;
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
  return { pipeline: { contexts: new Map(contexts), compile }, findings, redactor, configs, leftOut: [] };
}

function fromSources(
  { sources, subject }: Extract<LoadedInput, { kind: 'yaml' }>,
  input: CompileInput,
  releases: readonly Release[],
  flags: WorkflowFlags,
): ComparedWorkflows {
  const compiler = compilerOf(sources);
  const compile = (at: Pick<CompileInput, 'release' | 'features'>) => compiler({ ...input, ...at });
  const results = [...new Set(releases)].map((release) => ({ release, ...compile({ release }) }));
  const errors = results.flatMap((result) =>
    result.errors
      .filter(({ warning }) => !warning)
      .map((error) => ({ ...errorFinding(error, subject), release: result.release })),
  );
  const configs = results.flatMap(({ workflows }) => workflows.flatMap(({ config }) => config ?? []));
  const redactor = redactorFor(flags, [...secretValues(input), ...secretsOf(...configs)]);
  const findings = redactFindings(errors, redactor).map(({ release, ...error }) =>
    withRelease(error, release, results.length),
  );
  if (results.every(({ fatal }) => fatal)) endRefused(findings);
  const runs = results.flatMap(({ workflows }) => workflows.filter(({ skipped }) => skipped === undefined));
  const pipeline: ComparedWorkflows['pipeline'] = {
    contexts: new Map(runs.map((run) => [titleOf(run), contextOf(flags, run.pid)])),
    compile: (release, features) =>
      workflowsByTitle(compile({ release, features }), { platform: flags.platform, release, features }),
  };
  const leftOut = results.flatMap((result) => result.leftOut);
  return { pipeline, findings, redactor, configs, leftOut };
}

function workflowsByTitle({ workflows }: CompileResult, run: AgentRun): Map<string, CompiledWorkflow> {
  return new Map(
    workflows.flatMap((workflow) =>
      workflow.config
        ? [[titleOf(workflow), withAgentVariables(workflow.config, { ...run, labels: workflow.labels })]]
        : [],
    ),
  );
}

function titleOf({ name, axis_id }: WorkflowResult): string {
  return axis_id === undefined ? name : `${name} (axis ${axis_id})`;
}

function withRelease(finding: Finding, release: Release, count: number): Finding {
  return count === 1 ? finding : { ...finding, message: `At ${release}: ${finding.message}` };
}
