import type { Features } from '../../translate/release/features.ts';
import { startDecoding } from '../decode/decoding.ts';
import { decodeWorkflow, type WorkflowFile } from '../decode/workflow.ts';
import { type Reporter, reporterOf } from '../errors.ts';
import type { RawFile } from '../positions/raw-file.ts';
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
  const errors: CompileError[] = [];
  if (problem === undefined) {
    lintDeprecations(raw, file, features, reporterOf('deprecation', file.source, errors));
    lintHabits(raw, reporterOf('bad_habit', file.source, errors));
    return errors;
  }
  const args = { key: '', ...problem.args, detail: problem.code };
  const report = reporterOf('generic', file.source, errors);
  report(null, 'raw-file-not-decodable', args, problem.place);
  report(null, 'raw-file-not-decodable', args, problem.place);
  return errors;
}

const DEPRECATED_VARIABLES = {
  CI_COMMIT_PRERELEASE: 'CI_PIPELINE_RELEASE_PRE',
  CI_COMMIT_AUTHOR_AVATAR: 'CI_PIPELINE_AVATAR',
  CI_PREV_COMMIT_AUTHOR_AVATAR: 'CI_PREV_PIPELINE_AVATAR',
} as const;

function lintDeprecations(raw: WorkflowFile, file: RawFile, features: Features, report: Reporter): void {
  for (const area of ['steps', 'services', 'clone'] as const)
    for (const { name, secrets, fields, place } of raw[area])
      if (secrets > 0)
        report(`${area}.${name}.secrets`, 'step-secrets-removed', {}, fields.get('secrets')?.key ?? place);
  if (features.workflowStatus && raw.runs_on.length > 0)
    report(`${file.name}.runs_on`, 'runs-on-deprecated', {}, raw.fields.get('runs_on')?.key ?? raw.place);
  if (!features.deprecatedVariableWarnings) return;
  for (const [name, replacement] of Object.entries(DEPRECATED_VARIABLES)) {
    // The server looks for the names in the text, comments included.
    const match = new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`).exec(file.source.text);
    if (match === null) continue;
    const place = { start: match.index, end: match.index + match[0].length };
    report(file.name, 'variable-deprecated', { name, replacement }, place);
  }
}

/** Steps that run on every event, unless the workflow as a whole names its events. */
function lintHabits(raw: WorkflowFile, report: Reporter): void {
  if (raw.when.length > 0 && raw.when.every(({ event }) => event.length > 0)) return;
  for (const { name, when, place } of raw.steps) {
    const field = `steps.${name}`;
    if (when.length === 0) report(field, 'event-filter-missing', { name }, place);
    const index = when.findIndex(({ event }) => event.length === 0);
    if (index !== -1)
      report(`${field}.when[${index}]`, 'event-filter-incomplete', { name }, when[index]?.place);
  }
}
