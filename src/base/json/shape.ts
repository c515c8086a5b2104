/** The type of one field of a Kubernetes API type, as far as reading and writing it need to know. */
export type Shape =
  | { readonly kind: 'text' }
  | { readonly kind: 'texts' }
  | { readonly kind: 'textMap' }
  | { readonly kind: 'integer'; readonly bits: 32 | 64; readonly optional?: true }
  | { readonly kind: 'list'; readonly of: StructShape }
  /** A nested object: always there, or absent unless given. */
  | { readonly kind: 'struct'; readonly of: StructShape; readonly optional?: true };

/** Fields by their JSON name. Those in `required` are written even when they are empty. */
export interface StructShape {
  readonly fields: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
}

/** A value of a shape before it is written; undefined stands for what was not given. */
export type ShapedValue = Readonly<Record<string, unknown>>;

/**
 * Brings a value of a shape to the JSON that goes over the wire: empty fields are left out unless the API type
 * always writes them. A list that it always writes and that was not given is null there.
 */
export function toWire(shape: StructShape, value: object): Record<string, unknown> {
  const fields = value as ShapedValue;
  const wire: Record<string, unknown> = {};
  for (const name in shape.fields) {
    const written = fieldToWire(shape.fields[name] as Shape, fields[name], shape.required.includes(name));
    if (written !== undefined) wire[name] = written;
  }
  return wire;
}

function fieldToWire(shape: Shape, value: unknown, isRequired: boolean): unknown {
  switch (shape.kind) {
    case 'text':
      return isRequired || value ? (value ?? '') : undefined;
    case 'integer':
      return isRequired ? (value ?? 0) : value;
    case 'texts':
      return Array.isArray(value) && value.length > 0 ? [...value] : undefined;
    case 'textMap':
      return value !== undefined && Object.keys(value as object).length > 0
        ? { ...(value as object) }
        : undefined;
    case 'list': {
      const items = value as readonly ShapedValue[] | undefined;
      if (!isRequired && !items?.length) return undefined;
      return items?.map((item) => toWire(shape.of, item)) ?? null;
    }
    case 'struct':
      return shape.optional && value === undefined ? undefined : toWire(shape.of, value ?? {});
  }
}
