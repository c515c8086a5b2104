import type { JsonValue } from '../json/json.ts';
import type { YamlCode, YamlProblem } from './yaml-parse.ts';

/** Carries a problem out of nested calls; it never leaves this folder. */
export class YamlFailure extends Error {
  readonly problem: YamlProblem;

  constructor(problem: YamlProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

export function fail(
  code: YamlCode,
  args: Readonly<Record<string, JsonValue>>,
  start: number,
  end: number,
): never {
  throw new YamlFailure({ code, args, place: { start, end } });
}

export function failSyntax(detail: string, start: number, end = start + 1): never {
  return fail('yaml-syntax', { detail }, start, end);
}
