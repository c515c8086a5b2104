import { describe, expect, it } from 'vitest';
import type { Release } from '../../../src/translate/release/releases.ts';
import { decode, sound, step } from '../support/decode.ts';

describe('values of the wrong type', () => {
  it.each<[yaml: string, key: string, expected: string, given: string, text: string, release?: Release]>([
    ['steps: {a: {image: [b]}}', 'steps.a.image', 'string', 'list', '[b]'],
    ['steps: {a: {image: !!int b}}', 'steps.a.image', 'string', 'string', 'b'],
    ['steps: {a: {image: 2024-01-01}}', 'steps.a.image', 'string', 'timestamp', '2024-01-01'],
    ['steps: {a: {pull: {}}}', 'steps.a.pull', 'boolean', 'map', '{}'],
    ['steps: {a: {pull: 3}}', 'steps.a.pull', 'boolean', 'integer', '3'],
    [
      'steps: {a: {pull: 18446744073709551615}}',
      'steps.a.pull',
      'boolean',
      'integer',
      '18446744073709551615',
    ],
    ['steps: {a: {pull: 1.5}}', 'steps.a.pull', 'boolean', 'float', '1.5'],
    ['steps: {a: {pull: yEs}}', 'steps.a.pull', 'boolean', 'string', 'yEs'],
    ['steps: {a: {commands: {b: c}}}', 'steps.a.commands', 'string or list of strings', 'map', '{b: c}'],
    ['steps: {a: {commands: [b, 1]}}', 'steps.a.commands.1', 'string', 'integer', '1'],
    ['steps: {a: {commands: [~]}}', 'steps.a.commands.0', 'string', 'null', '~'],
    ['steps: {a: {commands: [[b]]}}', 'steps.a.commands.0', 'string', 'list', '[b]'],
    ['steps: {a: {ports: 80}}', 'steps.a.ports', 'list of strings', 'integer', '80'],
    ['steps: {a: {ports: [80, [81]]}}', 'steps.a.ports.1', 'string', 'list', '[81]'],
    ['steps: {a: {volumes: b}}', 'steps.a.volumes', 'list of strings', 'string', 'b'],
    ['steps: {a: {volumes: [true]}}', 'steps.a.volumes.0', 'string', 'boolean', 'true'],
    ['steps: {a: {settings: [b]}}', 'steps.a.settings', 'map', 'list', '[b]'],
    [
      'steps: {a: {settings: {b: [!!int c]}}}',
      'steps.a.settings.b.0',
      'value that fits its tag',
      'string',
      'c',
    ],
    [
      'steps: {a: {settings: {b: {c: !!int d}}}}',
      'steps.a.settings.b.c',
      'value that fits its tag',
      'string',
      'd',
    ],
    ['steps: {a: {secrets: {b: c}}}', 'steps.a.secrets', 'list', 'map', '{b: c}', '3.13'],
    ['steps: {a: b}', 'steps.a', 'map', 'string', 'b'],
    ['steps: [{}, b]', 'steps.1', 'map', 'string', 'b'],
    ['steps: 3', 'steps', 'map or list of steps', 'integer', '3'],
    ['when: 3', 'when', 'map or list of maps', 'integer', '3'],
    ['when: [{}, b]', 'when.1', 'map', 'string', 'b'],
    ['when: {local: b}', 'when.local', 'boolean', 'string', 'b'],
    ['when: {branch: {include: {}}}', 'when.branch.include', 'string or list of strings', 'map', '{}'],
    ['when: {path: {on_empty: b}}', 'when.path.on_empty', 'boolean', 'string', 'b', '3.11'],
    ['labels: {a: [b]}', 'labels.a', 'string', 'list', '[b]'],
    ['labels: [b]', 'labels', 'map', 'list', '[b]'],
    ['[a]', '', 'map', 'list', '[a]'],
    ['concurrency: [1]', 'concurrency', 'integer or map', 'list', '[1]'],
    ['concurrency: a', 'concurrency', 'integer', 'string', 'a'],
    ['concurrency: 1.5', 'concurrency', 'integer', 'float', '1.5'],
    ['concurrency: 9223372036854775808.0', 'concurrency', 'integer', 'float', '9223372036854775808.0'],
    ['concurrency: {limit: {}}', 'concurrency.limit', 'integer', 'map', '{}'],
    ['depends_on: {a: b}', 'depends_on', 'name or list of dependencies', 'map', '{a: b}'],
    ['depends_on: [1]', 'depends_on.0', 'string', 'integer', '1'],
    ['depends_on: [{name: 1}]', 'depends_on.0.name', 'string', 'integer', '1'],
    ['depends_on: [{name: a, optional: yes}]', 'depends_on.0.optional', 'boolean', 'string', 'yes'],
    ['depends_on: [{name: a, optional: []}]', 'depends_on.0.optional', 'boolean', 'list', '[]'],
  ])('%s', (yaml, key, expected, given, text, release) => {
    const value = ['list', 'map'].includes(given) ? {} : { value: text };
    expect(decode(yaml, release).problems).toMatchObject([
      ['wrong-type', { key, expected, given, ...value }, text],
    ]);
  });

  it('leave the same as an absent value, or an untyped one as a string, so decoding goes on', () => {
    const { file, problems } = decode(
      'steps: {a: {image: [b], pull: c, commands: {}, volumes: b, ports: 1, settings: {d: !!int e}}}\n' +
        'services: 1\nwhen: 2\nruns_on: 3\nlabels: 4\nconcurrency: []\nworkspace: 5\n' +
        'depends_on: [{name: f, optional: g}, {optional: true}, [h]]\n',
    );
    expect(problems.length).toBe(15);
    expect(file.steps[0]).toMatchObject({ image: '', pull: false, commands: [], volumes: [], ports: [] });
    expect(file.steps[0]?.settings.get('d')).toMatchObject({ kind: 'string', value: 'e' });
    expect(file).toMatchObject({ services: [], when: [], concurrency: { limit: 0, group: '' } });
    expect(file).toMatchObject({ labels: new Map(), workspace: { base: '', path: '' } });
    expect(file.depends_on.map(({ name, optional }) => [name, optional])).toEqual([
      ['f', false],
      ['', false],
      ['', false],
    ]);
  });
});

