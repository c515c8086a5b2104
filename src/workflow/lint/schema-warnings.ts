import { nearest } from '../../base/text/nearest.ts';
import type { YamlNode } from '../../base/yaml/yaml.ts';
import type { Features } from '../../translate/release/features.ts';
import { compileError } from '../errors.ts';
import type { WorkflowCode } from '../messages.ts';
import type { SourceText } from '../positions/source-text.ts';
import type { Schema } from '../schema/schema.ts';
import { faultField, schemaFaults } from '../schema/schema-faults.ts';
import { schemasAt } from '../schema/schemas-at.ts';
import type { SchemaFault, SchemaKeyword } from '../schema/validate.ts';
import { workflowSchema } from '../schema/workflow-schema.ts';
import type { CompileError } from '../types.ts';

const CODES: Readonly<Record<SchemaKeyword, WorkflowCode>> = {
  type: 'schema-type',
  enum: 'schema-enum',
  minimum: 'schema-minimum',
  minProperties: 'schema-min-properties',
  required: 'schema-required',
  additionalProperties: 'schema-additional-properties',
  anyOf: 'schema-alternatives',
  oneOf: 'schema-alternatives',
  allOf: 'schema-alternatives',
  else: 'schema-alternatives',
  format: 'schema-format',
};

/** The warnings of the server's schema, with everything that would be right in place. */
export function lintSchema(root: YamlNode, source: SourceText, features: Features): CompileError[] {
  const schema = workflowSchema(features);
  return schemaFaults(root, features).map((fault) => {
    const schemas = schemasAt(schema, fault.path);
    const expected = expectedAt(fault, schemas);
    const isUnknown = fault.keyword === 'additionalProperties';
    const args = {
      expected,
      given: fault.given,
      ...(isUnknown || fault.keyword === 'required' ? { key: expected[0] ?? '' } : {}),
      ...(fault.keyword === 'minimum' ? { minimum: expected[0] ?? '' } : {}),
      ...(isUnknown ? nearestKey(fault, schemas) : {}),
    };
    return compileError('linter', faultField(fault), CODES[fault.keyword], args, source.rangeOf(fault.place));
  });
}

/** The known key that an unknown one is most likely meant to be. */
function nearestKey(
  { expected: [key = ''] }: SchemaFault,
  schemas: readonly Schema[],
): { readonly nearest?: string } {
  const known = new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})));
  const found = nearest(
    key,
    [...known].filter((name) => name !== '$schema' && name !== key),
  );
  return found === undefined ? {} : { nearest: found };
}

/** The server reports one alternative only; its author may choose any. */
function expectedAt({ keyword, expected }: SchemaFault, schemas: readonly Schema[]): readonly string[] {
  if (keyword === 'type') return [...new Set(schemas.flatMap(({ type }) => type ?? []))];
  if (keyword === 'enum') return [...new Set(schemas.flatMap((schema) => schema.enum ?? []))];
  return expected;
}
