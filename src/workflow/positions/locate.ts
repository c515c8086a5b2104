import { upper } from '../../base/encoding/case-mapping.ts';
import { tokensOf } from '../../base/json/json-pointer.ts';
import { isMergeKey, type MapNode, type Place, type YamlNode } from '../../base/yaml/yaml.ts';
import type { SourceRange } from '../../diagnostics/diagnostic.ts';
import type { StepEntry } from '../decode/workflow-file.ts';
import type { SourceText } from './source-text.ts';

/** Where a step was written, by its id. */
export type StepOrigins = Map<string, { readonly entry: StepEntry; readonly source: SourceText }>;

/**
 * Finds the place in the workflow file of a value in a compiled step: through anchors, merge keys and substitution,
 * and as deep as the file goes; undefined for a step that nobody wrote.
 *
 * @param uuid id of the compiled step
 * @param pointer JSON Pointer into the compiled step
 */
export type LocateInStep = (uuid: string, pointer: string) => SourceRange | undefined;

export function locator(origins: StepOrigins): LocateInStep {
  return (uuid, pointer) => {
    const origin = origins.get(uuid);
    // The default clone step has no place: nothing of it is in the file.
    if (origin === undefined || origin.entry.place.end === 0) return undefined;
    return origin.source.rangeOf(placeIn(origin.entry, tokensOf(pointer)));
  };
}

/** The keys of the file from which the fields of a compiled step come, where the two are named differently. */
const KEYS: Readonly<Record<string, string>> = { working_dir: 'directory', auth_config: 'image' };

function placeIn(entry: StepEntry, [field = '', ...rest]: readonly string[]): Place {
  if (field === 'environment' || field === 'secret_mapping') return variablePlace(entry, rest[0] ?? '');
  const node = entry.values.get(KEYS[field] ?? field);
  if (node === undefined) return entry.place;
  return deepest(node, field === 'volumes' ? ownVolume(rest) : rest);
}

/** Variables come from the environment, and those of plugins from the settings. */
function variablePlace({ values, place }: StepEntry, variable: string): Place {
  const written = childOf(values.get('environment'), (key) => key === variable);
  const setting = childOf(values.get('settings'), (key) => settingVariable(key) === variable);
  return written ?? setting ?? values.get('environment') ?? values.get('settings') ?? place;
}

function settingVariable(key: string): string {
  return `PLUGIN_${upper(key.replace(/[.-]/g, '_'))}`;
}

/** The workspace stands before the volumes of the step. */
function ownVolume([index]: readonly string[]): readonly string[] {
  return [String(Number(index) - 1)];
}

/** The node that the keys lead to, or the last one on the way that the file has. */
function deepest(node: YamlNode, tokens: readonly string[]): Place {
  let found: YamlNode = node;
  for (const token of tokens) {
    const child = childOf(found, (key) => key === token);
    if (child === undefined) break;
    found = child;
  }
  return found;
}

function childOf(node: YamlNode | undefined, isWanted: (key: string) => boolean): YamlNode | undefined {
  const value = followed(node);
  if (value?.kind === 'list') return value.items.find((_, index) => isWanted(String(index)));
  return value?.kind === 'map' ? childOfMap(value, isWanted) : undefined;
}

function childOfMap({ entries }: MapNode, isWanted: (key: string) => boolean): YamlNode | undefined {
  const own = entries.find(({ key }) => {
    const text = followed(key);
    return text?.kind === 'scalar' && !isMergeKey(text) && isWanted(text.text);
  });
  if (own !== undefined) return own.value;
  const merged = entries.filter(({ key }) => isMergeKey(key)).map(({ value }) => followed(value));
  const maps = merged.flatMap((value) =>
    value?.kind === 'list' ? value.items : value === undefined ? [] : [value],
  );
  for (const map of maps) {
    const child = childOf(map, isWanted);
    if (child !== undefined) return child;
  }
  return undefined;
}

function followed(node: YamlNode | undefined): YamlNode | undefined {
  let value = node;
  while (value?.kind === 'alias') value = value.target;
  return value;
}
