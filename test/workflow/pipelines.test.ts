import { describe, expect, it } from 'vitest';
import { type CompileInput, compileWorkflow, type WorkflowSource } from '../../src/index.ts';
import { bareInput, eventInput } from './support/compiling.ts';

const STEPS = 'skip_clone: true\nsteps: {a: {image: x}}\n';
const file = (name: string, head = ''): WorkflowSource => ({ name, yaml: `${head}\n${STEPS}` });
const names = (files: readonly WorkflowSource[], input: CompileInput = bareInput()) =>
  compileWorkflow(files, input).workflows.map(({ name, pid, axis_id }) => [name, pid, axis_id]);

describe('the files of a pipeline', () => {
  it('are compiled in the order of the bytes of their names', () => {
    const files = ['b', '\u{1F600}', 'a/z', '\uFFFD', 'a', 'ab', 'B', 'a'].map((name) => file(name));
    const given = [...files];
    expect(names(files).map(([name]) => name)).toEqual([
      'B',
      'a',
      'a',
      'z',
      'ab',
      'b',
      '\uFFFD',
      '\u{1F600}',
    ]);
    expect(files).toEqual(given);
  });

  it.each([
    ['.woodpecker.yaml', 'woodpecker'],
    ['a/b/.woodpecker.yml', 'woodpecker'],
    ['x.yml.yaml', 'x.yml'],
    ['.hidden.yaml.yml', 'hidden'],
    ['PIPE.YAML', 'PIPE.YAML'],
    ['.yaml', ''],
  ])('give workflows their names: %s', (path, name) => {
    expect(names([file(path)])).toEqual([[name, 1, undefined]]);
  });

  it('are numbered, except those that are left out by their conditions', () => {
    const files = [
      file('a', 'when: {event: tag}'),
      file('b', 'matrix: {A: [1, 2]}'),
      file('c', 'depends_on: [a]'),
      file('d', 'matrix: {A: [1]}'),
    ];
    expect(names(files, eventInput('push'))).toEqual([
      ['a', undefined, undefined],
      ['b', 1, 1],
      ['b', 2, 2],
      ['c', 3, undefined],
      ['d', 4, undefined],
    ]);
  });

  it('are not looked at after one that cannot be used', () => {
    const broken = (yaml: string, input = bareInput()) => {
      const { fatal, errors, workflows, notices, panic } = compileWorkflow(
        [file('a'), { name: 'b', yaml }, { name: 'c', yaml: '[' }],
        input,
      );
      expect([fatal, workflows]).toEqual([true, []]);
      const blocking = errors.filter(({ warning }) => !warning);
      return [
        ...blocking.map(({ type, range }) => [type, range?.file]),
        ...notices.map(({ code }) => [code, panic]),
      ];
    };
    expect(broken('[')).toEqual([['compiler', 'b']]);
    expect(broken('steps: 1')).toEqual([['compiler', 'b']]);
    expect(broken('[a]')).toEqual([['compiler', 'b']]);
    expect(broken('matrix: {A: 1}')).toEqual([['compiler', 'b']]);
    expect(broken('{}')).toEqual([['linter', 'b']]);
    const crash = `matrix: {A: [], B: [1]}\n${STEPS}`;
    expect(broken(crash, bareInput({ release: '3.16' }))).toEqual([['matrix-empty-axis-crash', true]]);
    const two = compileWorkflow(crash, bareInput({ release: '3.16' }));
    expect(two).toMatchObject({ fatal: true, panic: true, errors: [] });
    expect(two.notices[0]?.range?.start.line).toBe(1);
    expect(compileWorkflow(crash, bareInput())).toMatchObject({
      fatal: false,
      workflows: [{ axes: { B: '1' } }],
    });
    expect(compileWorkflow('[', bareInput())).not.toHaveProperty('panic');
    expect(compileWorkflow(`${STEPS}# \${}`, bareInput())).toMatchObject({
      fatal: true,
      errors: [{ code: 'substitution-failed' }],
      notices: [],
      leftOut: [],
    });
  });

  it('need a release that is known', () => {
    const [notice] = compileWorkflow(STEPS, { release: '3.71' }).notices;
    expect(notice).toMatchObject({
      code: 'release-unknown',
      severity: 'error',
      path: '/release',
      args: { value: '3.71', nearest: '3.17' },
    });
    expect(compileWorkflow(STEPS, {}).notices).toEqual([]);
    expect(compileWorkflow(STEPS, { release: '3.17' }).notices).toEqual([]);
  });
});

