import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commands, functions } from '../inputs/growth.mjs';
import { workflowFile } from '../inputs/workflows.mjs';
import { millisecondsPerRun } from '../measure.mjs';

const FACTOR = 4;
const RUNS = 2;
const WARM_UP_MILLISECONDS = 100;

/**
 * By which power of its input a subject grows, over a factor of four. If `JSON.stringify` of the input grows by more,
 * its factor replaces the four: the engine needs more time per key of an object with thousands of keys, for
 * `Object.keys` 29 ns of 4,000 and 101 ns of 16,000.
 */
export const growthFigures = [
  ...functions.map(({ name, n, input, run }) => {
    const time = (size) => functionTime(run, input(size));
    return growth(name, n, time, { sizeOf: (size) => functionTime(JSON.stringify, input(size)) });
  }),
  ...commands.map(({ name, n, input, argv }) => {
    const start = () => shortest(() => commandTime(argv, input(1)));
    return growth(name, n, (size) => commandTime(argv, input(size)), { start });
  }),
];

/** Time of a comparison of the first with the last release, relative to rendering. */
export const diffFigure = {
  name: 'podwright diff --from 3.0 --to next of 16 files of 300 lines, to podwright render',
  unit: 'times',
  target: 6,
  measure() {
    const files = Object.fromEntries(
      Array.from({ length: 16 }, (_, index) => [`f${index}.yaml`, workflowFile()]),
    );
    const time = (argv) => shortest(() => commandTime(argv, files));
    return time(['diff', '.', '--from', '3.0', '--to', 'next']) / time(['render', '.']);
  },
};

function growth(name, n, time, { start = () => 0, sizeOf = (size) => size }) {
  return {
    name: `${name}, ${n} to ${FACTOR * n}`,
    unit: 'power',
    target: 1.2,
    measure() {
      const before = start();
      const sizes = [n, FACTOR * n];
      const [less, more] = sizes.map((size) => shortest(() => time(size)) - before);
      const [small, large] = sizes.map((size) => shortest(() => sizeOf(size)));
      return Math.log(more / less) / Math.log(Math.max(FACTOR, large / small));
    },
  };
}

/** What else the machine does can only add to a time. */
function shortest(time) {
  return Math.min(...Array.from({ length: RUNS }, time));
}

/** In milliseconds. The first runs are left out, because the engine has not compiled the function yet. */
function functionTime(run, input) {
  const start = performance.now();
  do run(input);
  while (performance.now() - start < WARM_UP_MILLISECONDS);
  return millisecondsPerRun(() => run(input));
}

const BIN = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));
const CPU = new URL('../inputs/cpu.mjs', import.meta.url).href;

/** In milliseconds of the processor. */
function commandTime(argv, files) {
  const folder = mkdtempSync(join(tmpdir(), 'podwright-growth-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const stdio = ['ignore', 'ignore', 'ignore', 'pipe'];
    const { output, status } = spawnSync(process.execPath, ['--import', CPU, BIN, ...argv], {
      cwd: folder,
      stdio,
    });
    if (status === null || status > 1) throw new Error(`podwright ${argv.join(' ')} ended with ${status}`);
    return Number(output[3]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
