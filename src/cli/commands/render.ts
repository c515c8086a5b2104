import { Option } from 'commander';
import type { Reported } from '../../diagnostics/format/reported.ts';
import { inOrderOfPlaces } from '../../diagnostics/format/reported.ts';
import { type FoundFor, mergeFindings } from '../../pipeline/lint/lint-events.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import { withoutCiVariables } from '../../translate/manifest/without-ci-variables.ts';
import { type DiagnosedPlan, planWorkflowWithDiagnostics } from '../../translate/plan/plan-workflow.ts';
import type { KubernetesObject } from '../../translate/plan/workflow-plan.ts';
import { addAgentFlags, FILE_ARGUMENT, kubernetesFlag, podSecurityFlag } from '../input/agent-flags.ts';
import { type AgentFlags, readAgent } from '../input/read-agent.ts';
import { type ReadWorkflow, readWorkflows } from '../input/read-workflows.ts';
import { addWorkflowFlags, type WorkflowFlags } from '../input/workflow-flags.ts';
import type { AddCommand, CommandIo, ExitCode } from '../io.ts';
import type { CheckFlags, CheckObjects } from '../output/check-objects.ts';
import { addChoiceFlags, type ChoiceFlags, checkSteps, chosenObjects } from '../output/choose-objects.ts';
import { reportFindings, reportWithSource } from '../output/report.ts';
import {
  OUTPUT_FORMATS,
  type OutputFormat,
  writeObjectFiles,
  writeObjects,
} from '../output/write-objects.ts';

interface RenderFlags extends AgentFlags, WorkflowFlags, ChoiceFlags, CheckFlags {
  readonly output: OutputFormat;
  readonly outDir?: string;
  readonly hideCiVariables?: boolean;
}

/** The command, with the checks: they are as much code as all the rest, and most workflows need none. */
export function renderCommand(checkObjects: CheckObjects): AddCommand {
  return (program, io, end) => {
    const command = program
      .command('render')
      .description('Print the objects that an agent creates for a workflow')
      .argument('<file>', FILE_ARGUMENT)
      .addOption(
        new Option('-o, --output <format>', 'choose the format of the objects')
          .choices(OUTPUT_FORMATS)
          .default('yaml'),
      )
      .option('--out-dir <folder>', 'write each object to a file NN-kind-name in this folder')
      .option('--hide-ci-variables', 'omit CI, CI_* (except CI_SCRIPT) and DRONE_* from Pods')
      .option('--check', 'report rejections and warnings of the API server')
      .addOption(podSecurityFlag('report violations of this Pod Security level'))
      .addOption(kubernetesFlag());
    addWorkflowFlags(addAgentFlags(addChoiceFlags(command)));
    command.addHelpText(
      'after',
      `
Objects go to standard output, findings to standard error.

Exit codes: 0 success; 1 the agent fails, or a check found an error; 2 invalid input or usage.

Examples:
  podwright render .woodpecker.yaml --release 3.17 --agent-env agent.env | kubectl apply --dry-run=server -f -
  podwright render .woodpecker/ --event tag --tag v1.2.3 --only pod --step build
  podwright render .woodpecker.yaml --check --pod-security restricted --kubernetes 1.31 >/dev/null
  podwright compile .woodpecker.yaml | podwright render - --set namespace=ci`,
    );
    command.action((file: string, flags: RenderFlags) => end(render(file, flags, io, checkObjects)));
  };
}

function render(file: string, flags: RenderFlags, io: CommandIo, checkObjects: CheckObjects): ExitCode {
  const { agent, warnings, places } = readAgent(flags, io);
  const { workflows, findings, leftOut, redactor } = readWorkflows(file, flags, io);
  const check = (planned: DiagnosedPlan, workflow: ReadWorkflow) =>
    planned.diagnostics.length > 0 || wantsChecks(flags)
      ? checkObjects(planned.diagnostics, workflow, agent, places, flags)
      : [];
  const rendered = workflows.map((workflow) => renderWorkflow(workflow, agent, flags, check));
  const objects = rendered.flatMap((workflow) => workflow.objects);
  const all = [
    ...warnings,
    ...findings,
    ...mergeFindings(
      rendered.flatMap((workflow) => workflow.findings),
      workflows,
    ),
  ];
  if (wantsChecks(flags)) reportWithSource(all, redactor, io);
  else reportFindings(inOrderOfPlaces(all), io);
  checkSteps(flags.step, workflows, leftOut);
  if (flags.outDir === undefined) writeObjects(objects, flags.output, io);
  else writeObjectFiles(objects, flags.output, flags.outDir, io);
  return rendered.some((workflow) => workflow.findings.some(isError)) ? 1 : 0;
}

function wantsChecks({ check, podSecurity }: CheckFlags): boolean {
  return check === true || podSecurity !== undefined;
}

function renderWorkflow(
  workflow: ReadWorkflow,
  agent: AgentOptions,
  flags: RenderFlags,
  check: (planned: DiagnosedPlan, workflow: ReadWorkflow) => readonly FoundFor[],
): { objects: KubernetesObject[]; findings: readonly FoundFor[] } {
  const planned = planWorkflowWithDiagnostics(workflow.config, agent, workflow.context);
  const objects = chosenObjects(planned.plan, workflow, flags).map(workflow.redactor.object);
  return {
    objects: flags.hideCiVariables === true ? objects.map(withoutCiVariables) : objects,
    findings: check(planned, workflow),
  };
}

function isError({ severity }: Reported): boolean {
  return severity === 'error';
}