describe('the axes of a matrix', () => {
  const MATRIX = 'matrix: {OS: [mac, linux]}\n';

  it('are separate runs, distinguished in everything that is left out', () => {
    const yaml = `${MATRIX}skip_clone: true\nsteps: {a: {image: x, when: {matrix: {OS: linux}}}}`;
    const { workflows, leftOut } = compileWorkflow(yaml, bareInput());
    expect(workflows).toMatchObject([
      { name: 'woodpecker', axis_id: 1, axes: { OS: 'mac' }, skipped: 'no-stages' },
      { name: 'woodpecker', axis_id: 2, axes: { OS: 'linux' }, pid: 1 },
    ]);
    expect(workflows[0]).not.toHaveProperty('pid');
    expect(workflows[0]).not.toHaveProperty('config');
    const range = { file: '.woodpecker.yaml', start: { line: 3, column: 38 }, end: { line: 3, column: 49 } };
    const left = { workflow: 'woodpecker', axis_id: 1 };
    expect(leftOut).toEqual([
      { ...left, step: 'steps.a', reason: 'when', condition: 'matrix', range },
      { ...left, reason: 'no-stages' },
    ]);
  });

  it('are each treated as a missing dependency if the whole is missing', () => {
    const files = [file('a', `${MATRIX}depends_on: [none]`)];
    const { workflows, leftOut } = compileWorkflow(files, bareInput());
    expect(workflows).toEqual([
      { name: 'a', axis_id: 1, axes: { OS: 'mac' }, pid: 1, skipped: 'missing-dependency' },
      { name: 'a', axis_id: 2, axes: { OS: 'linux' }, pid: 2, skipped: 'missing-dependency' },
    ]);
    const range = { file: 'a', start: { line: 2, column: 14 }, end: { line: 2, column: 18 } };
    const left = { workflow: 'a', reason: 'missing-dependency', dependency: 'none', range };
    expect(leftOut).toEqual([
      { ...left, axis_id: 1 },
      { ...left, axis_id: 2 },
    ]);
  });

  it('drop the warnings of those that do not run', () => {
    const codes = (head: string) =>
      compileWorkflow(`${head}\n${STEPS}`, eventInput('push')).errors.map(({ code }) => code);
    expect(codes('nokey: 1')).toEqual(['schema-additional-properties', 'event-filter-missing']);
    expect(codes('nokey: 1\nwhen: {event: tag}')).toEqual([]);
    expect(
      compileWorkflow(`nokey: 1\n${STEPS.replace('x}', 'x, when: {event: tag}}')}`, eventInput('push'))
        .errors,
    ).toEqual([]);
    expect(codes('nokey: 1\nwhen: {evaluate: "1"}')).toContain('evaluate-failed');
    expect(codes('nokey: 1\nwhen: {evaluate: "1"}')).toContain('schema-additional-properties');
  });
});

