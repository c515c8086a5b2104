import type { WorkflowFile } from '../decode/workflow-file.ts';
import { compileError } from '../errors.ts';
import type { CompileError } from '../types.ts';
import type { LintContext } from './lint-context.ts';

const DEPRECATED_VARIABLES = {
  CI_COMMIT_PRERELEASE: 'CI_PIPELINE_RELEASE_PRE',
  CI_COMMIT_AUTHOR_AVATAR: 'CI_PIPELINE_AVATAR',
  CI_PREV_COMMIT_AUTHOR_AVATAR: 'CI_PREV_PIPELINE_AVATAR',
} as const;

/** What the file uses that is deprecated at the release. */
export function lintDeprecations(raw: WorkflowFile, context: LintContext): CompileError[] {
  return [...removedSecrets(raw, context), ...runsOn(raw, context), ...deprecatedVariables(context)];
}

function removedSecrets(raw: WorkflowFile, { rawSource }: LintContext): CompileError[] {
  return raw.steps
    .filter(({ secrets }) => secrets > 0)
    .map(({ name, values, place }) => {
      const range = rawSource.rangeOf(values.get('secrets') ?? place);
      return compileError('deprecation', `steps.${name}.secrets`, 'step-secrets-removed', {}, range);
    });
}

function runsOn(raw: WorkflowFile, { features, workflowName, rawSource }: LintContext): CompileError[] {
  if (!features.workflowStatus || raw.runsOn.length === 0) return [];
  const range = rawSource.rangeOf(raw.keys.get('runs_on') ?? raw.place);
  return [compileError('deprecation', `${workflowName}.runs_on`, 'runs-on-deprecated', {}, range)];
}

/** The server looks for the names in the text, comments included, as `$NAME` or `${NAME}`. */
function deprecatedVariables({ features, workflowName, rawSource }: LintContext): CompileError[] {
  if (!features.deprecatedVariableWarnings) return [];
  return Object.entries(DEPRECATED_VARIABLES).flatMap(([name, replacement]) => {
    const match = new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`).exec(rawSource.text);
    if (match === null) return [];
    const range = rawSource.rangeOf({ start: match.index, end: match.index + match[0].length });
    return [compileError('deprecation', workflowName, 'variable-deprecated', { name, replacement }, range)];
  });
}
