import type { JsonValue } from '../json/json.ts';
import type { Place, YamlNode } from './node.ts';

/** Carries a problem out of nested calls; it never leaves this folder. */
export class YamlFailure extends Error {
  readonly problem: YamlProblem;

  constructor(problem: YamlProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

export function failYaml(
  code: YamlCode,
  args: Readonly<Record<string, JsonValue>>,
  start: number,
  end: number,
): never {
  throw new YamlFailure({ code, args, place: { start, end } });
}

/** What can be wrong with the syntax, as templates. */
export const SYNTAX_PROBLEMS = {
  'backtick-start': 'a backtick cannot start a value; put the value in quotes',
  'block-scalar-indented-by-0': 'a block scalar cannot be indented by 0',
  'block-scalar-on-line': 'a block scalar starts on the next line',
  'colon-missing': 'a colon is missing after this key',
  'comma-missing': 'a comma or {bracket} is missing',
  'directives-end-missing': '`---` is missing after the directives',
  'document-in-quotes': 'a document starts or ends within these quotes',
  'item-missing': 'expected another list item, or less indentation',
  'item-start': 'a list item cannot start here',
  'key-missing': 'a key is missing here',
  'key-start': 'a key cannot start here',
  'name-missing': 'a name is missing here',
  'quotes-open': 'the quotes are not closed',
  'reserved-start': '{character} cannot start a value; put the value in quotes',
  'space-missing': 'a space is missing after this tag',
  tab: 'a tab is not allowed here; indent with spaces',
  'tag-handle-unknown': 'the tag handle {handle} is not defined',
  'tag-incomplete': 'this tag is not complete',
  'tag-not-utf8': 'the escapes of this tag are not valid UTF-8',
  'value-missing': 'a value is missing here',
  'value-start': 'a value cannot start here; put a string with a colon in quotes',
} as const;

export type SyntaxProblem = keyof typeof SYNTAX_PROBLEMS;

export function failSyntax(
  detail: SyntaxProblem,
  start: number,
  end = start + 1,
  args: Readonly<Record<string, string>> = {},
): never {
  return failYaml('yaml-syntax', { detail, ...args }, start, end);
}

export type YamlParse =
  | { readonly ok: true; readonly root: YamlNode }
  | { readonly ok: false; readonly problem: YamlProblem };

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
