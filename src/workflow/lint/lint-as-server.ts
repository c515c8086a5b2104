import { textsOf } from '../../diagnostics/template.ts';
import type { Features } from '../../translate/release/features.ts';
import { append } from '../collections.ts';
import type { DecodedRun } from '../compile/compilation.ts';
import { startDecoding } from '../decode/decoding.ts';
import { AREAS, repeatedEntries } from '../decode/step.ts';
import { decodeWorkflow } from '../decode/workflow.ts';
import { compileError, WORKFLOW_MESSAGES } from '../errors.ts';
import type { RawFile } from '../positions/raw-file.ts';
import type { CompileError } from '../types.ts';
import { lintEntry } from './lint-entry.ts';
import { lintSchema } from './schema-warnings.ts';
import { lintDeprecations, lintHabits } from './warnings.ts';

/** Everything that the server's linter reports of one workflow, in its order. */
export function lintAsServer(context: DecodedRun): CompileError[] {
  const { workflow, source, lookups } = context;
  const errors: CompileError[] = [];
  if (workflow.steps.length === 0) {
    const place = workflow.fields.get('steps')?.key ?? {
      start: workflow.place.start,
      end: workflow.place.start,
    };
    errors.push(compileError('linter', 'steps', 'steps-missing', {}, source.rangeOf(place)));
  }
  for (const { name, image, place } of workflow.clone) {
    if (lookups.isTrustedClone(image)) continue;
    const range = source.rangeOf(place);
    errors.push(compileError('linter', `clone.${name}`, 'clone-image-untrusted', { image }, range));
  }
  const stepNames = new Set(workflow.steps.map(({ name }) => name));
  for (const area of AREAS) {
    for (const entry of workflow[area]) append(errors, lintEntry(area, entry, stepNames, context));
  }
  if (context.features.uniqueStepNames) append(errors, repeatedServices(context));
  append(errors, context.rawErrors());
  return errors;
}

/** Services with the name of an earlier one, those that do not run included. */
function repeatedServices({ workflow, source }: DecodedRun): CompileError[] {
  return repeatedEntries(workflow.services).map(({ name, place }) =>
    compileError('linter', `services.${name}`, 'service-name-repeated', { name }, source.rangeOf(place)),
  );
}

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
  const range = problem.place === undefined ? undefined : file.source.rangeOf(problem.place);
  const error = compileError('generic', null, 'raw-file-not-decodable', args, range);
  return [error, error];
}
