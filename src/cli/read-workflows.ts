import { withAgentVariables } from '../agent/agent-variables.ts';
import type { CompiledWorkflow } from '../model/compiled-workflow.ts';
import type { TranslationContext } from '../resources/step-input.ts';
import { compileWorkflow } from '../workflow/compile-workflow.ts';
import type { CompileError, CompileResult, LeftOut, WorkflowResult } from '../workflow/types.ts';
import { compileInput } from './compile-input.ts';
import { type CommandIo, InputError } from './io.ts';
import { loadInput } from './load-input.ts';
import type { Finding } from './report.ts';
import type { WorkflowFlags } from './workflow-flags.ts';

/** A workflow that can be planned. */
export interface ReadWorkflow {
  readonly config: CompiledWorkflow;
  /** What findings about it name: the file, or the workflow of a folder. */
  readonly subject: string;
  readonly context: TranslationContext;
}

export interface ReadWorkflows {
  readonly workflows: readonly ReadWorkflow[];
  /** What was found on the way, short of what stops the command. */
  readonly findings: readonly Finding[];
}

/**
 * Reads a workflow file, a compiled workflow, or a folder of workflow files. Throws {@link InputError} where the
 * server would run nothing.
 */
export function readWorkflows(path: string, flags: WorkflowFlags, io: CommandIo): ReadWorkflows {
  const input = loadInput(path, io);
  const { subject } = input;
  if (input.kind === 'compiled') {
    const workflow = { config: input.config, subject, context: contextOf(flags, undefined) };
    return { workflows: [workflow], findings: input.findings };
  }
  const result = compileWorkflow(input.sources, compileInput(flags, io));
  const findings = [
    ...result.errors.map((error) => errorFinding(error, subject)),
    ...noticeFindings(result, subject),
  ];
  if (result.fatal) refuse(findings);
  const isOneOfSeveral = input.sources.length > 1;
  return {
    workflows: result.workflows.flatMap((workflow) => readWorkflow(workflow, isOneOfSeveral, subject, flags)),
    findings,
  };
}

function readWorkflow(
  { name, config, pid, axis_id, skipped }: WorkflowResult,
  isOneOfSeveral: boolean,
  subject: string,
  flags: WorkflowFlags,
): ReadWorkflow[] {
  if (config === undefined || skipped !== undefined) return [];
  const axis = axis_id === undefined ? '' : ` (axis ${axis_id})`;
  const named = isOneOfSeveral ? `${subject}: workflow ${name}${axis}` : `${subject}${axis}`;
  const enriched = withAgentVariables(config, { platform: flags.platform, release: flags.release });
  return [{ config: enriched, subject: named, context: contextOf(flags, pid) }];
}

export function contextOf({ task }: WorkflowFlags, pid: number | undefined): TranslationContext {
  return { taskUuid: task ?? (pid === undefined ? undefined : String(pid)) };
}

export function refuse(findings: readonly Finding[]): never {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const lines = errors.map(({ subject, range, message, code }) => {
    const place =
      range === undefined ? subject : `${range.file ?? subject}:${range.start.line}:${range.start.column}`;
    return `${place}: ${message} [${code}]`;
  });
  throw new InputError(`the server refuses this pipeline.\n${lines.join('\n')}`);
}

export function errorFinding({ warning, code, message, range }: CompileError, subject: string): Finding {
  return { subject, severity: warning ? 'warning' : 'error', code, message, range };
}

function noticeFindings({ notices, leftOut }: CompileResult, subject: string): Finding[] {
  return [
    ...notices.map((notice) => ({ ...notice, subject })),
    ...leftOut.map((left) => leftOutFinding(left, subject)),
  ];
}

const REASONS: Readonly<Record<LeftOut['reason'], string>> = {
  when: 'its `when` does not hold',
  'no-stages': 'nothing is left to run',
  'missing-dependency': 'a workflow that it depends on does not run',
  local: 'it is not for local runs',
};

function leftOutFinding(
  { workflow, step, reason, condition, dependency, range }: LeftOut,
  subject: string,
): Finding {
  const what = step === undefined ? `The workflow ${workflow}` : `${step} of the workflow ${workflow}`;
  const detail = condition ?? dependency;
  const message = `${what} is left out: ${REASONS[reason]}${detail === undefined ? '' : ` (${detail})`}.`;
  return { subject, severity: 'info', code: `left-out-${reason}`, message, range };
}
