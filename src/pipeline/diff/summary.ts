import type { Cause } from '../../explain/compare/agent-states.ts';
import type { SubjectChange } from '../../explain/compare/diff-releases.ts';
import { causeName } from './describe-change.ts';

/** What differs, counted. */
export interface Summary {
  readonly objects: readonly CountedKind[];
  readonly causes: readonly CountedCause[];
}

/** The objects of a kind. */
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
export function countsText(counts: Omit<CountedKind, 'kind'>): string {
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
