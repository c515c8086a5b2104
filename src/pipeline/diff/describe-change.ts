import { groupBy } from '../../base/group-by.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import type { Cause } from '../../explain/compare/agent-states.ts';
import type { CausedChange, SubjectChange } from '../../explain/compare/diff-releases.ts';

/** The changes of one workflow. */
export interface WorkflowChanges {
  /** Its name, with the axis of a matrix. */
  readonly workflow: string;
  /** What differs; empty for nothing. */
  readonly changes: readonly SubjectChange[];
}

/** The name by which `--ignore` knows a cause. */
export function causeName(cause: Cause): string {
  switch (cause.kind) {
    case 'variable':
      return cause.variable;
    case 'feature':
      return cause.feature;
    default:
      return cause.kind;
  }
}

/** A cause in a few words. */
export function causeTitle(cause: Cause): string {
  switch (cause.kind) {
    case 'variable':
      return `because ${cause.variable} differs`;
    case 'release':
      return 'because the release differs';
    case 'kubernetes':
      return 'because the version of Kubernetes differs';
    case 'feature':
      return `${cause.feature} (${cause.until === undefined ? `since ${cause.since}` : `until ${cause.until}`})`;
  }
}

/** The effect of a feature in a sentence, and the variable that restores the old behavior. */
export function causeText(cause: Cause): string | undefined {
  if (cause.kind !== 'feature') return undefined;
  return `${cause.summary}${cause.restoredBy === undefined ? '' : ` Restored by ${cause.restoredBy}.`}`;
}

/** An object that only one side has. */
interface WholeObject {
  readonly sign: '+' | '-';
  /** Its kind and name. */
  readonly text: string;
  /** Why it was made, or is not made any more. */
  readonly cause: Cause;
}

/** The object that was added or removed; undefined for one that both sides have, and for what is not an object. */
export function wholeObject({ change, fields }: SubjectChange): WholeObject | undefined {
  const kind = fields.find(({ field }) => field === 'kind');
  if (change === 'changed' || kind === undefined) return undefined;
  const name = fields.find(({ field }) => field === 'metadata.name');
  const shownValue = (field: CausedChange | undefined) => String(field?.after ?? field?.before ?? '');
  return {
    sign: change === 'added' ? '+' : '-',
    text: `${shownValue(kind)} ${shownValue(name)}`,
    cause: kind.cause,
  };
}

/** The fields of a change that have the same cause. */
interface CausedLines {
  readonly cause: Cause;
  readonly lines: readonly string[];
}

/** The lines of a change by cause, in the order in which causes appear. Without `expand`, variables that came or went together are one line. */
export function linesByCause({ fields }: SubjectChange, expand: boolean): CausedLines[] {
  return [...groupBy(fields, ({ cause }) => causeName(cause)).values()].map((group) => ({
    cause: (group[0] as CausedChange).cause,
    lines: fieldLines(group, expand),
  }));
}

function fieldLines(fields: readonly CausedChange[], expand: boolean): string[] {
  const groups = new Map<string, Set<string>>();
  const lists = fields.map((change) => (expand ? undefined : variableIn(change)));
  for (const { list, name } of lists.flatMap((variable) => variable ?? []))
    groups.set(list, (groups.get(list) ?? new Set()).add(name));
  const written = new Set<string>();
  return fields.flatMap((change, index) => {
    const { list = '' } = lists[index] ?? {};
    const names = groups.get(list);
    if (names === undefined || names.size < FEWEST) return linesOf(change);
    if (written.has(list)) return [];
    written.add(list);
    return [`${list}: ${namesText([...names])}`];
  });
}

/** So many variables are one line. */
const FEWEST = 4;

const ENV = '.env[';

/** The list, with its sign, that a variable was added to or removed from as a whole by a feature. */
function variableIn({
  field,
  before,
  after,
  cause,
}: CausedChange): { list: string; name: string } | undefined {
  const start = field.indexOf(ENV) + ENV.length;
  const list = field.slice(0, start - 1);
  const name = field.slice(start, field.indexOf('].', start));
  if (start < ENV.length || /^\d*$/.test(name) || cause.kind !== 'feature') return undefined;
  if (before !== undefined && after !== undefined) return undefined;
  return { list: `${before === undefined ? '+' : '-'} ${list}`, name };
}

/** `27 variables (26 DRONE_*, PULLREQUEST_DRONE_PULL_REQUEST)` */
function namesText(names: readonly string[]): string {
  const prefixes = groupBy(names, (name) => name.slice(0, name.indexOf('_') + 1));
  const texts = [...prefixes].flatMap(([prefix, own]) =>
    own.length < FEWEST || prefix === '' ? own : [`${own.length} ${prefix}*`],
  );
  return `${names.length} variables (${texts.join(', ')})`;
}

function linesOf({ field, before, after }: CausedChange): string[] {
  return [
    ...(before === undefined ? [] : [`- ${field}: ${excerpt(before)}`]),
    ...(after === undefined ? [] : [`+ ${field}: ${excerpt(after)}`]),
  ];
}
