import { lower } from '../../base/encoding/case-mapping.ts';
import { NOTHING } from '../../base/json/json.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { objectOf } from '../collections.ts';
import {
  type Compilation,
  type DecodedRun,
  derivedId,
  runName,
  type WorkflowRun,
} from '../compile/compilation.ts';
import { compileConfig } from '../compile/compile-config.ts';
import { compiledLabels, reservedLabels } from '../compile/compiled-labels.ts';
import type { Dependency } from '../decode/step.ts';
import type { WorkflowFile } from '../decode/workflow.ts';
import { serverVariables, type Variables } from '../environment/server-variables.ts';
import {
  givenLayers,
  stepVariables,
  substitutionVariables,
  type VariableLayers,
} from '../environment/variable-layers.ts';
import { compileError, problemNotice } from '../errors.ts';
import { lintAsServer } from '../lint/lint-as-server.ts';
import { removedKeys, repeatedNames } from '../lint/notices.ts';
import {
  type CompileNotes,
  type Noted,
  type RunNotes,
  writtenEntries,
  writtenParts,
} from '../positions/compile-notes.ts';
import type { SourceText } from '../positions/source-text.ts';
import { substituteFile } from '../positions/substituted-file.ts';
import type { CompileError, LeftOut, WorkflowResult } from '../types.ts';
import { matchWhen, workflowRunsOnFailure } from '../when/match.ts';
import type { WhenContext } from '../when/tests.ts';

/** The findings about a file or one of its runs. */
export interface RunFindings {
  readonly errors?: readonly CompileError[];
  readonly notices?: readonly Diagnostic[];
  readonly leftOut?: readonly LeftOut[];
  readonly crashes?: readonly Diagnostic[];
}

export interface RunResult extends RunFindings {
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
  const layers = { server: serverVariables(metadata, features, fields), axis, ...givenLayers(input) };
  const variables = substitutionVariables(layers, features);
  const file = substituteFile(raw, variables, features);
  if (!file.ok) return { errors: file.errors, crashes: file.crashes, dependsOn: [], source: raw.source };
  const { workflow, source } = file;
  const decoded: DecodedRun = { ...run, workflow, source };
  const notices = [
    ...file.notices,
    ...removedKeys(workflow, source),
    ...repeatedNames(workflow, source),
    ...reservedLabels(workflow, source, features),
  ];
  const errors = lintAsServer(decoded);
  const linted = { errors, notices, dependsOn: workflow.depends_on, source };
  if (errors.some(({ warning }) => !warning)) return linted;
  const notes = run.notes && fields && runNotes(decoded, run.notes, fields);
  const compiled = selectAndCompile(decoded, layers, variables, errors, notes);
  return { ...linted, ...compiled, notices: [...notices, ...(compiled.notices ?? [])] };
}

/** The origins of the layers of variables, in the form of the layers. */
function runNotes(
  { raw, pointer, values, input, features, workflow, source }: DecodedRun,
  notes: CompileNotes,
  fields: ReadonlyMap<string, string>,
): RunNotes {
  const made = (layer: Iterable<readonly [string, string]>, field: (name: string) => string) =>
    new Map([...layer].map(([name]): [string, Noted] => [name, { server: field(name) }]));
  const given = givenLayers(input);
  const layers: VariableLayers<Noted> = {
    server: made(fields, (name) => fields.get(name) ?? ''),
    axis: new Map(writtenParts(values, pointer, raw.source)),
    env: made(given.env, (name) => `env.${name}`),
    manual: made(given.manual, (name) => `additional_env.${name}`),
    proxies: made(given.proxies, (name) => `options.proxy.${name.toLowerCase().replace('_proxy', '')}`),
  };
  return {
    ...notes,
    name: raw.name,
    source,
    features,
    variables: stepVariables(layers, features),
    labels: new Map(),
    workspace: new Map(writtenEntries(workflow, 'workspace', { source, features })),
  };
}

