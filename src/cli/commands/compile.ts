import type { Command } from 'commander';
import { printableJson } from '../../base/text/printable.ts';
import { addReleaseFlag, FILE_ARGUMENT } from '../input/agent-flags.ts';
import { readWorkflows } from '../input/read-workflows.ts';
import { addWorkflowFlags, type WorkflowFlags } from '../input/workflow-flags.ts';
import type { CommandIo, ExitCode } from '../io.ts';
import { reportFindings } from '../output/report-findings.ts';

export function addCompileCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  const command = program
    .command('compile')
    .description('Print the compiled workflow that the server sends to the agent, as JSON')
    .argument('<file>', FILE_ARGUMENT);
  addWorkflowFlags(addReleaseFlag(command));
  command.addHelpText(
    'after',
    `
The output is one object, or a list if there are several workflows or none. render and diff accept both.

Exit codes: 0 success; 2 invalid input or usage, or a pipeline that the server rejects.

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
