import { beforeAll, describe, expect, test } from 'vitest';
import { agentRuns, type Check, type LintedCheck, type StartedCheck } from './support/agent-runs.ts';
import * as ledger from './support/ledger-checks.ts';
import * as lint from './support/lint-checks.ts';
import * as plan from './support/plan-checks.ts';

const whenStarted =
  (check: StartedCheck): Check =>
  (run) =>
    run.started && check(run, run.started);

const whenLinted = (check: LintedCheck): Check =>
  whenStarted((run, { linted, ...started }) => linted && check(run, { ...started, ...linted, linted }));

const CHECKS: Readonly<Record<string, Check>> = {
  'is planned as the agent ran it': plan.isPlannedAsTheAgentRanIt,
  'is planned lazily too': whenStarted(plan.isPlannedLazilyToo),
  'has each leaf and each field in its ledger once': whenStarted(ledger.hasEachLeafOnce),
  'has a reason for each leaf': whenStarted(ledger.hasAReasonForEachLeaf),
  'has an effect only of leaves that the ledger says to have one': whenStarted(
    ledger.saysRightlyWhatHasAnEffect,
  ),
  'has reasons and fixes that hold when tried': whenStarted(ledger.givesReasonsAndFixesThatHold),
  'has an effect only of variables that the ledger says to have one': whenStarted(
    ledger.saysRightlyWhichVariablesHaveAnEffect,
  ),
  'has a finding for each failure': whenLinted(lint.reportsEachFailure),
  'has findings at places of its input': whenLinted(lint.reportsPlacesOfItsInput),
  'has an error if the API server rejects an object': whenLinted(lint.reportsWhatTheApiServerRejects),
  'has each finding of the check of its objects': whenLinted(lint.reportsEachFindingAboutAnObject),
  'has no secret in its findings': whenLinted(lint.reportsNoSecret),
};

describe('every recorded agent run', () => {
  const problems = new Map(Object.keys(CHECKS).map((title): [string, string[]] => [title, []]));
  let count = 0;

  beforeAll(() => {
    for (const run of agentRuns()) {
      count += 1;
      for (const [title, check] of Object.entries(CHECKS)) {
        const problem = check(run);
        if (problem !== undefined) problems.get(title)?.push(`${run.id}: ${problem}`);
      }
    }
    console.log(`${count} agent runs walked`);
  }, 1_800_000);

  test.each(Object.keys(CHECKS))('%s', (title) => {
    expect(problems.get(title)?.slice(0, 20)).toEqual([]);
  });

  test('is walked', () => {
    expect(count).toBe(13_726);
  });
});
