import type { Command } from 'commander';
import { oneLine, printableJson } from '../../base/text/printable.ts';
import type { Redactor } from '../../explain/redact/redactor.ts';
import { redactChanges } from '../../pipeline/diff/diff-files.ts';
import { formatChanges } from '../../pipeline/diff/format-changes.ts';
import { type FoundFor, mergeFindings } from '../../pipeline/findings.ts';
import { planWorkflowWithDiagnostics } from '../../translate/plan/plan-workflow.ts';
import { type ExplainInput, explainObjects } from '../explain/explain-objects.ts';
import type { ExplainedObject } from '../explain/explanation.ts';
import { isAtField, type Shown, whatIf } from '../explain/what-if.ts';
import { type VariableChanges, writeFields, writeObject } from '../explain/write-explanation.ts';
import { addAgentFlags, FILE_ARGUMENT, repeatable, reportFlag } from '../input/agent-flags.ts';
import { type AgentFlags, readAgent, readSetting } from '../input/read-agent.ts';
import { readWorkflows } from '../input/read-workflows.ts';
import { addWorkflowFlags, type WorkflowFlags } from '../input/workflow-flags.ts';
import type { CommandIo, ExitCode } from '../io.ts';
import { checkObjects } from '../output/check-objects.ts';
import { checkSteps, stepFlag } from '../output/choose-objects.ts';
import { fieldTokens } from '../output/field-path.ts';
import { reportWithSource } from '../output/report.ts';

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

/** A workflow as it is reported. */
interface ExplainedWorkflow {
  readonly workflow: string;
  readonly objects: readonly ExplainedObject[];
  /** The effect of the variables that would allow an ignored option. */
  readonly gates: readonly VariableChanges[];
  /** The effect of the variables of `--what-if`. */
  readonly whatIf?: VariableChanges['changes'];
}

function explain(file: string, flags: ExplainFlags, io: CommandIo): ExitCode {
  const { agent, warnings, environment, places } = readAgent(flags, io);
  const { workflows, findings, leftOut, redactor } = readWorkflows(file, flags, io);
  const settings = flags.whatIf.map((setting) => readSetting('--what-if', setting));
  const variables = settings.length === 0 ? undefined : Object.fromEntries(settings);
  const shown = { steps: flags.step, field: fieldTokens(flags.field ?? '') };
  const inputs = workflows.map((workflow) => ({ workflow, agent, environment, places }));
  const errors = inputs.flatMap(agentErrors);
  reportWithSource([...warnings, ...findings, ...mergeFindings(errors, workflows)], redactor, io);
  checkSteps(flags.step, workflows, leftOut);
  const explained = inputs.map((input) =>
    redactNames(explainOne(input, variables, shown), input.workflow.redactor),
  );
  if (flags.report === 'json') io.writeOut(`${printableJson({ workflows: explained }, 2)}\n`);
  else for (const one of explained) writeWorkflow(one, shown, io);
  return errors.length > 0 ? 1 : 0;
}

function explainOne(
  input: ExplainInput,
  variables: Readonly<Record<string, string>> | undefined,
  shown: Shown,
): ExplainedWorkflow {
  const { subject } = input.workflow;
  const objects = explainObjects(input)
    .filter(({ step }) => shown.steps.length === 0 || (step !== undefined && shown.steps.includes(step)))
    .map((object) => onlyShown(object, shown))
    .filter(({ fields, lost }) => fields.length + lost.length > 0);
  const losses = objects.flatMap(({ fields, lost }) => [...fields.flatMap(({ over }) => over), ...lost]);
  const gates = new Map(
    losses.flatMap(({ variable }) => (variable ? [[variable.name, variable.value]] : [])),
  );
  return {
    workflow: subject,
    objects,
    gates: [...gates].map(([variable = '', value = '']) => ({
      variable,
      value,
      changes: whatIf(input, { [variable]: value }, shown),
    })),
    ...(variables === undefined ? {} : { whatIf: whatIf(input, variables, shown) }),
  };
}

/** Redacts the names that objects were selected by. */
function redactNames(explained: ExplainedWorkflow, redactor: Redactor): ExplainedWorkflow {
  const { objects, gates, whatIf: changes } = explained;
  const { text } = redactor;
  return {
    ...explained,
    objects: objects.map((object) => ({
      ...object,
      name: text(object.name),
      ...(object.step === undefined ? {} : { step: text(object.step) }),
    })),
    gates: gates.map((gate) => ({ ...gate, changes: redactChanges(gate.changes, redactor) })),
    ...(changes === undefined ? {} : { whatIf: redactChanges(changes, redactor) }),
  };
}

function onlyShown(explained: ExplainedObject, shown: Shown): ExplainedObject {
  const { fields, lost } = explained;
  return {
    ...explained,
    fields: fields.filter(({ pointer }) => isAtField(pointer, shown)),
    lost: lost.filter(({ wanted }) => shown.field.length === 0 || isAtField(wanted ?? '/-', shown)),
  };
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
  const losses = [...object.fields.flatMap(({ over }) => over), ...object.lost];
  const names = new Set(losses.map(({ variable }) => variable?.name));
  const { step } = object;
  return gates
    .filter(({ variable }) => names.has(variable))
    .map((gate) => ({
      ...gate,
      changes: gate.changes.filter((change) => change.kind === object.kind && change.step === step),
    }));
}

function agentErrors({ workflow, agent, places }: ExplainInput): FoundFor[] {
  const { diagnostics } = planWorkflowWithDiagnostics(workflow.config, agent, workflow.context);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return checkObjects(errors, workflow, agent, places);
}
