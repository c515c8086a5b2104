import { textsOf } from '../../diagnostics/template.ts';
import type { Features } from '../../translate/release/features.ts';
import { startDecoding } from '../decode/decoding.ts';
import type { StepEntry } from '../decode/step.ts';
import { decodeWorkflow, type WorkflowFile } from '../decode/workflow.ts';
import { compileError, type Problem, WORKFLOW_MESSAGES } from '../errors.ts';
import type { RawFile } from '../positions/raw-file.ts';
import type { SourceText } from '../positions/source-text.ts';
import type { CompileError } from '../types.ts';
import { lintSchema } from './schema-warnings.ts';

/** The findings of the server's linter about a file as written: faults of the schema, deprecations and habits. */
export function lintRawFile(raw: RawFile, features: Features): CompileError[] {
  return [...lintSchema(raw.root, raw.source, features), ...lintDecoded(raw, features)];
}

/**
 * The checks of deprecations and of habits each decode the file as written. A type that only a variable would
 * make right fails both.
 */
function lintDecoded(file: RawFile, features: Features): CompileError[] {
  const decoding = startDecoding(features);
  const raw = decodeWorkflow(file.root, decoding);
  const problem = decoding.problems[0];
  if (problem === undefined)
    return [...lintDeprecations(raw, file, features), ...lintHabits(raw, file.source)];
  const { message: detail } = textsOf(WORKFLOW_MESSAGES[problem.code], problem.args);
  const args = { key: String(problem.args['key'] ?? ''), detail };
  const { place } = problem;
  const error = compileError('generic', null, { code: 'raw-file-not-decodable', args, place }, file.source);
  return [error, error];
}

const DEPRECATED_VARIABLES = {
  CI_COMMIT_PRERELEASE: 'CI_PIPELINE_RELEASE_PRE',
  CI_COMMIT_AUTHOR_AVATAR: 'CI_PIPELINE_AVATAR',
  CI_PREV_COMMIT_AUTHOR_AVATAR: 'CI_PREV_PIPELINE_AVATAR',
} as const;

/** Returns the uses of deprecated keys and variables at the release. */
function lintDeprecations(raw: WorkflowFile, file: RawFile, features: Features): CompileError[] {
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
        const problem: Problem = {
          code: 'step-secrets-removed',
          args: {},
          place: fields.get('secrets')?.key ?? place,
        };
        return compileError('deprecation', `${area}.${name}.secrets`, problem, source);
      }),
  );
}

function runsOn(raw: WorkflowFile, { name, source }: RawFile, features: Features): CompileError[] {
  if (!features.workflowStatus || raw.runs_on.length === 0) return [];
  const place = raw.fields.get('runs_on')?.key ?? raw.place;
  return [
    compileError('deprecation', `${name}.runs_on`, { code: 'runs-on-deprecated', args: {}, place }, source),
  ];
}

/** The server looks for the names in the text, comments included, as `$NAME` or `${NAME}`. */
function deprecatedVariables({ name: workflowName, source }: RawFile, features: Features): CompileError[] {
  if (!features.deprecatedVariableWarnings) return [];
  return Object.entries(DEPRECATED_VARIABLES).flatMap(([name, replacement]) => {
    const match = new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`).exec(source.text);
    if (match === null) return [];
    const place = { start: match.index, end: match.index + match[0].length };
    const problem: Problem = { code: 'variable-deprecated', args: { name, replacement }, place };
    return [compileError('deprecation', workflowName, problem, source)];
  });
}

/** Steps that run on every event, unless the workflow as a whole names its events. */
function lintHabits(raw: WorkflowFile, source: SourceText): CompileError[] {
  const filtered = raw.when.length > 0 && raw.when.every(({ event }) => event.length > 0);
  return filtered ? [] : raw.steps.flatMap((step) => lintStep(step, source));
}

function lintStep({ name, when, place }: StepEntry, source: SourceText): CompileError[] {
  const field = `steps.${name}`;
  const args = { name };
  if (when.length === 0) {
    return [compileError('bad_habit', field, { code: 'event-filter-missing', args, place }, source)];
  }
  const index = when.findIndex(({ event }) => event.length === 0);
  const condition = when[index];
  if (condition === undefined) return [];
  const problem: Problem = { code: 'event-filter-incomplete', args, place: condition.place };
  return [compileError('bad_habit', `${field}.when[${index}]`, problem, source)];
}
