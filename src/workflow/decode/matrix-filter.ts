import type { YamlNode } from '../../base/yaml/yaml.ts';
import { type Decoding, follow, startDecoding } from './decoding.ts';
import { fieldsOf } from './entries.ts';
import { decodeString } from './scalars.ts';

/** Globs for the values of matrix axes. */
export interface MatrixFilter {
  readonly include: ReadonlyMap<string, string>;
  readonly exclude: ReadonlyMap<string, string>;
}

/** A flat map, which includes, with maps `include` and `exclude` in it. What is no text is silently left out. */
export function decodeMatrixFilter(node: YamlNode, decoding: Decoding): MatrixFilter {
  const quiet = startDecoding(decoding.features);
  const flat = textsOf(node, quiet);
  return {
    include: new Map([...textsOf(nested(node, 'include', quiet), quiet), ...flat]),
    exclude: textsOf(nested(node, 'exclude', quiet), quiet),
  };
}

function nested(node: YamlNode, name: string, quiet: Decoding): YamlNode | undefined {
  const followed = follow(node, quiet);
  return followed.kind === 'map' ? fieldsOf(followed, quiet).get(name)?.value : undefined;
}

function textsOf(node: YamlNode | undefined, quiet: Decoding): Map<string, string> {
  const texts = new Map<string, string>();
  const followed = node === undefined ? undefined : follow(node, quiet);
  if (followed?.kind !== 'map') return texts;
  for (const [name, { value }] of fieldsOf(followed, quiet)) {
    const problems = quiet.problems.length;
    const text = decodeString(value, quiet);
    if (quiet.problems.length === problems) texts.set(name, text);
  }
  return texts;
}
