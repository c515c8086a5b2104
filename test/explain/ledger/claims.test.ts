import { expect, test } from 'vitest';
import { recordedRuns } from '../../support/recorded-runs.ts';
import { explained, failedClaim } from './support/claims.ts';

/** Every how many leaves one is tried: each try explains the workflow again. */
const STRIDE = Number(process.env['LEDGER_STRIDE'] ?? 23);

test('the reasons and fixes of the ledger hold when they are tried', () => {
  const wrong: string[] = [];
  let position = 0;
  for (const { id, workflow, agent, taskUuid } of recordedRuns()) {
    const subject = explained(workflow, agent, taskUuid);
    for (const decision of subject.ledger.decisions) {
      position += 1;
      if (position % STRIDE !== 0) continue;
      const failed = failedClaim(decision, subject);
      if (failed !== undefined) wrong.push(`${id} ${decision.path} ${decision.reason}: ${failed}`);
    }
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(position).toBeGreaterThan(100_000);
});
