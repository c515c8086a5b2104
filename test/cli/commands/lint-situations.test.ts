import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from '../../support/memory-io.ts';

const FOLDER = 'fixtures/cli/situations';

interface Found {
  readonly severity: string;
  readonly code: string;
  readonly subject: string;
  readonly range?: { readonly start: { readonly line: number; readonly column: number } };
}

/**
 * What users run into, each with the findings that they get and where. Leading comments give the releases, variables of
 * the agent and flags.
 */
test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('%s', (name) => {
  const yaml = readFileSync(`${FOLDER}/${name}`, 'utf8');
  const header = [...yaml.matchAll(/^# (release|agent|flags): (.*)$/gm)];
  const valuesOf = (key: string) => header.flatMap(([, found, value = '']) => (found === key ? [value] : []));
  const files = { 'workflow.yaml': yaml, 'agent.env': valuesOf('agent').join('\n') };
  const flags = valuesOf('flags').flatMap((text) => text.split(' '));
  const lines = (valuesOf('release')[0] ?? '').split(', ').flatMap((release) => {
    const argv = ['lint', 'workflow.yaml', '--release', release, '--agent-env', 'agent.env', ...flags];
    const { out } = run([...argv, '--report', 'json'], { files });
    const { findings } = JSON.parse(out) as { findings: Found[] };
    return [`${release}:`, ...findings.map(lineOf)];
  });
  const text = `${lines.join('\n')}\n`;
  const golden = `${FOLDER}/${name.replace(/yaml$/, 'findings.txt')}`;
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8'));
});

function lineOf({ severity, code, subject, range }: Found): string {
  const { line, column } = range?.start ?? { line: 0, column: 0 };
  return `  ${severity} ${code} at ${subject}:${line}:${column}`;
}
