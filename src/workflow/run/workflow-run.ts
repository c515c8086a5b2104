import { lower } from '../../base/encoding/case-mapping.ts';
import { NOTHING } from '../../base/json/json.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import { objectOf } from '../collections.ts';
import { type Compilation, derivedId } from '../compile/compilation.ts';
import { compileConfig } from '../compile/compile-config.ts';
import { compiledLabels } from '../compile/labels.ts';
import type { Lookups } from '../compile/lookups.ts';
import type { DecodedPlaces } from '../decode/decoding.ts';
import type { Dependency } from '../decode/dependencies.ts';
import type { WorkflowFile } from '../decode/workflow.ts';
import {
  givenLayers,
  type StepVariables,
  stepVariables,
  substitutionVariables,
  type VariableLayers,
  workflowVariables,
} from '../environment/layers.ts';
import { serverVariables } from '../environment/server-variables.ts';
import { problemError, problemNotice } from '../errors.ts';
import { lintAsServer } from '../lint/lint-as-server.ts';
import type { LintContext } from '../lint/lint-entry.ts';
import { removedKeys, repeatedNames, reservedLabels } from '../lint/notices.ts';
import { type CompileNotes, type Noted, type RunNotes, writtenEntries } from '../positions/origins.ts';
import type { RawFile } from '../positions/raw-file.ts';
import type { SourceText } from '../positions/source-text.ts';
import { substituteFile } from '../positions/substituted-file.ts';
import type { CompileError, CompileInput, LeftOut, WorkflowResult } from '../types.ts';
import type { WhenContext } from '../when/context.ts';
import { matchWhen } from '../when/match.ts';
import type { Axis } from './matrix.ts';
import { workflowAttributes } from './workflow-attributes.ts';

/** One run of a workflow: a file with the values of one axis. */
export interface WorkflowRun {
  readonly raw: RawFile;
  /** The findings about the file as written, computed on the first call. */
  readonly rawErrors: () => readonly CompileError[];
  readonly axis: Axis;
  /** JSON Pointer to where the file has the values of the axis. */
  readonly axisPointer: string;
  /** Number of the axis from 1, if there are several. */
  readonly axisId: number | undefined;
  readonly pid: number;
  readonly input: CompileInput;
  readonly lookups: Lookups;
  readonly release: Release;
  readonly features: Features;
  /** Where origins are noted, if asked. */
  readonly notes: CompileNotes | undefined;
}

export interface RunResult {
  readonly errors: readonly CompileError[];
  readonly notices: readonly Diagnostic[];
  readonly leftOut: readonly LeftOut[];
  /** Why the server crashes, if it does. */
  readonly crashes: readonly Diagnostic[];
  /** Missing if an error blocks the workflow. */
  readonly workflow?: WorkflowResult;
  readonly dependsOn: readonly Dependency[];
  readonly source: SourceText;
}

export function compileRun(run: WorkflowRun): RunResult {
  const { raw, axis, input, features } = run;
  const metadata = {
    ...input.metadata,
    workflow: { name: raw.name, number: run.pid },
    step: { number: 0 },
  };
  const fields = run.notes && new Map<string, string>();
  const layers = {
    server: serverVariables(metadata, features, fields),
    axis,
    ...givenLayers(input),
  };
  const places = run.notes && new Map();
  const file = substituteFile(raw, substitutionVariables(layers, features), features, places);
  const nothing = {
    errors: [],
    notices: [],
    leftOut: [],
    crashes: [],
    dependsOn: [],
    source: raw.source,
  };
  if (!file.ok) {
    return { ...nothing, errors: file.errors, crashes: file.crash === undefined ? [] : [file.crash] };
  }
  const { workflow, source } = file;
  const notes = run.notes && fields && places && runNotes(run, run.notes, workflow, source, places, fields);
  const notices = [
    ...file.notices,
    ...removedKeys(workflow, source),
    ...repeatedNames(workflow, source),
    ...reservedLabels(workflow, source, features),
  ];
  const lint: LintContext = {
    ...run,
    workflow,
    source,
  };
  const errors = lintAsServer(lint);
  const linted = { ...nothing, errors, notices, dependsOn: workflow.depends_on, source };
  if (errors.some(({ warning }) => !warning)) return linted;
  const compiled = selectAndCompile(run, lint, layers, errors, notes);
  return { ...linted, ...compiled, notices: [...notices, ...(compiled.notices ?? [])] };
}

