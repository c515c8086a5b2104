import { createRequire } from 'node:module';

type Evaluator = typeof import('../workflow/evaluate/evaluate-condition.ts');

/**
 * Replaces `evaluate-condition.ts` in the built command line, and loads it at the first condition. Node needs time to
 * read it, and few workflows have conditions.
 */
export const evaluateCondition: Evaluator['evaluateCondition'] = (...args) => {
  const require = createRequire(import.meta.url);
  return (require('./bin-evaluate.cjs') as Evaluator).evaluateCondition(...args);
};
