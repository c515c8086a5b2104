// A test runner for Stryker that keeps the tests in memory and runs them in its own process. A mutant then takes as
// long as the tests that find it, and not as long as starting a worker and importing everything again.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { isChosen } from './chosen-tests.mjs';
import { Ranking } from './ranking.mjs';
import { readTests, runTests, urlOf } from './test-files.mjs';

/** Of Stryker's limit, which is 100 times the hits of the run without mutants: a loop without end ends sooner. */
const MOST_REPEATS = 0.03;

const RUNS_BETWEEN_CHECKS = 100;

/** Where the run without mutants leaves what the other processes need to know. */
const LEARNT = 'learnt-of-tests.json';

class InProcessRunner {
  #root = process.cwd();
  #namespace = namespaceOfMutants();
  #ranking = new Ranking();
  #tests;
  #counting;
  #runWhenImported;
  #copies = 0;
  #runs = 0;

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** Everything is imported here, as Stryker takes the time that it takes in a run for a part of every later one. */
  async init() {
    register('./module-hooks.mjs', import.meta.url);
    // What tests print is of no use here, and of much for each mutant.
    console.log = () => {};
    this.#tests = await this.#load({ src: 'plain', test: 0, counts: false });
    await passAll(this.#tests);
    if (!existsSync(LEARNT)) this.#counting = await this.#load({ src: 'counting', test: 0, counts: true });
  }

  async dryRun() {
    const onStart = ({ id }) => {
      this.#namespace.currentTestId = id;
    };
    const tests = [...this.#counting.values()].flat();
    const results = await runTests(tests, { onStart, bail: false });
    this.#namespace.currentTestId = undefined;
    const { mutantCoverage } = this.#namespace;
    const runWhenImported = [...this.#counting.keys()].filter((file) => mutantCoverage.perTest[file]);
    for (const { id, file } of tests) {
      mutantCoverage.perTest[id] = sum(mutantCoverage.perTest[id], mutantCoverage.perTest[file]);
    }
    for (const file of runWhenImported) delete mutantCoverage.perTest[file];
    const times = results.map(({ test, timeSpentMs }) => [test.id, timeSpentMs]);
    writeFileSync(LEARNT, JSON.stringify({ times, runWhenImported }));
    return { status: DryRunStatus.Complete, tests: results.map(testResult), mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    if (this.#runWhenImported === undefined) {
      const { times, runWhenImported } = JSON.parse(readFileSync(LEARNT, 'utf8'));
      this.#ranking.learnTimes(times);
      this.#runWhenImported = new Set(runWhenImported);
    }
    if (++this.#runs % RUNS_BETWEEN_CHECKS === 0) await passAll(this.#tests);
    const limit = hitLimit && hitLimit * MOST_REPEATS;
    const active = {
      activeMutant: activeMutant.id,
      active: Number(activeMutant.id),
      hitCount: 0,
      hitLimit: limit,
    };
    Object.assign(this.#namespace, active);
    try {
      const results = await this.#runFiltered(new Set(testFilter));
      this.#ranking.learn(results);
      const run = { status: DryRunStatus.Complete, tests: results.map(testResult) };
      return toMutantRunResult(determineHitLimitReached(this.#namespace.hitCount, limit) ?? run);
    } finally {
      Object.assign(this.#namespace, { activeMutant: undefined, active: undefined, hitLimit: undefined });
    }
  }

  /**
   * The tests by file. The sources come before them, so that what a module does when it is imported counts for none;
   * what a test file does then counts under the name of the file.
   */
  async #load(copies) {
    for (const file of filesBelow(this.#root, 'src', /^src\/(?!cli\/bin).*(?<!\.d)\.ts$/)) {
      await import(urlOf(join(this.#root, file), copies));
    }
    const tests = new Map();
    for (const file of filesBelow(this.#root, 'test', /\.test\.ts$/).filter(isChosen)) {
      this.#namespace.currentTestId = file;
      tests.set(file, await this.#read(file, copies));
    }
    this.#namespace.currentTestId = undefined;
    return tests;
  }

  async #read(file, copies) {
    return (await readTests(this.#root, file, copies)).filter(({ id }) => isChosen(id));
  }

  async #runFiltered(filter) {
    const chosen = [];
    for (const [file, known] of this.#tests) {
      if (!known.some(({ id }) => filter.has(id))) continue;
      const current = this.#runWhenImported.has(file) ? await this.#readAnew(file, 'plain') : known;
      if (!Array.isArray(current)) return [{ test: known[0], timeSpentMs: 0, error: current }];
      chosen.push(...current.filter(({ id }) => filter.has(id)));
    }
    return runTests(this.#ranking.sorted(chosen));
  }

  /** The tests of a file, or the error with which its import failed. */
  async #readAnew(file, src) {
    try {
      return await this.#read(file, { src, test: ++this.#copies, counts: false });
    } catch (error) {
      return error;
    }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];

/**
 * Without a mutant every test passes. The first time this fills what is kept between calls; later it shows that no
 * mutant left anything behind. Where one did, Stryker goes on in a new process.
 */
async function passAll(tests) {
  const failed = (await runTests([...tests.values()].flat())).at(-1);
  if (failed?.error !== undefined)
    throw new Error(`${failed.test.id} fails without a mutant`, { cause: failed.error });
}

function filesBelow(root, folder, pattern) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${name}`)
    .filter((name) => pattern.test(name))
    .sort();
}

function testResult({ test, timeSpentMs, error }) {
  const result = { id: test.id, name: test.title, fileName: test.file, timeSpentMs };
  return error === undefined
    ? { ...result, status: TestStatus.Success }
    : { ...result, status: TestStatus.Failed, failureMessage: String(error?.message ?? error).slice(0, 500) };
}

function sum(coverage = {}, more = {}) {
  const total = { ...coverage };
  for (const [mutant, hits] of Object.entries(more)) total[mutant] = (total[mutant] ?? 0) + hits;
  return total;
}

/** Where the mutated code looks which mutant is active. */
function namespaceOfMutants() {
  globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
  return globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE];
}
