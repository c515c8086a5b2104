import { type Command, Option } from 'commander';
import { NEWEST_KUBERNETES } from '../../check/kubernetes-versions.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import { diffPipeline, type SubjectChange, sideIn } from '../../explain/compare/diff-releases.ts';
import { causeName, wholeObject } from '../../pipeline/diff/describe-change.ts';
import { redactChanges } from '../../pipeline/diff/diff-files.ts';
import { CHANGE_FORMS, type ChangeForm, formatChanges } from '../../pipeline/diff/format-changes.ts';
import { VARIABLE_OPTIONS, variableName } from '../../translate/agent/agent-options.ts';
import { readAgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import { FEATURES } from '../../translate/release/features.ts';
import {
  DEFAULT_RELEASE,
  knownRelease,
  NEWEST_RELEASE,
  type Release,
} from '../../translate/release/releases.ts';
import { comparedWorkflows } from '../diff/compared-workflows.ts';
import {
  collectKnown,
  FILE_ARGUMENT,
  kubernetesFlag,
  releaseFlag,
  repeatable,
  reportFlag,
} from '../input/agent-flags.ts';
import { type AgentFlags, type AgentInput, placedAt, readEnvironment } from '../input/read-agent.ts';
import { addWorkflowFlags, type WorkflowFlags } from '../input/workflow-flags.ts';
import { type CommandIo, type ExitCode, InputError } from '../io.ts';
import { addChoiceFlags, type ChoiceFlags, checkSteps, KIND_OF_FLAG } from '../output/choose-objects.ts';
import { reportWithSource } from '../output/report-findings.ts';

interface DiffFlags extends WorkflowFlags, ChangeFlags, Omit<AgentFlags, 'release' | 'os'> {
  readonly report: ChangeForm;
  readonly summary?: boolean;
  readonly expand?: boolean;
  readonly from: string;
  readonly to?: string;
  readonly fromKubernetes?: string;
  readonly toKubernetes?: string;
  readonly os: string;
  readonly fromEnv: readonly string[];
  readonly toEnv: readonly string[];
}

export function addDiffCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  const command = program
    .command('diff')
    .description('Compare the objects of two releases, agent environments or Kubernetes versions')
    .argument('<file>', FILE_ARGUMENT)
    .addOption(releaseFlag('--from', 'set the release before').default(DEFAULT_RELEASE))
    .addOption(
      releaseFlag(
        '--to',
        `set the release after (default: ${NEWEST_RELEASE}; that of --from if environments or clusters are compared)`,
      ),
    )
    .addOption(
      kubernetesFlag(
        '--from-kubernetes',
        'set the Kubernetes version before; also compares rejections by the API server',
      ),
    )
    .addOption(
      kubernetesFlag('--to-kubernetes', `set the Kubernetes version after (default: ${NEWEST_KUBERNETES})`),
    )
    .option('--os <os>', "set the agent's operating system", 'linux')
    .addOption(repeatable('--agent-env <file>', "read the agent's environment on both sides from this file"))
    .addOption(repeatable('--set <option=value>', 'set an agent option on both sides'))
    .addOption(repeatable('--from-env <file>', 'add this file to the environment of the agent before'))
    .addOption(repeatable('--to-env <file>', 'add this file to the environment of the agent after'))
    .addOption(
      new Option(
        '--ignore <cause>',
        'ignore this cause: a feature, a variable, release or kubernetes; repeat it or separate causes with commas',
      )
        .argParser(collectKnown('--ignore', 'cause', causeNames))
        .default([]),
    )
    .option('--summary', 'show the numbers of objects and causes instead of fields')
    .option('--expand', 'show each field of added and removed objects, and each variable')
    .addOption(reportFlag(CHANGE_FORMS));
  addWorkflowFlags(addChoiceFlags(command));
  command.addHelpText(
    'after',
    `
Exit codes: 0 no difference; 1 differences found; 2 invalid input or usage.

Examples:
  podwright diff .woodpecker.yaml --from 3.8 --agent-env agent.env --summary
  podwright diff .woodpecker.yaml --from 3.8 --to 3.17 --step build --ignore pluginDroneVariables
  podwright diff .woodpecker.yaml --from 3.17 --from-env today.env --to-env tomorrow.env
  podwright diff .woodpecker.yaml --from 3.17 --from-kubernetes 1.31 --to-kubernetes 1.35`,
  );
  command.action((file: string, flags: DiffFlags) => end(diff(file, flags, io)));
}

