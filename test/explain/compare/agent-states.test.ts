import { expect, test } from 'vitest';
import { type AgentState, type Side, statesBetween } from '../../../src/explain/compare/agent-states.ts';
import { RELEASES, type Release } from '../../../src/index.ts';
import { FEATURES, type FeatureName, featuresOf } from '../../../src/translate/release/features.ts';

function side(release: Release, environment = {}, kubernetes?: string): Side {
  return { release, environment, kubernetes };
}

test.each([
  ['3.0', '3.17'],
  ['3.17', '3.0'],
] as const)('from %s to %s, each feature changes once, in the order of the releases', (from, to) => {
  const states = statesBetween(side(from), side(to));
  expect(states[0]?.features).toEqual(featuresOf(from));
  expect(states.at(-1)?.features).toEqual(featuresOf(to));
  const changed = states.slice(1).flatMap(({ features }, index) => {
    const names = Object.keys(features) as FeatureName[];
    return names.filter((name) => features[name] !== states[index]?.features[name]);
  });
  expect(new Set(changed).size).toBe(changed.length);
  const order = changed.map((name) => {
    const { since, until }: { since: Release; until?: Release } = FEATURES[name];
    return until === undefined || states.at(-1)?.features[name]
      ? RELEASES.indexOf(since)
      : RELEASES.indexOf(until) + 1;
  });
  expect(order.length).toBeGreaterThan(20);
  expect(order).toEqual(order.toSorted((left, right) => left - right));
});

test('variables change first, and the version of Kubernetes last', () => {
  const name = 'WOODPECKER_BACKEND_K8S_NAMESPACE';
  const causes = statesBetween(side('3.0', { [name]: 'a' }, '1.31'), side('3.1', { [name]: 'b' }, '1.33'))
    .slice(1)
    .map(({ cause }: AgentState) => cause.kind);
  expect(causes[0]).toBe('variable');
  expect(causes[1]).toBe('release');
  expect(causes.slice(2, -1)).toContain('feature');
  expect(causes.at(-1)).toBe('kubernetes');
});
