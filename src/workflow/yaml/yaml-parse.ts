import type { Problem } from '../problem.ts';
import type { YamlNode } from './node.ts';

/** What became of a text: its root, or what is wrong with it. */
export type YamlParse =
  | { readonly ok: true; readonly root: YamlNode }
  | { readonly ok: false; readonly problem: Problem };
