import { findAround, pathText, pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import { followed } from '../../base/yaml/yaml.ts';
import type { SourceRange } from '../../diagnostics/diagnostic.ts';
import type { AgentVariableNotes } from '../../translate/agent/agent-variables.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { ValueOrigin } from '../../translate/provenance/origin.ts';
import type { Condition } from '../decode/condition.ts';
import type { DecodedPlaces, PartPlace } from '../decode/decoding.ts';
import type { Field } from '../decode/entries.ts';
import type { StepEntry } from '../decode/step.ts';
import type { StepVariables } from '../environment/variable-layers.ts';
import type { Axis } from '../run/matrix.ts';
import type { SourceText } from './source-text.ts';

/** Something that a file has, with the places of its parts. */
interface WrittenPart extends PartPlace {
  /** JSON Pointer to it, from the file, or from the step for a value in one. */
  readonly pointer: string;
  readonly source: SourceText;
  readonly places: DecodedPlaces;
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
  readonly places: DecodedPlaces;
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
  own(field: string, key: string, parts?: object): void {
    const own = this.#entry.fields.get(key);
    const otherwise = key === 'image' ? DEFAULT_CLONE : '';
    this.#written(field, own && placeOfField(own, parts), pointerTo('', key), otherwise);
  }

  part(field: string, key: string, parts: object, part: string | number): void {
    const place = this.#run.places.get(parts)?.get(String(part));
    this.#written(field, place, pointerTo(pointerTo('', key), part), DEFAULT_CLONE);
  }

  /** Notes the name of the step, which is a key of the file if no `name` says otherwise. */
  name(field: string): void {
    const named = this.#entry.fields.get('name');
    const place = named === undefined ? { value: this.#entry.place } : placeOfField(named, undefined);
    // The default clone step is in no file.
    this.#written(field, this.#entry.place.end > 0 ? place : undefined, '/name', '');
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
    const { source, places } = this.#run;
    this.#fields.set(
      field,
      place ? { written: { ...place, pointer, source, places } } : { server: otherwise },
    );
  }
}

function placeOfField({ key, value }: Field, parts: object | undefined): PartPlace {
  const target = followed(value) ?? value;
  return { key, value: target, parts: parts ?? (target.kind === 'scalar' ? undefined : target) };
}

export function writtenEntries(
  parts: object,
  pointer: string,
  { source, places }: Pick<RunNotes, 'source' | 'places'>,
): [string, Noted][] {
  return [...(places.get(parts) ?? [])].map(([part, place]) => [
    part,
    { written: { ...place, pointer: pointerTo(pointer, part), source, places } },
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
      const { key, value, parts } = placeOfField(near, undefined);
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
    const part = found.parts && found.places.get(found.parts)?.get(token);
    if (part === undefined) return { written: found, isExact: false };
    const { pointer, source, places } = found;
    found = { ...part, pointer: pointerTo(pointer, token), source, places };
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
