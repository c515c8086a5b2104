import type { Toleration } from 'kubernetes-types/core/v1.js';
import { type MapNode, resolveScalar, type ScalarValue, type YamlNode } from '../../../base/yaml/yaml.ts';
import { type FollowedNode, follow } from './follow.ts';
import { entriesMergedFirst } from './merge-keys.ts';
import { YamlValueError } from './yaml-value-error.ts';

/**
 * Structured variables as agents up to 3.12 read them: YAML 1.2 straight into the target, scalars by their source
 * text, keys by their exact spelling. Throws {@link YamlValueError} where the agent does not start.
 */
export function legacyTextMap(root: YamlNode): Record<string, string> {
  const node = follow(root);
  if (isNull(node)) return {};
  return Object.fromEntries(
    textEntries(node).map(([key, value]) => [key, isNull(value) ? '' : scalarText(value)] as const),
  );
}

/** Tolerations, of which the keys must be written in lower case only: `tolerationSeconds` is not read. */
export function legacyTolerations(root: YamlNode): Toleration[] {
  const node = follow(root);
  if (isNull(node)) return [];
  if (node.kind !== 'list') throw new YamlValueError('a list of tolerations is wanted');
  return node.items
    .map(follow)
    .filter((item) => !isNull(item))
    .map(toleration);
}

function toleration(node: FollowedNode): Toleration {
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
function textEntries(node: FollowedNode): (readonly [string, FollowedNode])[] {
  if (node.kind !== 'map') throw new YamlValueError('a map is wanted');
  refuseDuplicates(node);
  return entriesMergedFirst(node).flatMap((entry) => {
    const key = follow(entry.key);
    return isNull(key) ? [] : [[scalarText(key), follow(entry.value)] as const];
  });
}

function refuseDuplicates(map: MapNode): void {
  const seen = new Set<string>();
  for (const key of map.entries.map((entry) => follow(entry.key))) {
    if (key.kind !== 'scalar') continue;
    if (seen.has(key.text)) throw new YamlValueError(`the key ${JSON.stringify(key.text)} stands twice`);
    seen.add(key.text);
  }
}

function isNull(node: FollowedNode): boolean {
  return node.kind === 'scalar' && valueOfScalar(node).kind === 'null';
}

/** The source text; only what `!!binary` encodes is another. */
function scalarText(node: FollowedNode): string {
  if (node.kind !== 'scalar') throw new YamlValueError('a text is wanted, not a map or list');
  const value = valueOfScalar(node);
  return value.kind === 'string' ? value.value : node.text;
}

function valueOfScalar(node: FollowedNode & { kind: 'scalar' }): ScalarValue {
  const value = resolveScalar(node, false);
  if (value === undefined) throw new YamlValueError('a value does not fit its tag');
  return value;
}

function wholeSeconds(node: FollowedNode): number {
  const value = node.kind === 'scalar' ? valueOfScalar(node) : undefined;
  if (value?.kind === 'int') return Number(value.value);
  // A float of 2^63 is let through and wraps, as is what lies below the range.
  if (value?.kind !== 'float' || !(value.value <= 2 ** 63))
    throw new YamlValueError('a number of seconds is wanted');
  return Math.abs(value.value) < 2 ** 63 ? Math.trunc(value.value) + 0 : -(2 ** 63);
}
