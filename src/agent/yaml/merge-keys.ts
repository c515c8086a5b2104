import { type YamlMap, type YamlNode, YamlValueError } from './yaml-tree.ts';

type Entry = YamlMap['entries'][number];

/** Whether a key is the merge key `<<`, written plain. */
export function isMergeKey(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.isPlain && key.text === '<<' && key.tag === undefined;
}

/**
 * The maps that a merge key brings in, those that win last. Throws {@link YamlValueError} for a value that is
 * neither a map nor a list of maps.
 */
export function mergedMaps(value: YamlNode): readonly YamlMap[] {
  const sources = value.kind === 'list' ? value.items.toReversed() : [value];
  return sources.map((source) => {
    if (source.kind !== 'map') throw new YamlValueError('the merge key << takes a map or a list of maps');
    return source;
  });
}

/** The entries of a map with its merge keys replaced by what they bring, at the place where they stand. */
export function entriesInOrder(map: YamlMap): readonly Entry[] {
  return map.entries.flatMap((entry) =>
    isMergeKey(entry[0]) ? mergedMaps(entry[1]).flatMap(entriesInOrder) : [entry],
  );
}

/** The same with what is merged in first, so that the map's own entries win wherever they stand. */
export function entriesMergedFirst(map: YamlMap): readonly Entry[] {
  const merges = map.entries.filter(([key]) => isMergeKey(key));
  const own = map.entries.filter(([key]) => !isMergeKey(key));
  return [...merges.flatMap(([, value]) => mergedMaps(value).flatMap(entriesMergedFirst)), ...own];
}
