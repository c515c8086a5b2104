import type { Affinity, Toleration } from 'kubernetes-types/core/v1.js';
import { fold } from '../../../base/encoding/case-mapping.ts';
import { type Shape, type ShapedValue, type StructShape, toWire } from '../../../base/json/shape.ts';
import type { YamlNode } from '../../../base/yaml/yaml.ts';
import { affinityShape, tolerationShape } from '../../model/scheduling-shapes.ts';
import { type Yaml2Scalar, type Yaml2Value, YamlValueError, yaml2Value } from './yaml2-value.ts';

/**
 * Structured variables as agents since 3.13 read them: resolved by YAML 1.1, turned into JSON, then typed with
 * the rules of JSON. Throws {@link YamlValueError} if the agent does not start.
 */
export function kubernetesTextMap(node: YamlNode): Record<string, string> {
  return (
    (readField({ kind: 'textMap', required: false }, yaml2Value(node)) as
      | Record<string, string>
      | undefined) ?? {}
  );
}

export function kubernetesTolerations(node: YamlNode): Toleration[] {
  const tolerations = readField({ kind: 'list', of: tolerationShape, required: false }, yaml2Value(node)) as
    | ShapedValue[]
    | undefined;
  return (tolerations ?? []).map((item) => toWire(tolerationShape, item) as Toleration);
}

export function kubernetesAffinity(node: YamlNode): Affinity | undefined {
  const affinity = readField({ kind: 'struct', of: affinityShape, required: false }, yaml2Value(node));
  return affinity === undefined ? undefined : (toWire(affinityShape, affinity as ShapedValue) as Affinity);
}

/** @param before the value of another spelling of the same key; maps and lists are read into it, as in the agent */
function readField(shape: Shape, node: Yaml2Value, before?: unknown): unknown {
  if (node.kind === 'null') return undefined;
  switch (shape.kind) {
    case 'text':
      return scalarText(node);
    case 'integer':
      return wholeNumber(node, shape.bits);
    case 'texts':
      return readItems(node, before, (item, earlier) =>
        item.kind === 'null' ? (earlier ?? '') : scalarText(item),
      );
    case 'textMap':
      return Object.fromEntries([...Object.entries(before ?? {}), ...textEntries(node)]);
    case 'list':
      return readItems(node, before, (item, earlier: ShapedValue = {}) =>
        item.kind === 'null' ? earlier : readStruct(shape.of, item, earlier),
      );
    case 'struct':
      return readStruct(shape.of, node, before as ShapedValue | undefined);
  }
}

function readItems<T>(
  node: Yaml2Value,
  before: unknown,
  read: (item: Yaml2Value, earlier: T | undefined) => T,
): T[] {
  const earlier = (before ?? []) as readonly T[];
  return items(node).map((item, index) => read(item, earlier[index]));
}

function textEntries(node: Yaml2Value): [string, string][] {
  return [...entriesByKey(node)].map(([key, item]) => [key, item.kind === 'null' ? '' : scalarText(item)]);
}

/** Fields in any case; they are read in byte order of their keys. */
function readStruct(shape: StructShape, node: Yaml2Value, before: ShapedValue = {}): ShapedValue {
  const fields = new Map(Object.entries(shape).map(([name, of]) => [fold(name), { name, of }]));
  const value: Record<string, unknown> = { ...before };
  const entries = [...entriesByKey(node)].sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [key, item] of entries) {
    const field = fields.get(fold(key));
    if (field === undefined) {
      refuseUnlessJson(item);
      continue;
    }
    const read = readField(field.of, item, value[field.name]);
    if (read !== undefined || isPointer(field.of)) value[field.name] = read;
  }
  return value;
}

/** A value without a field must become JSON all the same, which has no infinity. */
function refuseUnlessJson(node: Yaml2Value): void {
  if (node.kind === 'map') for (const item of entriesByKey(node).values()) refuseUnlessJson(item);
  if (node.kind === 'list') node.items.forEach(refuseUnlessJson);
  if (node.kind === 'float' && !Number.isFinite(node.value))
    throw new YamlValueError('unexpected', { expected: 'a finite number' });
}

/** Whether null resets the value of another spelling of the key. */
function isPointer(shape: Shape): boolean {
  return !(shape.kind === 'text' || (shape.kind === 'integer' && shape.required));
}

function items(node: Yaml2Value): readonly Yaml2Value[] {
  if (node.kind !== 'list') throw new YamlValueError('unexpected', { expected: 'a list' });
  return node.items;
}

/** The entries by the text of their key; of several with one key the last takes effect. */
function entriesByKey(node: Yaml2Value): ReadonlyMap<string, Yaml2Value> {
  if (node.kind !== 'map') throw new YamlValueError('unexpected', { expected: 'an object' });
  return new Map([...node.entries.values()].map(({ key, value }) => [keyText(key), value]));
}

/** Integers beyond 63 bits are not keys, and values that are not finite are spelled as in YAML. */
function keyText(key: Yaml2Scalar): string {
  if (key.kind === 'null' || key.kind === 'uint') throw new YamlValueError('key-not-string');
  if (key.kind === 'float' && !Number.isFinite(key.value)) return notFiniteKey(key.value);
  return scalarText(key);
}

function notFiniteKey(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  return value > 0 ? '.inf' : '-.inf';
}

function scalarText(node: Yaml2Value): string {
  if (node.kind === 'list' || node.kind === 'map')
    throw new YamlValueError('unexpected', { expected: 'a string' });
  if (node.kind === 'null') return '';
  return node.kind === 'float' ? float32Text(node.value) : String(node.value);
}

function wholeNumber(node: Yaml2Value, bits: 32 | 64): number {
  if (node.kind === 'int' && node.value === BigInt.asIntN(bits, node.value)) return Number(node.value);
  const isWhole = node.kind === 'float' && Number.isInteger(node.value);
  if (isWhole && Math.abs(node.value) < 2 ** (bits - 1)) return node.value;
  throw new YamlValueError('unexpected', { expected: `an integer of ${bits} bits` });
}

/**
 * The fewest digits that give the same 32-bit float, in plain notation for decimal exponents from -4 to 5 and else
 * with an exponent of at least two digits: how the agent prints a float if a string is expected.
 */
function float32Text(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(Math.fround(value))) return value > 0 ? '+Inf' : '-Inf';
  const single = Math.fround(value);
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  const [mantissa = '', exponent = ''] = shortest(single).split('e');
  const power = Number(exponent);
  if (power >= -4 && power <= 5) return plain(mantissa, power);
  const digits = String(Math.abs(power)).padStart(2, '0');
  return `${mantissa}e${power < 0 ? '-' : '+'}${digits}`;
}

function shortest(single: number): string {
  for (let precision = 0; precision < 9; precision++) {
    const text = single.toExponential(precision);
    if (Math.fround(Number(text)) === single) return text;
  }
  return single.toExponential(9);
}

function plain(mantissa: string, power: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  const integer = digits.slice(0, power + 1).padEnd(power + 1, '0');
  const fraction = digits.slice(power + 1);
  return sign + integer + (fraction === '' ? '' : `.${fraction}`);
}