/** The steps after the linter accepts a workflow. Warnings of a workflow that is left out are dropped. */
function selectAndCompile(
  run: DecodedRun,
  layers: VariableLayers<string>,
  substituted: Variables,
  warnings: readonly CompileError[],
  notes: RunNotes | undefined,
): Partial<RunResult> {
  const { input, lookups, features, workflow, source, axis } = run;
  const when: WhenContext = {
    metadata: input.metadata ?? NOTHING,
    changedFiles: lookups.changedFiles,
    features,
    // Conditions see what substitution sees, but no axis can spoof the server's own variables.
    variables: new Map([...substituted, ...layers.server]),
    axis: undefined,
  };
  const selected = matchWhen(workflow.when, when);
  if (selected.outcome === 'error') {
    return { errors: [...warnings, compileError('generic', null, selected.problem, source)] };
  }
  if (selected.outcome === 'mismatch') {
    notes?.unmet.push({ name: notes.name, workflow: workflow.when, axis });
    const range = source.rangeOf(selected.place);
    const leftOut: LeftOut = { ...runName(run), reason: 'when', condition: selected.test, range };
    return { errors: [], leftOut: [leftOut], workflow: { ...identify(run), skipped: 'when' } };
  }
  const variables = stepVariables(layers, features);
  const id = derivedId('workflow', run.raw.name, run.pid, JSON.stringify([...axis]));
  const compilation: Compilation = {
    ...run,
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
  return compileSelected(compilation, when, warnings);
}

function compileSelected(
  compilation: Compilation,
  when: WhenContext,
  warnings: readonly CompileError[],
): Partial<RunResult> {
  const { workflow, source, pid, labels, leftOut } = compilation;
  const config = compileConfig(compilation);
  const problems = compilation.problems.map((problem) => compileError('generic', null, problem, source));
  if (problems.length > 0) return { errors: [...warnings, ...problems], leftOut };
  if (compilation.crashes.length > 0) {
    return { leftOut, crashes: compilation.crashes.map((problem) => problemNotice(problem, source)) };
  }
  const identity = identify(compilation);
  if (config.pipeline?.length === 0) {
    const nothingLeft: LeftOut = { ...runName(compilation), reason: 'no-stages' };
    return {
      errors: [],
      leftOut: [...leftOut, nothingLeft],
      workflow: { ...identity, skipped: 'no-stages' },
    };
  }
  const notices = compilation.hazards.map((problem) => problemNotice(problem, source));
  const attributes = workflowAttributes(workflow, when, labels);
  return { leftOut, notices, workflow: { ...identity, pid, ...attributes, config } };
}

function workflowAttributes(
  workflow: WorkflowFile,
  when: WhenContext,
  labels: Readonly<Record<string, string>>,
): Partial<WorkflowResult> {
  const runsOn = runsOnStates(workflow, when);
  const { limit, group } = workflow.concurrency;
  return {
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(runsOn.length > 0 ? { runs_on: runsOn } : {}),
    ...(limit > 0 ? { concurrency_limit: limit } : {}),
    ...(group !== '' ? { concurrency_group: group } : {}),
  };
}

/** A workflow whose conditions ask for failures runs on success as well. */
function runsOnStates(
  { runs_on: runsOn, when: conditions }: WorkflowFile,
  when: WhenContext,
): readonly string[] {
  if (!when.features.workflowStatus || !workflowRunsOnFailure(conditions, when)) return runsOn;
  const failure = runsOn.includes('failure') ? runsOn : [...runsOn, 'failure'];
  return failure.includes('success') ? failure : [...failure, 'success'];
}

function identify(run: WorkflowRun): Pick<WorkflowResult, 'name' | 'axis_id' | 'axes'> {
  const { workflow: name, ...axisId } = runName(run);
  return { name, ...axisId, axes: objectOf(run.axis) };
}
