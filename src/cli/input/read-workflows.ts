import { type Redactor, redactFindings } from '../../explain/redact/redactor.ts';
import { secretsOf, secretValues } from '../../explain/redact/secret-values.ts';
import type { Finding as LintFinding } from '../../lint/finding.ts';
import { platformConflict } from '../../lint/rules/hazards.ts';
import type { AgentPlaces } from '../../pipeline/lint/lint-target.ts';
import type { AgentVariableNotes } from '../../translate/agent/agent-variables.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { TranslationContext } from '../../translate/resources/step-input.ts';
import { compileWithPositions, type LocatedCompileResult } from '../../workflow/compile-workflow.ts';
import { leftOutFinding, nothingRunsFinding } from '../../workflow/messages/notices.ts';
import { serverFindings } from '../../workflow/messages/server-findings.ts';
import {
  type Locate,
  locateInYaml,
  type OriginInStep,
  withAgentOrigins,
} from '../../workflow/positions/origins.ts';
import { axisOf, inOrderOfDependencies, sourceOf } from '../../workflow/run/workflow-name.ts';
import type { CompileInput, LeftOut, WorkflowResult } from '../../workflow/types.ts';
import { type CommandIo, InputError } from '../io.ts';
import type { Finding } from '../output/report.ts';
import { asBackendGetsIt, workflowNumber } from './agent-run.ts';
import { compileInput } from './compile-input.ts';
import { endRefused } from './findings.ts';
import { type LoadedInput, loadInput } from './load-input.ts';
import type { WorkflowFlags } from './workflow-flags.ts';
import { redactorFor } from './workflow-flags.ts';

/** A workflow that can be planned. */
export interface ReadWorkflow {
  /** As the server hands it out. */
  readonly compiled: CompiledWorkflow;
  /** As the backend of the agent gets it. */
  readonly config: CompiledWorkflow;
  /** The name in findings: the file, or the workflow of a folder. */
  readonly subject: string;
  readonly file: string;
  /** The variables of its axis of the matrix: `GO=1.26, OS=linux`. */
  readonly axis: string | undefined;
  readonly context: TranslationContext;
  readonly locate: Locate;
  /** Reports where compiled values come from; of a workflow that was read as compiled, only those that the agent adds. */
  readonly originOf: OriginInStep;
  /** The same for every workflow that is read with it. */
  readonly redactor: Redactor;
}

export interface ReadWorkflows {
  /** In an order that respects the dependencies between them. */
  readonly workflows: readonly ReadWorkflow[];
  /** Findings that do not end the command. */
  readonly findings: readonly Finding[];
  readonly leftOut: readonly LeftOut[];
  readonly redactor: Redactor;
}

/**
 * Reads a workflow file, compiled workflows, or a folder of workflow files. Throws {@link InputError} if the
 * server would run nothing.
 */
export function readWorkflows(path: string, flags: WorkflowFlags, io: CommandIo): ReadWorkflows {
  const loaded = loadInput(path, io);
  const { input, findings } = compileInput(flags, io);
  const read =
    loaded.kind === 'compiled' ? readCompiled(loaded, flags) : compileSources(loaded, input, flags);
  if (flags.task !== undefined && read.workflows.length > 1) {
    throw new InputError(
      `--task sets the id of one run, but ${loaded.subject} has ${read.workflows.length} workflows. Remove the option.`,
    );
  }
  return { ...read, findings: [...findings, ...read.findings] };
}

function readCompiled(
  loaded: Extract<LoadedInput, { kind: 'compiled' }>,
  flags: WorkflowFlags,
): ReadWorkflows {
  const { workflows, findings } = loaded;
  const isOneOfSeveral = workflows.length > 1;
  const added: AgentVariableNotes = new Map();
  const redactor = redactorFor(flags, secretsOf(...workflows.map(({ config }) => config)));
  return {
    workflows: workflows.map(({ config, subject, locate }, index) => ({
      compiled: config,
      config: asBackendGetsIt(config, { platform: flags.platform, release: flags.release }, added),
      originOf: withAgentOrigins(() => undefined, added),
      subject,
      file: loaded.subject,
      axis: undefined,
      context: contextOf(flags, workflowNumber(config, isOneOfSeveral ? index + 1 : undefined)),
      locate,
      redactor,
    })),
    findings,
    leftOut: [],
    redactor,
  };
}

