import type { Features } from '../../translate/release/features.ts';
import type { StepEntry } from '../decode/step.ts';
import type { WorkflowFile } from '../decode/workflow.ts';
import { compileError } from '../errors.ts';
import type { RawFile } from '../positions/raw-file.ts';
import type { SourceText } from '../positions/source-text.ts';
import type { CompileError } from '../types.ts';

const DEPRECATED_VARIABLES = {
  CI_COMMIT_PRERELEASE: 'CI_PIPELINE_RELEASE_PRE',
  CI_COMMIT_AUTHOR_AVATAR: 'CI_PIPELINE_AVATAR',
  CI_PREV_COMMIT_AUTHOR_AVATAR: 'CI_PREV_PIPELINE_AVATAR',
} as const;

/** Returns the uses of deprecated keys and variables at the release. */
export function lintDeprecations(raw: WorkflowFile, file: RawFile, features: Features): CompileError[] {
  return [
    ...removedSecrets(raw, file),
    ...runsOn(raw, file, features),
    ...deprecatedVariables(file, features),
  ];
}

function removedSecrets(raw: WorkflowFile, { source }: RawFile): CompileError[] {
  return (['steps', 'services', 'clone'] as const).flatMap((area) =>
    raw[area]
      .filter(({ secrets }) => secrets > 0)
      .map(({ name, fields, place }) => {
        const range = source.rangeOf(fields.get('secrets')?.key ?? place);
        return compileError('deprecation', `${area}.${name}.secrets`, 'step-secrets-removed', {}, range);
      }),
  );
}

function runsOn(raw: WorkflowFile, { name, source }: RawFile, features: Features): CompileError[] {
  if (!features.workflowStatus || raw.runs_on.length === 0) return [];
  const range = source.rangeOf(raw.fields.get('runs_on')?.key ?? raw.place);
  return [compileError('deprecation', `${name}.runs_on`, 'runs-on-deprecated', {}, range)];
}

/** The server looks for the names in the text, comments included, as `$NAME` or `${NAME}`. */
function deprecatedVariables({ name: workflowName, source }: RawFile, features: Features): CompileError[] {
  if (!features.deprecatedVariableWarnings) return [];
  return Object.entries(DEPRECATED_VARIABLES).flatMap(([name, replacement]) => {
    const match = new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`).exec(source.text);
    if (match === null) return [];
    const range = source.rangeOf({ start: match.index, end: match.index + match[0].length });
    return [compileError('deprecation', workflowName, 'variable-deprecated', { name, replacement }, range)];
  });
}

/** Steps that run on every event, unless the workflow as a whole names its events. */
export function lintHabits(raw: WorkflowFile, source: SourceText): CompileError[] {
  const filtered = raw.when.length > 0 && raw.when.every(({ event }) => event.length > 0);
  return filtered ? [] : raw.steps.flatMap((step) => lintStep(step, source));
}

function lintStep({ name, when, place }: StepEntry, source: SourceText): CompileError[] {
  const field = `steps.${name}`;
  if (when.length === 0) {
    return [compileError('bad_habit', field, 'event-filter-missing', { name }, source.rangeOf(place))];
  }
  const index = when.findIndex(({ event }) => event.length === 0);
  const condition = when[index];
  if (condition === undefined) return [];
  const range = source.rangeOf(condition.place);
  return [compileError('bad_habit', `${field}.when[${index}]`, 'event-filter-incomplete', { name }, range)];
}
