import { append } from '../../base/text/append.ts';
import { textsOf } from '../../diagnostics/template.ts';
import { trustedCloneImages } from '../compile/clone/clone-images.ts';
import { matchesImageList } from '../compile/image-match.ts';
import { startDecoding } from '../decode/decoding.ts';
import { decodeWorkflow } from '../decode/workflow.ts';
import { compileError } from '../errors.ts';
import { WORKFLOW_MESSAGES } from '../messages.ts';
import type { CompileError } from '../types.ts';
import { lintDeprecations } from './deprecations.ts';
import { lintHabits } from './habits.ts';
import type { LintContext } from './lint-context.ts';
import { lintEntry } from './lint-entry.ts';
import { lintSchema } from './schema-warnings.ts';

/** Everything that the server's linter reports of one workflow, in its order. */
export function lintWorkflow(context: LintContext): CompileError[] {
  const { workflow, source, input, release } = context;
  const errors: CompileError[] = [];
  if (workflow.steps.length === 0) {
    const place = workflow.keys.get('steps') ?? { start: workflow.place.start, end: workflow.place.start };
    errors.push(compileError('linter', 'steps', 'steps-missing', {}, source.rangeOf(place)));
  }
  const trusted = trustedCloneImages(input, release);
  for (const { name, image, place } of workflow.clone) {
    if (matchesImageList(image, trusted)) continue;
    const range = source.rangeOf(place);
    errors.push(compileError('linter', `clone.${name}`, 'clone-image-untrusted', { image }, range));
  }
  const stepNames = new Set(workflow.steps.map(({ name }) => name));
  for (const area of ['clone', 'steps', 'services'] as const) {
    for (const entry of workflow[area]) append(errors, lintEntry(area, entry, stepNames, context));
  }
  append(errors, lintSchema(context.rawRoot, context.rawSource, context.features));
  append(errors, lintRawFile(context));
  return errors;
}

/**
 * The checks of deprecations and of habits each decode the file as written. A type that only a variable would
 * make right fails both.
 */
function lintRawFile(context: LintContext): CompileError[] {
  const { features, rawRoot, rawSource } = context;
  const decoding = startDecoding(features);
  const raw = decodeWorkflow(rawRoot, decoding);
  const problem = decoding.problems[0];
  if (problem === undefined) return [...lintDeprecations(raw, context), ...lintHabits(raw, context)];
  const { message: detail } = textsOf(WORKFLOW_MESSAGES[problem.code], problem.args);
  const args = { key: String(problem.args['key'] ?? ''), detail };
  const range = problem.place === undefined ? undefined : rawSource.rangeOf(problem.place);
  const error = compileError('generic', null, 'raw-file-not-decodable', args, range);
  return [error, error];
}
