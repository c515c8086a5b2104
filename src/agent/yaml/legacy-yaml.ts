import type { Toleration } from 'kubernetes-types/core/v1.js';
import { base64ToText } from '../../text/base64.ts';
import { entriesMergedFirst } from './merge-keys.ts';
import { scalarNumber } from './scalar-number.ts';
import { type YamlMap, type YamlNode, type YamlScalar, YamlValueError } from './yaml-tree.ts';

/**
 * Structured variables as agents up to 3.12 read them: YAML 1.2 straight into the target, scalars by their source
 * text, keys by their exact spelling. Throws {@link YamlValueError} where the agent does not start.
 */
export function legacyTextMap(node: YamlNode): Record<string, string> {
  if (isNull(node)) return {};
  return Object.fromEntries(
    textEntries(node).map(([key, value]) => [key, isNull(value) ? '' : scalarText(value)] as const),
  );
}

/** Tolerations, of which the keys must be written in lower case only: `tolerationSeconds` is not read. */
export function legacyTolerations(node: YamlNode): Toleration[] {
  if (isNull(node)) return [];
  if (node.kind !== 'list') throw new YamlValueError('a list of tolerations is wanted');
  return node.items.filter((item) => !isNull(item)).map(toleration);
}

function toleration(node: YamlNode): Toleration {
  const fields = new Map(textEntries(node));
  const seconds = fields.get('tolerationseconds');
  const wanted: Toleration = {};
  for (const key of ['key', 'operator', 'value', 'effect'] as const) {
    const value = fields.get(key);
    const written = value === undefined || isNull(value) ? '' : scalarText(value);
    if (written !== '') wanted[key] = written;
  }
  if (seconds !== undefined && !isNull(seconds)) wanted.tolerationSeconds = wholeSeconds(seconds);
  return wanted;
}

/** The entries with their keys as text; a null key is dropped, a key that stands twice is refused. */
function textEntries(node: YamlNode): (readonly [string, YamlNode])[] {
  if (node.kind !== 'map') throw new YamlValueError('a map is wanted');
  refuseDuplicates(node);
  return entriesMergedFirst(node)
    .filter(([key]) => !isNull(key))
    .map(([key, value]) => [scalarText(key), value] as const);
}

function refuseDuplicates(map: YamlMap): void {
  const seen = new Set<string>();
  for (const [key] of map.entries) {
    if (key.kind !== 'scalar') continue;
    if (seen.has(key.text)) throw new YamlValueError(`the key ${JSON.stringify(key.text)} stands twice`);
    seen.add(key.text);
  }
}

function isNull(node: YamlNode): boolean {
  if (node.kind !== 'scalar' || !node.isPlain) return false;
  return node.tag === undefined
    ? ['', '~', 'null', 'Null', 'NULL'].includes(node.text)
    : node.tag === '!!null';
}

function scalarText(node: YamlNode): string {
  if (node.kind !== 'scalar') throw new YamlValueError('a text is wanted, not a map or list');
  return node.tag === '!!binary' ? binaryText(node) : node.text;
}

function binaryText(scalar: YamlScalar): string {
  const decoded = base64ToText(scalar.text);
  if (decoded === undefined) throw new YamlValueError('!!binary takes base64');
  return decoded;
}

function wholeSeconds(node: YamlNode): number {
  const number = node.kind === 'scalar' && node.isPlain ? scalarNumber(node.text) : undefined;
  const value = number && ('integer' in number ? Number(number.integer) : Math.trunc(number.float));
  if (value === undefined || !(Math.abs(value) <= 2 ** 63))
    throw new YamlValueError('a number of seconds is wanted');
  return value;
}
