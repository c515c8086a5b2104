import { type AgentState, type Side, statesBetween } from './agent-states.ts';
import { type Cause, type FieldChange, RELEASE_CAUSE } from './field-changes.ts';
import { type ComparedPipeline, changedWorkflows, type Snapshot, takeSnapshot } from './snapshot.ts';
import { type About, changedSubjects } from './subjects.ts';

/** A field that differs, and why. */
export interface CausedChange extends FieldChange {
  /** The small step that changed the field; of several, the last. */
  readonly cause: Cause;
}

/** A difference in one object, in the start of a step, or in the teardown. */
export interface SubjectChange extends About {
  /** Its title: `Pod of step build`, `teardown`. */
  readonly title: string;
  /** Whether only one side has it, or both. */
  readonly change: 'added' | 'removed' | 'changed';
  /** Every leaf that differs, at least one. */
  readonly fields: readonly CausedChange[];
}

/** Returns the differences between two agents in each workflow of a pipeline, by name. */
export function diffPipeline(pipeline: ComparedPipeline, from: Side, to: Side): Map<string, SubjectChange[]> {
  const states = statesBetween(from, to);
  const stateAt = (index: number): AgentState => states[index] as AgentState;
  const end = states.length - 1;
  const first = takeSnapshot(stateAt(0), pipeline, []);
  const last = takeSnapshot(stateAt(end), pipeline, [first]);

  const causes = new Map<string, Cause>();
  const identity = (workflow: string, subject: string, field: string): string =>
    JSON.stringify([workflow, subject, field]);
  /** Halves the way between two states until one small step is left, unless nothing differs at its ends. */
  const findCauses = (low: number, high: number, before: Snapshot, after: Snapshot): void => {
    const changed = changedWorkflows(before, after);
    if (changed.length === 0) return;
    if (high - low > 1) {
      const middle = (low + high) >> 1;
      const between = takeSnapshot(stateAt(middle), pipeline, [before, after]);
      findCauses(low, middle, before, between);
      findCauses(middle, high, between, after);
      return;
    }
    for (const { name, before, after } of changed) {
      for (const { key, fields } of changedSubjects(before, after)) {
        for (const { field } of fields) causes.set(identity(name, key, field), stateAt(high).cause);
      }
    }
  };
  findCauses(0, end, first, last);

  const changes = new Map([...pipeline.contexts.keys()].map((name) => [name, [] as SubjectChange[]]));
  for (const { name, before, after } of changedWorkflows(first, last)) {
    const subjects = changedSubjects(before, after).map(({ key, title, about, change, fields }) => ({
      title,
      ...about,
      change,
      fields: fields.map((field) => ({
        ...field,
        cause: causes.get(identity(name, key, field.field)) ?? RELEASE_CAUSE,
      })),
    }));
    changes.set(name, subjects);
  }
  return changes;
}
