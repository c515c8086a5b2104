import picocolors from 'picocolors';
import { excerpt } from '../../base/text/excerpt.ts';
import { oneLine } from '../../base/text/printable.ts';
import type { SubjectChange } from '../../explain/compare/diff-pipeline.ts';
import type { CommandIo } from '../io.ts';
import { annotatedYaml } from '../output/annotated-yaml.ts';
import { fieldOf } from '../output/field-path.ts';
import type { ExplainedField, ExplainedLoss, ExplainedObject, ExplainedOrigin } from './explanation.ts';

/** What one variable of the agent would change. */
export interface VariableChanges {
  readonly variable: string;
  readonly value: string;
  readonly changes: readonly SubjectChange[];
}

/** Writes an object as YAML, beside every field where it comes from and what lost against it. */
export function writeObject(explained: ExplainedObject, io: CommandIo): void {
  const { dim } = picocolors.createColors(io.colours.out);
  const fields = new Map(explained.fields.map((field) => [field.pointer, field]));
  const comment = (pointer: string) => {
    const field = fields.get(pointer);
    return field === undefined ? undefined : summaryOf(field);
  };
  const lost = explained.lost.flatMap((loss) => lossLines(loss));
  const footer = lost.length === 0 ? [] : ['Reached no field:', ...lost.map((line) => `  ${line}`)];
  io.writeOut(`---\n${dim(`# ${oneLine(titleOf(explained))}`)}\n`);
  io.writeOut(annotatedYaml(explained.object, comment, dim));
  io.writeOut(footer.map((line) => `${dim(`# ${oneLine(line)}`)}\n`).join(''));
}

/** Writes single fields of an object with all that is known of them. */
export function writeFields(
  explained: ExplainedObject,
  gates: readonly VariableChanges[],
  io: CommandIo,
): void {
  const { bold } = picocolors.createColors(io.colours.out);
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
  const losers = over.map((loss) => `; over ${placed(loss)}`).join('');
  return `${origin}${age}${losers}`;
}

function fieldLines({ pointer, value, from, since, reason, over }: ExplainedField): string[] {
  const [first, ...others] = from;
  return [
    '',
    `${fieldOf(pointer)}: ${excerpt(value)}`,
    `  from ${first === undefined ? '' : placed(first)}${since === undefined ? '' : ` since ${since}`}`,
    ...others.map((other) => `  with ${placed(other)}`),
    `  ${reason}`,
    ...over.flatMap((loss) =>
      lossLines(loss).map((line, index) => (index === 0 ? `  over ${line}` : `  ${line}`)),
    ),
  ];
}

function lossLines(loss: ExplainedLoss): string[] {
  const { value, wanted, outcome, reason, variable, release } = loss;
  const shown = value === undefined ? '' : `: ${excerpt(value)}`;
  const field = wanted === undefined ? '' : `, for ${fieldOf(wanted.replace(/\/-$/, ''))}`;
  return [
    `${placed(loss)}${shown}${field} (${outcome})`,
    `  ${reason}`,
    ...(variable === undefined ? [] : [`  ${gateText(variable)}`]),
    ...(release === undefined ? [] : [`  ${releaseText(release)}`]),
  ];
}

function gateText({ name, value, since }: NonNullable<ExplainedLoss['variable']>): string {
  const age = since === undefined ? 'Agents of every release ask for it' : `Agents ask for it since ${since}`;
  return `${name}=${value} on the agent allows it. ${age}.`;
}

function releaseText({ from, until }: NonNullable<ExplainedLoss['release']>): string {
  return from === undefined ? `Agents through ${until} differ.` : `Agents since ${from} differ.`;
}

function gateLines({ variable, value, changes }: VariableChanges): string[] {
  const fields = changes.flatMap((change) => change.fields);
  return [
    `With ${variable}=${value} there would be:`,
    ...fields.flatMap(({ field, before, after }) => [
      ...(before === undefined ? [] : [`- ${field}: ${excerpt(before)}`]),
      ...(after === undefined ? [] : [`+ ${field}: ${excerpt(after)}`]),
    ]),
    ...(fields.length === 0 ? ['  no difference here'] : []),
  ];
}

function placed({ title, range }: ExplainedOrigin): string {
  return range === undefined ? title : `${title} (${range.file}:${range.start.line}:${range.start.column})`;
}
