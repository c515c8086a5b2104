import { type Command, Option } from 'commander';
import { planWorkflowWithDiagnostics } from '../../plan/plan-workflow.ts';
import type { KubernetesObject, WorkflowPlan } from '../../plan/workflow-plan.ts';
import { addAgentFlags, collect } from '../agent-flags.ts';
import { type CommandIo, type ExitCode, InputError } from '../io.ts';
import { type AgentFlags, readAgent } from '../read-agent.ts';
import { type ReadWorkflow, readWorkflows } from '../read-workflows.ts';
import { redactor } from '../redact.ts';
import { type Finding, reportFindings } from '../report.ts';
import { addWorkflowFlags, type WorkflowFlags } from '../workflow-flags.ts';
import { OUTPUT_FORMATS, type OutputFormat, writeObjectFiles, writeObjects } from '../write-objects.ts';

interface RenderFlags extends AgentFlags, WorkflowFlags {
  readonly output: OutputFormat;
  readonly outDir?: string;
  readonly only: readonly string[];
  readonly step: readonly string[];
  readonly showSecrets?: boolean;
}

const KINDS: Readonly<Record<string, string>> = {
  pod: 'Pod',
  pvc: 'PersistentVolumeClaim',
  service: 'Service',
  secret: 'Secret',
  namespace: 'Namespace',
};

export function addRenderCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  const command = program
    .command('render')
    .description('print the objects that the agent creates for a workflow, in order of creation')
    .argument(
      '<file>',
      'a workflow as YAML, a compiled workflow as JSON, a folder of workflows, or - for standard input',
    )
    .addOption(
      new Option('-o, --output <format>', 'format of the objects').choices(OUTPUT_FORMATS).default('yaml'),
    )
    .option('--out-dir <folder>', 'write each object to a file NN-kind-name in this folder instead')
    .addOption(
      new Option('--only <kind>', `only objects of this kind (${Object.keys(KINDS).join(', ')}); repeatable`)
        .argParser(collectKind)
        .default([]),
    )
    .option('--step <name>', 'only objects of this step; repeatable', collect, [])
    .option('--show-secrets', 'do not redact secret values and passwords');
  addWorkflowFlags(addAgentFlags(command));
  command.addHelpText(
    'after',
    `
Examples:
  podwright render .woodpecker.yaml --release 3.17 --agent-env agent.env | kubectl apply --dry-run=server -f -
  podwright render .woodpecker/ --only pod --step build
  podwright compile .woodpecker.yaml | podwright render - --set namespace=ci`,
  );
  command.action((file: string, flags: RenderFlags) => end(render(file, flags, io)));
}

function collectKind(kind: string, kinds: readonly string[]): string[] {
  if (!Object.hasOwn(KINDS, kind))
    throw new InputError(`--only takes ${Object.keys(KINDS).join(', ')}, not ${kind}.`);
  return [...kinds, kind];
}

function render(file: string, flags: RenderFlags, io: CommandIo): ExitCode {
  const { agent, warnings } = readAgent(flags, io);
  reportFindings(
    warnings.map((warning) => ({ ...warning, subject: 'agent' })),
    io,
  );
  const { workflows, findings } = readWorkflows(file, flags, io);
  reportFindings(findings, io);
  const objects: KubernetesObject[] = [];
  let hasErrors = false;
  for (const workflow of workflows) {
    const { plan, diagnostics } = planWorkflowWithDiagnostics(workflow.config, agent, workflow.context);
    reportFindings(
      diagnostics.map((diagnostic) => withSubject(diagnostic, workflow)),
      io,
    );
    hasErrors ||= diagnostics.some(({ severity }) => severity === 'error');
    const redact = flags.showSecrets ? (object: KubernetesObject) => object : redactor(workflow.config);
    objects.push(...chosenObjects(plan, workflow, flags).map(redact));
  }
  if (flags.outDir === undefined) writeObjects(objects, flags.output, io);
  else writeObjectFiles(objects, flags.output, flags.outDir, io);
  return hasErrors ? 1 : 0;
}

function withSubject(
  diagnostic: Omit<Finding, 'subject'> & { path: string },
  workflow: ReadWorkflow,
): Finding {
  const [, stage, index] = /^\/pipeline\/(\d+)\/steps\/(\d+)/.exec(diagnostic.path) ?? [];
  const step = workflow.config.pipeline?.[Number(stage)]?.steps?.[Number(index)];
  return {
    ...diagnostic,
    subject: step === undefined ? workflow.subject : `${workflow.subject}: step ${step.name}`,
  };
}

function chosenObjects(plan: WorkflowPlan, { config }: ReadWorkflow, flags: RenderFlags): KubernetesObject[] {
  const names = (config.pipeline ?? []).flatMap(({ steps }) => (steps ?? []).map(({ name }) => name));
  const chosenSteps = plan.steps.filter(
    (_, index) => flags.step.length === 0 || flags.step.includes(names[index] ?? ''),
  );
  const objects = [
    ...(flags.step.length === 0 ? plan.setup : []),
    ...chosenSteps.flatMap((step) => step.objects),
  ];
  const kinds = flags.only.map((kind) => KINDS[kind]);
  return kinds.length === 0 ? objects : objects.filter(({ kind }) => kinds.includes(kind));
}
