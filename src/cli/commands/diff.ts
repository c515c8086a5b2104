import { type Command, Option } from 'commander';
import { withAgentVariables } from '../../agent/agent-variables.ts';
import { diffReleases, type SubjectChange, type WorkflowAtRelease } from '../../compare/diff-releases.ts';
import { parseRelease, type Release } from '../../release/releases.ts';
import { compileWorkflow } from '../../workflow/compile-workflow.ts';
import { checkedRelease, collect } from '../agent-flags.ts';
import { compileInput } from '../compile-input.ts';
import { parseDotenv } from '../dotenv.ts';
import { type CommandIo, type ExitCode, InputError } from '../io.ts';
import { type LoadedInput, loadInput } from '../load-input.ts';
import { readSetting } from '../read-agent.ts';
import { readTextFile } from '../read-file.ts';
import { contextOf, errorFinding, refuse } from '../read-workflows.ts';
import { redactor } from '../redact.ts';
import { addWorkflowFlags, type WorkflowFlags } from '../workflow-flags.ts';
import { writeChanges } from '../write-changes.ts';

interface DiffFlags extends WorkflowFlags {
  readonly from: string;
  readonly to?: string;
  readonly os: string;
  readonly agentEnv: readonly string[];
  readonly fromEnv: readonly string[];
  readonly toEnv: readonly string[];
  readonly set: readonly string[];
  readonly report: 'human' | 'json';
  readonly showSecrets?: boolean;
}

/** The changes of one workflow. */
export interface WorkflowChanges {
  readonly workflow: string;
  readonly changes: readonly SubjectChange[];
}

export function addDiffCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  const command = program
    .command('diff')
    .description(
      'tell what another release of the agent, or another environment of it, changes for a workflow',
    )
    .argument(
      '<file>',
      'a workflow as YAML, a compiled workflow as JSON, a folder of workflows, or - for standard input',
    )
    .addOption(new Option('--from <release>', 'release before').default('3.0').argParser(checkedRelease))
    .addOption(
      new Option('--to <release>', 'release after (default: that of --from)').argParser(checkedRelease),
    )
    .option('--os <os>', "the agent's operating system", 'linux')
    .option('--agent-env <file>', "file with the agent's environment on both sides; repeatable", collect, [])
    .option('--set <option=value>', 'one agent option on both sides; repeatable', collect, [])
    .option('--from-env <file>', "file with more of the agent's environment before; repeatable", collect, [])
    .option('--show-secrets', 'do not redact secret values and passwords')
    .option('--to-env <file>', "file with more of the agent's environment after; repeatable", collect, [])
    .addOption(
      new Option('--report <form>', 'form of the report').choices(['human', 'json']).default('human'),
    );
  addWorkflowFlags(command);
  command.addHelpText(
    'after',
    `
Exit codes: 0 nothing differs, 1 something differs, 2 bad input or usage.

Examples:
  podwright diff .woodpecker.yaml --from 3.8 --to 3.17 --agent-env agent.env
  podwright diff .woodpecker.yaml --from 3.17 --from-env today.env --to-env tomorrow.env`,
  );
  command.action((file: string, flags: DiffFlags) => end(diff(file, flags, io)));
}

function diff(file: string, flags: DiffFlags, io: CommandIo): ExitCode {
  const from = { release: releaseOf(flags.from), environment: environmentOf(flags.fromEnv, flags, io) };
  const to = {
    release: releaseOf(flags.to ?? flags.from),
    environment: environmentOf(flags.toEnv, flags, io),
  };
  const input = loadInput(file, io);
  const reports = workflowsOf(input, flags, [from.release, to.release], io).map(
    ({ name, workflow, pid }) => ({
      workflow: name,
      changes: diffReleases(workflow, {
        from,
        to,
        os: flags.os,
        context: contextOf(flags, pid),
        mapObject: (object, config) => (flags.showSecrets ? object : redactor(config)(object)),
      }),
    }),
  );
  writeChanges(reports, flags.report, io);
  return reports.some(({ changes }) => changes.length > 0) ? 1 : 0;
}

function releaseOf(text: string): Release {
  const release = parseRelease(text);
  if (release === undefined) throw new InputError(`The release ${text} is not known.`);
  return release;
}

function environmentOf(files: readonly string[], flags: DiffFlags, io: CommandIo): Record<string, string> {
  const layers = [...flags.agentEnv, ...files].map((path) => parseDotenv(readTextFile(path, io), path));
  return Object.fromEntries(
    [...layers, ...flags.set.map(readSetting)].flatMap((layer) => Object.entries(layer)),
  );
}

interface ComparedWorkflow {
  readonly name: string;
  readonly workflow: WorkflowAtRelease;
  readonly pid: number | undefined;
}

/** The workflows that run at one release or the other. */
function workflowsOf(
  input: LoadedInput,
  flags: DiffFlags,
  releases: readonly Release[],
  io: CommandIo,
): ComparedWorkflow[] {
  if (input.kind === 'compiled') return [{ name: input.subject, workflow: input.config, pid: undefined }];
  const base = compileInput(flags, io);
  const compile = (at: Pick<typeof base, 'release' | 'features'>) =>
    compileWorkflow(input.sources, { ...base, ...at });
  const results = releases.map((release) => compile({ release }));
  if (results.every(({ fatal }) => fatal)) {
    refuse(results.flatMap(({ errors }) => errors.map((error) => errorFinding(error, input.subject))));
  }
  const compared = new Map<string, ComparedWorkflow>();
  for (const { name, axis_id, pid, skipped } of results.flatMap(({ workflows }) => workflows)) {
    if (skipped !== undefined) continue;
    const title = axis_id === undefined ? name : `${name} (axis ${axis_id})`;
    const workflow: WorkflowAtRelease = (release, features) => {
      const run = compile({ release, features }).workflows.find(
        (one) => one.name === name && one.axis_id === axis_id,
      );
      return run?.config && withAgentVariables(run.config, { platform: flags.platform, release, features });
    };
    compared.set(title, { name: title, workflow, pid });
  }
  return [...compared.values()];
}
