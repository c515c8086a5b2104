import { isJsonObject, type JsonValue } from '../../base/json/json.ts';

/** One field that differs. A side on which no such field exists is absent. */
export interface FieldChange {
  /** As Kubernetes writes paths, with names in brackets if list items have names: `spec.containers[0].env[HOME].value`. */
  readonly field: string;
  /** Its value at the one side. */
  readonly before?: JsonValue;
  /** Its value at the other side. */
  readonly after?: JsonValue;
}

/** The fields in which two JSON values differ, down to their leaves. */
export function fieldChanges(before: JsonValue | undefined, after: JsonValue | undefined): FieldChange[] {
  const changes: FieldChange[] = [];
  collect(before, after, '', changes);
  return changes;
}

function collect(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  field: string,
  changes: FieldChange[],
): void {
  // Added and removed objects are reported leaf by leaf too, so each has its cause.
  const left = before === undefined ? NOTHING : childrenOf(before);
  const right = after === undefined ? NOTHING : childrenOf(after);
  if (left !== undefined && right !== undefined) {
    collectAll(left, right, field, changes);
  } else if (!isSame(before, after)) {
    changes.push({
      field,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    });
  }
}

const NOTHING: Children = new Map();

function isSame(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

type Children = ReadonlyMap<string, JsonValue>;

function collectAll(left: Children, right: Children, field: string, changes: FieldChange[]): void {
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const dot = field === '' || key.startsWith('[') ? '' : '.';
    collect(left.get(key), right.get(key), field + dot + key, changes);
  }
}

/** The parts of a list or map by their path; undefined for a scalar and for an empty list or map. */
function childrenOf(value: JsonValue | undefined): Children | undefined {
  if (Array.isArray(value)) return value.length === 0 ? undefined : itemsByName(value);
  if (!isJsonObject(value)) return undefined;
  const entries = Object.entries(value as Readonly<Record<string, JsonValue>>);
  if (entries.length === 0) return undefined;
  return new Map(entries.map(([key, item]) => [/[.[\]/]/.test(key) ? `[${key}]` : key, item]));
}

/** Items by name if their names differ, otherwise by place. */
function itemsByName(items: readonly JsonValue[]): Children {
  const names = items.map(nameOf);
  if (items.length === 1 || names.includes(undefined) || new Set(names).size < names.length) {
    return new Map(items.map((item, index) => [`[${index}]`, item]));
  }
  return new Map(items.map((item, index) => [`[${names[index]}]`, withoutName(item)]));
}

function nameOf(item: JsonValue): string | undefined {
  const name = isJsonObject(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

function withoutName(item: JsonValue): JsonValue {
  const { name, ...rest } = item as Readonly<Record<string, JsonValue>>;
  return rest;
}
