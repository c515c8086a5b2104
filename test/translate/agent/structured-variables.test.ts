import { describe, expect, test } from 'vitest';
import { type AgentOptions, agentOptionsFromEnv, readAgentEnvironment } from '../../../src/index.ts';

const PREFIX = 'WOODPECKER_BACKEND_K8S_';

function read(suffix: string, text: string, release: string): AgentOptions {
  return agentOptionsFromEnv({ [PREFIX + suffix]: text }, { release });
}

const labels = (text: string, release: string) => read('POD_LABELS', text, release).podLabels;
const tolerations = (text: string, release: string) => read('POD_TOLERATIONS', text, release).podTolerations;

function isRefused(suffix: string, text: string, release: string): boolean {
  return readAgentEnvironment({ [PREFIX + suffix]: text }, { release }).options === undefined;
}

const BOTH = ['3.12', '3.13'];

describe('maps of strings', () => {
  test.each([
    [' a: b\nc: d', { a: 'b' }],
    ['{a: b} c', { a: 'b' }],
    ['a: b\n \t\nc: d', { a: 'b', c: 'd' }],
    ['{a: b,\n\tc: d}', { a: 'b', c: 'd' }],
    ['a: "b\n  \tc"', { a: 'b c' }],
    ['a: ! b', { a: 'b' }],
    ['a: "b\nc"', { a: 'b c' }],
    ["a: 'b\n\nc'\nd: e", { a: 'b\nc', d: 'e' }],
  ])('%j is read', (text, expected) => {
    for (const release of BOTH) expect(labels(text, release)).toEqual(expected);
  });

  test.each([
    ['{a: b # comment}'],
    ['{a: "b}'],
    ['{a: :b}'],
    ['{:a: b}'],
    ['{a: ?b}'],
    ['{a: http://b/?c}'],
    ['a: "b\n---\nc"'],
    ['{a: !!str}'],
    ['\t'],
    ['a: "b"\n\t\nc: d'],
    ['a: b\n\t# comment\nc: d'],
    ['a: b\n\nc: d\n\t'],
  ])('%j is rejected', (text) => {
    for (const release of BOTH) expect(isRefused('POD_LABELS', text, release)).toBe(true);
  });

  test('are read ahead of their end through 3.12 only', () => {
    for (const text of ['a: b\n---\n@', 'a: b\n...\n@', '{a: b} x\n1 : c']) {
      expect(isRefused('POD_LABELS', text, '3.12')).toBe(true);
      expect(labels(text, '3.13')).toEqual({ a: 'b' });
    }
    for (const release of BOTH) expect(isRefused('POD_LABELS', '{a: b}\n@', release)).toBe(true);
  });

  test('octal numbers of more than 64 bits are floats', () => {
    expect(labels('a: 07777777777777777777777', '3.13')).toEqual({ a: '7.777778e+21' });
    expect(labels('a: 07777777777777777777777', '3.12')).toEqual({ a: '07777777777777777777777' });
  });
});

describe('tolerations', () => {
  test('through 3.12 read floats as seconds, which wrap beyond 64 bits', () => {
    const seconds = (text: string) =>
      tolerations(`[{tolerationseconds: ${text}}]`, '3.9')[0]?.tolerationSeconds;
    expect(['-1.9', '-0.5', '-3.5e38', '-.inf', '9223372036854775808.0', '! 5'].map(seconds)).toEqual([
      -1,
      0,
      -(2 ** 63),
      -(2 ** 63),
      -(2 ** 63),
      5,
    ]);
    for (const text of ['.inf', '.nan', '1e19', '9223372036854775808', '"5"'])
      expect(isRefused('POD_TOLERATIONS', `[{tolerationseconds: ${text}}]`, '3.9')).toBe(true);
  });

  test.each([['.inf'], ['[.nan]'], ['{a: -.inf}'], ['{~: b}'], ['!!int x']])(
    'of 3.13 and later have nothing that is not JSON, even without a field for it: %s',
    (text) => {
      expect(isRefused('POD_TOLERATIONS', `[{key: a, extra: ${text}}]`, '3.13')).toBe(true);
      expect(tolerations(`[{key: a, extra: ${text}}]`, '3.12')).toEqual([{ key: 'a' }]);
    },
  );

  test('of 3.13 and later have keys in any case, but not with letters that only look like it', () => {
    const written = '[{key: a, tolerationSeconds: 1}, {tolerationſeconds: 2}, {tolerationSecondſ: 3}]';
    expect(tolerations(written, '3.13').map(({ tolerationSeconds }) => tolerationSeconds)).toEqual([1, 2, 3]);
    const dotless = tolerations(
      '[{tolerationSeconds: 1, toleratıonSeconds: 2, toleratİonSeconds: 3}]',
      '3.13',
    );
    expect(dotless).toEqual([{ tolerationSeconds: 1 }]);
  });
});

describe('an affinity', () => {
  test('is merged into the value of another spelling of the key', () => {
    const weights = '[{weight: 1, podAffinityTerm: {topologyKey: a}}, {weight: 2}]';
    const text = `{PODAFFINITY: {preferredDuringSchedulingIgnoredDuringExecution: ${weights}},
      podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: b}],
        preferredduringschedulingignoredduringexecution: [{weight: 3}]}}`;
    expect(read('POD_AFFINITY', text, '3.13').podAffinity).toEqual({
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'b' }],
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 3, podAffinityTerm: { topologyKey: 'a' } },
        ],
      },
    });
    expect(read('POD_AFFINITY', `${text.slice(0, -1)}, podaffinity: null}`, '3.13').podAffinity).toEqual({});
  });
});
