import { type FieldOrigin, type Ledger, REASONS, toYaml, type WorkflowPlan } from 'podwright';
import { pathText, pointerTo } from '../../src/base/json/json-pointer.ts';
import { explainedOrigin, type OriginContext } from '../../src/cli/explain/origin-title.ts';
import type { Field, Fold, Manifests } from './answer.ts';
import { placeOf } from './places.ts';

/** The objects of a plan as YAML in order of creation, and for each of its lines the origin of the field. */
export function manifestsOf(plan: WorkflowPlan, ledger: Ledger, naming: OriginContext): Manifests {
  const origins = new Map<string, FieldOrigin[]>();
  for (const field of ledger.fields) {
    const known = origins.get(field.object);
    if (known === undefined) origins.set(field.object, [field]);
    else known.push(field);
  }
  const fields: Field[] = [];
  const folds: Fold[] = [];
  let yaml = '';
  let line = 1;
  for (const { object, path } of objectsOf(plan)) {
    const text = toYaml([object]);
    const lines = text.split('\n');
    const places = linesOfLeaves(object, lines);
    for (const { pointer, reason, from } of origins.get(path) ?? []) {
      const place = places.get(pointer);
      if (place === undefined) continue;
      fields.push({
        line: line + place.first,
        lastLine: line + place.last,
        name: `${object.kind} ${pathText(pointer)}`,
        reason: REASONS[reason],
        origins: from.map((origin) => {
          const { title, range } = explainedOrigin(origin, naming);
          return { title, place: placeOf(range) };
        }),
      });
    }
    folds.push(...foldsIn(lines, line));
    yaml += text;
    line += lines.length - 1;
  }
  return { yaml, fields, folds };
}

function objectsOf({ setup, steps }: WorkflowPlan) {
  return [
    ...setup.map((object, index) => ({ object, path: `/setup/${index}` })),
    ...steps.flatMap(({ objects }, step) =>
      objects.map((object, index) => ({ object, path: `/steps/${step}/objects/${index}` })),
    ),
  ];
}

interface Lines {
  readonly first: number;
  readonly last: number;
}

/** The lines of each leaf of an object, by its JSON Pointer; counted from 0, the first one being the `---`. */
function linesOfLeaves(object: object, lines: readonly string[]): Map<string, Lines> {
  const places = new Map<string, Lines>();
  let next = 1;
  const walk = (value: unknown, pointer: string, isItem: boolean): void => {
    if (isBranch(value)) {
      for (const [key, part] of Object.entries(value)) {
        // What is in a list begins in the line of its dash, a branch of a map in the line after its key.
        if (isBranch(part) && !Array.isArray(value)) next += 1;
        walk(part, pointerTo(pointer, key), Array.isArray(value));
      }
      return;
    }
    const first = next;
    const column = depthOf(lines[first] ?? '') - (isItem ? 2 : 0);
    do next += 1;
    while (next < lines.length - 1 && (lines[next] === '' || indentOf(lines[next] ?? '') > column));
    places.set(pointer, { first, last: next - 1 });
  };
  walk(object, '', false);
  return places;
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The column of the key of a line, after its dashes. */
function depthOf(line: string): number {
  return /^ *(?:- )*/.exec(line)?.[0].length ?? 0;
}

/** Runs of variables that the server and the agent set. */
function foldsIn(lines: readonly string[], offset: number): Fold[] {
  const folds: Fold[] = [];
  let start = -1;
  let count = 0;
  lines.forEach((line, index) => {
    const isValue = start >= 0 && /^\s+(?:value|valueFrom):/.test(line);
    if (/^\s*- name: (?:CI|DRONE)(?:_|$)/.test(line) && !/CI_SCRIPT$/.test(line)) {
      if (start < 0) start = index;
      count += 1;
    } else if (!isValue && start >= 0) {
      folds.push({ line: offset + start, lastLine: offset + index - 1, count });
      start = -1;
      count = 0;
    }
  });
  return folds;
}
