import { Option } from 'commander';
import { printableJson } from '../../base/text/printable.ts';
import { inOrderOfPlaces } from '../../diagnostics/format/reported.ts';
import { mergeFindings } from '../../pipeline/findings.ts';
import { toJson, withoutCiVariables } from '../../translate/manifest/object-forms.ts';
import { toYaml, toYamlDocument } from '../../translate/manifest/to-yaml.ts';
import { planWorkflowWithDiagnostics } from '../../translate/plan/plan-workflow.ts';
import type { KubernetesObject } from '../../translate/plan/workflow-plan.ts';
import { addAgentFlags, FILE_ARGUMENT, kubernetesFlag, podSecurityFlag } from '../input/agent-flags.ts';
import { type AgentFlags, readAgent } from '../input/read-agent.ts';
import { readWorkflows } from '../input/read-workflows.ts';
import { addWorkflowFlags, type WorkflowFlags } from '../input/workflow-flags.ts';
import type { AddCommand, CommandIo, ExitCode } from '../io.ts';
import type { CheckFlags, CheckObjects } from '../output/check-objects.ts';
import { addChoiceFlags, type ChoiceFlags, checkSteps, chosenObjects } from '../output/choose-objects.ts';
import { reportFindings, reportWithSource } from '../output/report-findings.ts';

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
  const rendered = workflows.map((workflow) => {
    const { plan, diagnostics } = planWorkflowWithDiagnostics(workflow.config, agent, workflow.context);
    const objects = chosenObjects(plan, workflow, flags).map(workflow.redactor.object);
    const isChecked = diagnostics.length > 0 || wantsChecks(flags);
    return {
      objects: flags.hideCiVariables === true ? objects.map(withoutCiVariables) : objects,
      findings: isChecked ? checkObjects(diagnostics, workflow, agent, places, flags) : [],
    };
  });
  const objects = rendered.flatMap((workflow) => workflow.objects);
  const checked = rendered.flatMap((workflow) => workflow.findings);
  const all = [...warnings, ...findings, ...mergeFindings(checked, workflows)];
  if (wantsChecks(flags)) reportWithSource(all, redactor, io);
  else reportFindings(inOrderOfPlaces(all), io);
  checkSteps(flags.step, workflows, leftOut);
  if (flags.outDir === undefined) writeObjects(objects, flags.output, io);
  else writeObjectFiles(objects, flags.output, flags.outDir, io);
  return checked.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function wantsChecks({ check, podSecurity }: CheckFlags): boolean {
  return check === true || podSecurity !== undefined;
}

type OutputFormat = 'yaml' | 'json' | 'ndjson';
const OUTPUT_FORMATS: readonly OutputFormat[] = ['yaml', 'json', 'ndjson'];

function writeObjects(objects: readonly KubernetesObject[], format: OutputFormat, io: CommandIo): void {
  if (format === 'json') io.writeOut(toJson(objects));
  else if (format === 'yaml') io.writeOut(toYaml(objects));
  else for (const object of objects) io.writeOut(`${printableJson(object)}\n`);
}

/**
 * Writes each object to its own file, named so that their order is that of creation. Removes the files that an earlier
 * run wrote to the folder: kubectl would apply them too.
 */
function writeObjectFiles(
  objects: readonly KubernetesObject[],
  format: OutputFormat,
  folder: string,
  io: CommandIo,
): void {
  for (const name of io.listFolder(folder) ?? []) {
    if (WRITTEN.test(name)) io.removeFile(`${folder}/${name}`);
  }
  const width = Math.max(2, String(objects.length).length);
  objects.forEach((object, index) => {
    const number = String(index + 1).padStart(width, '0');
    const name = `${number}-${object.kind?.toLowerCase()}-${fileName(object.metadata?.name ?? '')}`;
    const [ending, text] =
      format === 'yaml' ? ['yaml', toYamlDocument(object)] : ['json', `${printableJson(object, 2)}\n`];
    io.writeFile(`${folder}/${name}.${ending}`, text);
  });
}

/** The names of the files that {@link writeObjectFiles} writes. */
const WRITTEN = /^\d{2,}-(?:persistentvolumeclaim|service|secret|namespace|pod)-[\w.-]*\.(?:yaml|json)$/;

/** Names may come unchecked from the workflow: nothing in them may lead to another folder. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 200);
}
