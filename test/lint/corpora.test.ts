import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { RULES_BY_SUBJECT } from '../../src/lint/codes.ts';
import {
  ERR,
  fixtureNames,
  lintFixture,
  OK,
  readFixture,
  readFixtureAtReleases,
} from './support/workflow-fixture.ts';

const CODES = Object.values(RULES_BY_SUBJECT).flatMap((rules) => Object.keys(rules));

const okNames = fixtureNames(OK);
const errNames = fixtureNames(ERR);

test('there are enough workflows, and every code has one that shows it', () => {
  console.log(`corpora: ${okNames.length} silent, ${errNames.length} with findings, ${CODES.length} codes`);
  expect(okNames.length).toBeGreaterThanOrEqual(40);
  expect(errNames).toEqual(CODES.sort());
});

test.each(okNames)('%s is silent', (name) => {
  for (const fixture of readFixtureAtReleases(`${OK}/${name}.yaml`)) {
    const findings = lintFixture(fixture).map(({ code, path }) => `${fixture.name}: ${code} at ${path}`);
    expect(findings).toEqual([]);
  }
});

test.each(errNames)('%s is found, and fixed', (name) => {
  const findings = lintFixture(readFixture(`${ERR}/${name}.yaml`));
  expect(findings.map(({ code }) => code)).toContain(name);
  const report = findings.map(({ code, severity, source, path, message, fix }) => ({
    ...{ code, severity, source, path, message },
    ...(fix === undefined ? {} : { fix }),
  }));
  // Remedies of Pod Security are whole sentences.
  const raw = findings.filter(({ code }) => !code.startsWith('pod-security-'));
  expect(JSON.stringify(raw.map(({ args }) => args))).not.toContain('`');
  const reportFile = `${ERR}/${name}.report.yaml`;
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(reportFile, stringify(report, { lineWidth: 0 }));
  expect(report).toEqual(parse(readFileSync(reportFile, 'utf8')));
  const fixed = lintFixture(readFixture(`${ERR}/${name}.fixed.yaml`));
  expect(fixed.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(fixed.map(({ code }) => code)).not.toContain(name);
});
