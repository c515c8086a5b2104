import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CompiledWorkflow, explainWorkflow, lintWorkflow, planWorkflow } from '../../../src/index.ts';
import { leafPointers, objectsOf, without } from '../../support/changed-workflows.ts';
import { IS_FULL } from '../../support/fuzz.ts';
import { anyAgent, anyWorkflow } from './support/arbitrary-workflow.ts';
import { explained, failedClaim } from './support/claims.ts';

const LOST = new Set(['step-not-started', 'workflow-not-set-up', 'agent-fails']);

test('ledger and findings are right for workflows that nobody would write', () => {
  fc.assert(
    fc.property(anyWorkflow, anyAgent, (written, options) => {
      const compiled = written as unknown as CompiledWorkflow;
      const { decisions, fields } = explainWorkflow(compiled, options);
      const plan = planWorkflow(compiled, options);
      const reported = decisions.filter(({ source }) => source !== 'agent-variable').map(({ path }) => path);
      expect([...reported].sort()).toEqual(leafPointers(compiled).sort());
      const made = [
        ...plan.setup.flatMap((object, index) => leafPointers(object, `/setup/${index}`)),
        ...plan.steps.flatMap(({ objects }, position) =>
          objects.flatMap((object, index) => leafPointers(object, `/steps/${position}/objects/${index}`)),
        ),
      ];
      expect(fields.map(({ object, pointer }) => object + pointer)).toEqual(made);
      expect([...decisions, ...fields].filter(({ reason }) => reason === 'unexplained')).toEqual([]);
      for (const { path, source, outcome, reason } of decisions) {
        // A step has a name and an image, though both may be empty.
        if (/steps\/\d+\/(name|image)$/.test(path)) continue;
        if (source === 'agent-variable' || LOST.has(reason)) continue;
        // Of two spellings the one that counts hides the other, even where it says nothing.
        if (outcome === 'defaulted' && decisions.some((other) => other.reason === 'option-repeated'))
          continue;
        if (!['dropped', 'overridden', 'defaulted'].includes(outcome)) continue;
        const changed = planWorkflow(without(compiled, path) as CompiledWorkflow, options);
        expect(isDeepStrictEqual(objectsOf(changed), objectsOf(plan)), `${path} ${outcome} ${reason}`).toBe(
          true,
        );
      }
      lintWorkflow(compiled, options);
    }),
    { numRuns: IS_FULL ? 4000 : 100, seed: 7 },
  );
});

test('reasons and fixes are right for them', () => {
  fc.assert(
    fc.property(anyWorkflow, anyAgent, fc.constantFrom('', 'task'), (written, options, taskUuid) => {
      const subject = explained(written as unknown as CompiledWorkflow, options, taskUuid);
      for (const decision of subject.ledger.decisions)
        expect([decision, failedClaim(decision, subject)]).toEqual([decision, undefined]);
    }),
    { numRuns: IS_FULL ? 1000 : 40, seed: 8 },
  );
});
