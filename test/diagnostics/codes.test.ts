import { expect, test } from 'vitest';
import { RULES } from '../../src/check/rules/all-rules.ts';
import { silenceMessages } from '../../src/diagnostics/silence.ts';
import { RULES_BY_SUBJECT } from '../../src/lint/registry.ts';
import { AGENT_RULES } from '../../src/lint/rules/agent.ts';
import { AGENT_OPTION_RULES, AGENT_VARIABLE_RULES } from '../../src/translate/agent/messages.ts';
import { WORKFLOW_MESSAGES } from '../../src/workflow/errors.ts';
import { LEFT_OUT_RULES, NOTICE_MESSAGES } from '../../src/workflow/messages/notices.ts';

const TABLES = {
  agent: { ...AGENT_OPTION_RULES, ...AGENT_VARIABLE_RULES },
  check: Object.fromEntries(
    Object.values(RULES)
      .flat()
      .map((rule) => [rule.code, rule]),
  ),
  ...Object.fromEntries(Object.entries(RULES_BY_SUBJECT).filter(([subject]) => subject !== 'The agent')),
  'the agent in lint': AGENT_RULES,
  leftOut: LEFT_OUT_RULES,
  notices: NOTICE_MESSAGES,
  silence: silenceMessages,
  workflow: WORKFLOW_MESSAGES,
};

const codes = Object.entries(TABLES).flatMap(([area, table]) =>
  Object.keys(table).map((code) => ({ area, code })),
);

test('no code represents two things', () => {
  const areas = new Map<string, string[]>();
  for (const { area, code } of codes) areas.set(code, [...(areas.get(code) ?? []), area]);
  expect([...areas].filter(([, found]) => found.length > 1)).toEqual([]);
});

test('codes are words in small letters', () => {
  expect(codes.length).toBeGreaterThan(250);
  for (const { code } of codes) expect(code).toMatch(/^[a-z]+(?:-[a-z0-9]+)+$/);
});
