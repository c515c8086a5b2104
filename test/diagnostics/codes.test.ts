import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RULES } from '../../src/check/rules/all-rules.ts';
import { SUPPRESSION_RULES } from '../../src/diagnostics/suppressions.ts';
import { docsOfCode, lintCodes, RULES_BY_SUBJECT } from '../../src/lint/codes.ts';
import { AGENT_RULES } from '../../src/lint/rules/agent.ts';
import { AGENT_OPTION_RULES, AGENT_VARIABLE_RULES } from '../../src/translate/agent/messages.ts';
import { WORKFLOW_MESSAGES } from '../../src/workflow/errors.ts';
import { LEFT_OUT_RULES, NOTICE_MESSAGES } from '../../src/workflow/messages/notices.ts';
import { anchorsOf } from '../docs/support/markdown.ts';

const TABLES = {
  agent: { ...AGENT_OPTION_RULES, ...AGENT_VARIABLE_RULES },
  check: Object.fromEntries(
    Object.values(RULES)
      .flat()
      .map((rule) => [rule.code, rule]),
  ),
  ...Object.fromEntries(
    Object.entries(RULES_BY_SUBJECT).filter(([subject]) => subject !== 'Agent environment'),
  ),
  'the agent in lint': AGENT_RULES,
  leftOut: LEFT_OUT_RULES,
  notices: NOTICE_MESSAGES,
  suppress: SUPPRESSION_RULES,
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

test('every code in the sources has an address in the documentation', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const inSources = files.flatMap((file) => {
    const text = readFileSync(join('src', file), 'utf8');
    return [...text.matchAll(/^ +'?([a-z-]+)'?: \{\s+severity:|\bcode: '([\w-]+)'/gm)].map(
      ([, key, code]) => key ?? code,
    );
  });
  const pages = new Map<string, readonly string[]>();
  const isThere = (address: string | undefined): boolean => {
    const [page = '', anchor = ''] = address?.split(/\/blob\/v[^/]+\/|#/).slice(1) ?? [];
    if (!pages.has(page)) pages.set(page, existsSync(page) ? anchorsOf(readFileSync(page, 'utf8')) : []);
    return pages.get(page)?.includes(anchor) === true;
  };
  const all = new Set([...inSources, ...lintCodes()]);
  expect(all.size).toBeGreaterThan(400);
  expect([...all].filter((code = '') => !isThere(docsOfCode(code)))).toEqual([]);
});
