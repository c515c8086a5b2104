import { describe, expect, test } from 'vitest';
import {
  agentOptionsFromEnv,
  compileWorkflow,
  DEFAULT_RELEASE,
  decodeBackendOptions,
  featuresOf,
  parseRelease,
  RELEASES,
  type Release,
  resolveAgentOptions,
  validateBackendOptions,
} from '../../../src/index.ts';

test('every release reads as itself, with a v before it and with a patch release behind it', () => {
  for (const release of RELEASES) {
    expect(parseRelease(release)).toBe(release);
    if (release === 'next') continue;
    const spellings = [`v${release}`, `${release}.0`, `v${release}.12`];
    expect(spellings.map(parseRelease)).toEqual([release, release, release]);
  }
  expect(parseRelease(DEFAULT_RELEASE)).toBe('3.0');
});

test.each([
  '',
  'v',
  '3',
  'v3',
  '2.8',
  '3.18',
  '3.170',
  '13.1',
  '3.1.',
  '3.1.x',
  '3.1.0.0',
  '3.1.0-rc.1',
  '3.x',
  'x3.1',
  'vv3.1',
  ' 3.1',
  '3.1 ',
  '3.1\n',
  'vnext',
  'next.0',
  'Next',
  'latest',
])('%j is not a known release', (text) => {
  expect(parseRelease(text)).toBeUndefined();
});

test.each([[undefined], [null], [3.1], [['3.1']]])('%j is not text, so no release', (value) => {
  expect(parseRelease(value as unknown as string)).toBeUndefined();
});

describe('every function that accepts a release', () => {
  const OPTIONS = { hostUsers: false };

  test.each(['v3.17.1', '3.17.0', 'v3.17'])('reads %s as 3.17', (release) => {
    expect(validateBackendOptions(OPTIONS, release)).toEqual(validateBackendOptions(OPTIONS, '3.17'));
    expect(decodeBackendOptions(OPTIONS, release as Release).options.hostUsers).toBe(false);
    expect(featuresOf(release)).toBe(featuresOf('3.17'));
    expect(resolveAgentOptions({ release }).release).toBe('3.17');
    expect(agentOptionsFromEnv({}, { release }).release).toBe('3.17');
    expect(compileWorkflow('steps: []', { release }).notices).toEqual([]);
  });

  test.each([
    ['3.71', '3.17'],
    ['v9', '3.17'],
    ['3.18', '3.17'],
    ['3.20', '3.17'],
    ['4.0', '3.17'],
    ['latest', '3.17'],
    ['v3', '3.17'],
    ['main', 'next'],
    ['v3.9.2-alpine', '3.9'],
    ['2.8', '3.8'],
  ])('reports %s with the nearest one', (release, nearest) => {
    expect(validateBackendOptions(OPTIONS, release)).toMatchObject([
      { code: 'release-unknown', path: '', args: { value: release, nearest } },
    ]);
  });
});
