import { schemaAt } from '../../support/schema-properties.ts';

/** A key of a value that a schema describes. */
export interface DescribedKey {
  /** File and JSON Pointer of the property in the schemas. */
  readonly property: string;
  /** Where the key is in the value. */
  readonly path: readonly (string | number)[];
}

/** Every key of a value that a schema describes, at any depth. */
export function describedKeys(
  file: string,
  value: unknown,
  path: readonly (string | number)[] = [],
  pointer = '',
): DescribedKey[] {
  const schema = schemaAt(file, pointer);
  if (schema.$ref !== undefined) {
    const [otherFile = '', target = ''] = schema.$ref.split('#');
    return describedKeys(otherFile || file, value, path, target);
  }
  if (Array.isArray(value)) {
    if (schema.items === undefined) return [];
    return value.flatMap((item, index) => describedKeys(file, item, [...path, index], `${pointer}/items`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (!Object.hasOwn(schema.properties ?? {}, key)) return [];
    const at = `${pointer}/properties/${key}`;
    const own = { property: `${file}#${at}`, path: [...path, key] };
    return [own, ...describedKeys(file, item, own.path, at)];
  });
}

/** A copy of a value without the key at a path. */
export function without<Value>(value: Value, path: readonly (string | number)[]): Value {
  const copy = structuredClone(value);
  let parent = copy as Record<string | number, unknown>;
  for (const token of path.slice(0, -1)) parent = parent[token] as Record<string | number, unknown>;
  delete parent[path.at(-1) as string];
  return copy;
}
