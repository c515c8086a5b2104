import { pathText } from '../../base/json/json-pointer.ts';
import { type Diagnostic, diagnose, rules } from '../../diagnostics/diagnostic.ts';
import { findingLine } from '../../diagnostics/format/reported.ts';
import { type ChangedBy, leftOutDiagnostic } from '../../workflow/messages/left-out.ts';
import type { PipelineMetadata } from '../../workflow/metadata/metadata.ts';
import type { CompileError, LeftOut } from '../../workflow/types.ts';
import { InputError } from '../io.ts';
import type { Finding } from '../output/report.ts';

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

/** What the server reports and what it should, each cause once. */
export function serverFindings(
  errors: readonly CompileError[],
  notices: readonly Diagnostic[],
  subject: string,
): Finding[] {
  const all = [...errors, ...notices];
  return [
    ...errors
      .filter((error) => !isCovered(error, all) && !isExplained(error, errors))
      .map((error) => errorFinding(error, subject)),
    ...notices.filter((notice) => !isCovered(notice, all)).map((notice) => ({ ...notice, subject })),
  ];
}

type Placed = Pick<CompileError, 'code' | 'range' | 'args'> & { readonly field?: string | null };

function isCovered(one: Placed, all: readonly Placed[]): boolean {
  return COVERED.some(({ code, by, keys }) => {
    if (code !== one.code || (keys !== undefined && !keys.includes(String(one.args['key'])))) return false;
    const isSame = keys === undefined ? isSamePlace : isSameEntry;
    return all.some((other) => by.includes(other.code) && isSame(one, other));
  });
}

function isSamePlace({ range: one }: Placed, { range: other }: Placed): boolean {
  return one?.start.line === other?.start.line && one?.start.column === other?.start.column;
}

function isSameEntry({ field: one = null }: Placed, { field: other = null }: Placed): boolean {
  return one === '(root)' || one === other || (one !== null && isBelow(other, one));
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

/** What the server would report, as a finding. */
export function errorFinding(error: CompileError, subject: string): Finding {
  const { warning, code, message, note, help, args, range } = error;
  return { subject, severity: warning ? 'warning' : 'error', code, message, note, help, args, range };
}

/** Ends the command with what the server rejects the pipeline for, or crashes on. */
export function endRefused(findings: readonly Finding[]): never {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const lines = new Set((errors.length > 0 ? errors : findings).map(findingLine));
  throw new InputError(['the server rejects this pipeline.', ...lines]);
}

/** Reports which workflow or step does not run and why, with the flag that would change it. */
export function leftOutFinding(
  left: LeftOut,
  subject: string,
  metadata: PipelineMetadata,
  changedBy: ChangedBy = 'flags',
): Finding {
  const { code, severity, message, note, help, args } = leftOutDiagnostic(left, metadata, changedBy);
  return { subject, severity, code, message, note, help, args, range: left.range };
}

const KEY_RULES = rules({
  'key-unknown': {
    severity: 'warning',
    message: 'Unknown key `{key}`.',
    note: 'The {reader:text} ignores it.',
    help: 'Did you mean `{nearest}`?',
  },
});

/** Reports a key that nobody reads. */
export function unknownKey(
  path: string,
  reader: 'agent' | 'server',
  nearest: string | undefined,
  place: Pick<Finding, 'subject' | 'range'>,
): Finding {
  const args = { key: pathText(path), reader, nearest };
  const { code, severity, message, note, help, args: raw } = diagnose(KEY_RULES, 'key-unknown', path, args);
  return { ...place, code, severity, message, note, help, args: raw };
}
