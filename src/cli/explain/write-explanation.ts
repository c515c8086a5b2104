import { excerpt } from '../../base/text/excerpt.ts';
import { oneLine } from '../../base/text/printable.ts';
import type { SubjectChange } from '../../explain/compare/diff-releases.ts';
import { changeLines } from '../../pipeline/diff/describe-change.ts';
import type { CommandIo } from '../io.ts';
import { annotatedYaml } from '../output/annotated-yaml.ts';
import type { ExplainedField, ExplainedLoss, ExplainedObject } from './explain-objects.ts';
import { type ExplainedOrigin, fieldPath } from './origin-title.ts';

/** The changes that one agent variable would make. */
export interface VariableChanges {
  readonly variable: string;
  readonly value: string;
  readonly changes: readonly SubjectChange[];
}

/** Writes an object as YAML, with the origin of each field and the values that it overrides in a comment. */
export function writeObject(explained: ExplainedObject, io: CommandIo): void {
  const { dim } = io.colours.out;
  const fields = new Map(explained.fields.map((field) => [field.pointer, field]));
  const comment = (pointer: string) => {
    const field = fields.get(pointer);
    return field === undefined ? undefined : summaryOf(field);
  };
  const lost = explained.lost.flatMap((loss) => lossLines(loss));
  const footer = lost.length === 0 ? [] : ['Without effect:', ...lost.map((line) => `  ${line}`)];
  io.writeOut(`---\n${dim(`# ${oneLine(titleOf(explained))}`)}\n`);
  io.writeOut(annotatedYaml(explained.object, comment, dim));
  io.writeOut(footer.map((line) => `${dim(`# ${oneLine(line)}`)}\n`).join(''));
}

/** Writes single fields of an object with all details. */
export function writeFields(
  explained: ExplainedObject,
  gates: readonly VariableChanges[],
  io: CommandIo,
): void {
  const { bold } = io.colours.out;
  const lines = [
    ...explained.fields.flatMap((field) => fieldLines(field)),
    ...explained.lost.flatMap((loss) => ['', ...lossLines(loss)]),
    ...gates.flatMap((gate) => ['', ...gateLines(gate)]),
  ];
  io.writeOut(
    `${bold(oneLine(titleOf(explained)))}\n${lines.map((line) => `${`  ${oneLine(line)}`.trimEnd()}\n`).join('')}\n`,
  );
}

function titleOf({ kind, name, step }: ExplainedObject): string {
  return `${kind} ${name}${step === undefined ? ' of the workflow' : ` of step ${step}`}`;
}

function summaryOf({ from, since, over }: ExplainedField): string {
  const [first] = from;
  const origin = first === undefined ? '' : placed(first);
  const age = since === undefined || since === '3.0' ? '' : ` since ${since}`;
  const losers = over.map((loss) => `; overrides ${placed(loss)}`).join('');
  return `${origin}${age}${losers}`;
}

function fieldLines({ pointer, value, from, since, reason, over }: ExplainedField): string[] {
  const [first, ...others] = from;
  return [
    '',
    `${fieldPath(pointer)}: ${excerpt(value)}`,
    `  from ${first === undefined ? '' : placed(first)}${since === undefined ? '' : ` since ${since}`}`,
    ...others.map((other) => `  with ${placed(other)}`),
    `  ${reason}`,
    ...over.flatMap((loss) =>
      lossLines(loss).map((line, index) => (index === 0 ? `  overrides ${line}` : `  ${line}`)),
    ),
  ];
}

function lossLines(loss: ExplainedLoss): string[] {
  const { value, wanted, outcome, reason, variable, release } = loss;
  const shown = value === undefined ? '' : `: ${excerpt(value)}`;
  const field = wanted === undefined ? '' : `, for ${fieldPath(wanted.replace(/\/-$/, ''))}`;
  return [
    `${placed(loss)}${shown}${field} (${outcome})`,
    `  ${reason}`,
    ...(variable === undefined ? [] : [`  ${gateText(variable)}`]),
    ...(release === undefined ? [] : [`  ${releaseText(release)}`]),
  ];
}

function gateText({ name, value, since }: NonNullable<ExplainedLoss['variable']>): string {
  const age = since === undefined ? 'Every release requires it' : `Agents require it since ${since}`;
  return `Set ${name}=${value} on the agent to allow it. ${age}.`;
}

function releaseText({ from, until }: NonNullable<ExplainedLoss['release']>): string {
  return from === undefined ? `Agents through ${until} differ.` : `Agents since ${from} differ.`;
}

function gateLines({ variable, value, changes }: VariableChanges): string[] {
  const fields = changes.flatMap((change) => change.fields);
  return [
    `With ${variable}=${value}, the object changes:`,
    ...fields.flatMap(changeLines),
    ...(fields.length === 0 ? ['  no change'] : []),
  ];
}

function placed({ title, range }: ExplainedOrigin): string {
  return range === undefined ? title : `${title} (${range.file}:${range.start.line}:${range.start.column})`;
}
