import { findAround, pathText, pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import { followed, type Place, type ScalarNode } from '../../base/yaml/yaml.ts';
import type { SourceRange } from '../../diagnostics/diagnostic.ts';
import type { AgentVariableNotes } from '../../translate/agent/agent-variables.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { ValueOrigin } from '../../translate/provenance/origin.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Condition } from '../decode/condition.ts';
import { startDecoding } from '../decode/decoding.ts';
import { decodeFields, type Field, itemsIn } from '../decode/entries.ts';
import type { StepEntry } from '../decode/step.ts';
import type { UntypedValue } from '../decode/untyped.ts';
import type { WorkflowFile } from '../decode/workflow.ts';
import type { StepVariables } from '../environment/variable-layers.ts';
import type { Axis } from '../run/matrix.ts';
import type { SourceText } from './source-text.ts';

interface PartPlace {
  /** Absent for an item of a list. */
  readonly key?: Place | undefined;
  readonly value: Place;
  /** What is in it; absent for a scalar. */
  readonly parts?: Parts | undefined;
}

type Parts = (token: string) => UntypedValue | ScalarNode | undefined;

interface WrittenPart extends PartPlace {
  /** JSON Pointer to it, from the file, or from the step for a value in one. */
  readonly pointer: string;
  readonly source: SourceText;
}

/** The origin of a compiled value, as the compiler notes it. */
export type Noted =
  | { readonly written: WrittenPart }
  /** The fields that the server makes it of; empty for a default. `near` is the key of the step that asks for it. */
  | { readonly server: string; readonly near?: string };

/** The notes of the compiler about one run of a workflow, if a caller asks for them. */
export interface RunNotes extends CompileNotes {
  /** Name of the workflow. */
  readonly name: string;
  readonly source: SourceText;
  readonly features: Features;
  /** The origins of the variables that every step's environment starts from. */
  readonly variables: StepVariables<Noted>;
  readonly labels: Map<string, Noted>;
  readonly workspace: ReadonlyMap<string, Noted>;
}

/** The notes of the compiler, if a caller asks for them. */
export interface CompileNotes {
  /** By the id of the step. */
  readonly steps: Map<string, NotedStep>;
  /** The conditions that left something out. */
  readonly unmet: UnmetCondition[];
}

/** Conditions that do not match in a run. */
export interface UnmetCondition {
  /** Name of the workflow. */
  readonly name: string;
  /** Field of the step that is left out; absent if the whole workflow is. */
  readonly field?: string;
  /** The `when` of the workflow. */
  readonly workflow: readonly Condition[];
  /** The `when` of the step. */
  readonly step?: readonly Condition[];
  readonly axis: Axis;
}

interface NotedStep {
  readonly entry: StepEntry;
  readonly source: SourceText;
  readonly fields: ReadonlyMap<string, Noted>;
}

/** Who decides a part of the workspace: a key of the file, an option of the server, or the metadata; empty for a default. */
export type WorkspaceOrigin =
  | `workspace.${'base' | 'path'}`
  | `options.workspace.${'base' | 'path'}`
  | 'repo.forge_url'
  | '';

/** Only the clone step of the server has an image, and settings, that are in no file. */
const DEFAULT_CLONE = 'options.default_clone_image';

/** Notes the origins of the fields of one step. Fields are JSON Pointers into the compiled step. */
export class StepNotes {
  readonly #entry: StepEntry;
  readonly #run: RunNotes;
  readonly #fields = new Map<string, Noted>();

