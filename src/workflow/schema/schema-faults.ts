import type { YamlNode } from '../../base/yaml/yaml.ts';
import type { Features } from '../../translate/release/features.ts';
import { startDecoding } from '../decode/decoding.ts';
import { toInstance } from './instance.ts';
import { type SchemaFault, validateSchema } from './validate.ts';
import { workflowSchema } from './workflow-schema.ts';

/** Faults of a file against the schema, as the server reports them; none where the file is no JSON. */
export function schemaFaults(root: YamlNode, features: Features): SchemaFault[] {
  const decoding = startDecoding(features);
  const instance = toInstance(root, decoding);
  if (decoding.problems.length > 0) return [];
  const faults = validateSchema(instance, workflowSchema(features));
  return features.umbrellaSchemaWarnings ? faults : withoutUmbrellas(faults);
}

/** The dotted place that the server names. */
export function faultField({ path }: SchemaFault): string {
  return path.length === 0 ? '(root)' : path.join('.');
}

/** Drops that no alternative fits where a fault at its place or below says why. */
function withoutUmbrellas(faults: readonly SchemaFault[]): SchemaFault[] {
  const explained = new Set<string>();
  for (const { path } of faults.filter((fault) => !isUmbrella(fault))) {
    for (let length = 1; length <= path.length; length++) explained.add(path.slice(0, length).join('.'));
  }
  return faults.filter((fault) => !isUmbrella(fault) || !explained.has(faultField(fault)));
}

function isUmbrella({ keyword }: SchemaFault): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}
