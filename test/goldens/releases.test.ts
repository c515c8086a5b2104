import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FEATURES } from '../../src/index.ts';
import { AGENT_FEATURE_RELEASES } from '../../src/translate/release/agent-features.ts';
import type { FeatureName } from '../../src/translate/release/features.ts';
import { changesOf } from '../support/feature-changes.ts';
import { type GoldenCase, goldenCases } from './support/golden-case.ts';
import { expectGoldens, releaseFiles } from './support/golden-files.ts';
import { renderGolden } from './support/render-golden.ts';

const FEATURE_NAMES = Object.keys(AGENT_FEATURE_RELEASES) as FeatureName[];
const cases = new Map(goldenCases('fixtures/releases').map((golden) => [golden.name, golden]));

test('every feature of the translation has goldens, and nothing else has', () => {
  expect([...cases.keys()]).toEqual([...FEATURE_NAMES].sort());
});

describe.each(FEATURE_NAMES)('%s', (feature) => {
  const changes = changesOf(FEATURES[feature]);

  test('is shown at the releases before and after each change', () => {
    const { folder, input } = cases.get(feature) as GoldenCase;
    const releases = [...new Set(changes.flat())];
    const files = releases.flatMap((release) => [...releaseFiles(release, renderGolden(input, release))]);
    expectGoldens(folder, new Map(files));
  });

  test.each(changes)('%s and %s differ', (before, after) => {
    const { folder } = cases.get(feature) as GoldenCase;
    const [left, right] = [before, after].map((release) =>
      readFileSync(join(folder, `${release}.yaml`), 'utf8'),
    );
    expect(left).not.toBe(right);
  });
});