/** The origins of the layers of variables, in the form of the layers. */
function runNotes(
  { raw, axis, axisPointer, input, features }: WorkflowRun,
  { steps, unmet }: CompileNotes,
  workflow: WorkflowFile,
  source: SourceText,
  places: DecodedPlaces,
  fields: ReadonlyMap<string, string>,
): RunNotes {
  const made = (layer: Iterable<readonly [string, string]>, field: (name: string) => string) =>
    new Map([...layer].map(([name]): [string, Noted] => [name, { server: field(name) }]));
  const given = givenLayers(input);
  const { source: rawSource, matrixPlaces } = raw;
  const layers: VariableLayers<Noted> = {
    server: made(fields, (name) => fields.get(name) ?? ''),
    axis: new Map(writtenEntries(axis, axisPointer, { source: rawSource, places: matrixPlaces })),
    env: made(given.env, (name) => `env.${name}`),
    manual: made(given.manual, (name) => `additional_env.${name}`),
    proxies: made(given.proxies, (name) => `options.proxy.${name.toLowerCase().replace('_proxy', '')}`),
  };
  return {
    name: raw.name,
    source,
    places,
    variables: stepVariables(layers, features),
    labels: new Map(),
    workspace: new Map(writtenEntries(workflow.workspace, '/workspace', { source, places })),
    steps,
    unmet,
  };
}

/** The steps after the linter accepts a workflow. Warnings of a workflow that is left out are dropped. */
function selectAndCompile(
  run: WorkflowRun,
  lint: LintContext,
  layers: VariableLayers<string>,
  warnings: readonly CompileError[],
  notes: RunNotes | undefined,
): Partial<RunResult> {
  const { input, features, lookups } = run;
  const { workflow, source } = lint;
  const variables = workflowVariables(layers, features);
  const when: WhenContext = {
    metadata: input.metadata ?? NOTHING,
    changedFiles: lookups.changedFiles,
    features,
    variables,
    axis: undefined,
  };
  const selected = matchWhen(workflow.when, when);
  if (selected.outcome === 'error') {
    return { errors: [...warnings, problemError('generic', selected.problem, source)] };
  }
  if (selected.outcome === 'mismatch') {
    run.notes?.unmet.push({ name: run.raw.name, workflow: workflow.when, axis: run.axis });
    const range = source.rangeOf(selected.place);
    const leftOut: LeftOut = { ...placeOf(run), reason: 'when', condition: selected.test, range };
    return { errors: [], leftOut: [leftOut], workflow: { ...identify(run), skipped: 'when' } };
  }
  return compileSelected(run, lint, stepVariables(layers, features), when, warnings, notes);
}

function compileSelected(
  run: WorkflowRun,
  lint: LintContext,
  variables: StepVariables,
  when: WhenContext,
  warnings: readonly CompileError[],
  notes: RunNotes | undefined,
): Partial<RunResult> {
  const { workflow, source } = lint;
  const compilation = startCompilation(run, lint, variables, when, notes);
  const config = compileConfig(compilation, source);
  const leftOut = compilation.leftOut.map((left): LeftOut => ({ ...placeOf(run), ...left }));
  const problems = compilation.problems.map((problem) => problemError('generic', problem, source));
  if (problems.length > 0) return { errors: [...warnings, ...problems], leftOut };
  if (compilation.crashes.length > 0) {
    return { leftOut, crashes: compilation.crashes.map((problem) => problemNotice(problem, source)) };
  }
  if (config.pipeline?.length === 0) {
    const nothingLeft: LeftOut = { ...placeOf(run), reason: 'no-stages' };
    return {
      errors: [],
      leftOut: [...leftOut, nothingLeft],
      workflow: { ...identify(run), skipped: 'no-stages' },
    };
  }
  const attributes = workflowAttributes(workflow, when, compilation.labels);
  const notices = compilation.hazards.map((problem) => problemNotice(problem, source));
  return { leftOut, notices, workflow: { ...identify(run), pid: run.pid, ...attributes, config } };
}

function startCompilation(
  { raw, axis, pid, input, lookups, features, release }: WorkflowRun,
  { workflow }: LintContext,
  variables: StepVariables,
  when: WhenContext,
  notes: RunNotes | undefined,
): Compilation {
  const id = derivedId('workflow', raw.name, pid, JSON.stringify([...axis]));
  return {
    input,
    lookups,
    release,
    features,
    workflow,
    id,
    variables,
    when: { ...when, variables: variables.when, axis },
    prefix: input.options?.prefix ?? `wp_${lower(id)}_0`,
    labels: compiledLabels(workflow, input, features, notes),
    notes,
    problems: [],
    crashes: [],
    hazards: [],
    leftOut: [],
  };
}

function placeOf({ raw, axisId }: WorkflowRun): Pick<LeftOut, 'workflow' | 'axis_id'> {
  return { workflow: raw.name, ...(axisId === undefined ? {} : { axis_id: axisId }) };
}

function identify({ raw, axis, axisId }: WorkflowRun): Pick<WorkflowResult, 'name' | 'axis_id' | 'axes'> {
  return { name: raw.name, ...(axisId === undefined ? {} : { axis_id: axisId }), axes: objectOf(axis) };
}
