import { byBytes } from '../base/encoding/utf8.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { unknownRelease } from '../translate/agent/messages.ts';
import { remembered } from '../translate/release/asked-features.ts';
import { type Features, featuresOf } from '../translate/release/features.ts';
import { DEFAULT_RELEASE, parseRelease } from '../translate/release/releases.ts';
import type { CompileContext } from './compile/compilation.ts';
import { prepareLookups } from './compile/lookups.ts';
import { Findings } from './errors.ts';
import { decodedInput } from './input/compile-input.ts';
import { lintRawFile } from './lint/lint-raw-file.ts';
import { NOTICE_MESSAGES } from './messages/notices.ts';
import {
  type CompileNotes,
  type LocateInStep,
  type OriginInStep,
  stepOrigins,
} from './positions/compile-notes.ts';
import { type RawFile, type RawFileResult, readRawFile } from './positions/raw-file.ts';
import { type DependentWorkflow, resolveDependencies, workflowCycles } from './run/dependencies.ts';
import { compileRun } from './run/workflow-run.ts';
import type { CompileError, CompileInput, CompileResult, WorkflowSource } from './types.ts';

interface Pipeline extends CompileContext {
  readonly runs: DependentWorkflow[];
  readonly reader: FileReader;
}

/** Reads files as written, each once for all features that it does not ask for. */
interface FileReader {
  readonly read: (source: WorkflowSource, features: Features) => RawFileResult;
  readonly lint: (file: RawFile, features: Features) => readonly CompileError[];
}

/**
 * Compiles the workflow files of one pipeline as the Woodpecker server does: matrix, substitution, lint, `when`,
 * and the steps that the agent gets.
 *
 * It never throws. `errors` has the errors of the server, and values of a wrong type in the input; `fatal` is
 * whether anything runs. `notices` has problems that the server ignores. The same input gives the same result, IDs included.
 *
 * Source: recordings of real servers, release by release.
 *
 * @example
 * ```ts
 * import { compileWorkflow } from 'podwright';
 *
 * const yaml = `
 * when: { event: push }
 * steps:
 *   test: { image: "node:\${VERSION}", commands: [npm cit] }
 * matrix: { VERSION: [22, 24] }
 * `;
 * const metadata = { curr: { event: 'push' } };
 * const { fatal, workflows } = compileWorkflow(yaml, { release: '3.17', metadata });
 * console.log(fatal, workflows.map(({ axes }) => axes['VERSION'])); // false [ '22', '24' ]
 * console.log(workflows[0]?.config?.pipeline?.map(({ steps }) => steps?.[0]?.name)); // [ 'clone', 'test' ]
 * ```
 *
 * @param files the files, or the content of a single one
 * @param input the input of the server: repository, commit, event, secrets; it is not changed. Missing
 *   metadata is empty, as on a server: {@link assumedMetadata} completes it.
 * @returns one workflow for each file, or for each combination of its matrix
 */
export function compileWorkflow(
  files: string | readonly WorkflowSource[],
  input: CompileInput = {},
): CompileResult {
  return compilerOf(files)(input);
}

/** The result of compiling, and how to find places in the files. */
export interface LocatedCompileResult {
  /** As {@link compileWorkflow} gives it. */
  readonly result: CompileResult;
  /** Returns the origin of a value in a compiled step. */
  readonly originOf: OriginInStep;
  /** Finds the place in the files of a value in a compiled step. */
  readonly locate: LocateInStep;
}

/**
 * The same as {@link compileWorkflow} with a function that finds the place in the files of a value in a compiled step,
 * to place findings of linting, for instance. It never throws.
 *
 * @param files the files, or the content of a single one
 * @param input the input of the server
 */
export function compileWithPositions(
  files: string | readonly WorkflowSource[],
  input: CompileInput = {},
): LocatedCompileResult {
  const notes: CompileNotes = { steps: new Map(), unmet: [] };
  const result = compilerOf(files)(input, notes);
  return { result, ...stepOrigins(notes.steps) };
}

/** Compiles files for one input after the other, and reads again only the parts that depend on features that differ. */
export function compilerOf(
  files: string | readonly WorkflowSource[],
): (input: CompileInput, notes?: CompileNotes) => CompileResult {
  const reader: FileReader = {
    read: eachRemembered(readRawFile, ({ name, yaml }) => JSON.stringify([name, yaml])),
    lint: eachRemembered(lintRawFile, (file) => file),
  };
  return (input, notes) => compile(files, input, notes, reader);
}

/** Caches the result for each input by the features that it read. */
function eachRemembered<Input, Result>(
  make: (input: Input, features: Features) => Result,
  keyOf: (input: Input) => unknown,
): (input: Input, features: Features) => Result {
  const made = new Map<unknown, (features: Features) => Result>();
  return (input, features) => {
    const key = keyOf(input);
    const known = made.get(key) ?? remembered((asked) => make(input, asked));
    made.set(key, known);
    return known(features);
  };
}

function compile(
  files: string | readonly WorkflowSource[],
  written: CompileInput,
  notes: CompileNotes | undefined,
  reader: FileReader,
): CompileResult {
  const { sources, input, errors } = decodedInput(files, written);
  const release = parseRelease(input.release ?? DEFAULT_RELEASE);
  if (errors.length > 0 || release === undefined) {
    const notices = release === undefined ? [unknownRelease(input.release)] : [];
    return { fatal: true, errors, workflows: [], notices, leftOut: [] };
  }
  const pipeline: Pipeline = {
    input,
    lookups: prepareLookups(input, release),
    release,
    features: input.features ?? featuresOf(release),
    notes,
    findings: new Findings(),
    runs: [],
    reader,
  };
  const { findings, runs } = pipeline;
  let pid = 1;
  for (const source of sources.toSorted((left, right) => byBytes(left.name, right.name))) {
    pid = compileFile(source, pid, pipeline);
    // The server stops at the first file that it cannot use.
    if (findings.isFatal) return fatalResult(findings);
  }
  const { workflows, leftOut } = resolveDependencies(runs);
  const isUnmet = findings.leftOut.some(({ reason }) => reason === 'when');
  return {
    fatal: false,
    errors: findings.errors,
    workflows,
    notices: [
      ...findings.notices,
      ...workflowCycles(runs),
      ...(isUnmet && input.metadata === undefined
        ? [diagnose(NOTICE_MESSAGES, 'metadata-missing', '/metadata', {})]
        : []),
    ],
    leftOut: [...findings.leftOut, ...leftOut],
  };
}

/** Compiles the runs of a file. Returns the number for the next workflow: one that is left out uses up none. */
function compileFile(source: WorkflowSource, firstPid: number, pipeline: Pipeline): number {
  const { features, reader, findings, runs } = pipeline;
  const read = reader.read(source, features);
  if (!read.ok) {
    findings.addProblems(read);
    return firstPid;
  }
  let pid = firstPid;
  const raw = read.file;
  const rawErrors = (): readonly CompileError[] => reader.lint(raw, features);
  for (const [index, matrixRun] of raw.runs.entries()) {
    const axisId = raw.runs.length > 1 ? index + 1 : undefined;
    const run = compileRun({ ...pipeline, ...matrixRun, raw, rawErrors, axisId, pid });
    if (run === undefined) return pid;
    runs.push(run);
    if (run.workflow.skipped === undefined) pid++;
  }
  return pid;
}

function fatalResult({ errors, notices, leftOut, panic }: Findings): CompileResult {
  return { fatal: true, ...(panic ? { panic } : {}), errors, workflows: [], notices, leftOut };
}
