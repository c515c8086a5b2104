import { isJsonObject } from './json.ts';

/**
 * The type of one field of a Kubernetes API type, as far as reading and writing it need to know. A required field is
 * written even if it is empty.
 */
export type Shape = { readonly required: boolean } & (
  | { readonly kind: 'text' | 'texts' | 'textMap' }
  | { readonly kind: 'integer'; readonly bits: 32 | 64 }
  | { readonly kind: 'list' | 'struct'; readonly of: StructShape }
);

/** Fields by their JSON name. */
export type StructShape = Readonly<Record<string, Shape>>;

/** A value of a shape before it is written; undefined represents a missing value. */
export type ShapedValue = Readonly<Record<string, unknown>>;

/**
 * Brings a value of a shape to the JSON that goes over the wire: empty fields are left out unless the API type
 * always writes them. A list that it always writes and that was not given is null there.
 */
export function toWire(shape: StructShape, shaped: object): Record<string, unknown> {
  const fields = shaped as ShapedValue;
  const wire: Record<string, unknown> = {};
  for (const name of Object.keys(shape)) {
    const value = fields[name] ?? undefined;
    const field = value === undefined || !Object.hasOwn(fields, name) ? undefined : value;
    const written = fieldToWire(shape[name] as Shape, field);
    if (written !== undefined) wire[name] = written;
  }
  return wire;
}

function fieldToWire(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'text':
      return shape.required || value ? (value ?? '') : undefined;
    case 'integer':
      return shape.required ? (value ?? 0) : value;
    case 'texts':
      return Array.isArray(value) && value.length > 0 ? [...value] : undefined;
    case 'textMap':
      return value !== undefined && Object.keys(value as object).length > 0
        ? { ...(value as object) }
        : undefined;
    case 'list': {
      const items = value as readonly ShapedValue[] | undefined;
      if (!shape.required && !items?.length) return undefined;
      return items?.map((item) => toWire(shape.of, item)) ?? null;
    }
    case 'struct':
      return shape.required || value !== undefined ? toWire(shape.of, value ?? {}) : undefined;
  }
}

/** Whether a value from outside is of a shape; null represents a field that is not set, and other fields are allowed. */
export function isOfShape(shape: StructShape, value: unknown): boolean {
  return (
    isJsonObject(value) &&
    Object.keys(shape).every(
      (name) => !Object.hasOwn(value, name) || isOfField(shape[name] as Shape, value[name]),
    )
  );
}

function isOfField(shape: Shape, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  switch (shape.kind) {
    case 'text':
      return isText(value);
    case 'integer':
      return Number.isInteger(value);
    case 'texts':
      return Array.isArray(value) && value.every(isText);
    case 'textMap':
      return isJsonObject(value) && Object.values(value).every(isText);
    case 'list':
      return Array.isArray(value) && value.every((item) => isOfShape(shape.of, item));
    case 'struct':
      return isOfShape(shape.of, value);
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
