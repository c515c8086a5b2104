import { spawnSync } from 'node:child_process';

const ROUND_MILLISECONDS = 15;
const WARM_UP_MILLISECONDS = 1000;

/**
 * Time of the work relative to the yardstick, in time of the processor, so other work of the machine
 * matters less. Both run in turns, and the result is the median of the rounds.
 */
export function timesAsLong(work, yardstick, rounds = 41) {
  const workRuns = runsPerRound(work);
  const yardstickRuns = runsPerRound(yardstick);
  const ratios = [];
  for (let round = 0; round < rounds; round++) {
    const took = timePerRun(work, workRuns);
    ratios.push(took / timePerRun(yardstick, yardstickRuns));
  }
  return median(ratios);
}

/**
 * Milliseconds that one command of node needs more than another, each started so many times in turns: the shortest
 * time of the one less that of the other, because other work of the machine can only add to a time.
 */
export function millisecondsMore(command, yardstick, rounds = 21) {
  const [times, yardstickTimes] = [[], []];
  for (let round = 0; round < rounds; round++) {
    times.push(millisecondsOf(command));
    yardstickTimes.push(millisecondsOf(yardstick));
  }
  return Math.min(...times) - Math.min(...yardstickTimes);
}

/** Warms up, and reports how often a run fits into a round. */
function runsPerRound(run) {
  const start = processorTime();
  let runs = 0;
  while (processorTime() - start < WARM_UP_MILLISECONDS) {
    kept.made = run();
    runs += 1;
  }
  return Math.max(1, Math.round((runs * ROUND_MILLISECONDS) / WARM_UP_MILLISECONDS));
}

/** What was made last is kept, so the making is not optimized away. */
const kept = { made: undefined };

function timePerRun(run, runs) {
  const start = processorTime();
  for (let index = 0; index < runs; index++) kept.made = run();
  return (processorTime() - start) / runs;
}

/** Milliseconds of the processor for a run, of as many as fit into a round. */
export function millisecondsPerRun(run) {
  const start = processorTime();
  let runs = 0;
  do {
    kept.made = run();
    runs += 1;
  } while (processorTime() - start < 2 * ROUND_MILLISECONDS);
  return (processorTime() - start) / runs;
}

/** In milliseconds, all threads together: collecting garbage is part of the work. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function millisecondsOf(args) {
  const start = performance.now();
  outputOf(args);
  return performance.now() - start;
}

/** What node writes when it runs a command. */
export function outputOf(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

function median(numbers) {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[sorted.length >> 1];
}
