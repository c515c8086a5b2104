import type { Reported } from '../diagnostics/format/reported.ts';
import { redactFindings } from '../explain/redact/redactor.ts';
import { type PlanFilesOptions, planPipeline } from '../pipeline/plan-files.ts';
import { agentOptionsFromEnv } from '../translate/agent/agent-options-from-env.ts';
import { withoutCiVariables } from '../translate/manifest/object-forms.ts';
import type { KubernetesObject } from '../translate/plan/workflow-plan.ts';
import { manifestsYaml } from './manifest-yaml.ts';
import { readWorkflowFiles, WorkflowError, type WorkflowFiles } from './workflow-files.ts';

/**
 * The objects that an agent creates for workflow files as a YAML stream, to be pinned by a snapshot. Above the base64
 * of each script is its text, as a comment, so you can read the difference between two snapshots.
 *
 * Reads files and throws as {@link workflowManifests} does.
 *
 * @example
 * ```ts
 * import { renderWorkflow } from 'podwright/vitest';
 *
 * const yaml = 'steps:\n  build: { image: golang, commands: [go build] }\nwhen: { event: push }\n';
 * const lines = renderWorkflow(yaml, { release: '3.17' }).split('\n');
 * console.log(lines.filter((line) => line.startsWith('kind:'))); // [ 'kind: PersistentVolumeClaim', 'kind: Service', 'kind: Pod' ]
 * console.log(lines.filter((line) => line.includes('# go build')).length); // 1
 * ```
 *
 * @param files path of a file or folder, text of a workflow, or files by name and text
 * @param options the target: release, agent, pipeline
 * @throws {@link WorkflowError} if there is nothing to pin, and {@link AgentOptionsError} if the agent does not
 *   start
 */
export function renderWorkflow(files: WorkflowFiles, options: SnapshotOptions = {}): string {
  return manifestsYaml(workflowManifests(files, options));
}

/** Options of the pipeline and the agent. With `strict`, warnings fail as well. */
export interface SnapshotOptions extends PlanFilesOptions {
  /** Without the variables that describe the pipeline: `CI`, `CI_*` except `CI_SCRIPT`, and `DRONE_*`. Default false. */
  readonly hideCiVariables?: boolean | undefined;
}

/**
 * The objects that an agent creates for workflow files, in order of creation; of several workflows those that others
 * depend on come first. Values of secrets and passwords are replaced by `<redacted>`. Same input, same objects: ids
 * are made from names, and times are 0.
 *
 * @param files path of a file or folder, text of a workflow, or files by name and text
 * @param options the target: release, agent, pipeline
 * @throws {@link WorkflowError} if a file cannot be read, the server rejects the pipeline, nothing of it runs, or the
 *   agent fails; with `strict` for every warning as well
 * @throws {@link AgentOptionsError} if the agent does not start, or the release is unknown
 */
export function workflowManifests(files: WorkflowFiles, options: SnapshotOptions = {}): KubernetesObject[] {
  const { agent, release, os, strict, hideCiVariables } = options ?? {};
  agentOptionsFromEnv(agent ?? {}, { release, os });
  const { workflows, findings, redactor } = planPipeline(readWorkflowFiles(files), options);
  const isInTheWay = ({ severity }: Reported) =>
    severity === 'error' || (strict === true && severity === 'warning');
  const reasons = nothingRuns(findings) ?? findings.filter(isInTheWay);
  if (reasons.length > 0) throw new WorkflowError(redactFindings(reasons, redactor));
  const objects = workflows.flatMap((workflow) => workflow.objects.map(redactor.object));
  return hideCiVariables === true ? objects.map(withoutCiVariables) : objects;
}

/** Nothing to pin is an error, whatever the reason. */
function nothingRuns(findings: readonly Reported[]): Reported[] | undefined {
  if (!findings.some(({ code }) => code === 'nothing-runs')) return undefined;
  return findings
    .filter(({ code, severity }) => severity === 'error' || /^(?:nothing-runs|left-out-)/.test(code))
    .map((finding) => ({ ...finding, severity: 'error' }));
}
