/** Puts first the tests that, of those that ran before, found the most mutants in the least time. */
export class Ranking {
  #tests = new Map();
  #knowsTimes = false;

  /** @param times pairs of the id of a test and its milliseconds */
  learnTimes(times) {
    if (this.#knowsTimes) return;
    this.#knowsTimes = true;
    for (const [id, milliseconds] of times) record(this.#tests, id, milliseconds, false);
  }

  learn(results) {
    for (const { test, timeSpentMs, error } of results) {
      record(this.#tests, test.id, timeSpentMs, error !== undefined);
    }
  }

  sorted(tests) {
    return byScore(tests, ({ id }) => score(this.#tests.get(id)));
  }
}

function record(entries, name, milliseconds, found) {
  const entry = entries.get(name) ?? { runs: 0, found: 0, milliseconds: 0 };
  entries.set(name, entry);
  entry.runs += 1;
  entry.found += found ? 1 : 0;
  entry.milliseconds += milliseconds;
}

/** In milliseconds, so that a test which takes no time is not put before all others. */
const OVERHEAD = 1;

function score(entry = { runs: 0, found: 0, milliseconds: 0 }) {
  const likelihood = (entry.found + 0.2) / (entry.runs + 1);
  return likelihood / (entry.milliseconds / Math.max(1, entry.runs) + OVERHEAD);
}

function byScore(items, scoreOf) {
  const scored = items.map((item) => [scoreOf(item), item]);
  return scored.sort(([left], [right]) => right - left).map(([, item]) => item);
}
