import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { IS_FULL } from '../support/fuzz.ts';
import { readRecording } from '../support/recorded.ts';

interface Printed {
  readonly timeZone: string;
  readonly locale: string;
  readonly hash: string;
}

const runs = readRecording<{
  env: Record<string, string>;
  config: unknown;
  results: { agentError?: true }[];
}>('agent-documented')
  .filter(({ results }) => results.every(({ agentError }) => agentError === undefined))
  .slice(0, 25);
const files = readRecording<{ input: { yaml?: string } }>('frontend-3.17')
  .map(({ input }) => input)
  .filter(({ yaml }, index) => yaml !== undefined && (IS_FULL || index % 8 === 0));

function printedWith(variables: Readonly<Record<string, string>>): Printed {
  const { stdout, stderr } = spawnSync(process.execPath, ['test/fuzz/support/print-hash.mjs'], {
    input: JSON.stringify({ runs, files }),
    env: { PATH: process.env['PATH'], ...variables },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Printed;
}

test('other processes, locales and time zones give the same bytes', () => {
  const printed = [
    { LC_ALL: 'C', TZ: 'UTC' },
    { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' },
    { LC_ALL: 'sv_SE.UTF-8', LANG: 'sv_SE.UTF-8', TZ: 'America/St_Johns' },
  ].map(printedWith);
  expect(new Set(printed.map(({ timeZone }) => timeZone)).size).toBe(3);
  expect(new Set(printed.map(({ locale }) => locale)).size).toBe(3);
  expect(new Set(printed.map(({ hash }) => hash)).size).toBe(1);
});
