import { expect, test } from 'vitest';
import { RULES } from '../../src/check/rules/all-rules.ts';
import { silenceMessages } from '../../src/diagnostics/silence.ts';
import { LINT_MESSAGES } from '../../src/lint/registry.ts';
import { agentMessages } from '../../src/translate/agent/messages.ts';
import { OPTION_MESSAGES } from '../../src/translate/options/schema/option-messages.ts';
import { WORKFLOW_MESSAGES } from '../../src/workflow/errors.ts';
import { NOTICE_MESSAGES } from '../../src/workflow/messages/notices.ts';

const TABLES = {
  agent: agentMessages,
  check: Object.fromEntries(
    Object.values(RULES)
      .flat()
      .map((rule) => [rule.code, rule]),
  ),
  lint: LINT_MESSAGES,
  notices: NOTICE_MESSAGES,
  options: OPTION_MESSAGES,
  silence: silenceMessages,
  workflow: WORKFLOW_MESSAGES,
};

const codes = Object.entries(TABLES).flatMap(([area, table]) =>
  Object.keys(table).map((code) => ({ area, code })),
);

test('no code stands for two things', () => {
  const areas = new Map<string, string[]>();
  for (const { area, code } of codes) areas.set(code, [...(areas.get(code) ?? []), area]);
  expect([...areas].filter(([, found]) => found.length > 1)).toEqual([]);
});

test('codes are words in small letters', () => {
  expect(codes.length).toBeGreaterThan(250);
  for (const { code } of codes) expect(code).toMatch(/^[a-z]+(?:-[a-z0-9]+)+$/);
});
