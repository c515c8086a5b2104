import { spawnSync } from 'node:child_process';

const ROUND_MILLISECONDS = 12;

/**
 * How many times as long the work takes as the yardstick. Both run in turns, as a busy machine then slows both, and
 * the median of the rounds is taken.
 */
export function timesAsLong(work, yardstick, rounds = 41) {
  const workRuns = runsPerRound(work);
  const yardstickRuns = runsPerRound(yardstick);
  const ratios = [];
  for (let round = 0; round < rounds; round++) {
    const took = secondsPerRun(work, workRuns);
    ratios.push(took / secondsPerRun(yardstick, yardstickRuns));
  }
  return median(ratios);
}

/** How many milliseconds more one command of node takes than another, each started so many times in turns. */
export function millisecondsMore(command, yardstick, rounds = 21) {
  for (const warmUp of [command, yardstick]) millisecondsOf(warmUp);
  const differences = [];
  for (let round = 0; round < rounds; round++) {
    const took = millisecondsOf(command);
    differences.push(took - millisecondsOf(yardstick));
  }
  return median(differences);
}

function runsPerRound(run) {
  const end = performance.now() + 300;
  let runs = 0;
  const start = performance.now();
  while (performance.now() < end) {
    run();
    runs += 1;
  }
  return Math.max(1, Math.round((runs * ROUND_MILLISECONDS) / (performance.now() - start)));
}

/** What was made last is kept, so that the making is not optimized away. */
export const kept = { made: undefined };

function secondsPerRun(run, runs) {
  const start = performance.now();
  for (let index = 0; index < runs; index++) kept.made = run();
  return (performance.now() - start) / 1000 / runs;
}

function millisecondsOf(args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return took;
}

function median(numbers) {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[sorted.length >> 1];
}
