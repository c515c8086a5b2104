import type { Features } from '../../release/features.ts';
import { compileError } from '../errors.ts';
import type { WorkflowCode } from '../messages.ts';
import { faultField, schemaFaults } from '../schema/schema-faults.ts';
import type { SchemaKeyword } from '../schema/validate.ts';
import type { SourceText } from '../source-text.ts';
import type { CompileError } from '../types.ts';
import type { YamlNode } from '../yaml/node.ts';
import { nearestKey } from './nearest-key.ts';

const CODES: Readonly<Record<SchemaKeyword, WorkflowCode>> = {
  type: 'schema-type',
  enum: 'schema-enum',
  minimum: 'schema-minimum',
  minProperties: 'schema-min-properties',
  required: 'schema-required',
  additionalProperties: 'schema-additional-properties',
  anyOf: 'schema-alternatives',
  oneOf: 'schema-alternatives',
};

/** The warnings of the server's schema, with the nearest known key for an unknown one. */
export function lintSchema(root: YamlNode, source: SourceText, features: Features): CompileError[] {
  return schemaFaults(root, features).map((fault) => {
    const { keyword, expected, given, place, path } = fault;
    const nearest =
      keyword === 'additionalProperties' ? nearestKey(expected[0] ?? '', path.map(String), features) : null;
    const args = { expected, given, nearest };
    return compileError('linter', faultField(fault), CODES[keyword], args, source.rangeOf(place));
  });
}
