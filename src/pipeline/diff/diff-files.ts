import type { Reported } from '../../diagnostics/format/reported.ts';
import {
  type AgentVersion,
  diffPipeline,
  type SubjectChange,
  sideIn,
} from '../../explain/compare/diff-releases.ts';
import type { ComparedPipeline } from '../../explain/compare/snapshot.ts';
import { NO_REDACTOR, type Redactor, redactFindings, redactor } from '../../explain/redact/redactor.ts';
import { secretsOf, secretValues } from '../../explain/redact/secret-values.ts';
import { readAgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { type AgentRun, withAgentVariables } from '../../translate/agent/agent-variables.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { Release } from '../../translate/release/releases.ts';
import { compilerOf } from '../../workflow/compile-workflow.ts';
import type { OptionFault } from '../../workflow/input/input-shape.ts';
import { errorFinding } from '../../workflow/messages/server-findings.ts';
import type {
  CompileInput,
  CompileResult,
  LeftOut,
  WorkflowResult,
  WorkflowSource,
} from '../../workflow/types.ts';
import {
  kubernetesFault,
  type PipelineOptions,
  pipelineInput,
  type WorkflowTexts,
} from '../pipeline-options.ts';
import { contextOf } from '../runs.ts';
import type { WorkflowChanges } from './describe-change.ts';

/** The pipeline, and the two agents with their servers. */
export interface DiffFilesOptions extends Omit<PipelineOptions, 'release' | 'agent'> {
  /** The agent as it is. */
  readonly from: AgentVersion;
  /** The agent after the change. */
  readonly to: AgentVersion;
}

/** What differs in the objects of workflow files. */
export interface ComparedFiles {
  /** Every workflow that runs on one of the sides, with its differences; values of secrets are replaced by `<redacted>`. */
  readonly workflows: readonly WorkflowChanges[];
  /** Errors of the servers and of agents that do not start, without values of secrets. */
  readonly findings: readonly Reported[];
}

/**
 * Compares what two agents create for workflow files, each file compiled by the server of its side, and finds the cause
 * of each difference, as {@link diffReleases} does for a compiled workflow.
 *
 * It never throws; problems are findings.
 *
 * @example
 * ```ts
 * import { diffFiles, formatChanges } from 'podwright';
 *
 * const yaml = 'when: { event: push }\nsteps: { build: { image: golang, commands: [go build] } }\n';
 * const { workflows } = diffFiles(yaml, { from: { release: '3.8' }, to: { release: '3.17' } });
 * console.log(workflows.length, workflows[0]?.changes.some(({ kind }) => kind === 'Pod')); // 1 true
 * console.log(formatChanges(workflows, { form: 'markdown' }).split(':')[0]); // ### `woodpecker`
 * ```
 *
 * @param files text of a workflow, or files by name and text; they are one pipeline
 * @param options the two sides, and their common options
 */
export function diffFiles(files: WorkflowTexts, options: DiffFilesOptions): ComparedFiles {
  const { sources, subject, options: given, input, findings } = pipelineInput(files, options, sideFaults);
  if (findings.length > 0) return { workflows: [], findings };
  const [from, to] = [sideIn(given, 'from'), sideIn(given, 'to')];
  const { os, platform } = given;
  const compared = comparedSources(sources, input, [from.release, to.release], { subject, platform });
  const pipeline = { ...compared.pipeline, os, mapObject: compared.redactor.object };
  const agents = [from, to].flatMap(({ release, environment }) =>
    readAgentEnvironment(environment, { release, os }).problems.map((problem) => ({
      ...problem,
      subject: `agent ${release}`,
    })),
  );
  return {
    workflows: [...diffPipeline(pipeline, from, to)].map(([workflow, changes]) => ({
      workflow,
      changes: redactChanges(changes, compared.redactor),
    })),
    findings: [...agents, ...compared.findings],
  };
}

function sideFaults(options: Partial<DiffFilesOptions>): OptionFault[] {
  return (['from', 'to'] as const).map((side) => {
    const version = options[side];
    return version === undefined
      ? [side, "is missing; expected an object such as { release: '3.17' }."]
      : [`${side}.kubernetes`, kubernetesFault(version.kubernetes)];
  });
}

/** Workflow files that are compared. */
export interface ComparedSources {
  readonly pipeline: Pick<ComparedPipeline, 'contexts' | 'compile'>;
  /** Errors of the servers. */
  readonly findings: readonly Reported[];
  readonly redactor: Redactor;
  /** As each of the releases compiles them, to look up steps. */
  readonly configs: readonly CompiledWorkflow[];
  readonly leftOut: readonly LeftOut[];
  /** Whether no release runs anything. */
  readonly isRefused: boolean;
}

interface ComparedRun {
  readonly subject: string;
  readonly platform?: string | undefined;
  /** Id of the run of a workflow. Default: the number of the workflow. */
  readonly task?: string | undefined;
  readonly showSecrets?: boolean;
}

/** Compiles workflow files at each of the releases. */
export function comparedSources(
  sources: readonly WorkflowSource[],
  input: CompileInput,
  releases: readonly Release[],
  { subject, platform, task, showSecrets = false }: ComparedRun,
): ComparedSources {
  const compiler = compilerOf(sources);
  const compile = (at: Pick<CompileInput, 'release' | 'features'>) => compiler({ ...input, ...at });
  const results = [...new Set(releases)].map((release) => ({ release, ...compile({ release }) }));
  const configs = results.flatMap(({ workflows }) => workflows.flatMap(({ config }) => config ?? []));
  const runs = results.flatMap(({ workflows }) => workflows.filter(({ skipped }) => skipped === undefined));
  const secrets = [...secretValues(input), ...secretsOf(...configs)];
  const redact = showSecrets ? NO_REDACTOR : redactor(secrets);
  const findings = results.flatMap(({ release, errors }) => {
    const found = errors.filter(({ warning }) => !warning).map((error) => errorFinding(error, subject));
    return redactFindings(found, redact).map((error) =>
      results.length === 1 ? error : { ...error, message: `At ${release}: ${error.message}` },
    );
  });
  return {
    pipeline: {
      contexts: new Map(runs.map((run) => [titleOf(run), contextOf(run.pid, task)] as const)),
      compile: (release, features) =>
        workflowsByTitle(compile({ release, features }), { platform, release, features }),
    },
    findings,
    redactor: redact,
    configs,
    leftOut: results.flatMap((result) => result.leftOut),
    isRefused: results.every(({ fatal }) => fatal),
  };
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

/** Redacts the names in changes. The values of objects are redacted before they are compared. */
export function redactChanges(changes: readonly SubjectChange[], { text, json }: Redactor): SubjectChange[] {
  return changes.map((change) => ({
    ...change,
    title: change.title.replace(
      /^(.* of step |(?:verdict on the )?Service )(.*)$/s,
      (_, lead, name) => lead + text(name),
    ),
    ...(change.step === undefined ? {} : { step: text(change.step) }),
    ...(change.title === 'teardown'
      ? { fields: change.fields.map(({ field, ...values }) => ({ field: text(field), ...json(values) })) }
      : {}),
  }));
}
