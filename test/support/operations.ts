import { type Profiler, Session } from 'node:inspector';

const session = new Session();
session.connect();
post('Profiler.enable');
post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/**
 * Counts what a function does: how often each block of code runs, and what built-in functions go through. The same
 * work gives the same number on every machine, which a time does not.
 */
export function countOperations(work: () => void): number {
  let walked = 0;
  const patches = BUILT_INS.map(({ owner, name, cost }) => {
    const original = (owner as Record<PropertyKey, unknown>)[name] as (...args: unknown[]) => unknown;
    const counting = function (this: unknown, ...args: unknown[]): unknown {
      const result = Reflect.apply(original, this, args);
      walked += cost(this as never, result as never, args as never);
      return result;
    };
    const define = (value: unknown) =>
      Object.defineProperty(owner, name, { value, configurable: true, writable: true });
    return { install: () => define(counting), remove: () => define(original) };
  });
  post('Profiler.takePreciseCoverage');
  for (const { install } of patches) install();
  try {
    work();
  } finally {
    for (const { remove } of patches) remove();
  }
  return walked + blocksRun(post('Profiler.takePreciseCoverage'));
}

interface Counted {
  readonly owner: object;
  readonly name: PropertyKey;
  readonly cost: (self: never, result: never, args: never) => number;
}

/** A character costs less than an item of a list. */
const PER_CHARACTER = 1 / 8;

const ofSelf = (self: { length: number }): number => self.length;
const ofResult = (_: unknown, result: { length: number }): number => result.length;
const ofText = (self: string): number => self.length * PER_CHARACTER;

const BUILT_INS: readonly Counted[] = [
  ...['includes', 'indexOf', 'unshift', 'shift', 'concat', 'join', 'flat', 'reverse', Symbol.iterator].map(
    (name) => ({ owner: Array.prototype, name, cost: ofSelf }),
  ),
  { owner: Array.prototype, name: 'slice', cost: ofResult },
  {
    owner: Array.prototype,
    name: 'splice',
    cost: (self: unknown[], result: unknown[], [start]: [number]) =>
      Math.max(0, self.length - start) + result.length,
  },
  ...['keys', 'values', 'entries'].map((name) => ({ owner: Object, name, cost: ofResult })),
  {
    owner: JSON,
    name: 'stringify',
    cost: (_: unknown, result: string | undefined) => (result ?? '').length * PER_CHARACTER,
  },
  {
    owner: JSON,
    name: 'parse',
    cost: (_: unknown, __: unknown, [text]: [string]) => text.length * PER_CHARACTER,
  },
  ...['split', 'replace', 'replaceAll', 'toLowerCase', 'trim', 'includes', 'normalize'].map((name) => ({
    owner: String.prototype,
    name,
    cost: ofText,
  })),
  {
    owner: String.prototype,
    name: 'indexOf',
    cost: (self: string, result: number, [, start = 0]: [string, number?]) =>
      ((result < 0 ? self.length : result) - start) * PER_CHARACTER,
  },
  ...[Map.prototype, Set.prototype].map((owner) => ({
    owner,
    name: Symbol.iterator,
    cost: (self: { size: number }) => self.size,
  })),
];

function blocksRun({ result }: Profiler.TakePreciseCoverageReturnType): number {
  const functions = result.filter(({ url }) => /\/src\//.test(url)).flatMap((script) => script.functions);
  return functions.flatMap(({ ranges }) => ranges).reduce((sum, { count }) => sum + count, 0);
}

/** Commands of the profiler are answered before `post` returns. */
function post(method: string, params: object = {}): Profiler.TakePreciseCoverageReturnType {
  let answer: unknown;
  session.post(method, params, (error, result) => {
    if (error !== null) throw error;
    answer = result;
  });
  return answer as Profiler.TakePreciseCoverageReturnType;
}
