import { describe, expect, test } from 'vitest';
import { agentOptionsFromEnv, RELEASES, readAgentEnvironment } from '../../../src/index.ts';

const LABELS = 'WOODPECKER_BACKEND_K8S_POD_LABELS';
const LEGACY = '3.12';

/** The labels that an agent reads, or why it does not start. */
function labels(text: string, release: string): Readonly<Record<string, string>> | string {
  const { options, problems } = readAgentEnvironment({ [LABELS]: text }, { release });
  if (options !== undefined) return options.podLabels;
  return reasonOf(problems);
}

function reasonOf([problem]: ReturnType<typeof readAgentEnvironment>['problems']): string {
  return String(problem?.args['expected'] ?? problem?.args['reason']);
}

const NO_FIT = 'tag-mismatch';
const NO_TEXT = 'a string';
const NO_KEY = 'key-not-string';

describe('a value is its own text through 3.12, and its YAML 1.1 value since 3.13', () => {
  test.each([
    ['text', 'text'],
    ['1', '1'],
    ['-1', '-1'],
    ['+1', '1'],
    ['0x10', '16'],
    ['0b11', '3'],
    ['0o7', '7'],
    ['0777', '511'],
    ['08', '8'],
    ['1_000', '1000'],
    ['1:30', '1:30'],
    ['123456789012', '123456789012'],
    ['18446744073709551615', '18446744073709551615'],
    ['18446744073709551616', '1.8446744e+19'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['-9223372036854775809', '-9.223372e+18'],
    ['1.5', '1.5'],
    ['+1.5', '1.5'],
    ['-12.25', '-12.25'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['0.0', '0'],
    ['-0.0', '-0'],
    ['-0', '0'],
    ['0.1', '0.1'],
    ['0.012', '0.012'],
    ['-0.012', '-0.012'],
    ['0.0001', '0.0001'],
    ['0.00001', '1e-05'],
    ['-0.000012', '-1.2e-05'],
    ['1e-12', '1e-12'],
    ['1e-5', '1e-05'],
    ['1e2', '100'],
    ['1E3', '1000'],
    ['1e5', '100000'],
    ['123456.0', '123456'],
    ['999999.0', '999999'],
    ['1000000.0', '1e+06'],
    ['-1234567.5', '-1.2345675e+06'],
    ['1.0e38', '1e+38'],
    ['0.30000001192092896', '0.3'],
    ['1.23456789', '1.2345679'],
    ['16777217.0', '1.6777216e+07'],
    ['3.4028235e38', '3.4028235e+38'],
    ['1e39', '+Inf'],
    ['-1e39', '-Inf'],
    ['1e400', '1e400'],
    ['.inf', '+Inf'],
    ['-.inf', '-Inf'],
    ['.nan', 'NaN'],
    ['true', 'true'],
    ['True', 'true'],
    ['FALSE', 'false'],
    ['tRUE', 'tRUE'],
    ['2001-01-01', '2001-01-01'],
    ['2001-01-01T00:00:00Z', '2001-01-01T00:00:00Z'],
    ['=', '='],
    ['<<', '<<'],
    ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, 'true']),
    ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, 'false']),
  ])('%s', (written, read) => {
    expect(labels(`a: ${written}`, LEGACY)).toEqual({ a: written });
    expect(labels(`a: ${written}`, '3.13')).toEqual({ a: read });
  });
});

test.each([
  ['"yes"', 'yes'],
  ["'1.50'", '1.50'],
  ['! yes', 'yes'],
  ['! 010', '010'],
  ['!!str yes', 'yes'],
  ['!!str 1.50', '1.50'],
  ['!x 1.50', '1.50'],
  ['!!int "1"', '1'],
  ['!!float 1', '1'],
  ['!!timestamp 2001-01-01', '2001-01-01'],
  ['!!binary aGk=', 'hi'],
  ['', ''],
  ['~', ''],
  ['null', ''],
  ['Null', ''],
  ['NULL', ''],
  ['""', ''],
  ['!!str', ''],
  ['!!null ""', ''],
  ['&x ""', ''],
])('the value %s is the text %j', (written, read) => {
  for (const release of RELEASES) expect(labels(`a: ${written}`, release)).toEqual({ a: read });
});

test('a word for true with the tag of booleans is one only since 3.13', () => {
  for (const value of ['!!bool yes', '!!bool "yes"']) {
    expect(labels(`a: ${value}`, LEGACY)).toBe(NO_FIT);
    expect(labels(`a: ${value}`, '3.13')).toEqual({ a: 'true' });
  }
});

