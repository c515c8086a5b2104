import picocolors from 'picocolors';
import { oneLine, printableJson } from '../../base/text/printable.ts';
import type { SubjectChange } from '../../explain/compare/diff-pipeline.ts';
import type { CommandIo } from '../io.ts';
import {
  byCause,
  causeText,
  causeTitle,
  fieldLines,
  type WorkflowChanges,
  wholeObject,
} from './describe-change.ts';
import { markdownOf } from './markdown-changes.ts';
import { countsText, effectText, summaryOf, totalOf } from './summary.ts';

export const CHANGE_FORMS = ['human', 'json', 'markdown'] as const;

/** How to write changes. */
export interface ChangeStyle {
  readonly report: (typeof CHANGE_FORMS)[number];
  /** Whether to print the numbers only. */
  readonly summary?: boolean;
  /** Whether to show each field of added and removed objects, and each variable. */
  readonly expand?: boolean;
}

/** Writes what differs, for people or for programs. */
export function writeChanges(reports: readonly WorkflowChanges[], style: ChangeStyle, io: CommandIo): void {
  const { report: form, summary = false, expand = false } = style;
  if (form === 'json') {
    const shown = summary
      ? reports.map(({ workflow, changes }) => ({ workflow, ...summaryOf(changes) }))
      : reports;
    io.writeOut(`${printableJson(shown, 2)}\n`);
  } else if (form === 'markdown') {
    io.writeOut(reports.map((report) => markdownOf(report, { summary, expand })).join('\n'));
  } else for (const report of reports) writeReport(report, { summary, expand }, io);
}

function writeReport(
  { workflow, changes }: WorkflowChanges,
  { summary, expand }: Omit<Required<ChangeStyle>, 'report'>,
  io: CommandIo,
): void {
  const colours = picocolors.createColors(io.colours.out);
  const paint = (line: string) => (line.startsWith('-') ? colours.red(line) : colours.green(line));
  io.writeOut(`${colours.bold(oneLine(workflow))}: ${countsText(totalOf(changes))}\n`);
  if (summary) writeSummary(changes, io);
  let isAfterLine = false;
  for (const change of summary ? [] : changes) {
    const object = expand ? undefined : wholeObject(change);
    if (!(isAfterLine && object !== undefined)) io.writeOut('\n');
    isAfterLine = object !== undefined;
    if (object !== undefined) {
      const line = oneLine(`${object.sign} ${object.text} (${ownerText(change)}${causeTitle(object.cause)})`);
      io.writeOut(`  ${paint(line)}\n`);
      continue;
    }
    io.writeOut(`  ${colours.bold(oneLine(change.title))} (${change.change})\n`);
    for (const fields of byCause(change).values()) {
      io.writeOut(
        `    ${colours.cyan(oneLine(titleAndText(fields[0] as SubjectChange['fields'][number])))}\n`,
      );
      for (const line of fieldLines(fields, expand).map(oneLine)) io.writeOut(`      ${paint(line)}\n`);
    }
  }
  if (changes.length > 0) io.writeOut('\n');
}

/** `step build; ` */
function ownerText({ step }: SubjectChange): string {
  return step === undefined ? '' : `step ${step}; `;
}

function titleAndText({ cause }: SubjectChange['fields'][number]): string {
  return [causeTitle(cause), causeText(cause)].filter((text) => text !== undefined).join(': ');
}

function writeSummary(changes: readonly SubjectChange[], io: CommandIo): void {
  const { objects, causes } = summaryOf(changes);
  for (const { kind, ...counts } of objects) io.writeOut(`  ${oneLine(kind)}: ${countsText(counts)}\n`);
  for (const counted of causes) {
    const { cause } = counted;
    io.writeOut(`  ${oneLine(`${titleAndText({ cause, field: '' })} (${effectText(counted)})`)}\n`);
  }
}
