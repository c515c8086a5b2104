import type { Command } from 'commander';
import { agentRole, EVERY_OBJECT } from '../../explain/rbac/agent-role.ts';
import { NO_REDACTOR, redactFindings } from '../../explain/redact/redactor.ts';
import { planFindings } from '../../lint/plan-findings.ts';
import { planWorkflowWithDiagnostics } from '../../translate/plan/plan-workflow.ts';
import { addAgentFlags, FILE_ARGUMENT } from '../input/agent-flags.ts';
import { type AgentFlags, readAgent } from '../input/read-agent.ts';
import { readWorkflows } from '../input/read-workflows.ts';
import { addWorkflowFlags, type WorkflowFlags } from '../input/workflow-flags.ts';
import type { CommandIo, ExitCode } from '../io.ts';
import { annotatedYaml } from '../output/annotated-yaml.ts';
import { reportFindings } from '../output/report.ts';

interface RbacFlags extends AgentFlags, WorkflowFlags {}

export function addRbacCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  const command = program
    .command('rbac')
    .description('Print the Role that the service account of the agent needs, with the reason for each verb')
    .argument('[file]', `${FILE_ARGUMENT} (default: every workflow)`);
  addWorkflowFlags(addAgentFlags(command));
  command.addHelpText(
    'after',
    `
With a namespace for each organization, it is a ClusterRole. Bind it to the service account of the agent.

Exit codes: 0 success; 1 the agent fails before it creates everything; 2 invalid input or usage.

Examples:
  podwright rbac --release 3.17 --agent-env agent.env | kubectl apply -f -
  podwright rbac .woodpecker/ --release 3.17`,
  );
  command.action((file: string | undefined, flags: RbacFlags) => end(rbac(file, flags, io)));
}

const EVERY_WORKFLOW = { config: EVERY_OBJECT, context: {}, redactor: NO_REDACTOR };

function rbac(file: string | undefined, flags: RbacFlags, io: CommandIo): ExitCode {
  const { agent, warnings } = readAgent(flags, io);
  const read =
    file === undefined ? { workflows: [EVERY_WORKFLOW], findings: [] } : readWorkflows(file, flags, io);
  const planned = read.workflows.map(({ config, context, redactor }) => {
    const { plan, diagnostics } = planWorkflowWithDiagnostics(config, agent, context);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const findings = planFindings(errors, config, agent, context);
    return { plan, errors: redactFindings(findings, redactor) };
  });
  // An agent that fails does not get to the rest.
  const errors = planned.flatMap((one) => one.errors.map((error) => ({ ...error, subject: file ?? 'rbac' })));
  reportFindings([...warnings, ...read.findings, ...errors], io);
  const { role, reasons } = agentRole(
    planned.map(({ plan }) => plan),
    agent,
  );
  const reasonOf = (pointer: string): string | undefined => {
    const [, rule, verb] = /^\/rules\/(\d+)\/verbs\/(\d+)$/.exec(pointer) ?? [];
    return reasons[Number(rule)]?.[Number(verb)];
  };
  io.writeOut(annotatedYaml(role, reasonOf, io.colours.out.dim));
  return errors.length > 0 ? 1 : 0;
}
