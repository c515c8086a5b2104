import { resolveScalar, type YamlNode } from '../../base/yaml/yaml.ts';
import { type Decoding, followAlias, isNull, notePart, reportWrongType, within } from './decoding.ts';
import { decodeFields } from './entries.ts';
import { decodeString } from './scalars.ts';

/** A list of texts: scalars with their text kept; null items vanish. */
export function decodeStringList(node: YamlNode, decoding: Decoding): string[] {
  const list = followAlias(node, decoding);
  if (list.kind !== 'list') {
    if (!isNull(list, decoding)) reportWrongType(decoding, list, 'list of strings');
    return [];
  }
  const present = list.items.map((item) => followAlias(item, decoding));
  const texts = present.flatMap((item, index) =>
    isNull(item, decoding) ? [] : [within(decoding, index, () => decodeString(item, decoding))],
  );
  return noteItems(
    texts,
    present.filter((item) => !isNull(item, decoding)),
    decoding,
  );
}

/** One scalar, or a list in which every item must be a string. */
export function decodeStringOrList(node: YamlNode, decoding: Decoding): string[] {
  const followed = followAlias(node, decoding);
  if (followed.kind === 'list') return decodeStrictList(followed, decoding);
  if (followed.kind === 'scalar') return noteItems([decodeString(followed, decoding)], [followed], decoding);
  reportWrongType(decoding, followed, 'string or list of strings');
  return [];
}

/** A list of strings proper: numbers, truth values and null are rejected. */
export function decodeStrictList(node: YamlNode, decoding: Decoding): string[] {
  const list = followAlias(node, decoding);
  if (list.kind !== 'list') {
    reportWrongType(decoding, list, 'list of strings');
    return [];
  }
  const texts = list.items.map((item, index) =>
    within(decoding, index, () => decodeStrictString(item, decoding)),
  );
  return noteItems(texts, list.items, decoding);
}

function noteItems(texts: string[], items: readonly YamlNode[], decoding: Decoding): string[] {
  const { places } = decoding;
  if (places !== undefined)
    for (const [index, item] of items.entries())
      notePart(places, texts, index, { value: followAlias(item, decoding) });
  return texts;
}

/** A string proper, with no other type read as text. */
export function decodeStrictString(node: YamlNode, decoding: Decoding): string {
  const scalar = followAlias(node, decoding);
  const value = scalar.kind === 'scalar' ? resolveScalar(scalar, decoding.features.goYaml4) : undefined;
  if (value?.kind === 'string') return value.value;
  reportWrongType(decoding, scalar, 'string');
  return '';
}

/** A map of texts; null as the empty text. */
export function decodeStringMap(node: YamlNode, decoding: Decoding): Map<string, string> {
  const result = new Map<string, string>();
  for (const [name, { key, value }] of decodeFields(node, decoding) ?? []) {
    result.set(
      name,
      within(decoding, name, () => decodeString(value, decoding)),
    );
    if (decoding.places !== undefined)
      notePart(decoding.places, result, name, { key, value: followAlias(value, decoding) });
  }
  return result;
}
