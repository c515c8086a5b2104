import { objectOf } from '../../base/collections.ts';
import { lower } from '../../base/encoding/case-mapping.ts';
import { NOTHING } from '../../base/json/json.ts';
import {
  type Compilation,
  type DecodedRun,
  derivedId,
  runName,
  type WorkflowRun,
} from '../compile/compilation.ts';
import { compileConfig } from '../compile/compile-config.ts';
import { compiledLabels } from '../compile/compiled-labels.ts';
import type { WorkflowFile } from '../decode/workflow.ts';
import { serverVariables, type Variables } from '../environment/server-variables.ts';
import {
  givenLayers,
  stepVariables,
  substitutionVariables,
  type VariableLayers,
} from '../environment/variable-layers.ts';
import { isCrash } from '../errors.ts';
import { lintAsServer } from '../lint/lint-as-server.ts';
import { workflowNotices } from '../lint/notices.ts';
import {
  type CompileNotes,
  type Noted,
  type RunNotes,
  writtenEntries,
  writtenParts,
} from '../positions/compile-notes.ts';
import { substituteFile } from '../positions/substituted-file.ts';
import type { CompileError, WorkflowResult } from '../types.ts';
import { matchWhen, workflowRunsOnFailure } from '../when/match.ts';
import type { WhenContext } from '../when/tests.ts';
import type { DependentWorkflow } from './dependencies.ts';

/** Compiles a run. Returns undefined if the server rejects it or crashes. */
export function compileRun(run: WorkflowRun): DependentWorkflow | undefined {
  const { raw, axis, input, features, findings } = run;
  const metadata = {
    ...input.metadata,
    workflow: { name: raw.name, number: run.pid },
    step: { number: 0 },
  };
  const fields = run.notes && new Map<string, string>();
  const layers = { server: serverVariables(metadata, features, fields), axis, ...givenLayers(input) };
  const variables = substitutionVariables(layers, features);
  const file = substituteFile(raw, variables, features);
  if (!file.ok) {
    findings.addProblems(file);
    return undefined;
  }
  const { workflow, source } = file;
  const decoded: DecodedRun = { ...run, workflow, source };
  findings.addNotices(file.notices);
  findings.addNotices(workflowNotices(workflow, source, features));
  const errors = lintAsServer(decoded);
  if (errors.some(({ warning }) => !warning)) {
    findings.addErrors(errors);
    return undefined;
  }
  const notes = run.notes && fields && runNotes(decoded, run.notes, fields);
  const result = selectAndCompile(decoded, layers, variables, errors, notes);
  return result && { workflow: result, dependsOn: workflow.depends_on, source };
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
): WorkflowResult | undefined {
  const { input, lookups, features, workflow, source, axis, findings } = run;
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
    findings.addErrors(warnings);
    findings.addProblems({ type: 'generic', problems: [selected.problem], source });
    return undefined;
  }
  if (selected.outcome === 'mismatch') {
    notes?.unmet.push({ name: notes.name, workflow: workflow.when, axis });
    const range = source.rangeOf(selected.place);
    findings.leftOut.push({ ...runName(run), reason: 'when', condition: selected.test, range });
    return { ...identify(run), skipped: 'when' };
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
  };
  return compileSelected(compilation, when, warnings);
}

function compileSelected(
  compilation: Compilation,
  when: WhenContext,
  warnings: readonly CompileError[],
): WorkflowResult | undefined {
  const { workflow, source, pid, labels, problems, findings } = compilation;
  const config = compileConfig(compilation);
  const identity = identify(compilation);
  if (problems.length === 0 && config.pipeline?.length === 0) {
    findings.leftOut.push({ ...runName(compilation), reason: 'no-stages' });
    return { ...identity, skipped: 'no-stages' };
  }
  findings.addErrors(warnings);
  // The server reports errors before it can crash.
  const errors = problems.filter((problem) => !isCrash(problem));
  findings.addProblems({ type: 'generic', problems: errors.length > 0 ? errors : problems, source });
  if (findings.isFatal) return undefined;
  return { ...identity, pid, ...workflowAttributes(workflow, when, labels), config };
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
