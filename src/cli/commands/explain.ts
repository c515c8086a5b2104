import type { Command } from 'commander';
import { tokensOf } from '../../base/json/json-pointer.ts';
import { oneLine, printableJson } from '../../base/text/printable.ts';
import { diffReleases, type SubjectChange } from '../../explain/compare/diff-releases.ts';
import { traceWorkflow } from '../../explain/ledger/trace.ts';
import { redactChanges } from '../../pipeline/diff/diff-files.ts';
import { formatChanges } from '../../pipeline/diff/format-changes.ts';
import { mergeFindings } from '../../pipeline/findings.ts';
import {
  type ExplainedLoss,
  type ExplainedObject,
  type ExplainInput,
  explainObjects,
} from '../explain/explain-objects.ts';
import { fieldTokens } from '../explain/origin-title.ts';
import { type VariableChanges, writeFields, writeObject } from '../explain/write-explanation.ts';
import { addAgentFlags, FILE_ARGUMENT, repeatable, reportFlag } from '../input/agent-flags.ts';
import { type AgentFlags, readAgent, readSetting } from '../input/read-agent.ts';
import { readWorkflows } from '../input/read-workflows.ts';
import { addWorkflowFlags, type WorkflowFlags } from '../input/workflow-flags.ts';
import type { CommandIo, ExitCode } from '../io.ts';
import { checkObjects } from '../output/check-objects.ts';
import { checkSteps, stepFlag } from '../output/choose-objects.ts';
import { reportWithSource } from '../output/report-findings.ts';

interface ExplainFlags extends AgentFlags, WorkflowFlags {
  readonly step: readonly string[];
  readonly field?: string;
  readonly whatIf: readonly string[];
  readonly report: 'human' | 'json';
}

export function addExplainCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  const command = program
    .command('explain')
    .description('Explain the origin of each field, and the options without effect')
    .argument('<file>', FILE_ARGUMENT)
    .addOption(stepFlag())
    .option('--field <field>', 'show only this field, such as spec.nodeSelector or metadata.labels[a/b]')
    .addOption(repeatable('--what-if <variable=value>', 'also show the objects with this agent variable'))
    .addOption(reportFlag(['human', 'json']));
  addWorkflowFlags(addAgentFlags(command));
  command.addHelpText(
    'after',
    `
Exit codes: 0 success; 1 the agent fails on the workflow; 2 invalid input or usage.

Examples:
  podwright explain .woodpecker.yaml --step build --release 3.17 --agent-env agent.env
  podwright explain .woodpecker.yaml --field spec.nodeSelector --release 3.17
  podwright explain .woodpecker.yaml --what-if POD_LABELS_ALLOW_FROM_STEP=true`,
  );
  command.action((file: string, flags: ExplainFlags) => end(explain(file, flags, io)));
}

interface ExplainedWorkflow {
  readonly workflow: string;
  readonly objects: readonly ExplainedObject[];
  /** The effect of the variables that would allow an ignored option. */
  readonly gates: readonly VariableChanges[];
  readonly whatIf?: VariableChanges['changes'];
}

/** The part of an explanation to show. */
interface Shown {
  /** Names of steps; empty for everything. */
  readonly steps: readonly string[];
  /** Tokens of a field; empty for every field. */
  readonly field: readonly string[];
}

function explain(file: string, flags: ExplainFlags, io: CommandIo): ExitCode {
  const { agent, warnings, environment, places } = readAgent(flags, io);
  const { workflows, findings, leftOut, redactor } = readWorkflows(file, flags, io);
  const settings = flags.whatIf.map((setting) => readSetting('--what-if', setting));
  const variables = settings.length === 0 ? undefined : Object.fromEntries(settings);
  const shown = { steps: flags.step, field: fieldTokens(flags.field ?? '') };
  const inputs = workflows.map((workflow) => {
    const trace = traceWorkflow(workflow.config, agent, workflow.context);
    return { workflow, trace, environment, places };
  });
  const errors = inputs.flatMap(({ workflow, trace }) => {
    const failures = trace.diagnostics.filter(({ severity }) => severity === 'error');
    return failures.length === 0 ? [] : checkObjects(failures, workflow, agent, places, {}, trace);
  });
  reportWithSource([...warnings, ...findings, ...mergeFindings(errors, workflows)], redactor, io);
  checkSteps(flags.step, workflows, leftOut);
  const explained = inputs.map((input) => explainOne(input, variables, shown));
  if (flags.report === 'json') io.writeOut(`${printableJson({ workflows: explained }, 2)}\n`);
  else for (const one of explained) writeWorkflow(one, shown, io);
  return errors.length > 0 ? 1 : 0;
}

