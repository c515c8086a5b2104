import { type KubernetesObject, type Ledger, REASONS, toYaml, type WorkflowPlan } from 'podwright';
import { pathText, pointerTo } from '../../src/base/json/json-pointer.ts';
import { explainedOrigin, type OriginContext } from '../../src/cli/explain/origin-title.ts';
import type { Field, Fold, Manifests } from './answer.ts';
import { placeOf } from './places.ts';

/** An object of a plan as YAML. */
interface WrittenObject {
  readonly object: KubernetesObject;
  /** JSON Pointer to it in the plan. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
}

/** The texts of the objects that were written last, by their JSON: a key press changes few of them. */
let known = new Map<string, string>();

/** The objects of a plan in order of creation. */
export function writtenObjects({ setup, steps }: WorkflowPlan): WrittenObject[] {
  const next = new Map<string, string>();
  const written = (object: KubernetesObject, path: string): WrittenObject => {
    const json = JSON.stringify(object);
    const text = known.get(json) ?? toYaml([object]);
    next.set(json, text);
    return { object, path, text, lines: text.split('\n') };
  };
  const all = [
    ...setup.map((object, index) => written(object, `/setup/${index}`)),
    ...steps.flatMap(({ objects }, step) =>
      objects.map((object, index) => written(object, `/steps/${step}/objects/${index}`)),
    ),
  ];
  known = next;
  return all;
}

export function manifestsOf(objects: readonly WrittenObject[]): Manifests {
  return {
    yaml: objects.map(({ text }) => text).join(''),
    folds: withFirstLines(objects).flatMap(({ lines, first }) => foldsIn(lines, first)),
  };
}

/** The origin of each field, with its lines in the manifests. */
export function fieldsIn(
  objects: readonly WrittenObject[],
  { fields }: Ledger,
  naming: OriginContext,
): Field[] {
  const places = new Map(
    withFirstLines(objects).map(({ object, path, lines, first }) => {
      return [path, { kind: object.kind, first, leaves: linesOfLeaves(object, lines) }] as const;
    }),
  );
  return fields.flatMap(({ object, pointer, reason, from }) => {
    const { kind, first = 0, leaves } = places.get(object) ?? {};
    const place = leaves?.get(pointer);
    if (place === undefined) return [];
    return {
      line: first + place.first,
      lastLine: first + place.last,
      name: `${kind} ${pathText(pointer)}`,
      reason: REASONS[reason],
      origins: from.map((origin) => {
        const { title, range } = explainedOrigin(origin, naming);
        return { title, place: placeOf(range) };
      }),
    };
  });
}

/** Objects with the number of their first line in the manifests. */
function withFirstLines(objects: readonly WrittenObject[]) {
  let first = 1;
  return objects.map((object) => {
    const placed = { ...object, first };
    first += object.lines.length - 1;
    return placed;
  });
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
