import { type FeatureDefinition, RELEASES, type Release } from '../../src/index.ts';

/** Where a feature comes and goes: each time the last release before the change and the first after it. */
export function changesOf({ since, until }: FeatureDefinition): [Release, Release][] {
  const before = RELEASES[RELEASES.indexOf(since) - 1];
  const after = until === undefined ? undefined : RELEASES[RELEASES.indexOf(until) + 1];
  const changes: [Release, Release][] = [];
  if (before !== undefined) changes.push([before, since]);
  if (until !== undefined && after !== undefined) changes.push([until, after]);
  return changes;
}