function explainOne(
  input: ExplainInput,
  variables: Readonly<Record<string, string>> | undefined,
  shown: Shown,
): ExplainedWorkflow {
  const isShown = (pointer: string): boolean => isNear(tokensOf(pointer), shown);
  const objects = explainObjects(input, shown.steps)
    .map(({ fields, lost, ...object }) => ({
      ...object,
      fields: fields.filter(({ pointer }) => isShown(pointer)),
      lost: lost.filter(({ wanted }) => shown.field.length === 0 || isShown(wanted ?? '/-')),
    }))
    .filter(({ fields, lost }) => fields.length + lost.length > 0);
  const gates = new Map(
    objects.flatMap(lossesOf).flatMap(({ variable }) => (variable ? [[variable.name, variable.value]] : [])),
  );
  return {
    workflow: input.workflow.subject,
    objects,
    gates: [...gates].map(([variable = '', value = '']) => ({
      variable,
      value,
      changes: whatIf(input, { [variable]: value }, shown),
    })),
    ...(variables === undefined ? {} : { whatIf: whatIf(input, variables, shown) }),
  };
}

function lossesOf({ fields, lost }: Pick<ExplainedObject, 'fields' | 'lost'>): ExplainedLoss[] {
  return [...fields.flatMap(({ over }) => over), ...lost];
}

/** The title of the change after which the agent no longer starts, which removes everything. */
const AGENT_START = 'start of the agent';

/** The changes that other variables would make to the objects of a workflow. */
function whatIf(
  { workflow, trace, environment }: ExplainInput,
  variables: Readonly<Record<string, string>>,
  shown: Shown,
): SubjectChange[] {
  const { release, os } = trace.input.agent;
  const changes = diffReleases(workflow.config, {
    from: { release, environment },
    to: { release, environment: { ...environment, ...variables } },
    os,
    context: workflow.context,
    mapObject: workflow.redactor.object,
  });
  const chosen = changes.flatMap((change) => {
    if (change.title === AGENT_START) return [change];
    if (shown.steps.length > 0 && !shown.steps.some((step) => change.step === step)) return [];
    const fields = change.fields.filter(({ field }) => isNear(fieldTokens(field), shown));
    return fields.length === 0 ? [] : [{ ...change, fields }];
  });
  return redactChanges(chosen, workflow.redactor);
}

/** Whether a field is the one to show, or above or below it. */
function isNear(tokens: readonly string[], { field }: Shown): boolean {
  return field.every((token, index) => tokens[index] === undefined || tokens[index] === token);
}

function writeWorkflow(
  { workflow, objects, gates, whatIf: changes }: ExplainedWorkflow,
  { field }: Shown,
  io: CommandIo,
): void {
  if (changes !== undefined) {
    const colours = io.colours.out;
    io.writeOut(formatChanges([{ workflow, changes }], { expand: true, colours }));
    return;
  }
  if (field.length === 0) {
    for (const object of objects) writeObject(object, io);
    return;
  }
  for (const object of objects) writeFields(object, gatesOf(object, gates), io);
  if (objects.length === 0)
    io.writeOut(`${oneLine(workflow)}: no object has this field, and nothing was written for it.\n`);
}

/** The gates that keep something out of an object, with their effect on it. */
function gatesOf(object: ExplainedObject, gates: readonly VariableChanges[]): VariableChanges[] {
  const names = new Set(lossesOf(object).map(({ variable }) => variable?.name));
  const { step } = object;
  return gates
    .filter(({ variable }) => names.has(variable))
    .map((gate) => ({
      ...gate,
      changes: gate.changes.filter((change) => change.kind === object.kind && change.step === step),
    }));
}
