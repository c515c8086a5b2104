import { deterministicUlid } from '../../base/encoding/hash.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import type { WorkflowFile } from '../decode/workflow.ts';
import type { StepVariables } from '../environment/layers.ts';
import type { Problem } from '../errors.ts';
import type { RunNotes } from '../positions/origins.ts';
import type { CompileInput, LeftOut } from '../types.ts';
import type { WhenContext } from '../when/context.ts';
import type { Lookups } from './lookups.ts';

/** The state of compiling one run of a workflow. */
export interface Compilation {
  readonly input: CompileInput;
  readonly lookups: Lookups;
  readonly release: Release;
  readonly features: Features;
  readonly workflow: WorkflowFile;
  /** Distinguishes this run from the others of the pipeline; ids are derived from it. */
  readonly id: string;
  /** The variables that every step's environment starts from. */
  readonly variables: StepVariables;
  readonly when: WhenContext;
  /** Start of volume and network names, without `_default`. */
  readonly prefix: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Where origins are noted, if asked. */
  readonly notes: RunNotes | undefined;
  readonly problems: Problem[];
  /** Problems on which the server does not report an error but crashes. */
  readonly crashes: Problem[];
  /** Problems on which the server crashes in some runs, by chance. */
  readonly hazards: Problem[];
  readonly leftOut: Omit<LeftOut, 'workflow' | 'axis_id'>[];
}

/**
 * An id in the form of a ULID. The server's are random; ours are derived from the contents, so the same
 * input gives the same ids and different steps different ones.
 */
export function derivedId(...parts: readonly (string | number)[]): string {
  return deterministicUlid(JSON.stringify(parts));
}
