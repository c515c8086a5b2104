import { NOTHING } from '../../base/json/json.ts';
import type { Schema } from './schema.ts';

/** Every schema that any alternative has for the value at a path. */
export function schemasAt(schema: Schema, path: readonly (string | number)[]): Schema[] {
  let current = alternativesOf(schema);
  for (const token of path)
    current = current.flatMap((parent) => children(parent, token)).flatMap(alternativesOf);
  return current;
}

function children({ properties, additionalProperties, items }: Schema, token: string | number): Schema[] {
  if (typeof token === 'number') return items === undefined ? [] : [items];
  if (properties !== undefined && Object.hasOwn(properties, token)) return [properties[token] ?? NOTHING];
  return additionalProperties ? [additionalProperties] : [];
}

function alternativesOf(schema: Schema): Schema[] {
  return [
    schema,
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(alternativesOf),
  ];
}
