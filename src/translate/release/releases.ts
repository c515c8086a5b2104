/** Every published minor of Woodpecker 3, oldest first, and `next` for the development head after the last one. */
export const RELEASES = [
  '3.0',
  '3.1',
  '3.2',
  '3.3',
  '3.4',
  '3.5',
  '3.6',
  '3.7',
  '3.8',
  '3.9',
  '3.10',
  '3.11',
  '3.12',
  '3.13',
  '3.14',
  '3.15',
  '3.16',
  '3.17',
  'next',
] as const;

/** A minor of Woodpecker: `3.17`, or `next` for the development head. */
export type Release = (typeof RELEASES)[number];

/** The release if none is given: the first one of Woodpecker 3. */
export const DEFAULT_RELEASE: Release = '3.0';

/** The newest published release. */
export const NEWEST_RELEASE: Release = RELEASES[RELEASES.length - 2] as Release;

/**
 * Reads a release: `3.9`, `v3.9`, `3.9.0`, `v3.9.2` or `next`. Patch releases translate as their minor does.
 *
 * @example
 * ```ts
 * import { parseRelease } from 'podwright';
 *
 * console.log(parseRelease('v3.9.2'), parseRelease('next'), parseRelease('2.8')); // 3.9 next undefined
 * ```
 *
 * @param text the release as somebody wrote it
 * @returns undefined for a release that is not known
 */
export function parseRelease(text: string): Release | undefined {
  if (typeof text !== 'string') return undefined;
  const minor = /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(text)?.[1] ?? text;
  return RELEASES.find((release) => release === minor);
}

/** Reads a release as {@link parseRelease} does; 3.0 for one that is not known. */
export function knownRelease(release: string): Release {
  return parseRelease(release) ?? DEFAULT_RELEASE;
}

/** Position of a release in {@link RELEASES}. */
export function releaseIndex(release: Release): number {
  return RELEASES.indexOf(release);
}