  constructor(entry: StepEntry, uuid: string, run: RunNotes) {
    this.#entry = entry;
    this.#run = run;
    run.steps.set(uuid, { entry, source: run.source, fields: this.#fields });
  }

  /** Notes a field that comes from a key of the file, or from the server's default without the key. */
  own(field: string, key: string, decoded?: unknown): void {
    const own = this.#entry.fields.get(key);
    const otherwise = key === 'image' ? DEFAULT_CLONE : '';
    const place = own && placeOfField(own, this.#partsOf(own, decoded));
    this.#written(field, place, pointerTo('', key), otherwise);
  }

  #partsOf({ value }: Field, decoded: unknown): Parts | undefined {
    if (decoded instanceof Map) return (token) => decoded.get(token);
    if (!Array.isArray(decoded)) return undefined;
    const items = itemsIn(value, this.#run.features);
    return (token) => items[Number(token)];
  }

  /** Notes a field that comes from an entry of a map of the step. */
  part(field: string, key: string, part: string, value: UntypedValue): void {
    this.#written(field, placeOfValue(value), pointerTo(pointerTo('', key), part), DEFAULT_CLONE);
  }

  /** Notes the items of a field, from an index on, that come from a list of strings of the step. */
  items(field: string, start: number, key: string): void {
    const items = itemsIn(this.#entry.fields.get(key)?.value, this.#run.features);
    for (const [index, value] of items.entries())
      this.#written(pointerTo(field, start + index), { value }, pointerTo(pointerTo('', key), index), '');
  }

  /** Notes the name of the step, which is a key of the file if no `name` says otherwise. */
  name(field: string): void {
    const named = this.#entry.fields.get('name');
    const place = named === undefined ? { value: this.#entry.place } : placeOfField(named);
    this.#written(field, place, '/name', '');
  }

  server(field: string, from: string, near?: string): void {
    this.#fields.set(field, near === undefined ? { server: from } : { server: from, near });
  }

  /** Notes the workspace, or a value that is derived from it. */
  workspace(field: string, from: WorkspaceOrigin): void {
    const own = from.startsWith('workspace.') && this.#run.workspace.get(from.slice('workspace.'.length));
    this.#fields.set(field, own || { server: from });
  }

  entries(field: string, origins: Iterable<readonly [string, Noted]>): void {
    for (const [key, noted] of origins) this.#fields.set(pointerTo(field, key), noted);
  }

  #written(field: string, place: PartPlace | undefined, pointer: string, otherwise: string): void {
    const { source } = this.#run;
    // The default clone step is in no file.
    const isWritten = place !== undefined && this.#entry.place.end > 0;
    this.#fields.set(field, isWritten ? { written: { ...place, pointer, source } } : { server: otherwise });
  }
}

function placeOfField({ key, value }: Field, parts?: Parts): PartPlace {
  const target = followed(value) ?? value;
  return { key, value: target, parts: parts ?? (target.kind === 'scalar' ? undefined : () => undefined) };
}

function placeOfValue(value: UntypedValue | ScalarNode): PartPlace {
  return { key: 'key' in value ? value.key : undefined, value, parts: partsOf(value) };
}

function partsOf(value: UntypedValue | ScalarNode): Parts | undefined {
  if (value.kind === 'map') return (token) => value.entries.get(token);
  return value.kind === 'list' ? (token) => value.items[Number(token)] : undefined;
}

/** The origins of the strings in a map of the workflow. */
export function writtenEntries(
  { fields }: WorkflowFile,
  key: string,
  { source, features }: Pick<RunNotes, 'source' | 'features'>,
): [string, Noted][] {
  const map = fields.get(key)?.value;
  const entries = map === undefined ? [] : [...decodeFields(map, startDecoding(features))];
  return writtenParts(
    entries.map(([name, field]) => [name, placeOfField(field)]),
    pointerTo('', key),
    source,
  );
}

export function writtenParts(
  parts: Iterable<readonly [string, PartPlace]>,
  pointer: string,
  source: SourceText,
): [string, Noted][] {
  return Array.from(parts, ([part, place]) => [
    part,
    { written: { ...place, pointer: pointerTo(pointer, part), source } },
  ]);
}

/** The part of a key and its value that a finding is about. */
export type Part = 'key' | 'value';

/**
 * Returns the origin of a value in a compiled step; undefined for a step that is not known.
 *
 * @param uuid id of the compiled step
 * @param pointer JSON Pointer into the compiled step
 */
export type OriginInStep = (uuid: string, pointer: string) => ValueOrigin | undefined;

/**
 * Finds the place in the workflow file of a value in a compiled step: through anchors, merge keys and substitution,
 * and as deep as the file goes. A value that the server sets has the place of the step. Undefined for a step that
 * nobody wrote.
 *
 * @param uuid id of the compiled step
 * @param pointer JSON Pointer into the compiled step
 * @param part whether to find the key or the value; default: the value
 */
export type LocateInStep = (uuid: string, pointer: string, part?: Part) => SourceRange | undefined;

/** Looks up the origins of the values of compiled steps. */
export function stepOrigins(steps: ReadonlyMap<string, NotedStep>): {
  readonly originOf: OriginInStep;
  readonly locate: LocateInStep;
} {
  return {
    originOf: (uuid, pointer) => {
      const step = steps.get(uuid);
      return step && originIn(step, pointer);
    },
    locate: (uuid, pointer, part = 'value') => {
      const step = steps.get(uuid);
      if (step === undefined) return undefined;
      const { entry, source } = step;
      const noted = pointer === '' ? undefined : notedAt(step, pointer);
      if (noted !== undefined && 'written' in noted) return rangeOf(noted, part);
      // The default clone step is in no file.
      if (entry.place.end === 0) return undefined;
      const near = noted?.near === undefined ? undefined : entry.fields.get(noted.near);
      if (near === undefined) return source.rangeOf(entry.place);
      const { key, value, parts } = placeOfField(near);
      return source.rangeOf(parts === undefined ? value : (key ?? value));
    },
  };
}

function originIn(step: NotedStep, pointer: string): ValueOrigin {
  const noted = notedAt(step, pointer);
  if ('server' in noted) return { by: 'server', field: noted.server };
  const { written } = noted;
  const range = rangeOf(noted, written.parts === undefined ? 'value' : 'key');
  return { by: 'file', name: pathText(written.pointer), range };
}

interface Found {
  readonly written: WrittenPart;
  readonly isExact: boolean;
}

/** If a value is not in the file, the key of its parent is found: its value begins with a neighbor. */
function rangeOf({ written, isExact }: Found, part: Part): SourceRange {
  const { key, value, source } = written;
  return source.rangeOf(part === 'value' && isExact ? value : (key ?? value));
}

/** The notes about a field, or about the field that encloses it. */
function notedAt({ fields }: NotedStep, pointer: string): Found | Extract<Noted, { server: string }> {
  const found = findAround(pointer, (at) => {
    const noted = fields.get(at);
    if (noted === undefined || 'server' in noted) return noted;
    return deepest(noted.written, tokensOf(pointer.slice(at.length)));
  });
  return found ?? { server: '', near: tokensOf(pointer)[0] ?? '' };
}

function deepest(written: WrittenPart, tokens: readonly string[]): Found {
  let found = written;
  for (const token of tokens) {
    const { parts, pointer, source } = found;
    const part = parts?.(token);
    if (part === undefined) return { written: found, isExact: false };
    found = { ...placeOfValue(part), pointer: pointerTo(pointer, token), source };
  }
  return { written: found, isExact: true };
}

/**
 * Finds the place in the file for a JSON Pointer into the compiled workflow; undefined if it is not known.
 */
export type Locate = (pointer: string, part?: Part) => SourceRange | undefined;

/** Finds places in the workflow file from which the workflow was compiled. */
export function locateInYaml(workflow: CompiledWorkflow, locate: LocateInStep): Locate {
  return (pointer, part) => {
    const step = stepAt(workflow, pointer);
    return step && locate(step.uuid, step.rest, part);
  };
}

/** The id of the step that a JSON Pointer leads into, with the pointer in the step. */
export function stepAt(
  { pipeline }: CompiledWorkflow,
  pointer: string,
): { readonly uuid: string; readonly rest: string } | undefined {
  const [, stage, index, rest = ''] = /^\/pipeline\/(\d+)\/steps\/(\d+)(\/.*)?$/s.exec(pointer) ?? [];
  const uuid = pipeline?.[Number(stage)]?.steps?.[Number(index)]?.uuid;
  return uuid === undefined ? undefined : { uuid, rest };
}

/**
 * Adds the origins of the variables that the agent sets.
 *
 * @param originOf of `compileWithPositions`
 * @param notes of `withAgentVariables`
 */
export function withAgentOrigins(originOf: OriginInStep, notes: AgentVariableNotes): OriginInStep {
  return (uuid, pointer) => {
    const [part, name = ''] = tokensOf(pointer);
    const field = part === 'environment' ? notes.get(uuid)?.get(name) : undefined;
    return field === undefined ? originOf(uuid, pointer) : { by: 'agent', field };
  };
}