describe('workflows that depend on others', () => {
  const resolve = (files: readonly WorkflowSource[], release = '3.17') => {
    const { workflows, leftOut } = compileWorkflow(files, eventInput('push', {}, release));
    return [
      workflows.map(({ name, skipped, depends_on }) => [name, skipped ?? depends_on]),
      leftOut.map(({ workflow, dependency, reason }) => [workflow, dependency ?? reason]),
    ];
  };

  it('have no dependencies if they are left out', () => {
    const yaml = (keys: string) => `${keys}\nsteps: {a: {image: x}}`;
    const files = [
      { name: 'a.yaml', yaml: yaml('') },
      { name: 'b.yaml', yaml: yaml('depends_on: [a]\nwhen: {event: tag}') },
    ];
    expect(compileWorkflow(files, eventInput('push')).workflows[1]).toEqual({
      name: 'b',
      axes: {},
      skipped: 'when',
    });
  });

  it('name those that are there', () => {
    expect(
      resolve([file('a', 'depends_on: [b, {name: none, optional: true}]'), file('b', 'depends_on: []')]),
    ).toEqual([
      [
        ['a', ['b']],
        ['b', undefined],
      ],
      [],
    ]);
    expect(resolve([file('a', 'depends_on: [{name: none, optional: true}]')])).toEqual([
      [['a', undefined]],
      [],
    ]);
    expect(resolve([file('a', 'depends_on: b'), file('b')])).toEqual([
      [
        ['a', ['b']],
        ['b', undefined],
      ],
      [],
    ]);
  });

  it('are left out in turn if one is missing', () => {
    const files = [
      file('a', 'depends_on: [b]'),
      file('b', 'depends_on: [d, c]'),
      file('c', 'when: {event: tag}'),
      file('d', 'depends_on: [{name: a, optional: true}]'),
      file('e', 'depends_on: [e]'),
    ];
    expect(resolve(files)).toEqual([
      [
        ['a', 'missing-dependency'],
        ['b', 'missing-dependency'],
        ['c', 'when'],
        ['d', undefined],
        ['e', ['e']],
      ],
      [
        ['c', 'when'],
        ['b', 'c'],
        ['a', 'b'],
      ],
    ]);
  });

  it('are left out for one reason only', () => {
    const files = [file('a', 'when: {event: tag}\ndepends_on: [none]'), file('b', 'depends_on: [none]')];
    const { workflows, leftOut } = compileWorkflow(files, eventInput('push'));
    expect(workflows).toStrictEqual([
      { name: 'a', axes: {}, skipped: 'when' },
      { name: 'b', pid: 1, axes: {}, skipped: 'missing-dependency' },
    ]);
    const range = (line: number, column: number, name: string) =>
      expect.objectContaining({ file: name, start: { line, column } });
    expect(leftOut).toStrictEqual([
      { workflow: 'a', reason: 'when', condition: 'event', range: range(1, 15, 'a') },
      { workflow: 'b', reason: 'missing-dependency', dependency: 'none', range: range(1, 14, 'b') },
    ]);
  });

  it('are reported if they wait for each other, at the place of the dependency', () => {
    const cycles = (files: readonly WorkflowSource[]) =>
      compileWorkflow(files, eventInput('push')).notices.map(({ code, path, args, range }) => [
        code,
        path,
        args?.['cycle'],
        [range?.file, range?.start],
      ]);
    const circle = [file('a', 'depends_on: [d, b]'), file('b', 'depends_on: [a]'), file('d')];
    const code = 'workflow-dependency-cycle';
    const start = { line: 1, column: 17 };
    expect(cycles(circle)).toEqual([[code, '/depends_on', ['a', 'b', 'a'], ['a', start]]]);
    expect(cycles([file('z', 'depends_on: [d, z]'), file('d')])).toEqual([
      [code, '/depends_on', ['z', 'z'], ['z', start]],
    ]);
    expect(cycles([file('0', 'depends_on: [a]'), ...circle])).toEqual([
      [code, '/depends_on', ['a', 'b', 'a'], ['a', start]],
    ]);
    expect(cycles([file('a', 'depends_on: [b]'), file('b')])).toEqual([]);
    expect(cycles([file('a', 'depends_on: [b]'), file('b', 'depends_on: [a]\nwhen: {event: tag}')])).toEqual(
      [],
    );
  });
});

