import type { Diagnostic, SourcePosition, SourceRange } from '../../diagnostics/diagnostic.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import type { CompileError } from '../types.ts';

/** A finding whose cause another finding reports better. */
interface Covered {
  readonly code: string;
  readonly by: readonly string[];
  /** The keys that it must be about to have the cause, in the same entry. Default: it is at the same place. */
  readonly keys?: readonly string[];
}

const COVERED: readonly Covered[] = [
  { code: 'schema-additional-properties', by: ['key-removed', 'step-secrets-removed'] },
  { code: 'key-removed', by: ['step-secrets-removed'] },
  { code: 'schema-required', by: ['steps-missing'], keys: ['steps'] },
  { code: 'schema-required', by: ['image-missing'], keys: ['image'] },
  {
    code: 'schema-additional-properties',
    by: ['settings-with-commands', 'settings-with-environment'],
    keys: ['settings', 'commands', 'entrypoint', 'environment'],
  },
];

/** The findings of the server, and problems that it ignores, each cause once. */
export function serverFindings(
  errors: readonly CompileError[],
  notices: readonly Diagnostic[],
  subject: string,
): Reported[] {
  const all: readonly Placed[] = [...errors, ...notices];
  const byPlace = new Map<string, Set<string>>();
  for (const one of all) byPlace.set(placeOf(one), (byPlace.get(placeOf(one)) ?? new Set()).add(one.code));
  const entriesBy = new Map(
    COVERED.map(({ by }) => [by, entriesOf(all.filter(({ code }) => by.includes(code)))]),
  );
  const isCovered = (one: Placed) =>
    COVERED.some(({ code, by, keys }) => {
      if (code !== one.code) return false;
      if (keys === undefined) return by.some((other) => byPlace.get(placeOf(one))?.has(other));
      return keys.includes(String(one.args['key'])) && entriesBy.get(by)?.has(one);
    });
  const isExplained = explainedAlternatives(errors);
  return [
    ...errors
      .filter((error) => !isCovered(error) && !isExplained(error))
      .map((error) => errorFinding(error, subject)),
    // Their paths are not those of the compiled workflow.
    ...notices.filter((notice) => !isCovered(notice)).map(({ path, ...notice }) => ({ ...notice, subject })),
  ];
}

type Placed = Pick<CompileError, 'code' | 'range' | 'args'> & { readonly field?: string | null };

function placeOf({ range }: Placed): string {
  return `${range?.start.line}:${range?.start.column}`;
}

/** The entries that findings are in. Those of lists have an index in one finding and a name in the other. */
function entriesOf(findings: readonly Placed[]): { has: (one: Placed) => boolean } {
  const fields = new Set(findings.flatMap(({ field = null }) => [...fieldsAround(field), field]));
  const starts = findings.flatMap(({ range }) => range?.start ?? []).sort(inOrder);
  return {
    has: ({ field = null, range }) => fields.has(field) || (range !== undefined && hasWithin(starts, range)),
  };
}

/** The fields that a field is in: `(root)`, `steps` and `steps.build` for `steps.build.image`. */
function fieldsAround(field: string | null): string[] {
  const tokens = field?.split('.').slice(0, -1) ?? [];
  return ['(root)', ...tokens.map((_, index) => tokens.slice(0, index + 1).join('.'))];
}

function hasWithin(positions: readonly SourcePosition[], { start, end }: SourceRange): boolean {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (inOrder(positions[middle] as SourcePosition, start) < 0) low = middle + 1;
    else high = middle;
  }
  const first = positions[low];
  return first !== undefined && inOrder(first, end) <= 0;
}

function inOrder(one: SourcePosition, other: SourcePosition): number {
  return one.line - other.line || one.column - other.column;
}

/** That no alternative fits says nothing if another fault of the schema is there or below. */
function explainedAlternatives(errors: readonly CompileError[]): (error: CompileError) => boolean {
  const explained = new Set<string | null>();
  for (const { code, field } of errors) {
    if (!code.startsWith('schema-') || field === null) continue;
    if (field !== '(root)') for (const parent of fieldsAround(field)) explained.add(parent);
    if (code !== 'schema-alternatives') explained.add(field);
  }
  return ({ code, field }) => code === 'schema-alternatives' && explained.has(field);
}

export function errorFinding(error: CompileError, subject: string): Reported {
  const { warning, code, message, note, help, args, range } = error;
  return { subject, severity: warning ? 'warning' : 'error', code, message, note, help, args, range };
}
