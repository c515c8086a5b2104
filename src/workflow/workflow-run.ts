import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Features } from '../release/features.ts';
import type { Release } from '../release/releases.ts';
import { lower } from '../text/case-mapping.ts';
import type { Compilation } from './compile/compilation.ts';
import { compileConfig } from './compile/compile-config.ts';
import { derivedId } from './compile/ids.ts';
import { workflowLabels } from './compile/labels.ts';
import type { Dependency } from './decode/dependencies.ts';
import type { WorkflowFile } from './decode/workflow-file.ts';
import { stepVariables, substitutionVariables, workflowVariables } from './environment/layers.ts';
import { metadataVariables } from './environment/metadata-variables.ts';
import { problemError, problemNotice } from './errors.ts';
import { lintWorkflow } from './lint/lint-workflow.ts';
import { removedKeys } from './lint/removed-keys.ts';
import { repeatedNames } from './lint/repeated-names.ts';
import type { Axis } from './matrix.ts';
import { objectOf } from './object-of.ts';
import type { RawFile } from './raw-file.ts';
import type { SourceText } from './source-text.ts';
import { substituteFile } from './substituted-file.ts';
import type { CompileError, CompileInput, LeftOut, WorkflowResult } from './types.ts';
import { matchWhen, type WhenContext } from './when/match.ts';
import { workflowRunsOnFailure } from './when/status.ts';

export interface RunInput {
  readonly input: CompileInput;
  readonly release: Release;
  readonly features: Features;
  readonly pid: number;
}

export interface RunResult {
  readonly errors: readonly CompileError[];
  readonly notices: readonly Diagnostic[];
  readonly leftOut: readonly LeftOut[];
  /** Why the server crashes, if it does. */
  readonly crashes: readonly Diagnostic[];
  /** Missing where an error blocks the workflow. */
  readonly workflow?: WorkflowResult;
  readonly dependsOn: readonly Dependency[];
  readonly source: SourceText;
}

/** Compiles one run of a workflow: one file with the values of one axis. */
export function compileRun(raw: RawFile, axis: Axis, axisId: number | undefined, run: RunInput): RunResult {
  const { input, features, pid } = run;
  const identity = { name: raw.name, pid };
  const metadata = metadataVariables(input.metadata ?? {}, identity, features);
  const file = substituteFile(raw, substitutionVariables(metadata, axis, input), features);
  const nothing = { notices: [], leftOut: [], crashes: [], dependsOn: [], source: raw.source };
  if (!file.ok)
    return { ...nothing, errors: file.errors, crashes: file.crash === undefined ? [] : [file.crash] };
  const { workflow, source } = file;
  const notices = [...file.notices, ...removedKeys(workflow, source), ...repeatedNames(workflow, source)];
  const context = { input, release: run.release, features, workflow, source, workflowName: raw.name };
  const lint = lintWorkflow({ ...context, rawRoot: raw.root, rawSource: raw.source });
  const result = { ...nothing, notices, dependsOn: workflow.dependsOn, source };
  if (lint.some(({ warning }) => !warning)) return { ...result, errors: lint };

  const place = { workflow: raw.name, ...(axisId === undefined ? {} : { axis_id: axisId }) };
  const identified = {
    name: raw.name,
    ...(axisId === undefined ? {} : { axis_id: axisId }),
    axes: objectOf(axis),
  };
  const when: WhenContext = {
    metadata: input.metadata ?? {},
    features,
    variables: workflowVariables(metadata, axis, input),
    axis: undefined,
  };
  const selected = matchWhen(workflow.when, when);
  if (selected.outcome === 'error') {
    return { ...result, errors: [...lint, problemError('generic', selected.problem, source)] };
  }
  if (selected.outcome === 'mismatch') {
    const range = source.rangeOf(selected.place);
    const left: LeftOut = { ...place, reason: 'when', condition: selected.test, range };
    return { ...result, errors: [], leftOut: [left], workflow: { ...identified, skipped: 'when' } };
  }

  const variables = stepVariables(metadata, axis, input);
  const compilation: Compilation = {
    ...context,
    axis,
    variables,
    when: { ...when, variables, axis },
    prefix:
      input.options?.prefix ?? `wp_${lower(derivedId('workflow', raw.name, JSON.stringify([...axis])))}_0`,
    labels: workflowLabels(workflow, input, features),
    problems: [],
    crashes: [],
    leftOut: [],
  };
  const config = compileConfig(compilation, source);
  const leftOut = compilation.leftOut.map((left): LeftOut => ({ ...place, ...left }));
  const problems = compilation.problems.map((problem) => problemError('generic', problem, source));
  if (problems.length > 0) return { ...result, errors: [...lint, ...problems], leftOut };
  if (compilation.crashes.length > 0) {
    const crashes = compilation.crashes.map((problem) => problemNotice(problem, source));
    return { ...result, errors: [], leftOut, crashes };
  }
  if (config.pipeline?.length === 0) {
    const left: LeftOut = { ...place, reason: 'no-stages' };
    return {
      ...result,
      errors: [],
      leftOut: [...leftOut, left],
      workflow: { ...identified, skipped: 'no-stages' },
    };
  }
  const attributes = workflowAttributes(workflow, when, compilation.labels);
  return { ...result, errors: lint, leftOut, workflow: { ...identified, pid, ...attributes, config } };
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

/** A workflow that asks for failures runs on success as well. */
function runsOnStates({ runsOn, when: conditions }: WorkflowFile, when: WhenContext): readonly string[] {
  if (!when.features.workflowStatus || !workflowRunsOnFailure(conditions, when)) return runsOn;
  return [...new Set([...runsOn, 'failure', 'success'])];
}
