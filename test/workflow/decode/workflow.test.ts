import { describe, expect, it } from 'vitest';
import type { Release } from '../../../src/translate/release/releases.ts';
import { decode, sound, step } from '../support/decode.ts';

describe('steps', () => {
  const names = (yaml: string) =>
    sound(yaml).steps.map(({ name, place }) => [name, yaml.slice(place.start, place.end)]);

  it('have the name of their key, their own name or that of their position', () => {
    expect(names('steps: {a: {}, b: {name: c}, d: {name: ~}, 1: ~}')).toEqual([
      ['a', 'a'],
      ['c', 'b'],
      ['d', 'd'],
      ['1', '1'],
    ]);
    expect(names('steps: [{image: x}, {name: c}]')).toEqual([
      ['step-0', '{image: x}'],
      ['c', 'c'],
    ]);
    expect(names('steps: {[a]: {}}')).toEqual([['', '[a]']]);
    expect(names('steps: ~')).toEqual([]);
  });

  it('lose an empty first part of their volumes', () => {
    expect(step('volumes: [":/a", "b:/c", "d:", "::e"]')?.volumes).toEqual(['/a', 'b:/c', 'd:', ':e']);
  });

  it('drop null from lists of strings', () => {
    expect(step('ports: [~, 80, "81/udp"], tmpfs: [a, ~]')).toMatchObject({
      ports: ['80', '81/udp'],
      tmpfs: ['a'],
    });
  });

  it('count their secrets through 3.13', () => {
    expect(step('secrets: [b, {source: c}]', '3.13')?.secrets).toBe(2);
    expect(step('secrets: [b]', '3.14')?.secrets).toBe(0);
  });

  it('accept every key', () => {
    const entry = step(
      'image: i, directory: d, failure: ignore, network_mode: none, pull: true, privileged: true, detach: true, ' +
        'commands: c, entrypoint: [e, f], dns: g, dns_search: [h], volumes: [v], ports: [1], devices: [j], ' +
        'extra_hosts: [k], tmpfs: [l], environment: {m: n}, settings: {o: 1}, backend_options: {p: [q]}',
    );
    expect(entry).toMatchObject({
      ...{ image: 'i', directory: 'd', failure: 'ignore', network_mode: 'none' },
      ...{ pull: true, privileged: true, detach: true, depends_on: undefined, when: [] },
      ...{ commands: ['c'], entrypoint: ['e', 'f'], dns: ['g'], dns_search: ['h'] },
      ...{ volumes: ['v'], ports: ['1'], devices: ['j'], extra_hosts: ['k'], tmpfs: ['l'] },
    });
    expect(entry?.environment.get('m')).toMatchObject({ kind: 'string', value: 'n' });
    expect(entry?.settings.get('o')).toMatchObject({ kind: 'int', value: 1n });
    expect(entry?.backend_options.get('p')).toMatchObject({ kind: 'list', items: [{ value: 'q' }] });
  });

  it('omit absent and null values', () => {
    const keys = ['name', 'image', 'directory', 'failure', 'network_mode', 'pull', 'privileged', 'detach'];
    const lists = [
      'commands',
      'entrypoint',
      'dns',
      'dns_search',
      'volumes',
      'ports',
      'devices',
      'extra_hosts',
    ];
    const maps = ['tmpfs', 'settings', 'environment', 'backend_options', 'when', 'depends_on'];
    const withNull = step([...keys, ...lists, ...maps].map((key) => `${key}: ~`).join(', '));
    const { fields: _, ...empty } = step('') ?? { fields: undefined };
    expect(withNull).toMatchObject(empty);
    expect(empty).toMatchObject({
      ...{ name: 'a', image: '', directory: '', failure: '', network_mode: '', depends_on: undefined },
      ...{ commands: [], entrypoint: [], dns: [], dns_search: [], volumes: [], ports: [], when: [] },
      ...{ devices: [], extra_hosts: [], tmpfs: [], settings: new Map(), environment: new Map() },
    });
  });
});

describe('dependencies', () => {
  it.each<[yaml: string, release: Release, expected: [string, boolean, string][] | undefined]>([
    ['a', '3.14', [['a', false, 'a']]],
    [
      '[a, b]',
      '3.14',
      [
        ['a', false, '[a, b]'],
        ['b', false, '[a, b]'],
      ],
    ],
    ['a', '3.15', [['a', false, 'a']]],
    ['1', '3.15', [['1', false, '1']]],
    [
      '[a, {name: b, optional: true}]',
      '3.15',
      [
        ['a', false, 'a'],
        ['b', true, '{name: b, optional: true}'],
      ],
    ],
    [
      '[{name: b, optional: false}, {name: c}]',
      '3.15',
      [
        ['b', false, '{name: b, optional: false}'],
        ['c', false, '{name: c}'],
      ],
    ],
    ['[]', '3.15', []],
    ['~', '3.15', undefined],
    ['~', '3.14', undefined],
  ])('%s at %s', (written, release, expected) => {
    const yaml = `steps: {a: {depends_on: ${written}}}`;
    const dependencies = sound(yaml, release).steps[0]?.depends_on;
    expect(
      dependencies?.map(({ name, optional, place }) => [name, optional, yaml.slice(place.start, place.end)]),
    ).toEqual(expected);
  });

  it('of a workflow are a list, since 3.15 also a name', () => {
    const names = (yaml: string, release: Release) => sound(yaml, release).depends_on.map(({ name }) => name);
    expect(names('depends_on: [a, ~, 1]', '3.14')).toEqual(['a', '1']);
    expect(names('depends_on: a', '3.15')).toEqual(['a']);
    expect(names('depends_on: ~', '3.15')).toEqual([]);
    expect(names('depends_on: ~', '3.14')).toEqual([]);
    expect(decode('depends_on: a', '3.14').problems).toHaveLength(1);
  });
});

