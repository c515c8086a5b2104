import { featuresOf } from '../../translate/release/features.ts';
import { DEFAULT_RELEASE } from '../../translate/release/releases.ts';
import { compilerOf, type LocatedCompileResult } from '../compile-workflow.ts';
import { eventsOf } from '../metadata/metadata-field.ts';
import { type CompileNotes, stepOrigins, type UnmetCondition } from '../positions/compile-notes.ts';
import type { CompileInput, WorkflowSource } from '../types.ts';
import { type EventChoices, type MetadataOf, satisfyingEvents } from './satisfying-events.ts';

/** A pipeline as an event starts it. */
export interface CompiledEvent extends LocatedCompileResult {
  readonly choices: EventChoices;
  readonly input: CompileInput;
}

const MOST_EVENTS = 32;
/** How many different conditions are looked at that leave something out. */
const MOST_CONDITIONS = 64;

/**
 * Compiles a pipeline for every event, and again for branches, references, cron jobs and the like that conditions
 * name, until each workflow and step ran if its conditions can match. It compiles at most 32 times and never throws.
 */
export function compileEvents(
  sources: readonly WorkflowSource[],
  input: CompileInput,
  metadataOf: MetadataOf,
): CompiledEvent[] {
  const features = featuresOf(input.release ?? DEFAULT_RELEASE);
  const events = eventsOf(features);
  const compiler = compilerOf(sources);
  const compiled: CompiledEvent[] = [];
  const known = new Set<string>();
  const unmet: UnmetCondition[][] = [];
  const compileFor = (choices: EventChoices): void => {
    const identity = JSON.stringify(choices);
    if (known.has(identity) || compiled.length === MOST_EVENTS) return;
    known.add(identity);
    const notes: CompileNotes = { steps: new Map(), unmet: [] };
    const run = { ...input, metadata: metadataOf(choices) };
    const result = compiler(run, notes);
    compiled.push({ result, ...stepOrigins(notes.steps), choices, input: run });
    if (!result.fatal) unmet.push(notes.unmet);
  };
  for (const event of events) compileFor({ event });
  const considered = new Set<string>();
  const others: EventChoices[] = [];
  const consider = (condition: UnmetCondition): EventChoices | undefined => {
    const { workflow, step, axis } = condition;
    const identity = JSON.stringify([workflow, step, [...axis]], withMaps);
    if (considered.has(identity) || considered.size === MOST_CONDITIONS) return undefined;
    considered.add(identity);
    const [first, ...rest] = satisfyingEvents(condition, events, metadataOf, features);
    others.push(...rest);
    return first;
  };
  const considerAll = (conditions: readonly UnmetCondition[]): void => {
    for (const condition of conditions) {
      const choices = consider(condition);
      if (choices !== undefined) compileFor(choices);
    }
  };
  let seen = 0;
  for (let done = -1; done < compiled.length; ) {
    done = compiled.length;
    // A workflow that runs for the first time shows which of its steps do not.
    considerAll(leftOutOfAll(unmet, ({ name, axis, field }) => [[name, ...axis], field]));
    if (compiled.length > done) continue;
    // A workflow that ran for some events may differ for others.
    considerAll(unmet.slice(seen).flat());
    seen = unmet.length;
    for (const choices of others.splice(0)) compileFor(choices);
  }
  return compiled;
}

/**
 * Returns the steps and workflows that are left out of every run, a step alone or with its workflow.
 *
 * @param partsOf the run of a workflow, and the step in it if only that is left out
 */
export function leftOutOfAll<Left>(
  runs: readonly (readonly Left[])[],
  partsOf: (left: Left) => readonly [workflow: unknown, step: string | undefined],
): Left[] {
  const found = new Map<
    string,
    { readonly left: Left; readonly outer: string; readonly runs: Set<number> }
  >();
  for (const [index, run] of runs.entries()) {
    for (const left of run) {
      const [workflow, step] = partsOf(left);
      const key = JSON.stringify([workflow, step]);
      const known = found.get(key) ?? { left, outer: JSON.stringify([workflow, undefined]), runs: new Set() };
      known.runs.add(index);
      found.set(key, known);
    }
  }
  return [...found.values()]
    .filter(({ outer, runs: own }) => {
      const withWorkflow = found.get(outer)?.runs ?? [];
      return new Set([...own, ...withWorkflow]).size === runs.length;
    })
    .map(({ left }) => left);
}

function withMaps(_key: string, value: unknown): unknown {
  return value instanceof Map ? [...value] : value;
}
