import type { Reported } from '../../diagnostics/format/reported.ts';
import { type Redactor, redactFindings } from '../../explain/redact/redactor.ts';
import { secretsOf } from '../../explain/redact/secret-values.ts';
import type { Finding as LintFinding } from '../../lint/finding.ts';
import { platformConflict } from '../../lint/rules/platform.ts';
import { type AgentPlaces, placedFinding } from '../../pipeline/findings.ts';
import { compiledPipeline, contextOf, type Run } from '../../pipeline/runs.ts';
import {
  type AgentRun,
  type AgentVariableNotes,
  withAgentVariables,
} from '../../translate/agent/agent-variables.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { stepsOf } from '../../translate/plan/workflow-plan.ts';
import { withAgentOrigins } from '../../workflow/positions/compile-notes.ts';
import type { CompileInput, LeftOut } from '../../workflow/types.ts';
import { type CommandIo, InputError } from '../io.ts';
import { endRefused } from '../output/report-findings.ts';
import { compileInput } from './compile-input-from-flags.ts';
import { type LoadedInput, loadInput } from './load-input.ts';
import { redactorFor, type WorkflowFlags } from './workflow-flags.ts';

/** A workflow that can be planned. */
export interface ReadWorkflow extends Run {
  /** The name in findings: the file, or the workflow of a folder. */
  readonly subject: string;
  /** The same for every workflow that is read with it. */
  readonly redactor: Redactor;
}

interface ReadWorkflows {
  /** In an order that respects the dependencies between them. */
  readonly workflows: readonly ReadWorkflow[];
  /** Findings that do not end the command. */
  readonly findings: readonly Reported[];
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

export function readCompiled(
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
      context: contextOf(workflowNumber(config, isOneOfSeveral ? index + 1 : undefined), flags.task),
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
  const compiled = compiledPipeline(sources, input, subject, 'flags', flags);
  const { runs, result, secrets } = compiled;
  const redactor = redactorFor(flags, secrets);
  const conflicts = result.workflows.flatMap(({ labels }) => {
    const conflict = platformConflict(labels, flags.platform, '');
    return conflict === undefined ? [] : [{ ...conflict, subject }];
  });
  const all = [...compiled.findings, ...compiled.leftOut, ...conflicts, ...compiled.idle];
  const findings = redactFindings(all, redactor);
  if (result.fatal) endRefused(findings);
  const title = (name: string) => (sources.length > 1 ? `${subject}: workflow ${name}` : subject);
  const workflows = runs.map(({ workflow: { name, axis_id }, run }) => ({
    ...run,
    subject: axis_id === undefined ? title(name) : `${title(name)} (axis ${axis_id})`,
    redactor,
  }));
  return { workflows, findings, leftOut: result.leftOut, redactor };
}

/** A finding with its place, and the step that it is about. */
export function placedInStep(
  finding: LintFinding,
  { config, subject, locate, redactor }: ReadWorkflow,
  places: AgentPlaces,
): Reported {
  const [, stage, index] = /^\/pipeline\/(\d+)\/steps\/(\d+)/.exec(finding.path) ?? [];
  const step = config.pipeline?.[Number(stage)]?.steps?.[Number(index)];
  const title = step?.name === undefined ? subject : `${subject}: step ${redactor.text(step.name)}`;
  return placedFinding(finding, { subject: title, locate }, places);
}

/**
 * A compiled workflow as the backend of the agent gets it. One that comes straight from a server, as `podwright compile`
 * prints it, lacks the variables that the agent adds to every step; any other is used unchanged.
 */
export function asBackendGetsIt(
  workflow: CompiledWorkflow,
  run: AgentRun,
  notes?: AgentVariableNotes,
): CompiledWorkflow {
  return isFromServer(workflow) ? withAgentVariables(workflow, run, notes) : workflow;
}

/** The number of a compiled workflow in its pipeline, if it has one, otherwise its place among those that are read with it. */
function workflowNumber(workflow: CompiledWorkflow, place: number | undefined): number | undefined {
  const numbers = stepsOf(workflow).map(({ environment }) => environment?.['CI_WORKFLOW_NUMBER'] ?? '');
  const number = numbers.find((text) => /^[1-9]\d{0,8}$/.test(text));
  return number === undefined ? place : Number(number);
}

/** Detected by a variable that every server sets, and one that every agent adds. */
function isFromServer(workflow: CompiledWorkflow): boolean {
  return stepsOf(workflow).some(
    ({ environment }) => environment && 'CI_WORKFLOW_NAME' in environment && !('CI_MACHINE' in environment),
  );
}
