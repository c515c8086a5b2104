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

export function failSyntax(detail: string, start: number, end = start + 1): never {
  return failYaml('yaml-syntax', { detail }, start, end);
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
