import { remembered } from '../../translate/release/asked-features.ts';
import type { Features } from '../../translate/release/features.ts';
import {
  ANYTHING,
  alternatives,
  BOOLEAN_SCHEMA,
  closedMap,
  listSchema,
  mapSchema,
  SCALAR_SCHEMA,
  type Schema,
  STRING_SCHEMA,
  STRINGS_SCHEMA,
} from './schema.ts';
import { cloneSchema, dependenciesSchema, servicesSchema, stepsSchema } from './step-schema.ts';
import { workflowWhenSchema } from './when-schema.ts';

const MATRIX: Schema = {
  type: 'object',
  properties: { include: listSchema({ type: 'object' }) },
  additionalProperties: listSchema(SCALAR_SCHEMA),
};

const LIMIT: Schema = { type: 'integer', minimum: 1 };
const CONCURRENCY: Schema = alternatives(LIMIT, closedMap({ limit: LIMIT, group: STRING_SCHEMA }, ['limit']));

/** The server's schema of a workflow file, described again. A fault is only a warning. */
export const workflowSchema = /* @__PURE__ */ remembered(
  (features): Schema => withoutPrototypes(describeWorkflow(features)),
);

/**
 * A copy from which no keyword is read that a schema does not have itself.
 *
 * @param copies of the parts so far, because many schemas share one
 */
function withoutPrototypes<Value>(value: Value, copies = new Map<unknown, unknown>()): Value {
  if (typeof value !== 'object' || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known as Value;
  const copy: object = Array.isArray(value) ? [] : Object.create(null);
  copies.set(value, copy);
  for (const [key, part] of Object.entries(value)) Reflect.set(copy, key, withoutPrototypes(part, copies));
  return copy as Value;
}

function describeWorkflow(features: Features): Schema {
  return closedMap(
    {
      $schema: { type: 'string', format: 'uri' },
      variables: ANYTHING,
      clone: cloneSchema(features),
      skip_clone: BOOLEAN_SCHEMA,
      when: workflowWhenSchema(features),
      steps: stepsSchema(features),
      services: servicesSchema(features),
      workspace: { type: 'object' },
      matrix: MATRIX,
      labels: mapSchema(SCALAR_SCHEMA),
      depends_on: features.optionalDependencies ? dependenciesSchema(features) : STRINGS_SCHEMA,
      runs_on: STRINGS_SCHEMA,
      ...(features.concurrencyLimits ? { concurrency: CONCURRENCY } : {}),
    },
    ['steps'],
  );
}