describe('limits of the queue', () => {
  const attributes = (head: string, input: CompileInput = eventInput('push')) => {
    const [{ labels, runs_on, concurrency_limit, concurrency_group } = {} as never] = compileWorkflow(
      `${head}\n${STEPS}`,
      input,
    ).workflows;
    return { labels, runs_on, concurrency_limit, concurrency_group };
  };

  it('is a limit and a group', () => {
    expect(attributes('concurrency: 2')).toMatchObject({
      concurrency_limit: 2,
      concurrency_group: undefined,
    });
    expect(attributes('concurrency: {limit: 3, group: g}')).toMatchObject({
      concurrency_limit: 3,
      concurrency_group: 'g',
    });
    for (const none of ['0', '-1', '{limit: 0}', 'null']) {
      const [workflow] = compileWorkflow(`concurrency: ${none}\n${STEPS}`, bareInput()).workflows;
      expect(Object.keys(workflow ?? {}).filter((key) => key.startsWith('concurrency'))).toEqual([]);
    }
  });

  it('are labels of the workflow, otherwise of the server, and values that the server knows', () => {
    const metadata = {
      repo: { id: 3, name: 'r', owner: 'o', org_id: 5, remote_id: '33', default_branch: 'trunk' },
      curr: { event: 'push', commit: { branch: 'topic' } },
      forge: { type: 'forgejo' },
    };
    const options = { default_labels: { pool: 'big', 'woodpecker-ci.org/event': 'x' } };
    const labels = (head: string, release: string) =>
      attributes(head, bareInput({ metadata, options, release })).labels;
    const known = {
      'woodpecker-ci.org/forge-id': 'forgejo',
      'woodpecker-ci.org/repo-forge-id': '33',
      'woodpecker-ci.org/repo-id': '3',
      'woodpecker-ci.org/repo-name': 'r',
      'woodpecker-ci.org/repo-full-name': 'o/r',
      'woodpecker-ci.org/branch': 'trunk',
      'woodpecker-ci.org/org-id': '5',
    };
    const late = { ...known, 'woodpecker-ci.org/commit-branch': 'topic', 'woodpecker-ci.org/event': 'push' };
    const own = 'labels: {os: linux, woodpecker-ci.orgx: y, a.woodpecker-ci.org: z, n: 1}';
    const kept = { os: 'linux', 'a.woodpecker-ci.org': 'z', n: '1' };
    expect(labels('', '3.17')).toEqual({ pool: 'big', ...late });
    expect(labels(own, '3.17')).toEqual({ ...kept, ...late });
    expect(labels(own, '3.16')).toEqual({ ...kept, ...known });
    expect(labels('labels: {woodpecker-ci.org/x: y}', '3.5')).toEqual(known);
    expect(labels(own, '3.4')).toEqual({ ...kept, 'woodpecker-ci.orgx': 'y' });
    expect(labels('', '3.4')).toEqual({ pool: 'big', 'woodpecker-ci.org/event': 'x' });
    const [bare] = compileWorkflow(STEPS, bareInput({ release: '3.4' })).workflows;
    expect(bare).not.toHaveProperty('labels');
  });

  it('names volume and network as the release does', () => {
    const config = (release: string) => compileWorkflow(STEPS, bareInput({ release })).workflows[0]?.config;
    expect(config('3.9')).toMatchObject({ network: 'wp_test_0_default', volume: 'wp_test_0_default' });
    expect(config('3.8')).toMatchObject({
      network: { name: 'wp_test_0_default' },
      volume: { name: 'wp_test_0_default' },
    });
  });
});

describe('notices of keys and names', () => {
  it('have paths, places and replacements', () => {
    const yaml = [
      'pipeline: {}',
      'branches: x',
      'branch: x',
      'platform: x',
      'clone: {git: {image: docker.io/woodpeckerci/plugin-git, group: g}}',
      'services: [{name: s, image: x, networks: [n]}, {name: s, image: x}]',
      'steps: [{name: a/b, image: x, secrets: [s]}, {name: a/b, image: x}, {name: s, image: x}]',
    ].join('\n');
    const { notices } = compileWorkflow(yaml, bareInput());
    expect(
      notices.map(({ code, path, args, range }) => [
        code,
        path,
        args?.['key'] ?? args?.['area'],
        range?.start.line,
      ]),
    ).toEqual([
      ['key-removed', '/pipeline', 'pipeline', 1],
      ['key-removed', '/branches', 'branches', 2],
      ['key-removed', '/branch', 'branch', 3],
      ['key-removed', '/platform', 'platform', 4],
      ['key-removed', '/clone/git/group', 'group', 5],
      ['key-removed', '/steps/a~1b/secrets', 'secrets', 7],
      ['key-removed', '/services/s/networks', 'networks', 6],
      ['step-name-repeated', '/steps/a~1b', 'steps', 7],
      ['step-name-repeated', '/services/s', 'services', 6],
    ]);
    const replacements = notices.slice(0, 7).map(({ help }) => help?.match(/`[^`]*`/g));
    expect(replacements).toEqual([
      ['`steps`'],
      ['`when`', '`branch`'],
      ['`when`', '`branch`'],
      ['`labels`', '`platform`'],
      ['`depends_on`'],
      ['`environment`', '`from_secret`'],
      ['`services`'],
    ]);
  });
});