interface DiffSide extends AgentInput {
  readonly release: Release;
}

function diff(file: string, flags: DiffFlags, io: CommandIo): ExitCode {
  const from = sideOf(flags.from, flags.fromEnv, flags, io);
  const to = sideOf(flags.to ?? defaultTo(flags), flags.toEnv, flags, io);
  const agents = agentFindings([from, to], flags.os);
  const read = comparedWorkflows(file, [from.release, to.release], flags, io);
  const { pipeline, findings, redactor, leftOut } = read;
  reportWithSource([...agents, ...findings], redactor, io);
  checkSteps(
    flags.step,
    read.configs.map((config) => ({ config, redactor })),
    leftOut,
  );
  const sides = {
    from: { ...from, kubernetes: flags.fromKubernetes },
    to: { ...to, kubernetes: flags.toKubernetes },
  };
  const compared = { ...pipeline, os: flags.os, mapObject: redactor.object };
  let hidden = 0;
  const reports = [...diffPipeline(compared, sideIn(sides, 'from'), sideIn(sides, 'to'))].map(
    ([workflow, changes]) => {
      const chosen = chosenChanges(changes, flags);
      hidden += fieldsIn(changes) - fieldsIn(chosen);
      return { workflow, changes: redactChanges(chosen, redactor) };
    },
  );
  const { report: form, summary, expand } = flags;
  const colours = io.colours.out;
  io.writeOut(formatChanges(reports, { form, summary, expand, colours }));
  const isDifferent = reports.some(({ changes }) => changes.length > 0);
  if (!isDifferent && hidden > 0)
    io.writeError(`podwright: --only, --step or --ignore hides all differences (fields: ${hidden}).\n`);
  return isDifferent ? 1 : 0;
}

function fieldsIn(changes: readonly SubjectChange[]): number {
  return changes.reduce((sum, { fields }) => sum + fields.length, 0);
}

/** Whoever compares environments or clusters asks about these alone, unless they name another release. */
function defaultTo({ from, fromEnv, toEnv, fromKubernetes, toKubernetes }: DiffFlags): string {
  const isSameRelease = fromEnv.length + toEnv.length > 0 || (fromKubernetes ?? toKubernetes) !== undefined;
  return isSameRelease ? from : NEWEST_RELEASE;
}

function sideOf(text: string, files: readonly string[], flags: DiffFlags, io: CommandIo): DiffSide {
  const release = knownRelease(text);
  return { release, ...readEnvironment({ agentEnv: [...flags.agentEnv, ...files], set: flags.set }, io) };
}

/** Throws {@link InputError} if neither agent starts, because nothing could be compared. */
function agentFindings(sides: readonly DiffSide[], os: string): Reported[] {
  const read = sides.map((side) => ({
    ...side,
    ...readAgentEnvironment(side.environment, { release: side.release, os }),
  }));
  if (read.every(({ options }) => options === undefined)) {
    const errors = read.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error'));
    throw new InputError([...new Set(errors.map(({ message }) => message))]);
  }
  const findings = read.flatMap(({ release, problems, places, findings: own }) => [
    ...own,
    ...problems.map((problem) => ({ ...placedAt(problem, places), subject: `agent ${release}` })),
  ]);
  return findings.filter(
    ({ message, subject }, index) =>
      findings.findIndex((other) => other.message === message && other.subject === subject) === index,
  );
}

interface ChangeFlags extends ChoiceFlags {
  readonly ignore: readonly string[];
}

function causeNames(): string[] {
  return ['release', 'kubernetes', ...Object.keys(FEATURES), ...VARIABLE_OPTIONS.map(variableName)];
}

/** The changes that were asked for. An object that an ignored cause adds or removes is left out as a whole. */
function chosenChanges(
  changes: readonly SubjectChange[],
  { only, step: steps, ignore }: ChangeFlags,
): SubjectChange[] {
  const kinds = only.map((kind) => KIND_OF_FLAG[kind]);
  return changes.flatMap((change) => {
    const object = wholeObject(change);
    if (kinds.length > 0 && !kinds.includes(change.kind)) return [];
    if (steps.length > 0 && !steps.includes(change.step ?? '')) return [];
    if (object !== undefined && ignore.includes(causeName(object.cause))) return [];
    const fields = change.fields.filter(({ cause }) => !ignore.includes(causeName(cause)));
    return fields.length === 0 ? [] : [{ ...change, fields }];
  });
}
