import type { Command } from 'commander';
import { printableJson } from '../../base/text/printable.ts';
import { addReleaseFlag, FILE_ARGUMENT } from '../input/agent-flags.ts';
import { readWorkflows } from '../input/read-workflows.ts';
import { addWorkflowFlags, type WorkflowFlags } from '../input/workflow-flags.ts';
import type { CommandIo, ExitCode } from '../io.ts';
import { reportFindings } from '../output/report.ts';

export function addCompileCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  const command = program
    .command('compile')
    .description('print what the server makes of a workflow for the agent, as JSON')
    .argument('<file>', FILE_ARGUMENT);
  addWorkflowFlags(addReleaseFlag(command));
  command.addHelpText(
    'after',
    `
One workflow that runs is printed as an object, several or none as a list; render and diff take both.

Exit codes: 0 compiled, 2 bad input or usage, or a pipeline that the server refuses.

Examples:
  podwright compile .woodpecker.yaml --release 3.17 --event tag --tag v1.2.3
  podwright compile .woodpecker/ | podwright render - --only pod`,
  );
  command.action((file: string, flags: WorkflowFlags) => end(compile(file, flags, io)));
}

function compile(file: string, flags: WorkflowFlags, io: CommandIo): ExitCode {
  const { workflows, findings } = readWorkflows(file, flags, io);
  reportFindings(findings, io);
  const configs = workflows.map(({ compiled, redactor }) => redactor.workflow(compiled));
  io.writeOut(`${printableJson(configs.length === 1 ? configs[0] : configs, 2)}\n`);
  return 0;
}
