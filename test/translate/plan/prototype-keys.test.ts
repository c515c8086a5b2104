import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  agentOptionsFromEnv,
  canonicalQuantity,
  decodeBackendOptions,
  makePod,
  makeStepSecret,
  RELEASES,
  resolveAgentOptions,
  type Step,
  toYaml,
} from '../../../src/index.ts';

const KEYS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];
/** Own keys, as parsing JSON makes them. */
const hostile = () =>
  JSON.parse(`{${KEYS.map((key) => `"${key}": "of-${key}"`).join(', ')}}`) as Record<string, string>;
const ownEntries = (map: object | undefined) =>
  Object.entries(map ?? {})
    .filter(([key]) => KEYS.includes(key))
    .sort();
const EXPECTED = Object.entries(hostile()).sort();

const prototypeBefore = Object.getOwnPropertyNames(Object.prototype).sort();
afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(prototypeBefore);
  expect(({} as Record<string, unknown>)['of-__proto__']).toBeUndefined();
});

const open = {
  podLabelsAllowFromStep: true,
  podAnnotationsAllowFromStep: true,
  podNodeSelectorAllowFromStep: true,
};

describe.each(RELEASES)('keys that objects inherit are kept as own keys at %s', (release) => {
  const step: Step = {
    name: 'build',
    image: 'alpine',
    environment: hostile(),
    backend_options: {
      kubernetes: { labels: hostile(), annotations: hostile(), nodeSelector: hostile() },
    },
  };

  test('from a step', () => {
    const { metadata, spec } = makePod(step, resolveAgentOptions({ ...open, release }));
    expect(ownEntries(metadata?.labels)).toEqual(EXPECTED);
    expect(ownEntries(metadata?.annotations)).toEqual(EXPECTED);
    expect(ownEntries(spec?.nodeSelector)).toEqual(EXPECTED);
    expect(spec?.containers[0]?.env?.map(({ name, value }) => [name, value])).toEqual(EXPECTED);
  });

  test('from an agent', () => {
    const own = { podLabels: hostile(), podAnnotations: hostile(), podNodeSelector: hostile() };
    const { metadata, spec } = makePod(
      { name: 'build', image: 'alpine' },
      resolveAgentOptions({ ...own, release }),
    );
    expect([metadata?.labels, metadata?.annotations, spec?.nodeSelector].map(ownEntries)).toEqual([
      EXPECTED,
      EXPECTED,
      EXPECTED,
    ]);
  });

  test("from an agent's environment", () => {
    const text = KEYS.map((key) => `${key}: of-${key}`).join('\n');
    const { podLabels, podNodeSelector } = agentOptionsFromEnv(
      { WOODPECKER_BACKEND_K8S_POD_LABELS: text, WOODPECKER_BACKEND_K8S_POD_NODE_SELECTOR: text },
      { release },
    );
    expect([podLabels, podNodeSelector].map(ownEntries)).toEqual([EXPECTED, EXPECTED]);
  });

  test("as values of an agent's environment", () => {
    const text = KEYS.map((key) => `x-${key}: ${key}`).join('\n');
    const { podAnnotations } = agentOptionsFromEnv(
      { WOODPECKER_BACKEND_K8S_POD_ANNOTATIONS: text },
      { release },
    );
    expect(podAnnotations).toEqual(Object.fromEntries(KEYS.map((key) => [`x-${key}`, key])));
  });

  test('in YAML', () => {
    const pod = makePod(step, resolveAgentOptions({ ...open, release }));
    const read = parse(toYaml([pod])) as typeof pod;
    expect(ownEntries(read.metadata?.labels)).toEqual(EXPECTED);
  });
});

test('secret values and labels of the workflow keep them too', () => {
  const step = { name: 'build', image: 'alpine', secret_mapping: hostile(), environment: hostile() };
  const agent = resolveAgentOptions({ ...open, release: '3.17' });
  expect(ownEntries(makeStepSecret(step, agent).stringData)).toEqual(EXPECTED);
  const references = makePod(step, agent).spec?.containers[0]?.env?.map(({ name, valueFrom }) => [
    name,
    valueFrom?.secretKeyRef?.key,
  ]);
  expect(references).toEqual([...KEYS].sort().map((key) => [key, key]));
  const labelled = { name: 'build', image: 'alpine', workflow_labels: hostile() };
  expect(ownEntries(makePod(labelled, agent).metadata?.labels).map(([key]) => key)).toEqual([...KEYS].sort());
});

test('resources of such names are rejected or kept by their quantities', () => {
  const requests = JSON.parse('{"__proto__": "1000m", "constructor": "1"}') as Record<string, string>;
  const step = {
    name: 'build',
    image: 'alpine',
    backend_options: { kubernetes: { resources: { requests } } },
  };
  const made = makePod(step, resolveAgentOptions()).spec?.containers[0]?.resources?.requests;
  expect(Object.entries(made ?? {})).toEqual([
    ['__proto__', '1'],
    ['constructor', '1'],
  ]);
});

test('options of such names are unknown ones', () => {
  const value = JSON.parse(
    '{"__proto__": {"hostUsers": false}, "constructor": 1, "securityContext": {"__proto__": {"privileged": true}}}',
  ) as unknown;
  expect(decodeBackendOptions(value, '3.17')).toEqual(decodeBackendOptions({ securityContext: {} }, '3.17'));
});

test.each(KEYS)('the suffix %s makes no quantity', (suffix) => {
  expect(canonicalQuantity(`1${suffix}`)).toBeUndefined();
});
