import { closest, distance } from 'fastest-levenshtein';
import type { Features } from '../../release/features.ts';
import type { Schema } from '../schema/schema.ts';
import { workflowSchema } from '../schema/workflow-schema.ts';

/** The known key that a misspelt one is nearest to; null where none is near. */
export function nearestKey(name: string, path: readonly string[], features: Features): string | null {
  const candidates = [...keysAt([workflowSchema(features)], path)].filter(
    (key) => key !== '$schema' && key !== name,
  );
  if (name.length > 40 || candidates.length === 0) return null;
  const nearest = closest(name.toLowerCase(), candidates);
  return distance(name.toLowerCase(), nearest) <= Math.max(1, Math.floor(name.length / 3)) ? nearest : null;
}

/** Names of the properties that any of the schemas knows at a path. */
function keysAt(schemas: readonly Schema[], path: readonly string[]): Set<string> {
  let current = schemas.flatMap(alternativesOf);
  for (const token of path) {
    current = current.flatMap((schema) => child(schema, token)).flatMap(alternativesOf);
  }
  return new Set(current.flatMap(({ properties }) => Object.keys(properties ?? {})));
}

function child(schema: Schema, token: string): Schema[] {
  const { properties, additionalProperties, items } = schema;
  const found: Schema[] = [];
  if (properties !== undefined && Object.hasOwn(properties, token)) found.push(properties[token] ?? {});
  else if (additionalProperties) found.push(additionalProperties);
  if (items !== undefined && /^\d+$/.test(token)) found.push(items);
  return found;
}

function alternativesOf(schema: Schema): Schema[] {
  return [schema, ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(alternativesOf)];
}
