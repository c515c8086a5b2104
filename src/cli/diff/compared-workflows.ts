import { type AskedFeatures, askedFeatures } from '../../explain/compare/asked-features.ts';
import type { CompileAtRelease, WorkflowAtRelease } from '../../explain/compare/diff-releases.ts';
import { redactFindings } from '../../explain/redact/redact-findings.ts';
import type { Redactor } from '../../explain/redact/redactor.ts';
import { secretsOf, secretValues } from '../../explain/redact/secret-texts.ts';
import { type AgentRun, withAgentVariables } from '../../translate/agent/agent-variables.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import { compileWorkflow } from '../../workflow/compile-workflow.ts';
import type { CompileInput, CompileResult, WorkflowResult } from '../../workflow/types.ts';
import { asBackendGetsIt, workflowNumber } from '../input/agent-run.ts';
import { compileInput } from '../input/compile-input.ts';
import { type LoadedInput, loadInput } from '../input/load-input.ts';
import { redactorFor } from '../input/redactor-for.ts';
import { errorFinding, refuse } from '../input/server-findings.ts';
import type { WorkflowFlags } from '../input/workflow-flags.ts';
import type { CommandIo } from '../io.ts';
import type { Finding } from '../output/report.ts';

/** A workflow as it is at one release and at another. */
interface ComparedWorkflow {
  readonly name: string;
  readonly workflow: WorkflowAtRelease;
  readonly pid: number | undefined;
}

export interface ComparedWorkflows {
  readonly workflows: readonly ComparedWorkflow[];
  readonly findings: readonly Finding[];
  readonly redactor: Redactor;
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
  const compared = workflows.map(({ config, subject }, index) => ({
    name: subject,
    workflow: ((release, features) =>
      asBackendGetsIt(config, { platform, release, features })) satisfies WorkflowAtRelease,
    pid: workflowNumber(config, workflows.length > 1 ? index + 1 : undefined),
  }));
  const redactor = redactorFor(flags, secretsOf(...workflows.map(({ config }) => config)));
  return { workflows: compared, findings, redactor };
}

function fromSources(
  { sources, subject }: Extract<LoadedInput, { kind: 'yaml' }>,
  input: CompileInput,
  releases: readonly Release[],
  flags: WorkflowFlags,
): ComparedWorkflows {
  const compile = (at: Pick<CompileInput, 'release' | 'features'>) =>
    compileWorkflow(sources, { ...input, ...at });
  const results = [...new Set(releases)].map((release) => ({ release, ...compile({ release }) }));
  const errors = results.flatMap((result) =>
    result.errors
      .filter(({ warning }) => !warning)
      .map((error) => withRelease(errorFinding(error, subject), result.release, results.length)),
  );
  const configs = results.flatMap(({ workflows }) => workflows.flatMap(({ config }) => config ?? []));
  const redactor = redactorFor(flags, [...secretValues(input), ...secretsOf(...configs)]);
  const findings = redactFindings(errors, redactor);
  if (results.every(({ fatal }) => fatal)) refuse(findings);
  const workflowsAt = compiledOnce((release, features) =>
    workflowsByTitle(compile({ release, features }), { platform: flags.platform, release, features }),
  );
  const compared = new Map<string, ComparedWorkflow>();
  for (const run of results.flatMap(({ workflows }) => workflows)) {
    if (run.skipped !== undefined) continue;
    const title = titleOf(run);
    const workflow: CompileAtRelease = (release, features) => workflowsAt(release, features).get(title);
    compared.set(title, { name: title, workflow, pid: run.pid });
  }
  return { workflows: [...compared.values()], findings, redactor };
}

type Workflows = ReadonlyMap<string, CompiledWorkflow>;

function workflowsByTitle({ workflows }: CompileResult, run: AgentRun): Workflows {
  return new Map(
    workflows.flatMap((workflow) =>
      workflow.config ? [[titleOf(workflow), withAgentVariables(workflow.config, run)]] : [],
    ),
  );
}

function titleOf({ name, axis_id }: WorkflowResult): string {
  return axis_id === undefined ? name : `${name} (axis ${axis_id})`;
}

/** Compiles all workflows once for each answer to the features that compiling asks for, not for each workflow. */
function compiledOnce(
  compile: (release: Release, features: Features) => Workflows,
): (release: Release, features: Features) => Workflows {
  const made: { readonly release: Release; readonly asked: AskedFeatures; readonly workflows: Workflows }[] =
    [];
  return (release, features) => {
    const known = made.find((one) => one.release === release && one.asked.areLike(features));
    if (known !== undefined) return known.workflows;
    const asked = askedFeatures(features);
    const workflows = compile(release, asked.features);
    made.push({ release, asked, workflows });
    return workflows;
  };
}

function withRelease(finding: Finding, release: Release, count: number): Finding {
  return count === 1 ? finding : { ...finding, message: `At ${release}: ${finding.message}` };
}
