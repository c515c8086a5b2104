import { groupBy } from '../../base/collections.ts';
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
    if (names === undefined || names.size < FEWEST) return changeLines(change);
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

/** A field before and after. */
export function changeLines({ field, before, after }: CausedChange): string[] {
  return [
    ...(before === undefined ? [] : [`- ${field}: ${excerpt(before)}`]),
    ...(after === undefined ? [] : [`+ ${field}: ${excerpt(after)}`]),
  ];
}

/** What differs, counted. */
export interface Summary {
  readonly objects: readonly CountedKind[];
  readonly causes: readonly CountedCause[];
}

interface CountedKind {
  /** Their kind, or the title of something else. */
  readonly kind: string;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

interface CountedCause {
  readonly cause: Cause;
  /** How many objects it changes. */
  readonly objects: number;
  /** How many of their fields it changes. */
  readonly fields: number;
}

/** Counts changes by kind of object and by cause, in the order in which both appear. */
export function summaryOf(changes: readonly SubjectChange[]): Summary {
  const kinds = new Map<string, CountedKind>();
  const causes = new Map<string, CountedCause>();
  for (const { title, kind = title, change, fields } of changes) {
    const shown = title.startsWith('verdict on ') ? `verdict on ${kind}` : kind;
    const counts = kinds.get(shown) ?? { kind: shown, added: 0, removed: 0, changed: 0 };
    kinds.set(shown, { ...counts, [change]: counts[change] + 1 });
    const counted = new Set<string>();
    for (const { cause } of fields) {
      const name = causeName(cause);
      const known = causes.get(name) ?? { cause, objects: 0, fields: 0 };
      const objects = known.objects + (counted.has(name) ? 0 : 1);
      counted.add(name);
      causes.set(name, { ...known, objects, fields: known.fields + 1 });
    }
  }
  return { objects: [...kinds.values()], causes: [...causes.values()] };
}

/** `2 added, 1 changed`; undefined if nothing is. */
export function changeCountsText(counts: Omit<CountedKind, 'kind'>): string {
  const texts = (['added', 'removed', 'changed'] as const).flatMap((change) =>
    counts[change] === 0 ? [] : [`${counts[change]} ${change}`],
  );
  return texts.length === 0 ? 'nothing differs' : texts.join(', ');
}

/** How many of everything are added, removed and changed. */
export function totalOf(changes: readonly SubjectChange[]): Omit<CountedKind, 'kind'> {
  const count = (wanted: SubjectChange['change']) => changes.filter(({ change }) => change === wanted).length;
  return { added: count('added'), removed: count('removed'), changed: count('changed') };
}

/** `3 fields in 2 objects` */
export function effectText({ fields, objects }: Omit<CountedCause, 'cause'>): string {
  return `${numbered(fields, 'field')} in ${numbered(objects, 'object')}`;
}

function numbered(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
