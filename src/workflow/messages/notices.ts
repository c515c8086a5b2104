import { diagnose, type RuleTable } from '../../diagnostics/diagnostic.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import type { PipelineMetadata } from '../metadata/metadata.ts';
import type { LeftOut } from '../types.ts';

/** Problems that the server ignores silently. */
export const NOTICE_MESSAGES = {
  'metadata-missing': {
    severity: 'warning',
    message:
      'The input has no `metadata`, so the event of the pipeline is empty and its conditions do not match.',
    help: 'Pass `metadata: assumedMetadata({ event: "push" })`, or call `planFiles`.',
  },
  'variable-unset': {
    severity: 'warning',
    message: '`{name}` is empty or not set, so the server removes its reference.',
    note: ['{who:text} set it since {since:text}.', '{setter:text}'],
    help: [
      'Update to {since:text}, or write {withDefault} to have a default.',
      'Write {forShell} for the shell of the step.',
      'Did you mean {nearest}?',
      'Write {unknown} to have a default, or remove the reference.',
      'Write {withDefault} to have a default, or {elsewhere} for the shell of the step.',
    ],
    words: {
      who: { server: 'Servers', agent: 'Agents', step: 'Servers' },
      setter: {
        agent: 'The agent sets it when a step starts.',
        step: 'The server sets it in the environment of each step.',
        environment: 'Substitution does not see the `environment` of steps.',
        nobody: 'Neither servers nor agents set it.',
      },
    },
  },
  'variable-empty-here': {
    severity: 'info',
    message: '`{name}` is empty in this run, so the server removes its reference.',
    note: [
      'The server sets it only for {on:text}.',
      'The server makes it from {fields:and} of the metadata.',
    ],
    help: 'Pass `--metadata` with a value, or write {withDefault} to have a default.',
    words: {
      on: { release: 'releases', pullRequest: 'pull requests', prevPullRequest: 'runs after a pull request' },
    },
  },
  'step-name-repeated': {
    severity: 'warning',
    message: 'Another entry of `{area}` is named {name}.',
    note: 'With `depends_on`, only the last one runs.',
    help: 'Rename one of them.',
  },
  'workflow-label-reserved': {
    severity: 'warning',
    at: 'key',
    message: 'The server removes the label {label}.',
    note: 'Since 3.5 it reserves all labels that begin with `woodpecker-ci.org`.',
    help: 'Use another prefix.',
  },
  'key-removed': {
    severity: 'warning',
    message: '`{key}` no longer takes effect.',
    help: 'Use {replacement:text}.',
  },
  'workflow-dependency-cycle': {
    severity: 'warning',
    message: 'Workflows wait for each other and never start: {cycle:chain}.',
    help: 'Remove one of their dependencies.',
  },
} as const satisfies RuleTable;

/** Why workflows and steps do not run. */
export const LEFT_OUT_RULES = {
  'left-out-when': {
    severity: 'info',
    message: '{name} does not run.',
    note: [
      'The condition `{condition}` does not match the {fact:text} {given}.',
      'The condition `{condition}` does not match.',
      'Its `when` does not match.',
    ],
    help: ['Pass {flags:or} to change that.', 'Set the option {options:or} to change that.'],
    words: {
      fact: {
        event: 'event',
        branch: 'branch',
        ref: 'ref',
        cron: 'cron job',
        repo: 'repository',
        path: 'changed files',
        platform: 'platform of the server',
      },
    },
  },
  'left-out-no-stages': {
    severity: 'info',
    message: '{name} does not run.',
    note: 'None of its steps runs.',
  },
  'left-out-missing-dependency': {
    severity: 'info',
    message: '{name} does not run.',
    note: [
      'It depends on {dependency}, which does not exist or does not run.',
      'It depends on a workflow that does not exist or does not run.',
    ],
  },
  'left-out-local': {
    severity: 'info',
    message: '{name} does not run.',
    note: 'Its conditions exclude local runs.',
  },
  'nothing-linted': {
    severity: 'info',
    message: 'Nothing was linted, because no workflow runs.',
    note: 'The conditions of the workflows match neither the events nor the metadata of the pipeline.',
    help: 'Describe a pipeline that runs with `--event`, `--branch`, `--changed` or `--metadata`.',
  },
  'nothing-runs': {
    severity: 'warning',
    message: 'No workflow runs for the event {event} on {ref}.',
    help: 'Pass the whole folder if {dependency} is in another file of it.',
  },
} as const satisfies RuleTable;

type Fact = keyof (typeof LEFT_OUT_RULES)['left-out-when']['words']['fact'];

/** How a caller changes the facts of a run: by flags, or by options of the same names; nothing changes every run. */
export type ChangedBy = 'flags' | 'options' | 'nothing';

/** The values that conditions are compared with, and the options that change each. */
const FACTS: Readonly<
  Record<
    Fact,
    readonly [
      options: readonly string[],
      read: (metadata: PipelineMetadata) => string | readonly string[] | undefined,
    ]
  >
> = {
  event: [['event'], ({ curr }) => curr?.event],
  branch: [['branch'], ({ curr }) => curr?.commit?.branch],
  ref: [['ref', 'tag'], ({ curr }) => curr?.commit?.ref],
  cron: [['cron'], ({ curr }) => curr?.cron ?? ''],
  repo: [['repo'], ({ repo }) => repo && `${repo.owner}/${repo.name}`],
  path: [['changed'], ({ curr }) => curr?.commit?.changed_files ?? []],
  platform: [['metadata'], ({ sys }) => sys?.arch ?? ''],
};

/**
 * Reports which workflow or step does not run and why, with the value that a condition was compared with.
 *
 * @param subject the file, or whatever else has the workflow
 */
export function leftOutFinding(
  left: LeftOut,
  subject: string,
  metadata: PipelineMetadata,
  changedBy: ChangedBy = 'flags',
): Reported {
  const { workflow, axis_id, step, reason, condition, dependency, range } = left;
  const run = axis_id === undefined ? workflow : `${workflow} (axis ${axis_id})`;
  const name = step === undefined ? run : `${run}: ${step}`;
  const place = { subject, ...(range && { range }) };
  if (reason === 'missing-dependency')
    return { ...diagnose(LEFT_OUT_RULES, 'left-out-missing-dependency', '', { name, dependency }), ...place };
  if (reason !== 'when') return { ...diagnose(LEFT_OUT_RULES, `left-out-${reason}`, '', { name }), ...place };
  const fact =
    changedBy !== 'nothing' && condition !== undefined && Object.hasOwn(FACTS, condition)
      ? (condition as Fact)
      : undefined;
  const [options, readFact] = fact === undefined ? [] : FACTS[fact];
  const args = {
    name,
    condition,
    fact,
    given: readFact?.(metadata),
    flags: changedBy === 'flags' ? options?.map((option) => `--${option}`) : undefined,
    options: changedBy === 'options' ? options : undefined,
  };
  return { ...diagnose(LEFT_OUT_RULES, 'left-out-when', '', args), ...place };
}

export function nothingLintedFinding(subject: string): Reported {
  return { ...diagnose(LEFT_OUT_RULES, 'nothing-linted', '', {}), subject };
}

export function nothingRunsFinding(
  subject: string,
  { curr }: PipelineMetadata,
  leftOut: readonly LeftOut[] = [],
): Reported {
  const args = {
    event: curr?.event ?? '',
    ref: curr?.commit?.ref ?? '',
    dependency: leftOut.find(({ dependency }) => dependency !== undefined)?.dependency,
  };
  return { ...diagnose(LEFT_OUT_RULES, 'nothing-runs', '', args), subject };
}
