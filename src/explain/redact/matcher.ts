import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { CompileInput } from '../../workflow/types.ts';
import { isCutAt, type TextReading } from './reading.ts';
import { credentialsInUrls } from './url-credentials.ts';

/** Finds many patterns in one pass: an Aho-Corasick automaton over the bytes of UTF-8. */
export interface Matcher {
  /** Number of states, at most one more than the bytes of all patterns. */
  readonly states: number;
  /**
   * Reports every stretch that a pattern covers. In a string that was cut, the start of a pattern is enough before `…`,
   * which represents the rest. The time grows with the number of bytes, whatever the patterns are.
   */
  readonly scan: (reading: TextReading, isCut: boolean, report: Report) => void;
}

/** Receives the first and the last byte of a match. */
type Report = (first: number, last: number) => void;

const BYTES = 0x100;

/**
 * Builds a matcher, in time that grows with the bytes of the patterns.
 *
 * @param patterns none of them empty
 */
export function buildMatcher(patterns: Iterable<Uint8Array>): Matcher {
  const trie = buildTrie(patterns);
  const { next, depths, longest } = trie;
  const suffixes = linkSuffixes(trie);
  const isFirst = Array.from({ length: BYTES }, (_, byte) => next.has(byte));
  return {
    states: depths.length,
    scan(reading, isCut, report) {
      const { bytes, length } = reading;
      let state = 0;
      for (let index = 0; index < length; index++) {
        const depth = depths[state] as number;
        if (isCut && depth > 0 && isCutAt(reading, index)) report(index - depth, index - 1);
        const byte = folded(bytes[index] as number);
        if (state === 0 && !isFirst[byte]) continue;
        let reached = next.get(state * BYTES + byte);
        while (reached === undefined && state !== 0) {
          state = suffixes[state] as number;
          reached = next.get(state * BYTES + byte);
        }
        state = reached ?? 0;
        const matched = longest[state] as number;
        if (matched > 0) report(index + 1 - matched, index);
      }
    },
  };
}

interface Trie {
  /** The state after a state and a byte, by the number of the two. */
  readonly next: ReadonlyMap<number, number>;
  /** How many bytes lead to a state. */
  readonly depths: readonly number[];
  /** The number by which `next` has a state. */
  readonly keys: readonly number[];
  /** The length of the longest pattern that ends at a state; 0 for none. */
  readonly longest: number[];
}

function buildTrie(patterns: Iterable<Uint8Array>): Trie {
  const next = new Map<number, number>();
  const depths = [0];
  const keys = [0];
  const longest = [0];
  for (const pattern of patterns) {
    let state = 0;
    for (const byte of pattern) {
      const key = state * BYTES + folded(byte);
      let reached = next.get(key);
      if (reached === undefined) {
        reached = depths.length;
        next.set(key, reached);
        depths.push((depths[state] as number) + 1);
        keys.push(key);
        longest.push(0);
      }
      state = reached;
    }
    longest[state] = pattern.length;
  }
  return { next, depths, keys, longest };
}

/** Finds for each state the longest other state that it ends with, and hands down the patterns that end there. */
function linkSuffixes({ next, depths, keys, longest }: Trie): Int32Array {
  const suffixes = new Int32Array(depths.length);
  const byDepth: number[][] = [];
  depths.forEach((depth, state) => {
    byDepth[depth] ??= [];
    byDepth[depth].push(state);
  });
  for (const state of byDepth.slice(2).flat()) {
    const key = keys[state] as number;
    const byte = key % BYTES;
    let before = suffixes[Math.floor(key / BYTES)] as number;
    while (before !== 0 && !next.has(before * BYTES + byte)) before = suffixes[before] as number;
    const suffix = next.get(before * BYTES + byte) ?? 0;
    suffixes[state] = suffix;
    longest[state] ||= longest[suffix] as number;
  }
  return suffixes;
}

/** `+` and space are the same, because forms write a space as `+`. */
function folded(byte: number): number {
  return byte === 0x2b ? 0x20 : byte;
}

/** Gathers the secret values of compiled workflows: their secrets, the values of steps from them, and passwords. */
export function secretsOf(...workflows: readonly CompiledWorkflow[]): string[] {
  return texts(workflows.flatMap(valuesOf));
}

function valuesOf({ pipeline, secrets }: CompiledWorkflow): unknown[] {
  const steps = (pipeline ?? []).flatMap((stage) => stage.steps ?? []);
  return [
    ...(secrets ?? []).map(({ value }) => value),
    ...steps.flatMap((step) => [
      ...Object.values(step.secret_mapping ?? {}),
      step.auth_config?.password,
      step.environment?.['CI_NETRC_PASSWORD'],
      // With some forges the token is the user name.
      step.environment?.['CI_NETRC_USERNAME'],
      ...texts(Object.values(step.environment ?? {})).flatMap(credentialsInUrls),
    ]),
  ];
}

/** Gathers the secret values in the input of the server. */
export function secretValues({
  secrets = [],
  registries = [],
  env = {},
  metadata = {},
  options = {},
}: CompileInput): string[] {
  return texts([
    ...secrets.map(({ value }) => value),
    ...registries.map(({ password }) => password),
    options.netrc?.password,
    options.netrc?.login,
    ...[metadata.repo, metadata.forge, metadata.sys, env, options.proxy].flatMap((urls) =>
      texts(Object.values(urls ?? {})).flatMap(credentialsInUrls),
    ),
  ]);
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((value): value is string => typeof value === 'string');
}