describe('conditions', () => {
  it('accept every key', () => {
    const [condition] = sound(
      'when: {event: push, repo: r, ref: [s], instance: {include: i}, platform: {exclude: [p, q]}, branch: ~, ' +
        'cron: {include: [c], exclude: d}, status: failure, evaluate: e, local: true, ' +
        'path: {include: f, exclude: [g], ignore_message: h, on_empty: false}}',
    ).when;
    expect(condition).toMatchObject({
      event: ['push'],
      repo: { include: ['r'], exclude: [] },
      ref: { include: ['s'], exclude: [] },
      instance: { include: ['i'], exclude: [] },
      platform: { include: [], exclude: ['p', 'q'] },
      branch: { include: [], exclude: [] },
      cron: { include: ['c'], exclude: ['d'] },
      ...{ status: { include: ['failure'], exclude: [] }, evaluate: 'e', local: true },
      path: { include: ['f'], exclude: ['g'], ignore_message: 'h', on_empty: false },
    });
  });

  it('ask for nothing if absent, and vanish if null', () => {
    const [condition, ...others] = sound('when: [~, {}, ~]').when;
    expect(others).toEqual([]);
    expect(condition).toMatchObject({
      ...{ event: [], path: undefined, status: { include: [], exclude: [] }, evaluate: '', local: undefined },
      matrix: { include: new Map(), exclude: new Map() },
    });
    expect(sound('when: ~').when).toEqual([]);
  });

  it.each([
    ['a', { include: ['a'], exclude: [], ignore_message: '', on_empty: true }],
    ['[a, b]', { include: ['a', 'b'], exclude: [], ignore_message: '', on_empty: true }],
    ['{}', { include: [], exclude: [], ignore_message: '', on_empty: true }],
  ])('on the path %s', (path, expected) => {
    expect(sound(`when: {path: ${path}}`).when[0]?.path).toEqual(expected);
  });

  it('have a status with globs through 3.13', () => {
    const yaml = 'when: {status: {include: a, exclude: b}}';
    expect(sound(yaml, '3.13').when[0]?.status).toEqual({ include: ['a'], exclude: ['b'] });
    expect(decode(yaml, '3.14').problems).toHaveLength(1);
    expect(sound('when: {status: [a]}', '3.14').when[0]?.status).toEqual({ include: ['a'], exclude: [] });
  });

  it.each([
    [
      '{A: x, B: 1}',
      {
        include: [
          ['A', 'x'],
          ['B', '1'],
        ],
        exclude: [],
      },
    ],
    ['{include: {A: x, C: [y]}, A: z, D: {}}', { include: [['A', 'z']], exclude: [] }],
    ['{exclude: {B: y}, include: c}', { include: [['include', 'c']], exclude: [['B', 'y']] }],
    ['x', { include: [], exclude: [] }],
  ])('on the matrix %s', (matrix, { include, exclude }) => {
    expect(sound(`when: {matrix: ${matrix}}`).when[0]?.matrix).toEqual({
      include: new Map(include as [string, string][]),
      exclude: new Map(exclude as [string, string][]),
    });
  });
});

it('a workflow accepts every key', () => {
  const yaml =
    'skip_clone: true\nworkspace: {base: /b, path: p}\nlabels: {a: b}\nruns_on: [success]\n' +
    'concurrency: {limit: 2, group: g}\nservices: [{image: s}]\nclone: {git: {image: c}}\nsteps: {}\n';
  const file = sound(yaml);
  expect(file).toMatchObject({
    ...{ skip_clone: true, workspace: { base: '/b', path: 'p' }, labels: new Map([['a', 'b']]) },
    ...{ runs_on: ['success'], concurrency: { limit: 2, group: 'g' }, steps: [], when: [] },
    ...{ services: [{ name: 'step-0', image: 's' }], clone: [{ name: 'git', image: 'c' }] },
    ...{ place: { start: 0, end: yaml.trimEnd().length } },
  });
  const keys = [...file.fields].map(
    ([
      name,
      {
        key: { start, end },
      },
    ]) => [name, yaml.slice(start, end)],
  );
  expect(keys.every(([name, text]) => name === text)).toBe(true);
  expect(sound('concurrency: 3\nsteps: {}', '3.15').concurrency).toEqual({ limit: 0, group: '' });
  expect(sound('workspace: {}').workspace).toEqual({ base: '', path: '' });
});
