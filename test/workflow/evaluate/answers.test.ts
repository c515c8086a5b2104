import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evaluateCondition } from '../../../src/workflow/evaluate/evaluate-condition.ts';

/** A condition with the answer of expr-lang 1.17.8, and that of 1.16.9 if it is another. */
interface Answered {
  readonly condition: string;
  readonly answer: boolean | 'error';
  readonly before?: boolean | 'error';
}

const VARIABLES = {
  BRANCH: 'main',
  NUMBER: '128',
  EMPTY: '',
  FILES: '["main","x/y.go"]',
  UNI: 'é😀ß',
  max: 'm',
};

const lines = readFileSync(
  new URL('../../../fixtures/evaluate/answers.jsonl', import.meta.url),
  'utf8',
).trim();
const answered = lines.split('\n').map((line) => JSON.parse(line) as Answered);

test.each(answered)('$condition', ({ condition, answer, before = answer }) => {
  const outcome = (evaluateExpr17: boolean): boolean | string => {
    const result = evaluateCondition(condition, VARIABLES, { evaluateExpr17 });
    return result.ok ? result.value : result.problem.kind === 'unsupported' ? 'unsupported' : 'error';
  };
  expect([outcome(true), outcome(false)]).toEqual([answer, before]);
});