function compileSources(
  { sources, subject }: Extract<LoadedInput, { kind: 'yaml' }>,
  input: CompileInput,
  flags: WorkflowFlags,
): ReadWorkflows {
  const compiled = compileWithPositions(sources, input);
  const { result } = compiled;
  const { errors, notices, leftOut, workflows, fatal } = result;
  const { metadata = {} } = input;
  const configs = workflows.flatMap(({ config }) => config ?? []);
  const redactor = redactorFor(flags, [...secretValues(input), ...secretsOf(...configs)]);
  const findings = redactFindings(
    [
      ...serverFindings(errors, notices, subject),
      ...leftOut.map((left) => leftOutFinding(left, subject, metadata)),
      ...workflows.flatMap(({ labels }) => {
        const conflict = platformConflict(labels, flags.platform, '');
        return conflict === undefined ? [] : [{ ...conflict, subject }];
      }),
    ],
    redactor,
  );
  if (fatal) endRefused(findings);
  const runs = inOrderOfDependencies(workflows.filter(({ skipped }) => skipped === undefined));
  const isOneOfSeveral = sources.length > 1;
  const named = {
    title: subject,
    isOneOfSeveral,
    fileOf: (workflow: string) => sourceOf(workflow, sources)?.name ?? subject,
  };
  const read = runs.flatMap((run) => readRun(run, named, compiled, redactor, flags));
  return {
    workflows: read,
    findings:
      read.length > 0
        ? findings
        : [...findings, ...redactFindings([nothingRunsFinding(subject, metadata, leftOut)], redactor)],
    leftOut,
    redactor,
  };
}

interface Named {
  readonly title: string;
  readonly isOneOfSeveral: boolean;
  readonly fileOf: (workflow: string) => string;
}

function readRun(
  workflow: WorkflowResult,
  { title, isOneOfSeveral, fileOf }: Named,
  { locate, originOf }: LocatedCompileResult,
  redactor: Redactor,
  flags: WorkflowFlags,
): ReadWorkflow[] {
  const { name, config, labels, pid, axis_id } = workflow;
  if (config === undefined) return [];
  const axis = axis_id === undefined ? '' : ` (axis ${axis_id})`;
  const run = { platform: flags.platform, release: flags.release, labels };
  const added: AgentVariableNotes = new Map();
  return [
    {
      compiled: config,
      config: asBackendGetsIt(config, run, added),
      subject: isOneOfSeveral ? `${title}: workflow ${name}${axis}` : `${title}${axis}`,
      file: fileOf(name),
      axis: axisOf(workflow),
      context: contextOf(flags, pid),
      locate: locateInYaml(config, locate),
      originOf: withAgentOrigins(originOf, added),
      redactor,
    },
  ];
}

export function contextOf({ task }: WorkflowFlags, pid: number | undefined): TranslationContext {
  return { taskUuid: task ?? (pid === undefined ? undefined : String(pid)) };
}

/** A finding with its place, and the step that it is about. */
export function placedFinding(
  diagnostic: LintFinding,
  { config, subject, locate, redactor }: ReadWorkflow,
  places: AgentPlaces,
): Finding {
  if (diagnostic.source === 'agent') return { ...diagnostic, ...places(diagnostic.path, diagnostic.at) };
  const [, stage, index] = /^\/pipeline\/(\d+)\/steps\/(\d+)/.exec(diagnostic.path) ?? [];
  const step = config.pipeline?.[Number(stage)]?.steps?.[Number(index)];
  return {
    ...diagnostic,
    subject: step?.name === undefined ? subject : `${subject}: step ${redactor.text(step.name)}`,
    range: diagnostic.range ?? locate(diagnostic.path, diagnostic.at),
  };
}
