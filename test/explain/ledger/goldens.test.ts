import { describe, test } from 'vitest';
import {
  agentOptionsFromEnv,
  type CompiledWorkflow,
  explainWorkflow,
  RELEASES,
  type Release,
} from '../../../src/index.ts';
import { type GoldenInput, goldenCases } from '../../goldens/support/golden-case.ts';
import { expectGoldens } from '../../goldens/support/golden-files.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';
import { changes, decisionLine, fieldLine } from './support/ledger-lines.ts';

describe('the whole ledger', () => {
  test.each(goldenCases('fixtures/ledger'))('$name: $input.description', ({ folder, input }) => {
    expectGoldens(folder, new Map([['ledger.txt', ledgers(input)]]));
  });
});

/** The ledger at the first release, then what is different at each later one. */
function ledgers(input: GoldenInput): string {
  let before: readonly string[] = [];
  let text = '';
  for (const release of RELEASES) {
    const lines = ledgerLines(input, release);
    const shown = before.length === 0 ? lines : changes(before, lines);
    if (shown.length > 0) text += `${text === '' ? '' : '\n'}# ${release}\n${shown.join('\n')}\n`;
    before = lines;
  }
  return text;
}

function ledgerLines({ agent = {}, os, workflow, taskUuid }: GoldenInput, release: Release): string[] {
  const options = agentOptionsFromEnv(agent, { release, os });
  const written = deepFrozen(workflow as CompiledWorkflow);
  const { decisions, fields } = explainWorkflow(written, options, { taskUuid, environment: agent });
  return [...decisions.map(decisionLine), ...fields.map(fieldLine)];
}
