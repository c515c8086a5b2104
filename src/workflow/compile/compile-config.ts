import { append, withoutEmpty } from '../../base/collections.ts';
import { byBytes } from '../../base/encoding/utf8.ts';
import type { Place } from '../../base/yaml/yaml.ts';
import type { CompiledWorkflow, Stage, WorkflowSecret } from '../../translate/model/compiled-workflow.ts';
import { type Area, repeatedEntries, type StepEntry } from '../decode/step.ts';
import type { Problem } from '../errors.ts';
import { findCycle, layerGraph } from '../run/graph.ts';
import type { LeftOut } from '../types.ts';
import { matchWhen } from '../when/match.ts';
import { defaultCloneEntry, defaultCloneImage } from './clone.ts';
import { type Compilation, runName } from './compilation.ts';
import { compileStep, type StepRole } from './step.ts';

/** Compiles a workflow for the agent: clone, services, then the steps. Problems are left in the compilation. */
export function compileConfig(compilation: Compilation): CompiledWorkflow {
  let position = 0;
  const stage = (entries: readonly StepEntry[], role: StepRole): Stage => {
    const steps = entries.map((entry) => compileStep(entry, role, position++, compilation));
    return steps.length === 0 ? {} : { steps };
  };
  const pipeline: Stage[] = cloneStages(compilation).map(({ entry, role }) => stage([entry], role));
  // The stage of services exists even if conditions leave it empty.
  if (compilation.workflow.services.length > 0) {
    pipeline.push(stage(selectEntries('services', compilation), 'service'));
  }
  append(
    pipeline,
    stepStages(compilation).map((entries) => stage(entries, 'step')),
  );
  return { pipeline, ...sharedObjects(compilation), secrets: compiledSecrets(compilation) };
}

function cloneStages(compilation: Compilation): { readonly entry: StepEntry; readonly role: StepRole }[] {
  const { input, release, features, workflow } = compilation;
  if (workflow.skip_clone || input.options?.local === true) return [];
  if (workflow.clone.length > 0) {
    return selectEntries('clone', compilation).map((entry) => ({ entry, role: 'clone' }));
  }
  const image = defaultCloneImage(input, release);
  const event = input.metadata?.curr?.event ?? '';
  return image === '' ? [] : [{ entry: defaultCloneEntry(image, event, features), role: 'default-clone' }];
}

/**
 * Orders the steps that run into stages. Without any `depends_on`, each step is its own stage. With one, even an empty
 * one, a step starts as soon as all that it depends on is done: stage n has the steps whose dependencies are
 * all in earlier stages. Of steps with the same name only the last remains then.
 */
function stepStages(compilation: Compilation): readonly (readonly StepEntry[])[] {
  const { workflow, features, problems } = compilation;
  const entries = selectEntries('steps', compilation);
  if (entries.every(({ depends_on }) => depends_on === undefined)) return entries.map((entry) => [entry]);
  const refuse = (problem: Problem): [] => {
    problems.push(problem);
    return [];
  };
  const [repeated] = repeatedEntries(entries);
  if (features.uniqueStepNames && repeated !== undefined) {
    const { name, place } = repeated;
    return refuse({ code: 'step-name-not-unique', args: { name }, place });
  }
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  for (const [name, { depends_on = [] }] of byName) {
    const missing = depends_on.find((dependency) => !dependency.optional && !byName.has(dependency.name));
    if (missing === undefined) continue;
    const { name: dependency, place } = missing;
    const isNamed =
      features.filteredDependencyNamed && workflow.steps.some((step) => step.name === dependency);
    return refuse({
      code: isNamed ? 'dependency-filtered' : 'dependency-unknown',
      args: { name, dependency },
      place,
    });
  }
  const remaining = entries.filter((entry) => byName.get(entry.name) === entry);
  if (features.optionalDependencyCrash) append(problems, leftOutInChains(remaining));
  const graph = new Map(remaining.map(({ name, depends_on = [] }) => [name, depends_on.map(nameOf)]));
  const { layers, cyclic } = layerGraph(graph);
  if (cyclic.size === 0) return layers.map((layer) => layer.flatMap((name) => byName.get(name) ?? []));
  const cycle = findCycle(graph) ?? [];
  const [first = '', next] = cycle;
  const place = byName.get(first)?.depends_on?.find(({ name }) => name === next)?.place;
  return refuse({ code: 'dependency-cycle', args: { cycle }, place });
}

/** Optional dependencies that are left out, of steps on which another one depends. */
function leftOutInChains(entries: readonly StepEntry[]): readonly Problem[] {
  const names = new Set(entries.map(nameOf));
  const needed = new Set(entries.flatMap(({ depends_on = [] }) => depends_on.map(nameOf)));
  return entries
    .filter(({ name }) => needed.has(name))
    .flatMap(({ name, depends_on = [] }) =>
      depends_on
        .filter((dependency) => !names.has(dependency.name))
        .map((dependency) => ({
          code: 'dependency-left-out-crash',
          args: { name, dependency: dependency.name },
          place: dependency.place,
        })),
    );
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function sharedObjects({ prefix, features }: Compilation): Pick<CompiledWorkflow, 'volume' | 'network'> {
  const name = `${prefix}_default`;
  const shared = features.plainVolumeAndNetwork ? name : { name };
  return { network: shared, volume: shared };
}

function compiledSecrets({ lookups }: Compilation): readonly WorkflowSecret[] | null {
  const secrets = [...lookups.secrets.values()];
  if (secrets.length === 0) return null;
  return secrets
    .sort((left, right) => byBytes(left.name, right.name))
    .map(({ name, value = '' }) => withoutEmpty({ name, value }));
}

function selectEntries(area: Area, compilation: Compilation): readonly StepEntry[] {
  return compilation.workflow[area].filter((entry) => isSelected(entry, area, compilation));
}

function isSelected(entry: StepEntry, area: Area, compilation: Compilation): boolean {
  const { input, workflow, source, problems, findings, when, notes, axis } = compilation;
  const step = `${area}.${entry.name}`;
  const leave = (reason: LeftOut['reason'], condition: string, place: Place): void => {
    const range = source.rangeOf(place);
    findings.leftOut.push({ ...runName(compilation), step, reason, condition, range });
  };
  if (input.options?.local === true && entry.when.some(({ local }) => local === false)) {
    leave('local', 'local', entry.place);
    return false;
  }
  const result = matchWhen(entry.when, when);
  if (result.outcome === 'match') return true;
  if (result.outcome === 'error') problems.push(result.problem);
  else {
    leave('when', result.test, result.place);
    notes?.unmet.push({ name: notes.name, field: step, workflow: workflow.when, step: entry.when, axis });
  }
  return false;
}
