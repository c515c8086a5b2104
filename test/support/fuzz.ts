import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerpt } from '../../src/base/text/excerpt.ts';
import { AgentOptionsError, TranslationError } from '../../src/index.ts';
import { deepFrozen } from './deep-frozen.ts';

/** How often each family of properties runs: `npm run fuzz` sets it, `npm test` does with fewer. */
export const IS_FULL = process.env['FUZZ_RUNS'] !== undefined;
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 200);

/** Time of the processor for 100 kB of input in `npm run fuzz`; smaller inputs have as long. */
const LONGEST_MS = 200;
const CHARACTERS = 100_000;

/** The same for an input that is of one kind throughout; an input that grew faster would need minutes. */
const LONGEST_OF_EXTREMES_MS = 1000;

/** How many of the slowest inputs are kept to be measured again. */
const KEPT = 20;

interface Fuzzed<Input> {
  /** The part of the family's runs that this property has. */
  readonly share: number;
  readonly inputs: fc.Arbitrary<Input>;
  /** Does the work; what it returns or throws is compared. */
  readonly answer: (input: Input) => unknown;
}

/**
 * Tests that something answers every input: with a result or an error of ours, the same bytes twice, without a change
 * to the input or to a prototype. In `npm run fuzz` it reports the slowest input, and fails where that is too slow.
 */
export function fuzz<Input>(name: string, { share, inputs, answer }: Fuzzed<Input>): void {
  const numRuns = Math.ceil(RUNS * share);
  test(`${name}, ${numRuns} times`, { timeout: 1_800_000 }, () => {
    const slowest: Timed<Input>[] = [];
    fc.assert(
      fc.property(inputs, (input) => {
        const before = JSON.stringify(input);
        const copy = structuredClone(input);
        const started = IS_FULL ? processorMs() : 0;
        const first = outcomeOf(() => answer(deepFrozen(input)));
        if (IS_FULL) noteTime(slowest, input, processorMs() - started);
        expect(outcomeOf(() => answer(copy))).toBe(first);
        expect(JSON.stringify(input)).toBe(before);
        expectPrototypesUntouched();
      }),
      { seed: 20_000, numRuns, endOnFailure: IS_FULL },
    );
    if (IS_FULL) tellSlowest(name, numRuns, slowest, answer);
  });
}

/** Tests that something answers one input of unusual size; in `npm run fuzz`, in linear time. */
export function extreme<Input>(name: string, input: Input, answer: (input: Input) => unknown): void {
  test(name, { timeout: 120_000 }, () => {
    const started = IS_FULL ? processorMs() : 0;
    expect(outcomeOf(() => answer(input))).toBeTypeOf('string');
    expectPrototypesUntouched();
    if (!IS_FULL) return;
    const milliseconds = processorMs() - started;
    console.log(`fuzz: ${name}: ${milliseconds.toFixed(0)} ms for ${sizeOf(input)} characters`);
    expect(milliseconds).toBeLessThan(LONGEST_OF_EXTREMES_MS * Math.max(1, sizeOf(input) / CHARACTERS));
  });
}

function outcomeOf(answer: () => unknown): string {
  try {
    return JSON.stringify(answer()) ?? 'undefined';
  } catch (error) {
    if (error instanceof AgentOptionsError) return JSON.stringify([error.name, error.problems]);
    if (!(error instanceof TranslationError)) throw error;
    return JSON.stringify([error.name, error.code, error.path, error.message]);
  }
}

const PROTOTYPES = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const KEYS_BEFORE = PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype));

function expectPrototypesUntouched(): void {
  expect(PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype))).toEqual(KEYS_BEFORE);
}

interface Timed<Input> {
  readonly milliseconds: number;
  readonly input: Input;
}

/** Keeps the inputs that took longest. */
function noteTime<Input>(slowest: Timed<Input>[], input: Input, milliseconds: number): void {
  if (slowest.length === KEPT && milliseconds <= (slowest.at(-1)?.milliseconds ?? 0)) return;
  slowest.push({ milliseconds, input });
  slowest.sort((left, right) => right.milliseconds - left.milliseconds).splice(KEPT);
}

/** They are measured again, as the first time code may have been compiled or garbage collected. */
function tellSlowest<Input>(
  name: string,
  runs: number,
  slowest: readonly Timed<Input>[],
  answer: (input: Input) => unknown,
): void {
  const again = slowest.map(({ input }) => ({ input, milliseconds: leastTime(() => answer(input)) }));
  again.sort((left, right) => right.milliseconds - left.milliseconds);
  const [{ milliseconds, input } = { milliseconds: 0, input: undefined }] = again;
  const size = sizeOf(input);
  console.log(`fuzz: ${name}: ${runs} runs, slowest ${milliseconds.toFixed(1)} ms for ${size} characters`);
  const longest = LONGEST_MS * Math.max(1, size / CHARACTERS);
  expect(milliseconds, excerpt(input)).toBeLessThan(longest);
}

/** Characters of an input as JSON; of one that JSON.stringify finds too deep, the least that it can have. */
function sizeOf(input: unknown): number {
  try {
    return JSON.stringify(input)?.length ?? 0;
  } catch {
    return 0;
  }
}

function leastTime(work: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const started = processorMs();
    outcomeOf(work);
    return processorMs() - started;
  });
  return Math.min(...times);
}

/** Time of the processor, with which other processes have nothing to do. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
