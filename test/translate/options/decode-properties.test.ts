import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeBackendOptions,
  makePod,
  RELEASES,
  type Release,
  resolveAgentOptions,
} from '../../../src/index.ts';
import { optionsLike } from '../../support/arbitraries.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';

const release = fc.constantFrom<Release[]>(...RELEASES);
const assert = <Values>(property: fc.IProperty<Values>) => fc.assert(property, { seed: 8, numRuns: 1000 });

describe('decodeBackendOptions, for any JSON value', () => {
  test('never throws, and never changes its input', () => {
    assert(
      fc.property(optionsLike, release, (value, at) => {
        const before = JSON.stringify(value);
        decodeBackendOptions(deepFrozen(value), at);
        expect(JSON.stringify(value)).toBe(before);
      }),
    );
  });

  test('returns accepted input without a problem, unchanged', () => {
    assert(
      fc.property(optionsLike, release, (value, at) => {
        const { options } = decodeBackendOptions(value, at);
        expect(decodeBackendOptions(options, at)).toEqual({ options, problems: [] });
      }),
    );
  });

  test('points at a value that is there', () => {
    assert(
      fc.property(optionsLike, release, (value, at) => {
        for (const problem of decodeBackendOptions(value, at).problems) {
          expect(valueAt(value, problem.path)).toEqual(problem.value);
        }
      }),
    );
  });

  test('gives the same for a copy', () => {
    assert(
      fc.property(optionsLike, release, (value, at) => {
        expect(decodeBackendOptions(structuredClone(value), at)).toEqual(decodeBackendOptions(value, at));
      }),
    );
  });
});

test.each(['labels', 'nodeSelector', 'tolerations', 'secrets', 'affinity', 'securityContext'])(
  'a very deep list under %s is decoded or rejected, not a crash',
  (key) => {
    const deep = JSON.parse(`{"${key}":${'['.repeat(10_000)}${']'.repeat(10_000)}}`) as unknown;
    expect(() => decodeBackendOptions(deep, '3.17')).not.toThrow();
  },
);

test.each([-0, -0.5])('%j as an integer is 0, without a sign', (fsGroup) => {
  const { options } = decodeBackendOptions({ securityContext: { fsGroup } }, '3.17');
  expect(options.securityContext?.fsGroup).toBe(0);
});

test.each([null, undefined, {}])('%j are not options', (value) => {
  const { options, problems } = decodeBackendOptions(value, '3.17');
  expect({ options, problems }).toEqual(decodeBackendOptions({}, '3.17'));
  expect(problems).toEqual([]);
});

function valueAt(value: unknown, path: string): unknown {
  const tokens = path
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return tokens.reduce<unknown>((found, token) => (found as Record<string, unknown>)[token], value);
}

const name = fc.constantFrom('', 'a', 'zone');
const names = fc.array(name, { maxLength: 2 });
const requirements = fc.array(fc.record({ key: name, operator: name, values: names }), { maxLength: 2 });
const nodeTerm = some({ matchExpressions: requirements, matchFields: requirements });
const selector = some({ matchLabels: fc.dictionary(name, name), matchExpressions: requirements });
const podTerm = some({
  labelSelector: selector,
  namespaces: names,
  topologyKey: name,
  namespaceSelector: selector,
  matchLabelKeys: names,
  mismatchLabelKeys: names,
});
const weight = fc.integer({ min: -1, max: 100 });
const podTerms = some({
  requiredDuringSchedulingIgnoredDuringExecution: fc.array(podTerm, { maxLength: 2 }),
  preferredDuringSchedulingIgnoredDuringExecution: fc.array(some({ weight, podAffinityTerm: podTerm })),
});
const affinity = some({
  nodeAffinity: some({
    requiredDuringSchedulingIgnoredDuringExecution: some({ nodeSelectorTerms: fc.array(nodeTerm) }),
    preferredDuringSchedulingIgnoredDuringExecution: fc.array(some({ weight, preference: nodeTerm })),
  }),
  podAffinity: podTerms,
  podAntiAffinity: podTerms,
});

/** An object with some of the fields. */
function some(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> {
  return fc.record(fields, { requiredKeys: [] });
}

test('an affinity of a step is posted as the same one of the agent is', () => {
  assert(
    fc.property(affinity, (value) => {
      const step = { name: 'build', image: 'golang' };
      const agents = resolveAgentOptions({ release: '3.17', podAffinity: value });
      const steps = resolveAgentOptions({ release: '3.17', podAffinityAllowFromStep: true });
      const own = makePod({ ...step, backend_options: { kubernetes: { affinity: value } } }, steps);
      expect(JSON.stringify(own.spec?.affinity)).toBe(JSON.stringify(makePod(step, agents).spec?.affinity));
    }),
  );
});
