// Changes the code of one area of `src/` after the other in small ways, and tells which changes no test notices:
// `npm run mutate`, or `npm run mutate -- quantity yaml`. The list of survivors is in reports/mutation/.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';

const LEFT_OUT = ['cli', 'generated'];
const asked = process.argv.slice(2);
const areas = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !LEFT_OUT.includes(entry.name))
  .map(({ name }) => name)
  .filter((name) => asked.length === 0 || asked.includes(name));

// Every eighth recording finds what all of them find, in an eighth of the time.
process.env.RECORDINGS_SAMPLE ??= '8';
mkdirSync('reports/mutation', { recursive: true });

const all = { found: 0, survived: 0 };
for (const area of areas) {
  process.env.MUTATION_AREA = area;
  const mutants = await new Stryker(optionsFor(area)).runMutationTest();
  const survivors = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const found = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  writeFileSync(`reports/mutation/${area}.txt`, survivors.map(describe).sort().join(''));
  all.found += found;
  all.survived += survivors.length;
  print(area, { found, survived: survivors.length });
}
print('all', all);

function optionsFor(area) {
  return {
    testRunner: 'in-process',
    plugins: ['./scripts/mutation/runner.mjs'],
    mutate: [`src/${area}/**/*.ts`, '!src/**/*.d.ts'],
    coverageAnalysis: 'perTest',
    // What runs once, when a module is imported, is tables.
    ignoreStatic: true,
    concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 2),
    dryRunTimeoutMinutes: 15,
    timeoutFactor: 1.2,
    timeoutMS: 3000,
    reporters: ['progress-append-only', 'json'],
    jsonReporter: { fileName: `reports/mutation/${area}.json` },
    incremental: true,
    incrementalFile: `reports/mutation/${area}.incremental.json`,
    tempDirName: '.stryker',
    ignorePatterns: ['dist', 'coverage', 'reports', 'docs/api'],
    logLevel: 'warn',
  };
}

function describe({ fileName, location, mutatorName, replacement, status }) {
  const file = fileName.slice(fileName.indexOf('src/'));
  const { line, column } = location.start;
  const text = replacement.replace(/\s+/g, ' ').slice(0, 100);
  return `${file}:${String(line).padStart(4, ' ')}:${column} ${mutatorName} ${status} ${text}\n`;
}

function print(area, { found, survived }) {
  const score = found + survived === 0 ? 100 : (100 * found) / (found + survived);
  console.log(`mutants of ${area}: ${found} found, ${survived} survived, ${score.toFixed(1)} %`);
}
