import { evaluateCondition } from '../../../src/workflow/evaluate/evaluate-condition.ts';

export const NEW_LANGUAGE = {
  evaluateSequences: true,
  evaluateUniq: true,
  evaluateLengthInCharacters: true,
  evaluateTypeInference: true,
};
export const OLD_LANGUAGE = {
  evaluateSequences: false,
  evaluateUniq: false,
  evaluateLengthInCharacters: false,
  evaluateTypeInference: false,
};
const VARIABLES = Object.freeze({ BRANCH: 'main', NUMBER: '128' });

/** The value of a condition, or the kind of problem that it has. */
export function outcome(source: string, features = NEW_LANGUAGE): boolean | string {
  const result = evaluateCondition(source, VARIABLES, features);
  return result.ok ? result.value : result.problem.kind;
}

/**
 * The kind of problem of a condition in which `¦` marks the place that the problem should point at, and where it
 * points if not there.
 */
export function problemAtMark(marked: string, features = NEW_LANGUAGE): string {
  const source = marked.replace('¦', '');
  const result = evaluateCondition(source, VARIABLES, features);
  if (result.ok) return String(result.value);
  const { kind, message, offset } = result.problem;
  if (message === '') return `${kind} without a word`;
  return offset === Math.max(0, marked.indexOf('¦')) ? kind : `${kind} at \`${source.slice(offset)}\``;
}
