import picocolors from 'picocolors';
import { excerpt } from '../../base/text/excerpt.ts';
import { oneLine, printableJson } from '../../base/text/printable.ts';
import type { Cause } from '../../explain/compare/cause.ts';
import type { CausedChange, SubjectChange } from '../../explain/compare/diff-pipeline.ts';
import type { CommandIo } from '../io.ts';

/** The changes of one workflow. */
export interface WorkflowChanges {
  readonly workflow: string;
  readonly changes: readonly SubjectChange[];
}

/** Writes what differs, for people or for programs. */
export function writeChanges(
  reports: readonly WorkflowChanges[],
  form: 'human' | 'json',
  io: CommandIo,
): void {
  if (form === 'json') io.writeOut(`${printableJson(reports, 2)}\n`);
  else for (const report of reports) writeReport(report, io);
}

function writeReport({ workflow, changes }: WorkflowChanges, io: CommandIo): void {
  const colours = picocolors.createColors(io.colours.out);
  io.writeOut(
    `${colours.bold(oneLine(workflow))}: ${changes.length === 0 ? 'nothing differs' : `${changes.length} changed`}\n`,
  );
  for (const change of changes) {
    io.writeOut(`\n  ${colours.bold(oneLine(change.title))} (${change.change})\n`);
    for (const [cause, fields] of byCause(change)) {
      io.writeOut(`    ${colours.cyan(oneLine(cause))}\n`);
      for (const line of fields.flatMap(linesOf).map(oneLine)) {
        io.writeOut(`      ${line.startsWith('-') ? colours.red(line) : colours.green(line)}\n`);
      }
    }
  }
  if (changes.length > 0) io.writeOut('\n');
}

function byCause({ fields }: SubjectChange): ReadonlyMap<string, CausedChange[]> {
  const groups = new Map<string, CausedChange[]>();
  for (const field of fields) {
    const cause = describeCause(field.cause);
    groups.set(cause, [...(groups.get(cause) ?? []), field]);
  }
  return groups;
}

function describeCause(cause: Cause): string {
  switch (cause.kind) {
    case 'variable':
      return `because ${cause.variable} differs`;
    case 'release':
      return 'because the release differs';
    case 'kubernetes':
      return 'because the version of Kubernetes differs';
    case 'feature': {
      const when = cause.until === undefined ? `since ${cause.since}` : `until ${cause.until}`;
      const restored = cause.restoredBy === undefined ? '' : ` Restored by ${cause.restoredBy}.`;
      return `${cause.feature} (${when}): ${cause.summary}${restored}`;
    }
  }
}

function linesOf({ field, before, after }: CausedChange): string[] {
  return [
    ...(before === undefined ? [] : [`- ${field}: ${excerpt(before)}`]),
    ...(after === undefined ? [] : [`+ ${field}: ${excerpt(after)}`]),
  ];
}
