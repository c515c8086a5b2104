import type { JsonValue } from '../json/json.ts';
import type { Place, YamlNode } from './node.ts';

/** What became of a text: its root, or what is wrong with it. */
export type YamlParse =
  | { readonly ok: true; readonly root: YamlNode }
  | { readonly ok: false; readonly problem: YamlProblem };

/** Why go-yaml does not read a text. */
export interface YamlProblem {
  readonly code: YamlCode;
  readonly args: Readonly<Record<string, JsonValue>>;
  readonly place: Place;
}

export type YamlCode =
  | 'yaml-anchor-name'
  | 'yaml-directive'
  | 'yaml-empty-key'
  | 'yaml-excessive-aliases'
  | 'yaml-forbidden-character'
  | 'yaml-glued-colon'
  | 'yaml-nested-too-deep'
  | 'yaml-split-key'
  | 'yaml-syntax'
  | 'yaml-unknown-alias'
  | 'yaml-unknown-escape';
