import { isMergeKey, type MapEntry, type MapNode, type YamlNode } from '../../../base/yaml/yaml.ts';
import { follow } from './follow.ts';
import { YamlValueError } from './yaml-value-error.ts';

/** The entries of a map with its merge keys replaced by what they bring, at the place where they stand. */
export function entriesInOrder(map: MapNode): readonly MapEntry[] {
  return map.entries.flatMap((entry) =>
    isMergeKey(entry.key) ? mergedMaps(entry.value).flatMap(entriesInOrder) : [entry],
  );
}

/** The same with what is merged in first, so that the map's own entries win wherever they stand. */
export function entriesMergedFirst(map: MapNode): readonly MapEntry[] {
  const merges = map.entries.filter(({ key }) => isMergeKey(key));
  const own = map.entries.filter(({ key }) => !isMergeKey(key));
  return [...merges.flatMap(({ value }) => mergedMaps(value).flatMap(entriesMergedFirst)), ...own];
}

/**
 * The maps that a merge key brings in, those that win last. Throws {@link YamlValueError} for a value that is
 * neither a map nor a list of maps.
 */
function mergedMaps(value: YamlNode): readonly MapNode[] {
  const merged = follow(value);
  const sources = merged.kind === 'list' ? merged.items.map(follow).reverse() : [merged];
  return sources.map((source) => {
    if (source.kind !== 'map') throw new YamlValueError('the merge key << takes a map or a list of maps');
    return source;
  });
}