test.each([
  ['!!bool x', NO_FIT],
  ['!!int x', NO_FIT],
  ['!!float x', NO_FIT],
  ['!!timestamp x', NO_FIT],
  ['!!binary "?"', NO_FIT],
  ['[]', NO_TEXT],
  ['[a]', NO_TEXT],
  ['{}', NO_TEXT],
  ['{a: b}', NO_TEXT],
])('the value %s is rejected', (written, reason) => {
  for (const release of RELEASES) expect(labels(`a: ${written}`, release)).toBe(reason);
});

describe('a key', () => {
  test.each([
    ['text', 'text'],
    ['1', '1'],
    ['0x10', '16'],
    ['010', '8'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['18446744073709551616', '1.8446744e+19'],
    ['1.50', '1.5'],
    ['1e39', '+Inf'],
    ['.inf', '.inf'],
    ['+.inf', '.inf'],
    ['-.inf', '-.inf'],
    ['.NaN', '.nan'],
    ['yes', 'true'],
    ['off', 'false'],
    ['2001-01-01', '2001-01-01'],
  ])('%s is its own text through 3.12, and then %s', (written, read) => {
    expect(labels(`? ${written}\n: b`, LEGACY)).toEqual({ [written]: 'b' });
    expect(labels(`? ${written}\n: b`, '3.13')).toEqual({ [read]: 'b' });
  });

  test.each(['', '~', 'null', '!!null ""'])('%s is dropped through 3.12, and then rejected', (written) => {
    expect(labels(`? ${written}\n: b`, LEGACY)).toEqual({});
    expect(labels(`? ${written}\n: b`, '3.13')).toBe(NO_KEY);
  });

  test.each(['[]', '[a]', '{}', '{a: b}'])('%s is rejected', (written) => {
    expect(labels(`? ${written}\n: b`, LEGACY)).toBe(NO_TEXT);
    expect(labels(`? ${written}\n: b`, '3.13')).toBe(NO_KEY);
  });

  test('beyond 63 bits is rejected since 3.13', () => {
    expect(labels('18446744073709551615: b', LEGACY)).toEqual({ '18446744073709551615': 'b' });
    expect(labels('18446744073709551615: b', '3.13')).toBe(NO_KEY);
    expect(labels('9223372036854775807: b', '3.13')).toEqual({ '9223372036854775807': 'b' });
  });

  test('that appears twice is rejected through 3.12, by its text; later the last one takes effect, by its value', () => {
    expect(labels('{a: 1, "a": 2}', LEGACY)).toBe('key-repeated');
    expect(labels('{a: 1, "a": 2}', '3.13')).toEqual({ a: '2' });
    expect(labels('{8: 1, 010: 2}', LEGACY)).toEqual({ '8': '1', '010': '2' });
    expect(labels('{8: 1, 010: 2}', '3.13')).toEqual({ '8': '2' });
    expect(labels('{a: &k b, *k : 1, b: 2}', LEGACY)).toEqual({ a: 'b', b: '2' });
    expect(labels('{a: &k b, *k : 1, *k : 2}', LEGACY)).toBe('key-repeated');
  });
});

describe('the whole', () => {
  test.each(['', '~', 'null', '# nothing', '---', '!!null ""'])('may be nothing: %j', (text) => {
    for (const release of RELEASES) expect(labels(text, release)).toEqual({});
  });

  test.each(['text', '5', '[]', '[a: b]'])('is not a map: %s', (text) => {
    for (const release of RELEASES) expect(labels(text, release)).toBe('an object');
  });

  test('may be an empty map', () => {
    for (const release of RELEASES) expect(labels('{}', release)).toEqual({});
  });
});

describe('aliases and merges', () => {
  const MERGE = 'merge-of-no-object';

  test('are followed', () => {
    for (const release of RELEASES) {
      expect(labels('{a: &x b, c: *x, *x : d}', release)).toEqual({ a: 'b', c: 'b', b: 'd' });
    }
  });

  test.each([
    ['{<<: {a: 1, b: 2}, a: 3}', { a: '3', b: '2' }],
    ['{<<: [{a: 1}, {a: 2, b: 2}]}', { a: '1', b: '2' }],
    ['{<<: [], a: 1}', { a: '1' }],
    ['{<<: {<<: {a: 1, c: 1}, a: 2}, b: 3}', { a: '2', b: '3', c: '1' }],
    ['{"<<": b}', { '<<': 'b' }],
  ])('%s', (text, expected) => {
    for (const release of RELEASES) expect(labels(text, release)).toEqual(expected);
  });

  test('do not decode a value that a key replaces through 3.12; later every value must fit its tag', () => {
    const text = '{a: 1, <<: {a: !!int x}}';
    expect(labels(text, LEGACY)).toEqual({ a: '1' });
    expect(labels(text, '3.13')).toBe(NO_FIT);
    expect(labels('{a: !!int x, a: 1}', '3.13')).toBe(NO_FIT);
    expect(labels('{a: [1], a: 1}', '3.13')).toEqual({ a: '1' });
    expect(labels('{<<: {a: [1]}, a: 1}', '3.13')).toEqual({ a: '1' });
  });

  test('of a list must not be an alias', () => {
    for (const release of RELEASES) expect(labels('{a: b, <<: &m []}', release)).toEqual({ a: 'b' });
    expect(labels('{a: &m [], a: b, <<: *m}', '3.13')).toBe(MERGE);
  });

  test('distinguish a number and its string as keys through 3.12', () => {
    expect(labels('{1: a, <<: {1: b}}', LEGACY)).toEqual({ '1': 'b' });
  });

  test('reject a repeated key in the merged map through 3.12', () => {
    expect(labels('{<<: {a: 1, a: 2}, a: 3}', LEGACY)).toBe('key-repeated');
    expect(labels('{<<: {a: 1, a: 2}, b: 3}', '3.13')).toEqual({ a: '2', b: '3' });
  });

  test('are merged in place since 3.13, and before the own entries through 3.12', () => {
    const text = '{a: 1, <<: {a: 2}}';
    expect(labels(text, LEGACY)).toEqual({ a: '1' });
    expect(labels(text, '3.13')).toEqual({ a: '2' });
  });

  test.each(['{<<: 5}', '{<<: [5]}', '{<<: [{a: b}, [c]]}', '{<<: ~}'])(
    'of no map are rejected: %s',
    (text) => {
      for (const release of RELEASES) expect(labels(text, release)).toBe(MERGE);
    },
  );

  test('that contain themselves are rejected', () => {
    for (const release of RELEASES) {
      expect(labels('&a {b: c, <<: *a}', release)).toBe('alias-in-itself');
      expect(labels('&a {b: *a}', release)).toBe('alias-in-itself');
    }
  });
});

describe('tolerations', () => {
  /** The tolerations that an agent reads, or why it does not start. */
  function tolerations(text: string, release = '3.13'): unknown {
    const name = 'WOODPECKER_BACKEND_K8S_POD_TOLERATIONS';
    const { options, problems } = readAgentEnvironment({ [name]: text }, { release });
    return options?.podTolerations ?? reasonOf(problems);
  }

  test.each([
    ['', []],
    ['~', []],
    ['[]', []],
    ['[{key: a, operator: Exists}]', [{ key: 'a', operator: 'Exists' }]],
    ['[{key: a, value: 1.50, effect: ~}]', [{ key: 'a', value: '1.5' }]],
    ['[{Key: a, EFFECT: b}]', [{ key: 'a', effect: 'b' }]],
    ['[{KEY: a, key: b}]', [{ key: 'b' }]],
    ['[{key: b, KEY: a}]', [{ key: 'b' }]],
    ['[{key: ~, KEY: a}]', [{ key: 'a' }]],
    ['[~, {key: a}]', [{}, { key: 'a' }]],
    ['[{tolerationSeconds: 5}]', [{ tolerationSeconds: 5 }]],
    ['[{tolerationSeconds: 5.0}]', [{ tolerationSeconds: 5 }]],
    ['[{tolerationSeconds: 0}]', [{ tolerationSeconds: 0 }]],
    ['[{tolerationSeconds: -0.0}]', [{ tolerationSeconds: -0 }]],
    ['[{tolerationSeconds: ~}]', [{}]],
    ['[{TolerationSeconds: 5, tolerationSeconds: ~}]', [{}]],
    ['[{tolerationSeconds: 1e3}]', [{ tolerationSeconds: 1000 }]],
    ['[{other: {a: [1, .5, x, ~, true]}}]', [{}]],
  ])('%s are %j since 3.13', (text, expected) => {
    expect(tolerations(text)).toEqual(expected);
  });

  const NO_SECONDS = 'an integer of 64 bits';

  test.each([
    ['{}', 'a list'],
    ['text', 'a list'],
    ['[a]', 'an object'],
    ['[[]]', 'an object'],
    ['[{key: []}]', NO_TEXT],
    ['[{key: {a: b}}]', NO_TEXT],
    ['[{tolerationSeconds: "5"}]', NO_SECONDS],
    ['[{tolerationSeconds: 1.5}]', NO_SECONDS],
    ['[{tolerationSeconds: 9223372036854775808}]', NO_SECONDS],
    ['[{tolerationSeconds: 9.3e18}]', NO_SECONDS],
    ['[{tolerationSeconds: true}]', NO_SECONDS],
    ['[{tolerationSeconds: []}]', NO_SECONDS],
    ['[{other: .inf}]', 'a finite number'],
    ['[{other: {a: [-.inf]}}]', 'a finite number'],
    ['[{other: &x [*x]}]', 'alias-in-itself'],
  ])('%s are rejected since 3.13: %s', (text, reason) => {
    expect(tolerations(text)).toBe(reason);
  });

  test.each([
    ['', []],
    ['~', []],
    ['[]', []],
    ['[~, {key: a}, ~]', [{ key: 'a' }]],
    ['[{key: a, operator: b, value: c, effect: d}]', [{ key: 'a', operator: 'b', value: 'c', effect: 'd' }]],
    ['[{key: 1.50, value: ~, effect: ""}]', [{ key: '1.50' }]],
    ['[{Key: a, tolerationSeconds: 5}]', [{}]],
    ['[{tolerationseconds: 5}]', [{ tolerationSeconds: 5 }]],
    ['[{tolerationseconds: ~}]', [{}]],
    ['[{tolerationseconds: 9223372036854774784.0}]', [{ tolerationSeconds: 2 ** 63 - 1024 }]],
  ])('%s are %j at 3.9', (text, expected) => {
    expect(tolerations(text, '3.9')).toEqual(expected);
  });

  test.each([
    ['{}', 'a list of tolerations'],
    ['[a]', 'an object'],
    ['[{key: []}]', NO_TEXT],
    ['[{key: a, key: b}]', 'key-repeated'],
    ['[{tolerationseconds: []}]', 'a number of seconds'],
    ['[{tolerationseconds: true}]', 'a number of seconds'],
    ['[{tolerationseconds: !!int x}]', NO_FIT],
  ])('%s are rejected at 3.9: %s', (text, reason) => {
    expect(tolerations(text, '3.9')).toBe(reason);
  });
});

describe('an affinity', () => {
  const affinity = (text: string) =>
    agentOptionsFromEnv({ WOODPECKER_BACKEND_K8S_POD_AFFINITY: text }, { release: '3.13' }).podAffinity;
  const required = (part: string) =>
    `{podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: ${part}}}`;
  const preferred = (part: string) =>
    `{podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: ${part}}}`;

  test('of nothing is none, and an empty one is one', () => {
    expect(affinity('~')).toBeUndefined();
    expect(affinity('{}')).toEqual({});
  });

  test('has a null item read as an empty one, in lists of strings as an empty string', () => {
    expect(affinity(required('[~]'))).toEqual({
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: '' }] },
    });
    expect(affinity(required('[{topologyKey: a, namespaces: [b, ~, 1.50]}]'))).toEqual({
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'a', namespaces: ['b', '', '1.5'] }],
      },
    });
  });

  test('has weights of 32 bits', () => {
    const name = 'WOODPECKER_BACKEND_K8S_POD_AFFINITY';
    const weight = (text: string) => {
      const { options, problems } = readAgentEnvironment(
        { [name]: preferred(`[{weight: ${text}}]`) },
        { release: '3.13' },
      );
      const terms = options?.podAffinity?.podAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
      return terms?.[0]?.weight ?? reasonOf(problems);
    };
    expect(['5', '2147483647', '-2147483648', '1e3', '~'].map(weight)).toEqual([
      5, 2147483647, -2147483648, 1000, 0,
    ]);
    for (const text of ['2147483648', '-2147483649', '2147483648.0', '1.5', '"5"'])
      expect(weight(text)).toBe('an integer of 32 bits');
  });

  test('of two spellings has lists taken back by null, and no numbers', () => {
    const terms = (part: string) =>
      affinity(preferred(`[{Weight: 5, weight: ~, podAffinityTerm: {topologyKey: a, ${part}}}]`))?.podAffinity
        ?.preferredDuringSchedulingIgnoredDuringExecution;
    expect(terms('Namespaces: [b]')).toEqual([
      { weight: 5, podAffinityTerm: { topologyKey: 'a', namespaces: ['b'] } },
    ]);
    expect(terms('Namespaces: [b], namespaces: ~')).toEqual([
      { weight: 5, podAffinityTerm: { topologyKey: 'a' } },
    ]);
  });

  test('has no merge by a key that is a string', () => {
    expect(affinity('{!!str <<: a}')).toEqual({});
    expect(labels('{!!str <<: a}', '3.13')).toEqual({ '<<': 'a' });
    expect(labels('{!!str <<: a}', LEGACY)).toEqual({ '<<': 'a' });
    expect(labels('{! "<<": {a: b}}', '3.13')).toEqual({ a: 'b' });
  });

  test('has labels of two spellings of a key in one map, and a null string resets nothing', () => {
    const selector =
      '{labelSelector: {matchLabels: {a: 1, b: 2}, MatchLabels: {a: 3, c: 4}}, TopologyKey: x, topologyKey: ~}';
    expect(
      affinity(required(`[${selector}]`))?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution,
    ).toEqual([{ labelSelector: { matchLabels: { a: '1', b: '2', c: '4' } }, topologyKey: 'x' }]);
  });
});