describe('keys and references that do not fit', () => {
  it.each<[yaml: string, code: string, args: object, text: string]>([
    ['labels: {a: b, a: c}', 'duplicate-key', { key: 'labels', name: 'a' }, 'a'],
    ['labels: {1: b, "1": c}', 'duplicate-key', { key: 'labels', name: '1' }, '"1"'],
    ['x: &n a\nlabels: {*n : b, *n : c}', 'duplicate-key', { key: 'labels', name: 'n' }, '*n'],
    ['labels: {<<: 3}', 'yaml-map-merge', { key: 'labels' }, '3'],
    ['labels: {<<: [{a: b}, 3]}', 'yaml-map-merge', { key: 'labels' }, '3'],
    ['x: &l [{a: b}]\nlabels: {<<: *l}', 'yaml-map-merge', { key: 'labels' }, '[{a: b}]'],
    ['x: &l [b]\nsteps: {a: {<<: *l}}', 'yaml-map-merge', { key: 'steps.a' }, '[b]'],
    [
      'steps: {a: &r {settings: {b: *r}}}',
      'yaml-recursive-alias',
      { key: 'steps.a.settings.b', name: 'r' },
      '*r',
    ],
    [
      'depends_on: [a, {optional: true}]',
      'dependency-without-name',
      { key: 'depends_on.1' },
      '{optional: true}',
    ],
  ])('%s', (yaml, code, args, text) => {
    expect(decode(yaml).problems).toEqual([[code, args, text]]);
  });

  it('are one key for any two lists or maps', () => {
    expect(decode('labels: {[a]: b, [c]: d}').problems).toEqual([
      ['duplicate-key', { key: 'labels', name: '' }, '[c]'],
    ]);
    const { problems } = decode('steps: {a: {settings: {b: {{a: b}: c, {d: e}: f}}}}');
    expect(problems).toEqual([['duplicate-key', { key: 'steps.a.settings.b', name: '' }, '{d: e}']]);
  });

  it('are none if the kinds of two keys differ', () => {
    expect(decode('x: &a b\nlabels: {a: c, *a : d}').problems).toEqual([]);
  });
});

