import { byBytes } from '../../base/encoding/utf8.ts';
import type { Place } from '../../base/yaml/yaml.ts';
import type { CompiledWorkflow, Stage, WorkflowSecret } from '../../translate/model/compiled-workflow.ts';
import { append, withoutEmpty } from '../collections.ts';
import type { Area, StepEntry } from '../decode/step.ts';
import type { LeftOut } from '../types.ts';
import { matchWhen } from '../when/match.ts';
import { defaultCloneEntry, defaultCloneImage } from './clone.ts';
import { type Compilation, runName } from './compilation.ts';
import { orderStages } from './stages.ts';
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

function stepStages(compilation: Compilation): readonly (readonly StepEntry[])[] {
  const { workflow, features, problems, hazards } = compilation;
  const selected = selectEntries('steps', compilation);
  const filtered = new Set(workflow.steps.map(({ name }) => name));
  const { stages, problem, ...ordered } = orderStages(selected, filtered, features);
  append(hazards, ordered.hazards);
  if (problem !== undefined) problems.push(problem);
  return stages;
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

/** The entries with conditions that match; the others are noted as left out. */
function selectEntries(area: Area, compilation: Compilation): readonly StepEntry[] {
  return compilation.workflow[area].filter((entry) => isSelected(entry, area, compilation));
}

function isSelected(entry: StepEntry, area: Area, compilation: Compilation): boolean {
  const { input, workflow, source, problems, leftOut, when, notes, axis } = compilation;
  const step = `${area}.${entry.name}`;
  const leave = (reason: LeftOut['reason'], condition: string, place: Place): void => {
    leftOut.push({ ...runName(compilation), step, reason, condition, range: source.rangeOf(place) });
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
