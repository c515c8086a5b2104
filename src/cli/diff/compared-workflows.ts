import type { CompileAtRelease, WorkflowAtRelease } from '../../explain/compare/diff-releases.ts';
import { redactFindings } from '../../explain/redact/redact-findings.ts';
import type { Redactor } from '../../explain/redact/redactor.ts';
import { secretsOf, secretValues } from '../../explain/redact/secret-texts.ts';
import { withAgentVariables } from '../../translate/agent/agent-variables.ts';
import { type FeatureName, RUN_FEATURES, SERVER_FEATURES } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import { compileWorkflow } from '../../workflow/compile-workflow.ts';
import type { CompileInput } from '../../workflow/types.ts';
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
  const compared = new Map<string, ComparedWorkflow>();
  for (const { name, axis_id, pid, skipped } of results.flatMap(({ workflows }) => workflows)) {
    if (skipped !== undefined) continue;
    const title = axis_id === undefined ? name : `${name} (axis ${axis_id})`;
    const workflow = keepingLast((release, features) => {
      const run = compile({ release, features }).workflows.find(
        (one) => one.name === name && one.axis_id === axis_id,
      );
      return run?.config && withAgentVariables(run.config, { platform: flags.platform, release, features });
    });
    compared.set(title, { name: title, workflow, pid });
  }
  return { workflows: [...compared.values()], findings, redactor };
}

/** Features of the backend change nothing of what the server compiles and the agent adds. */
const COMPILED_FEATURES = Object.keys({ ...SERVER_FEATURES, ...RUN_FEATURES }) as readonly FeatureName[];

/** Compiles anew only where what decides is not the same as the last time. */
function keepingLast(compile: CompileAtRelease): CompileAtRelease {
  let last: { readonly key: string; readonly workflow: ReturnType<CompileAtRelease> } | undefined;
  return (release, features) => {
    const key = [release, ...COMPILED_FEATURES.map((name) => features[name])].join();
    if (last?.key !== key) last = { key, workflow: compile(release, features) };
    return last.workflow;
  };
}

function withRelease(finding: Finding, release: Release, count: number): Finding {
  return count === 1 ? finding : { ...finding, message: `At ${release}: ${finding.message}` };
}
