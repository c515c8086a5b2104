import type { Toleration } from 'kubernetes-types/core/v1.js';
import { lower } from '../../../base/encoding/case-mapping.ts';
import { toWire } from '../../../base/json/shape.ts';
import { type FollowedNode, isMergeKey, type MapNode, type YamlNode } from '../../../base/yaml/yaml.ts';
import { tolerationShape } from '../../model/scheduling-shapes.ts';
import { follow, resolved, YamlValueError } from './yaml2-value.ts';

/**
 * Structured variables as agents through 3.12 read them: YAML 1.2 straight into the target, scalars by their source
 * text, keys by their exact spelling. Throws {@link YamlValueError} if the agent does not start.
 */
export function legacyTextMap(root: YamlNode): Record<string, string> {
  const node = follow(root);
  const texts = new Map<string, string>();
  if (isNull(node)) return {};
  readEntries(node, (key, written, isMerged) => {
    const value = follow(written);
    if (!isNull(value)) texts.set(key, scalarText(value));
    else if (!isMerged || !texts.has(key)) texts.set(key, '');
  });
  return Object.fromEntries(texts);
}

/** Tolerations. Their keys must be written in lower case: `tolerationSeconds` is not read. */
export function legacyTolerations(root: YamlNode): Toleration[] {
  const node = follow(root);
  if (isNull(node)) return [];
  if (node.kind !== 'list') throw new YamlValueError('unexpected', { expected: 'a list of tolerations' });
  return node.items
    .map(follow)
    .filter((item) => !isNull(item))
    .map(toleration);
}

const TOLERATION_FIELDS = /* @__PURE__ */ Object.keys(tolerationShape);

function toleration(node: FollowedNode): Toleration {
  const fields: Record<string, unknown> = {};
  const seen = new Set<string>();
  readEntries(node, (key, written, isMerged) => {
    const name = TOLERATION_FIELDS.find((field) => lower(field) === key);
    if (name === undefined) return;
    // Each map that is merged in adds its fields again.
    if (!isMerged && seen.has(key)) throw repeatedKey(key);
    seen.add(key);
    const value = follow(written);
    if (!isNull(value)) fields[name] = name === 'tolerationSeconds' ? wholeSeconds(value) : scalarText(value);
  });
  return toWire(tolerationShape, fields) as Toleration;
}

type ReadEntry = (key: string, value: YamlNode, isMerged: boolean) => void;

/**
 * Reads a map's own entries, then those merged in that have no key of these before them. Merged values that are not
 * used are not decoded.
 *
 * @param done keys that a merged map no longer sets
 */
function readEntries(node: FollowedNode, read: ReadEntry, done?: Set<string>): void {
  if (node.kind !== 'map') throw new YamlValueError('unexpected', { expected: 'an object' });
  refuseDuplicates(node);
  let merge: YamlNode | undefined;
  for (const entry of node.entries) {
    if (isMergeKey(entry.key)) {
      merge = entry.value;
      continue;
    }
    const key = follow(entry.key);
    if (isNull(key)) continue;
    const text = scalarText(key);
    if (done?.has(text)) continue;
    done?.add(text);
    read(text, entry.value, done !== undefined);
  }
  if (merge === undefined) return;
  const taken = done ?? ownKeys(node);
  for (const source of mergedMaps(merge)) readEntries(source, read, taken);
}

/** The keys of a map that nothing merged into it sets: those that are texts without a target type. */
function ownKeys({ entries }: MapNode): Set<string> {
  return new Set(
    entries.flatMap((entry) => {
      const key = follow(entry.key);
      const value = key.kind === 'scalar' ? resolved(key) : undefined;
      return value?.kind === 'string' ? [value.value] : [];
    }),
  );
}

function mergedMaps(merge: YamlNode): readonly FollowedNode[] {
  const merged = follow(merge);
  const sources = merged.kind === 'list' && merge.kind !== 'alias' ? merged.items.map(follow) : [merged];
  if (sources.some(({ kind }) => kind !== 'map')) throw new YamlValueError('merge-of-no-object');
  return sources;
}

/** An alias and a scalar are different keys, whatever the alias represents. */
function refuseDuplicates(map: MapNode): void {
  const seen = new Set<string>();
  for (const { key } of map.entries) {
    const text = key.kind === 'scalar' ? key.text : key.kind === 'alias' ? key.name : '';
    if (seen.has(`${key.kind} ${text}`)) throw repeatedKey(text);
    seen.add(`${key.kind} ${text}`);
  }
}

function repeatedKey(key: string): YamlValueError {
  return new YamlValueError('key-repeated', { key });
}

function isNull(node: FollowedNode): boolean {
  return node.kind === 'scalar' && resolved(node).kind === 'null';
}

/** The source text, except that `!!binary` is decoded. */
function scalarText(node: FollowedNode): string {
  if (node.kind !== 'scalar') throw new YamlValueError('unexpected', { expected: 'a string' });
  const value = resolved(node);
  return value.kind === 'string' ? value.value : node.text;
}

function wholeSeconds(node: FollowedNode): number {
  const value = node.kind === 'scalar' ? resolved(node) : undefined;
  if (value?.kind === 'int') return Number(value.value);
  // Like a float below the range, one of 2^63 is allowed and wraps.
  if (value?.kind !== 'float' || !(value.value <= 2 ** 63))
    throw new YamlValueError('unexpected', { expected: 'a number of seconds' });
  return Math.abs(value.value) < 2 ** 63 ? Math.trunc(value.value) + 0 : -(2 ** 63);
}
