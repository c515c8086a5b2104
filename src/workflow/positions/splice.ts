import { isMergeKey, type ListNode, type YamlNode } from '../../base/yaml/yaml.ts';
import { append } from '../collections.ts';
import type { Problem } from '../errors.ts';

/**
 * Splices merged lists into the lists that name them (`- <<: *list`), in place, and rejects values nested too
 * deep. This extension of the server runs before decoding: maps are walked from their last key to their first,
 * aliases are not followed, so a list that is spliced before its own merges were resolved keeps those raw.
 *
 * @param limit depth of the first level that is rejected, the document being level 0
 */
export function spliceLists(root: YamlNode, limit: number): Problem | undefined {
  return walk(root, 1, limit);
}

function walk(node: YamlNode, depth: number, limit: number): Problem | undefined {
  if (depth >= limit) {
    return { code: 'yaml-depth-limit', args: { limit: limit - 1 }, place: node };
  }
  if (node.kind === 'map') {
    for (let index = node.entries.length - 1; index >= 0; index--) {
      const entry = node.entries[index];
      const problem = entry === undefined ? undefined : walk(entry.value, depth + 1, limit);
      if (problem !== undefined) return problem;
    }
  }
  return node.kind === 'list' ? walkList(node, depth, limit) : undefined;
}

function walkList(list: ListNode, depth: number, limit: number): Problem | undefined {
  const items: YamlNode[] = [];
  let spliced = 0;
  for (const item of list.items) {
    const merged = mergedValue(item);
    if (merged === undefined) {
      const problem = walk(item, depth + 1, limit);
      if (problem !== undefined) return problem;
      items.push(item);
      continue;
    }
    const lists = listsOf(merged);
    if (lists === undefined) return { code: 'yaml-list-merge', args: {}, place: merged };
    for (const source of lists) append(items, source.items);
    for (const source of lists) spliced += source.items.length;
  }
  // If everything to splice is empty, the server leaves the list alone, merge keys included.
  if (spliced > 0) list.items = items;
  return undefined;
}

function mergedValue(item: YamlNode): YamlNode | undefined {
  if (item.kind !== 'map' || item.entries.length !== 1) return undefined;
  const entry = item.entries[0];
  return entry !== undefined && isMergeKey(entry.key) ? entry.value : undefined;
}

function listsOf(value: YamlNode): ListNode[] | undefined {
  const candidates = value.kind === 'list' ? value.items : [value];
  const lists: ListNode[] = [];
  for (const candidate of candidates) {
    if (candidate.kind !== 'alias' || candidate.target?.kind !== 'list') return undefined;
    lists.push(candidate.target);
  }
  return lists;
}
