import type { Decision, FieldOrigin, Fix, Target } from '../../../../src/index.ts';

/** The effect of a written value, on one line. */
export function decisionLine({ source, path, outcome, reason, targets, fix }: Decision): string {
  const reached = targets.map((target) => ` > ${targetText(target)}`).join('');
  return `${shortPath(path)}: ${source} ${outcome} ${reason}${fixText(fix)}${reached}`;
}

/** Where a field comes from, on one line. */
export function fieldLine(field: FieldOrigin): string {
  const { source, path, outcome, reason, from } = field;
  const [first, ...others] = from.map((origin) => `${origin.source} ${shortPath(origin.path)}`.trimEnd());
  const own = `${source} ${shortPath(path)}`.trimEnd();
  if (own !== first) throw new Error(`${field.pointer} comes from ${own}, but first from ${first}`);
  return `${targetText(field)}: ${outcome} ${reason} < ${[own, ...others].join(' + ')}`;
}

/** The lines that are gone, and those that came, each under the last line before it that stayed. */
export function changes(before: readonly string[], after: readonly string[]): string[] {
  const [old, now] = [new Set(before), new Set(after)];
  return [
    ...before.filter((line) => !now.has(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !old.has(line)).map((line) => `+ ${line}`),
  ];
}

/** The name of the object is at its own field only. */
function targetText({ object, kind, name, pointer }: Target): string {
  const own = pointer === '/metadata/name' ? `${pointer} ${name}` : pointer;
  return `${object.slice(1).replaceAll('/', '.')} ${kind} ${own}`;
}

function fixText(fix: Fix | undefined): string {
  if (fix === undefined) return '';
  const { variable, release } = fix;
  if (variable !== undefined)
    return ` [${shortPath(`/${variable.name}`).slice(1)}=${variable.value}: ${variable.option}]`;
  const [bound = '', at = ''] = Object.entries(release ?? {})[0] ?? [];
  return ` [${bound} ${at}]`;
}

function shortPath(path: string): string {
  return path
    .replace('/WOODPECKER_BACKEND_K8S_', '/…')
    .replace(/^\/pipeline\/(\d+)\/steps\/(\d+)/, 'step $1.$2 ');
}
