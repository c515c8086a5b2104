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
  const all = [...errors, ...notices];
  const byPlace = new Map<string, Set<string>>();
  for (const one of all) byPlace.set(placeOf(one), (byPlace.get(placeOf(one)) ?? new Set()).add(one.code));
  const isLeft = (one: Placed) => !isCovered(one, all, byPlace.get(placeOf(one)));
  return [
    ...errors
      .filter((error) => isLeft(error) && !isExplained(error, errors))
      .map((error) => errorFinding(error, subject)),
    ...notices.filter(isLeft).map((notice) => ({ ...notice, subject })),
  ];
}

type Placed = Pick<CompileError, 'code' | 'range' | 'args'> & { readonly field?: string | null };

/** @param codes of the findings at its place */
function isCovered(one: Placed, all: readonly Placed[], codes = new Set<string>()): boolean {
  return COVERED.some(({ code, by, keys }) => {
    if (code !== one.code) return false;
    if (keys === undefined) return by.some((other) => codes.has(other));
    if (!keys.includes(String(one.args['key']))) return false;
    return all.some((other) => by.includes(other.code) && isSameEntry(one, other));
  });
}

function placeOf({ range }: Placed): string {
  return `${range?.start.line}:${range?.start.column}`;
}

/** Entries of lists have an index in one finding and a name in the other. */
function isSameEntry(one: Placed, other: Placed): boolean {
  const [parent = null, field = null] = [one.field, other.field];
  if (parent === '(root)' || parent === field || (parent !== null && isBelow(field, parent))) return true;
  return isWithinRange(other.range?.start, one.range);
}

function isWithinRange(position: SourcePosition | undefined, range: SourceRange | undefined): boolean {
  if (position === undefined || range === undefined) return false;
  return isBefore(range.start, position) && isBefore(position, range.end);
}

function isBefore(one: SourcePosition, other: SourcePosition): boolean {
  return one.line < other.line || (one.line === other.line && one.column <= other.column);
}

/** That no alternative fits says nothing if another fault of the schema is there or below. */
function isExplained(error: CompileError, errors: readonly CompileError[]): boolean {
  if (error.code !== 'schema-alternatives') return false;
  return errors.some(
    ({ code, field }) =>
      code.startsWith('schema-') &&
      (isBelow(field, error.field) || (field === error.field && code !== error.code)),
  );
}

function isBelow(field: string | null, parent: string | null): boolean {
  if (field === null || field === parent) return false;
  return parent === '(root)' || field.startsWith(`${parent}.`);
}

/** A report of the server, as a finding. */
export function errorFinding(error: CompileError, subject: string): Reported {
  const { warning, code, message, note, help, args, range } = error;
  return { subject, severity: warning ? 'warning' : 'error', code, message, note, help, args, range };
}
