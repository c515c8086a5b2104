import { deterministicUlid } from '../../base/encoding/hash.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import type { WorkflowFile } from '../decode/workflow.ts';
import type { StepVariables } from '../environment/variable-layers.ts';
import type { Findings, Problem } from '../errors.ts';
import type { CompileNotes, RunNotes } from '../positions/compile-notes.ts';
import type { RawFile } from '../positions/raw-file.ts';
import type { SourceText } from '../positions/source-text.ts';
import type { MatrixRun } from '../run/matrix.ts';
import type { CompileError, CompileInput, LeftOut } from '../types.ts';
import type { WhenContext } from '../when/tests.ts';
import type { Lookups } from './lookups.ts';

/** The input of the server, the same for all files of a pipeline. */
export interface CompileContext {
  readonly input: CompileInput;
  readonly lookups: Lookups;
  readonly release: Release;
  readonly features: Features;
  readonly notes: CompileNotes | undefined;
  readonly findings: Findings;
}

/** One run of a workflow: a file with the values of one axis. */
export interface WorkflowRun extends CompileContext, MatrixRun {
  readonly raw: RawFile;
  /** The findings about the file as written, computed on the first call. */
  readonly rawErrors: () => readonly CompileError[];
  readonly axisId: number | undefined;
  readonly pid: number;
}

/** A run with its file after substitution. */
export interface DecodedRun extends WorkflowRun {
  readonly workflow: WorkflowFile;
  readonly source: SourceText;
}

/** A run whose steps are compiled. */
export interface Compilation extends DecodedRun {
  /** Distinguishes this run from the others of the pipeline; ids are derived from it. */
  readonly id: string;
  /** The variables that every step's environment starts from. */
  readonly variables: StepVariables;
  readonly when: WhenContext;
  /** Start of volume and network names, without `_default`. */
  readonly prefix: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly notes: RunNotes | undefined;
  readonly problems: Problem[];
}

/** The run of a workflow, as findings name it. */
export function runName({ raw, axisId }: WorkflowRun): Pick<LeftOut, 'workflow' | 'axis_id'> {
  return { workflow: raw.name, ...(axisId === undefined ? {} : { axis_id: axisId }) };
}

/**
 * An id in the form of a ULID. The server's are random; ours are derived from the contents, so the same
 * input gives the same ids and different steps different ones.
 */
export function derivedId(...parts: readonly (string | number)[]): string {
  return deterministicUlid(JSON.stringify(parts));
}
