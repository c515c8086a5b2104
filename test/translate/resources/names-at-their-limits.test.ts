import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  makeHeadlessService,
  makePersistentVolumeClaim,
  makePod,
  type Release,
  resolveAgentOptions,
  type Step,
  TranslationError,
} from '../../../src/index.ts';

const UUID = '01HCD83Q7BE5YMH89K5ACCN3K6';
const at = (release: Release) => resolveAgentOptions({ release });
const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);

function claim(volume: string, release: Release): string | undefined {
  return makePersistentVolumeClaim(volume, at(release)).metadata?.name;
}

function pod(step: Partial<Step>, release: Release) {
  const { metadata, spec } = makePod({ name: 'build', image: 'alpine', uuid: UUID, ...step }, at(release));
  return { name: metadata?.name, labels: metadata?.labels ?? {}, hostname: spec?.hostname };
}

describe('object names of 3.17', () => {
  test.each([1, 62, 63, 64, 252, 253])('keep %i characters', (length) => {
    expect(claim('a'.repeat(length), '3.17')).toBe('a'.repeat(length));
  });

  test.each([254, 255, 1000])('cut %i characters to 253, with a hash of the whole', (length) => {
    const text = 'a'.repeat(length);
    expect(claim(text, '3.17')).toBe(`${'a'.repeat(236)}-${hash(text)}`);
    expect(claim(text, '3.17')?.length).toBe(253);
  });

  test('leave no separator before the hash, so the name is shorter', () => {
    const text = `${'a'.repeat(235)}-.-${'b'.repeat(30)}`;
    expect(claim(text, '3.17')).toBe(`${'a'.repeat(235)}-${hash(text)}`);
  });

  test('hash the written name, not the cleaned one', () => {
    const text = `${'A_'.repeat(150)}É`;
    const cleaned = 'a-'.repeat(118).slice(0, 235);
    expect(claim(text, '3.17')).toBe(`${cleaned}-${hash(text)}`);
    expect(hash(text)).not.toBe(hash(text.toLowerCase()));
  });

  test('are cut for a service, which has the id and the name of the step in its name', () => {
    const name = 'database-'.repeat(40);
    const whole = `wp-svc-${UUID}-${name}`;
    const expected = `${whole.toLowerCase().slice(0, 236).replace(/-$/, '')}-${hash(whole)}`;
    expect(pod({ name, type: 'service' }, '3.17').name).toBe(expected);
  });

  test('are cut for a headless service', () => {
    const service = makeHeadlessService(at('3.17'), { taskUuid: '9'.repeat(300) });
    expect(service.metadata?.name).toBe(`wp-hsvc-${'9'.repeat(228)}-${hash(`wp-hsvc-${'9'.repeat(300)}`)}`);
  });
});

test.each([253, 254, 1000])('object names of 3.16 keep %i characters', (length) => {
  expect(claim('a'.repeat(length), '3.16')).toBe('a'.repeat(length));
});

describe('label values', () => {
  test.each([62, 63])('of 3.17 keep %i characters', (length) => {
    expect(pod({ name: 'b'.repeat(length) }, '3.17').labels['step']).toBe('b'.repeat(length));
  });

  test('of 3.17 cut 64 characters to 63, with a hash of the whole', () => {
    const name = 'B'.repeat(64);
    expect(pod({ name }, '3.17').labels['step']).toBe(`${'b'.repeat(46)}-${hash(name)}`);
  });

  test('of 3.17 are measured after cleaning', () => {
    expect(pod({ name: `${' '.repeat(40)}${'b'.repeat(60)}` }, '3.17').labels['step']).toBe('b'.repeat(60));
    expect(pod({ name: 'é'.repeat(64) }, '3.17').labels['step']).toBe('');
  });

  test('of 3.16 are not cut', () => {
    expect(pod({ name: 'b'.repeat(64) }, '3.16').labels['step']).toBe('b'.repeat(64));
  });
});

describe.each<Release>(['3.13', '3.16', '3.17'])('the hostname of %s', (release) => {
  test.each([62, 63])('keeps %i characters', (length) => {
    expect(pod({ name: 'c'.repeat(length) }, release).hostname).toBe('c'.repeat(length));
  });

  test('is cut at 63 characters, without a dash at its end', () => {
    expect(pod({ name: 'c'.repeat(64) }, release).hostname).toBe('c'.repeat(63));
    expect(pod({ name: `${'c'.repeat(62)}-d` }, release).hostname).toBe('c'.repeat(62));
  });
});

test.each<Release>(['3.13', '3.16'])('all dashes at the cut of a hostname of %s go', (release) => {
  expect(pod({ name: `${'c'.repeat(61)}--d` }, release).hostname).toBe('c'.repeat(61));
});

test.each(['é', '...', '- -'])('3.17 has no hostname for %j', (name) => {
  expect(pod({ name }, '3.17').hostname).toBeUndefined();
});

describe('for any string', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'Z', '0', '-', '.', '_', ' ', 'é', 'İ', '^', '/'),
    maxLength: 300,
  });

  test.each<[Release, number]>([
    ['3.16', Number.POSITIVE_INFINITY],
    ['3.17', 253],
  ])('%s makes a DNS name or says that it cannot', (release, longest) => {
    const property = fc.property(text, (volume) => {
      const name = nameOrCode(() => claim(volume, release));
      if (name === 'invalid-name') return true;
      return isDnsName(name) && name.length <= longest;
    });
    fc.assert(property, { seed: 6, numRuns: 500 });
  });

  test('3.17 makes a label value', () => {
    const property = fc.property(text, (name) => {
      const { labels } = pod({ name, workflow_labels: { 'woodpecker-ci.org/branch': name } }, '3.17');
      return Object.values(labels).every((value) => /^([a-z0-9]([-_.a-z0-9]{0,61}[a-z0-9])?)?$/.test(value));
    });
    fc.assert(property, { seed: 7, numRuns: 500 });
  });
});

function nameOrCode(make: () => string | undefined): string {
  try {
    return make() ?? '';
  } catch (error) {
    if (error instanceof TranslationError) return error.code;
    throw error;
  }
}

function isDnsName(name: string): boolean {
  return name.split('.').every((label) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label));
}
