import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { collectTests, getFn, getHooks } from '@vitest/runner';

const CONFIG = {
  name: undefined,
  setupFiles: [],
  passWithNoTests: true,
  allowOnly: false,
  sequence: { shuffle: false, concurrent: false, hooks: 'stack', setupFiles: 'list', seed: 1 },
  maxConcurrency: 1,
  testTimeout: 600_000,
  hookTimeout: 600_000,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
};

/**
 * Imports a test file and lists its tests.
 *
 * @param file its path from the root of the project
 * @param copies which copy of `src/` and of `test/` it imports, and whether that counts which mutants run
 */
export async function readTests(root, file, { src, test, counts }) {
  const runner = {
    config: { ...CONFIG, root },
    pool: 'in-process',
    trace: (_name, attributes, run) => (run ?? attributes)(),
    importFile: (path) => import(urlOf(path, { src, test, counts })),
  };
  const [collected] = await collectTests([join(root, file)], runner);
  if (collected.result?.state === 'fail') {
    throw new Error(`${file}: ${collected.result.errors[0]?.stack ?? collected.result.errors[0]?.message}`);
  }
  const tests = [];
  addTests(collected, [], [collected]);
  return tests;

  function addTests(suite, names, suites) {
    for (const task of suite.tasks) {
      if (task.mode !== 'run') continue;
      if (task.type === 'suite') addTests(task, [...names, task.name], [...suites, task]);
      else add([...names, task.name].join(' '), task, suites);
    }
  }

  function add(title, task, suites) {
    const twins = tests.filter((test) => test.title === title).length;
    const name = twins === 0 ? title : `${title} (${twins + 1})`;
    tests.push({ id: `${file}#${name}`, title, name, file, task, suites });
  }
}

/** The URL of a file of the project, with what the hooks of modules want to know. */
export function urlOf(path, { src, test = 0, counts }) {
  return `${pathToFileURL(path).href}?s=${src}&t=${test}&c=${counts ? 1 : 0}`;
}

/** Runs tests in the given order up to the first that fails, and tells how each went. */
export async function runTests(tests, { onStart = () => {}, bail = true } = {}) {
  const opened = new Set();
  const results = [];
  for (const test of tests) {
    onStart(test);
    const start = performance.now();
    const error = await failureOf(test, opened);
    const timeSpentMs = performance.now() - start;
    results.push({ test, timeSpentMs, error });
    if (error !== undefined && bail) break;
  }
  for (const suite of [...opened].reverse()) await inTurn(getHooks(suite).afterAll, suite).catch(() => {});
  return results;
}

async function failureOf({ task, suites }, opened) {
  try {
    for (const suite of suites.filter((one) => !opened.has(one))) {
      opened.add(suite);
      await inTurn(getHooks(suite).beforeAll, suite);
    }
    for (const suite of suites) await inTurn(getHooks(suite).beforeEach, task.context, suite);
    try {
      await getFn(task)();
    } finally {
      for (const suite of suites.toReversed()) await inTurn(getHooks(suite).afterEach, task.context, suite);
    }
    return undefined;
  } catch (error) {
    return error ?? new Error('a test threw nothing');
  }
}

async function inTurn(hooks, ...args) {
  for (const hook of hooks) await hook(...args);
}
