import type { Reported } from '../diagnostics/format/reported.ts';
import { type Redactor, redactor } from '../explain/redact/redactor.ts';
import { secretsOf, secretValues } from '../explain/redact/secret-texts.ts';
import { planStrictly } from '../lint/strict-plan.ts';
import type { AgentOptions } from '../translate/agent/agent-options.ts';
import { agentOptionsFromEnv } from '../translate/agent/agent-options-from-env.ts';
import { withAgentVariables } from '../translate/agent/agent-variables.ts';
import { withoutCiVariables } from '../translate/manifest/without-ci-variables.ts';
import { planWorkflowWithDiagnostics } from '../translate/plan/plan-workflow.ts';
import type { KubernetesObject } from '../translate/plan/workflow-plan.ts';
import { compileWithPositions } from '../workflow/compile-workflow.ts';
import { serverFindings } from '../workflow/messages/server-findings.ts';
import type { LocateInStep } from '../workflow/positions/origins.ts';
import { inOrderOfDependencies } from '../workflow/run/workflow-name.ts';
import type { WorkflowResult } from '../workflow/types.ts';
import { failFor, nothingRuns, planFinding } from './findings.ts';
import { serverInput } from './server-input.ts';
import type { SnapshotOptions } from './snapshot-options.ts';
import { readWorkflowFiles, type WorkflowFiles } from './workflow-files.ts';

/**
 * The objects that an agent creates for workflow files, in order of creation; of several workflows those that others
 * depend on come first. Values of secrets and passwords are replaced by `<redacted>`. Same input, same objects: ids
 * are made from names, and times are 0.
 *
 * @param files path of a file or folder, text of a workflow, or files by name and text
 * @param options what to render for
 * @throws {@link WorkflowError} where a file cannot be read, the server rejects the pipeline, nothing of it runs, or the
 *   agent fails; with `strict` for every warning as well
 * @throws {@link AgentOptionsError} where the agent does not start, and for an unknown release
 */
export function workflowManifests(files: WorkflowFiles, options: SnapshotOptions = {}): KubernetesObject[] {
  const agent = agentOptionsFromEnv(options.agent ?? {}, { release: options.release, os: options.os });
  const input = serverInput(options);
  const sources = readWorkflowFiles(files);
  const subject = sources.length === 1 ? (sources[0]?.name ?? '') : 'the pipeline';
  const { result, locate } = compileWithPositions(sources, input);
  const runs = inOrderOfDependencies(result.workflows.filter(({ config }) => config !== undefined));
  const configs = runs.flatMap(({ config }) => config ?? []);
  const redact = redactor([...secretValues(input), ...secretsOf(...configs)]);
  const planned = runs.map((run) => planRun(run, { agent, redactor: redact, options, locate, subject }));
  const findings = [
    ...serverFindings(result.errors, result.notices, subject),
    ...(runs.length > 0 || result.fatal ? [] : nothingRuns(result, input, subject)),
    ...planned.flatMap((run) => run.findings),
  ];
  failFor(findings, { isStrict: options.strict === true, redactor: redact });
  const objects = planned.flatMap((run) => run.objects);
  return options.hideCiVariables === true ? objects.map(withoutCiVariables) : objects;
}

interface Surroundings {
  readonly agent: AgentOptions;
  readonly redactor: Redactor;
  readonly options: SnapshotOptions;
  readonly locate: LocateInStep;
  readonly subject: string;
}

function planRun(
  { config: compiled = {}, labels, pid }: WorkflowResult,
  { agent, redactor: { object }, options, locate, subject }: Surroundings,
): { objects: KubernetesObject[]; findings: Reported[] } {
  const { release, platform, strict, agent: environment } = options;
  const config = withAgentVariables(compiled, { release, platform, labels });
  const context = { taskUuid: pid === undefined ? undefined : String(pid), environment };
  const makePlan = strict === true ? planStrictly : planWorkflowWithDiagnostics;
  const { plan, diagnostics } = makePlan(config, agent, context);
  return {
    objects: [...plan.setup, ...plan.steps.flatMap((step) => step.objects)].map(object),
    findings: diagnostics.map((diagnostic) => planFinding(diagnostic, config, locate, subject)),
  };
}
