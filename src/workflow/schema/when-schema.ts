import type { Features } from '../../translate/release/features.ts';
import { eventsOf } from '../metadata/metadata-field.ts';
import {
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

/** The events at the end of the server's schema. */
const LAST_EVENTS = ['release', 'pull_request_metadata'];

const STRING_OR_STRINGS: Schema = alternatives(STRING_SCHEMA, STRINGS_SCHEMA);

const FILTER: Schema = alternatives(
  STRING_SCHEMA,
  STRINGS_SCHEMA,
  closedMap({ include: STRING_OR_STRINGS, exclude: STRING_OR_STRINGS }),
);

const PATH: Schema = alternatives(
  STRING_SCHEMA,
  STRINGS_SCHEMA,
  closedMap({
    include: STRINGS_SCHEMA,
    exclude: STRINGS_SCHEMA,
    ignore_message: STRING_SCHEMA,
    on_empty: BOOLEAN_SCHEMA,
  }),
);

export function workflowWhenSchema(features: Features): Schema {
  const status = features.workflowStatus ? { status: oneOrMore(['success', 'failure']) } : {};
  return whenSchema({ ...commonConditions(features), ...status });
}

export function stepWhenSchema(features: Features): Schema {
  return whenSchema({
    ...commonConditions(features),
    status: oneOrMore(['success', 'failure']),
    matrix: mapSchema(SCALAR_SCHEMA),
  });
}

function whenSchema(properties: Readonly<Record<string, Schema>>): Schema {
  const condition = closedMap(properties);
  return alternatives(listSchema(condition), condition);
}

function commonConditions(features: Features): Record<string, Schema> {
  const events = eventsOf(features).sort(
    (left, right) => LAST_EVENTS.indexOf(left) - LAST_EVENTS.indexOf(right),
  );
  return {
    repo: FILTER,
    branch: FILTER,
    event: oneOrMore(events),
    ref: features.refListSchema ? FILTER : STRING_SCHEMA,
    cron: FILTER,
    platform: FILTER,
    instance: FILTER,
    path: PATH,
    evaluate: STRING_SCHEMA,
  };
}

function oneOrMore(words: readonly string[]): Schema {
  return alternatives(listSchema({ enum: words }), { enum: words });
}
