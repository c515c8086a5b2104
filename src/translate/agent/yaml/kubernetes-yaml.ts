import type { Affinity, Toleration } from 'kubernetes-types/core/v1.js';
import { fold } from '../../../base/encoding/case-mapping.ts';
import { type Shape, type ShapedValue, type StructShape, toWire } from '../../../base/json/shape.ts';
import type { YamlNode } from '../../../base/yaml/yaml.ts';
import { affinityShape, tolerationShape } from '../../model/scheduling-shapes.ts';
import { float32Text } from './float32-text.ts';
import { type FollowedNode, follow } from './follow.ts';
import { entriesInOrder } from './merge-keys.ts';
import { YamlValueError } from './yaml-value-error.ts';
import { resolveYaml11 } from './yaml11-scalar.ts';

/**
 * Structured variables as agents from 3.13 on read them: resolved by YAML 1.1, turned into JSON, then typed with
 * the rules of JSON. Throws {@link YamlValueError} where the agent does not start.
 */
export function kubernetesTextMap(node: YamlNode): Record<string, string> {
  return (readField({ kind: 'textMap' }, node) as Record<string, string> | undefined) ?? {};
}

export function kubernetesTolerations(node: YamlNode): Toleration[] {
  const tolerations = readField({ kind: 'list', of: tolerationShape }, node) as ShapedValue[] | undefined;
  return (tolerations ?? []).map((item) => toWire(tolerationShape, item) as Toleration);
}

export function kubernetesAffinity(node: YamlNode): Affinity | undefined {
  const affinity = readField({ kind: 'struct', of: affinityShape }, node);
  return affinity === undefined ? undefined : (toWire(affinityShape, affinity as ShapedValue) as Affinity);
}

/** @param before what another spelling of the same key gave: maps and lists are read into it, as the agent does */
function readField(shape: Shape, value: YamlNode, before?: unknown): unknown {
  const node = follow(value);
  if (isNull(node)) return undefined;
  switch (shape.kind) {
    case 'text':
      return scalarText(node);
    case 'integer':
      return wholeNumber(node, shape.bits);
    case 'texts':
      return readItems(node, before, (item, earlier) => (isNull(item) ? (earlier ?? '') : scalarText(item)));
    case 'textMap':
      return Object.fromEntries([...Object.entries(before ?? {}), ...textEntries(node)]);
    case 'list':
      return readItems(node, before, (item, earlier: ShapedValue = {}) =>
        isNull(item) ? earlier : readStruct(shape.of, item, earlier),
      );
    case 'struct':
      return readStruct(shape.of, node, before as ShapedValue | undefined);
  }
}

function readItems<T>(
  node: FollowedNode,
  before: unknown,
  read: (item: FollowedNode, earlier: T | undefined) => T,
): T[] {
  const earlier = (before ?? []) as readonly T[];
  return items(node).map((item, index) => read(item, earlier[index]));
}

function textEntries(node: FollowedNode): [string, string][] {
  return [...entriesByKey(node)].map(([key, item]) => [key, isNull(item) ? '' : scalarText(item)]);
}

/** Fields in any case; they are read in byte order of their keys. */
function readStruct(shape: StructShape, node: FollowedNode, before: ShapedValue = {}): ShapedValue {
  const fields = new Map(Object.entries(shape.fields).map(([name, of]) => [fold(name), { name, of }]));
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

/** What no field takes has to become JSON all the same, which knows no infinity. */
function refuseUnlessJson(value: YamlNode): void {
  const node = follow(value);
  if (node.kind === 'map') for (const item of entriesByKey(node).values()) refuseUnlessJson(item);
  if (node.kind === 'list') node.items.forEach(refuseUnlessJson);
  if (node.kind !== 'scalar') return;
  const scalar = resolveYaml11(node);
  if (scalar.kind === 'float' && !Number.isFinite(scalar.value))
    throw new YamlValueError('a finite number is wanted');
}

/** Whether null takes back what another spelling of the key has set. */
function isPointer(shape: Shape): boolean {
  return !(shape.kind === 'text' || (shape.kind === 'integer' && !shape.optional));
}

function items(node: FollowedNode): readonly FollowedNode[] {
  if (node.kind !== 'list') throw new YamlValueError('a list is wanted');
  return node.items.map(follow);
}

/** The entries by the text of their key; of several with one key the last counts. */
function entriesByKey(node: FollowedNode): ReadonlyMap<string, FollowedNode> {
  if (node.kind !== 'map') throw new YamlValueError('a map is wanted');
  return new Map(entriesInOrder(node).map(({ key, value }) => [keyText(follow(key)), follow(value)]));
}

/** Integers beyond 63 bits are no keys, and what is not finite is spelt as in YAML. */
function keyText(node: FollowedNode): string {
  const key = node.kind === 'scalar' ? resolveYaml11(node) : undefined;
  if (key === undefined || key.kind === 'null' || key.kind === 'uint') {
    throw new YamlValueError('a key must be a text');
  }
  if (key.kind === 'float' && !Number.isFinite(key.value)) return notFiniteKey(key.value);
  return scalarText(node);
}

function notFiniteKey(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  return value > 0 ? '.inf' : '-.inf';
}

function isNull(node: FollowedNode): boolean {
  return node.kind === 'scalar' && resolveYaml11(node).kind === 'null';
}

function scalarText(node: FollowedNode): string {
  if (node.kind !== 'scalar') throw new YamlValueError('a text is wanted, not a map or list');
  const scalar = resolveYaml11(node);
  if (scalar.kind === 'null') return '';
  return scalar.kind === 'float' ? float32Text(scalar.value) : String(scalar.value);
}

function wholeNumber(node: FollowedNode, bits: 32 | 64): number {
  const scalar = node.kind === 'scalar' ? resolveYaml11(node) : undefined;
  if (scalar?.kind === 'int' && scalar.value === BigInt.asIntN(bits, scalar.value))
    return Number(scalar.value);
  const isWhole = scalar?.kind === 'float' && Number.isInteger(scalar.value);
  if (isWhole && Math.abs(scalar.value) < 2 ** (bits - 1)) return scalar.value;
  throw new YamlValueError(`an integer of ${bits} bits is wanted`);
}