describe('scalars', () => {
  const TRUE = ['true', 'y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', '"yes"'];
  const FALSE = ['false', 'n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', '"no"', '~'];

  it.each(['3.15', '3.16'] as const)('are truth values in the words of YAML 1.1 at %s', (release) => {
    for (const word of TRUE) expect(step(`pull: ${word}`, release)?.pull, word).toBe(true);
    for (const word of FALSE) expect(step(`pull: ${word}`, release)?.pull, word).toBe(false);
  });

  it('are truth values in the words of Go for empty paths through 3.11', () => {
    const onEmpty = (word: string) =>
      sound(`when: {path: {on_empty: ${word}}}`, '3.11').when[0]?.path?.on_empty;
    for (const word of ['1', 't', 'T', 'TRUE', 'true', 'True', '"t"']) expect(onEmpty(word), word).toBe(true);
    for (const word of ['0', 'f', 'F', 'FALSE', 'false', 'False']) expect(onEmpty(word), word).toBe(false);
    expect(onEmpty('~')).toBe(true);
  });

  it.each([
    ['5', 5],
    ['1_0', 10],
    ['2.0', 2],
    ['-3.0', -3],
    ['{limit: 4}', 4],
    ['{limit: ~}', 0],
    ['~', 0],
  ])('are whole numbers such as %s', (text, limit) => {
    expect(sound(`concurrency: ${text}`).concurrency).toEqual({ limit, group: '' });
  });

  it.each([
    ['1.50', '1.50'],
    ['0x1F', '0x1F'],
    ['TRUE', 'TRUE'],
    ['"1.5"', '1.5'],
    ['!!binary YQ==', 'a'],
    ['~', ''],
  ])('keep their text as texts: %s', (text, expected) => {
    expect(sound(`labels: {a: ${text}}`).labels).toEqual(new Map([['a', expected]]));
  });
});

describe('maps', () => {
  it.each([
    ['{~: a, b: c}', [['b', 'c']]],
    [
      '{b: c, <<: {a: d, b: e}}',
      [
        ['b', 'c'],
        ['a', 'd'],
      ],
    ],
    [
      '{<<: [{a: b}, {a: c, d: e}]}',
      [
        ['a', 'b'],
        ['d', 'e'],
      ],
    ],
    [
      '{<<: {a: b, <<: {c: d}}}',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['{<<: *x}', [['m', 'n']]],
    ['{<<: [*x]}', [['m', 'n']]],
    ['{*s : a}', [['t', 'a']]],
  ])('of the form %s', (labels, expected) => {
    expect([...sound(`x: &x {m: n}\ny: &s t\nlabels: ${labels}`).labels]).toEqual(expected);
  });

  it.each([
    ['{b: c}', true],
    ['{<<: {b: c}}', true],
    ['{*s : c}', true],
    ['{b: c, 1: d}', false],
    ['{1: c}', false],
    ['{~: c}', false],
    ['{!!int b: c}', false],
    ['{}', true],
  ])('of the form %s report whether all keys are texts', (map, stringKeys) => {
    const { file } = decode(`x: &s t\nsteps: {a: {settings: {v: ${map}}}}`);
    expect(file.steps[0]?.settings.get('v')).toMatchObject({ kind: 'map', stringKeys });
  });
});
