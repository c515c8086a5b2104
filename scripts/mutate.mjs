// Changes the code of one area of `src/` after the other in small ways, and tells which changes no test notices:
// `npm run mutate`, or `npm run mutate -- quantity yaml`. The survivors are listed in reports/mutation/, those first
// that docs/mutants/ does not explain; `npm run mutate -- --again quantity` tries only survivors.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import { describeMutant, explainedMutants } from './mutation/survivors.mjs';

const LEFT_OUT = ['cli', 'generated'];
const FOUND = ['Killed', 'Timeout'];
const SURVIVED = ['Survived', 'NoCoverage'];

const again = process.argv.includes('--again');
const asked = process.argv.slice(2).filter((argument) => argument !== '--again');
const areas = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !LEFT_OUT.includes(entry.name))
  .map(({ name }) => name)
  .filter((name) => asked.length === 0 || asked.includes(name));

// Every fourth recording finds nearly what all of them find, in a fourth of the time.
process.env.RECORDINGS_SAMPLE ??= '4';
mkdirSync('reports/mutation', { recursive: true });

const total = { found: 0, survived: 0, unexplained: 0 };
for (const area of areas) {
  const mutants = again ? await tryAgain(area) : await tryAll(area);
  writeFileSync(`reports/mutation/${area}.json`, JSON.stringify(mutants));
  const survivors = mutants.filter(({ status }) => SURVIVED.includes(status)).map(describeMutant);
  const explained = explainedMutants(area);
  const unexplained = without(survivors, explained);
  const report = [
    listed('Not explained', unexplained),
    listed('Explained', without(survivors, unexplained)),
    listed('Explained, but noticed or not tried', without(explained, survivors)),
  ];
  writeFileSync(`reports/mutation/${area}.txt`, report.join('\n'));
  const counts = {
    found: mutants.length - survivors.length,
    survived: survivors.length,
    unexplained: unexplained.length,
  };
  for (const name of Object.keys(total)) total[name] += counts[name];
  print(area, counts);
}
print('all', total);

async function tryAll(area) {
  return run(area, [`src/${area}/**/*.ts`, '!src/**/*.d.ts']);
}

async function tryAgain(area) {
  const before = JSON.parse(readFileSync(`reports/mutation/${area}.json`, 'utf8'));
  const survivors = before.filter(({ status }) => SURVIVED.includes(status));
  const now = new Map((await run(area, survivors.map(rangeOf))).map((mutant) => [keyOf(mutant), mutant]));
  return before.map((mutant) => now.get(keyOf(mutant)) ?? mutant);
}

/** Those that count: not the ones that do not compile, or that act only when a module is imported. */
async function run(area, mutate) {
  process.env.MUTATION_AREA = area;
  const mutants = mutate.length === 0 ? [] : await new Stryker(optionsFor(mutate)).runMutationTest();
  return mutants
    .filter(({ status }) => FOUND.includes(status) || SURVIVED.includes(status))
    .map(({ fileName, location, mutatorName, replacement, status }) => ({
      file: fileName.slice(fileName.lastIndexOf('/src/') + 1),
      location,
      mutatorName,
      replacement,
      status,
    }));
}

function optionsFor(mutate) {
  return {
    testRunner: 'in-process',
    plugins: ['./scripts/mutation/runner.mjs'],
    mutate,
    coverageAnalysis: 'perTest',
    // What runs once, when a module is imported, is tables.
    ignoreStatic: true,
    concurrency: Number(process.env.MUTATION_PROCESSES ?? 2),
    dryRunTimeoutMinutes: 15,
    // Loops without end are told by the number of repeats; a busy machine is not to count as noticing a mutant.
    timeoutFactor: 4,
    timeoutMS: 10_000,
    reporters: ['progress-append-only'],
    tempDirName: '.stryker',
    ignorePatterns: ['dist', 'coverage', 'reports', 'api'],
    logLevel: 'warn',
  };
}

/** Stryker counts the columns of a range from 0, and those of its results from 1. */
function rangeOf({ file, location: { start, end } }) {
  return `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}

function keyOf(mutant) {
  return `${rangeOf(mutant)} ${mutant.mutatorName} ${mutant.replacement}`;
}

function without(texts, others) {
  return texts.filter((text) => !others.includes(text));
}

function listed(title, texts) {
  return `${title}\n\n${texts.map((text) => `${text}\n`).join('')}`;
}

function print(area, { found, survived, unexplained }) {
  const score = found + survived === 0 ? 100 : (100 * found) / (found + survived);
  console.log(
    `mutants of ${area}: ${found} found, ${survived} survived (${unexplained} not explained), ${score.toFixed(1)} %`,
  );
}
