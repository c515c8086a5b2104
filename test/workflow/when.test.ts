import { describe, expect, it } from 'vitest';
import { type CompileInput, compileWorkflow } from '../../src/index.ts';
import type { PipelineMetadata } from '../../src/workflow/metadata/metadata.ts';
import { bareInput, eventInput, stagesOf, stepOf } from './support/compiling.ts';

/** The test that failed of a condition of a workflow; undefined if the workflow runs. */
function failed(when: string, input: CompileInput): string | undefined {
  const result = compileWorkflow(`when: ${when}\nsteps: {a: {image: x}}`, input);
  expect(result.errors.filter(({ warning }) => !warning)).toEqual([]);
  const [left] = result.leftOut;
  expect(result.workflows[0]?.skipped).toBe(left?.reason);
  return left?.condition;
}

const known: PipelineMetadata = {
  repo: { owner: 'o', name: 'r' },
  curr: {
    cron: 'nightly',
    commit: { ref: 'refs/heads/main', branch: 'main', changed_files: ['a.go', 'docs/b.md'] },
  },
  sys: { host: 'ci.example:8000', arch: 'linux/amd64' },
};

describe('a filter', () => {
  const values = {
    repo: ['o/r', '/'],
    ref: ['refs/heads/main', ''],
    instance: ['ci.example:8000', ''],
    platform: ['linux/amd64', ''],
    branch: ['main', ''],
    cron: ['nightly', ''],
  };

  it.each(Object.entries(values))(
    'of %s is held against its value, which is empty if it is not known',
    (key, of) => {
      const bare: PipelineMetadata[] = [{}, { repo: {}, curr: { commit: {} }, sys: {} }, { curr: {} }];
      for (const [value, inputs] of [
        [of[0], [eventInput('cron', known)]],
        [of[1], bare.map((metadata) => eventInput('cron', metadata))],
      ] as const) {
        for (const input of inputs) {
          expect(failed(`{${key}: "${value}"}`, input)).toBeUndefined();
          expect(failed(`{${key}: [other, "${value}"]}`, input)).toBeUndefined();
          expect(failed(`{${key}: {include: [other, "${value}"], exclude: [no]}}`, input)).toBeUndefined();
          expect(failed(`{${key}: {exclude: no}}`, input)).toBeUndefined();
          expect(failed(`{${key}: []}`, input)).toBeUndefined();
          expect(failed(`{${key}: other}`, input)).toBe(key);
          expect(failed(`{${key}: {exclude: [no, "${value}"]}}`, input)).toBe(key);
          expect(failed(`{${key}: {include: "${value}", exclude: "${value}"}}`, input)).toBe(key);
        }
      }
    },
  );

  it('of branches is ignored for tags, and one of cron jobs applies to these only', () => {
    const events = ['push', 'tag', 'cron', 'release', ''];
    const holds = (when: string) =>
      events.filter((event) => failed(when, eventInput(event, known)) === undefined);
    expect(holds('{branch: other}')).toEqual(['tag']);
    expect(holds('{cron: other}')).toEqual(['push', 'tag', 'release', '']);
    expect(holds('{ref: other}')).toEqual([]);
    expect(failed('{cron: other}', bareInput())).toBeUndefined();
    expect(failed('{branch: other}', bareInput())).toBe('branch');
    expect(failed('{ref: ""}', bareInput())).toBeUndefined();
    expect(failed('{ref: other}', bareInput())).toBe('ref');
  });

  it('of events is exact', () => {
    expect(failed('{event: [tag, push]}', eventInput('push'))).toBeUndefined();
    expect(failed('{event: []}', eventInput('push'))).toBeUndefined();
    expect(failed('{event: PUSH}', eventInput('push'))).toBe('event');
    expect(failed('{event: "*"}', eventInput('push'))).toBe('event');
    expect(failed('{event: push}', bareInput())).toBe('event');
    expect(failed('{event: ""}', bareInput())).toBeUndefined();
  });
});

describe('a filter of changed files', () => {
  const files = (path: string, changed_files?: string[], release = '3.17', message?: string) => {
    const commit = { ...(changed_files && { changed_files }), ...(message !== undefined && { message }) };
    return failed(`{path: ${path}}`, eventInput('push', { curr: { commit } }, release)) === undefined;
  };
  const changed = ['a.go', 'docs/b.md'];

  it('includes if one file fits', () => {
    expect(files('"*.go"', changed)).toBe(true);
    expect(files('[x, "docs/*"]', changed)).toBe(true);
    expect(files('{include: "*.md"}', changed)).toBe(false);
    expect(files('{}', changed)).toBe(true);
  });

  it('excludes if all files fit, before 3.5 if one does', () => {
    expect(files('{exclude: ["*.go"]}', changed)).toBe(true);
    expect(files('{exclude: ["*.go", "docs/*"]}', changed)).toBe(false);
    expect(files('{exclude: ["*.go"]}', changed, '3.4')).toBe(false);
    expect(files('{exclude: ["*.ts"]}', changed, '3.4')).toBe(true);
    expect(files('{include: ["*.go"], exclude: ["*.go"]}', changed)).toBe(true);
    expect(files('{include: ["*.ts"], exclude: ["*.go"]}', changed)).toBe(false);
  });

  it('follows its default if no files are known', () => {
    for (const none of [undefined, []]) {
      expect(files('"*.go"', none)).toBe(true);
      expect(files('{include: "*.go", exclude: "*"}', none)).toBe(true);
      expect(files('{include: "*.go", on_empty: true}', none)).toBe(true);
      expect(files('{exclude: "*.go", on_empty: false}', none)).toBe(false);
    }
    expect(failed('{path: {on_empty: false}}', eventInput('push'))).toBe('path');
    expect(files('{include: "*.go", on_empty: false}', changed)).toBe(true);
  });

  it('matches with a string in the message of the commit', () => {
    const path = '{include: none, ignore_message: "[ALL Ä]"}';
    expect(files(path, changed, '3.17', 'Build\n[all ä] now')).toBe(true);
    expect(files(path, changed, '3.17', 'Build all')).toBe(false);
    expect(files(path, changed)).toBe(false);
    expect(files('{include: none, ignore_message: ""}', changed, '3.17', 'Build')).toBe(false);
    expect(files('{on_empty: false, ignore_message: x}', [], '3.17', 'X')).toBe(true);
    expect(files('{on_empty: false, ignore_message: s}', [])).toBe(false);
  });

  it('applies to pushes and pull requests only', () => {
    const counts = (event: string, release?: string) =>
      failed('{path: none}', eventInput(event, known, release)) === 'path';
    const events = [
      'push',
      'pull_request',
      'pull_request_closed',
      'pull_request_metadata',
      'tag',
      'cron',
      '',
    ];
    expect(events.filter((event) => counts(event))).toEqual(events.slice(0, 4));
    expect(counts('pull_request_metadata', '3.10')).toBe(true);
    expect(counts('pull_request_metadata', '3.9')).toBe(false);
  });
});

describe('a filter of the matrix', () => {
  const runs = (matrix: string) => {
    const yaml = `skip_clone: true\nmatrix: {OS: [linux, mac], V: [1]}\nsteps: {a: {image: x, when: {matrix: ${matrix}}}}`;
    const { workflows } = compileWorkflow(yaml, bareInput());
    return workflows.filter(({ skipped }) => skipped === undefined).map(({ axes }) => axes['OS']);
  };

  it.each([
    ['{OS: linux}', ['linux']],
    ['{OS: "*"}', ['linux', 'mac']],
    ['{include: {OS: mac, V: 1}}', ['mac']],
    ['{include: {OS: mac, V: 2}}', []],
    ['{OS: mac, V: 2}', []],
    ['{exclude: {OS: mac}}', ['linux']],
    ['{exclude: {OS: mac, V: 2}}', ['linux', 'mac']],
    ['{exclude: {OS: "*", V: "*"}}', []],
    ['{exclude: {}}', ['linux', 'mac']],
    ['{NONE: "*"}', ['linux', 'mac']],
    ['{NONE: ""}', ['linux', 'mac']],
    ['{NONE: x}', []],
  ])('%s', (matrix, axes) => {
    expect(runs(matrix)).toEqual(axes);
  });

  it('is ignored for a workflow', () => {
    expect(failed('{matrix: {OS: none}}', bareInput())).toBeUndefined();
  });
});

describe('several conditions', () => {
  const push = eventInput('push', known);

  it('match if one of them does', () => {
    expect(failed('[{event: tag}, {branch: main}]', push)).toBeUndefined();
    expect(failed('[]', push)).toBeUndefined();
    expect(failed('[null, {event: tag}]', push)).toBe('event');
    expect(failed('[{event: push}, {evaluate: "1 +"}]', push)).toBeUndefined();
  });

  it('report the one that got furthest, the first of those that got equally far', () => {
    expect(failed('[{event: tag}, {repo: x}, {ref: x}, {instance: x}, {platform: x}]', push)).toBe(
      'platform',
    );
    expect(failed('[{path: x}, {branch: x}, {event: tag}]', push)).toBe('path');
    expect(failed('[{event: tag, evaluate: "true"}, {evaluate: "false"}, {path: x}]', push)).toBe('evaluate');
    const yaml = 'when: [{event: tag}, {event: cron}]\nsteps: {a: {image: x}}';
    const [left] = compileWorkflow(yaml, push).leftOut;
    expect(left).toEqual({
      workflow: 'woodpecker',
      reason: 'when',
      condition: 'event',
      range: {
        file: '.woodpecker.yaml',
        start: { line: 1, column: 16 },
        end: { line: 1, column: 19 },
      },
    });
  });

  it('are rejected if one cannot be evaluated before one matches', () => {
    const evaluated = (when: string, area = 'step') => {
      const yaml =
        area === 'step'
          ? `skip_clone: true\nsteps: {a: {image: x, when: ${when}}}`
          : `when: ${when}\nsteps: {a: {image: x}}`;
      const result = compileWorkflow(yaml, push);
      return result.errors
        .filter(({ warning }) => !warning)
        .map(({ type, code, field }) => [type, code, field]);
    };
    expect(
      compileWorkflow('when: {evaluate: "1 +"}\nsteps: {a: {image: x}}', push).errors.at(-1)?.args,
    ).toEqual({ expression: '1 +', detail: 'operand-missing', text: 'the end', offset: 3 });
    const refused = [['generic', 'evaluate-failed', null]];
    for (const area of ['step', 'workflow']) {
      expect(evaluated('{event: tag, evaluate: "1"}', area)).toEqual(refused);
      expect(evaluated('[{event: tag}, {evaluate: "1"}, {event: push}]', area)).toEqual(refused);
      expect(evaluated('[{event: push}, {evaluate: "1"}]', area)).toEqual([]);
      expect(evaluated('{event: tag, evaluate: ""}', area)).toEqual([]);
    }
  });
});

describe('the status', () => {
  const statuses = (when: string, release = '3.17') => {
    const step = stepOf(
      `steps: {a: {image: x${when && `, when: ${when}`}}}`,
      eventInput('push', known, release),
    );
    return [step.on_success ?? false, step.on_failure ?? false];
  };

  it.each([
    ['', [true, false]],
    ['{status: failure}', [false, true]],
    ['{status: success}', [true, false]],
    ['{status: [success, failure]}', [true, true]],
    ['{status: []}', [true, false]],
    ['{event: push}', [true, false]],
    ['{status: killed}', [false, false]],
    ['[{status: failure}, {event: push}]', [true, true]],
    ['[{event: push}, {event: tag, status: failure}]', [true, false]],
    ['[{event: tag}, {status: failure}]', [false, true]],
    ['{status: "fail*"}', [false, false]],
  ])('of %s says when a step runs', (when, expected) => {
    expect(statuses(when)).toEqual(expected);
  });

  it('is read from all conditions and accepts globs before 3.14', () => {
    expect(statuses('[{event: push}, {event: tag, status: failure}]', '3.13')).toEqual([true, true]);
    expect(statuses('{status: "fail*"}', '3.13')).toEqual([false, true]);
    expect(statuses('{status: [nothing, "*"]}', '3.13')).toEqual([true, true]);
    expect(statuses('{status: {include: failure}}', '3.13')).toEqual([false, true]);
  });

  it('makes no difference after the first match', () => {
    const when = '[{event: push}, {status: failure, evaluate: "1"}]';
    const { errors } = compileWorkflow(`steps: {a: {image: x, when: ${when}}}`, eventInput('push'));
    expect(errors.filter(({ warning }) => !warning).map(({ code }) => code)).toEqual(['evaluate-failed']);
    const success = '[{event: push, status: failure}, {evaluate: "1"}]';
    const second = compileWorkflow(`steps: {a: {image: x, when: ${success}}}`, eventInput('push'));
    expect(second.errors.filter(({ warning }) => !warning).map(({ code }) => code)).toEqual([
      'evaluate-failed',
    ]);
  });

  it.each([
    ['', '', '3.17', undefined],
    ['{status: failure}', '', '3.17', ['failure', 'success']],
    ['{status: failure}', '[success]', '3.17', ['success', 'failure']],
    ['{status: failure}', '[failure]', '3.17', ['failure', 'success']],
    ['{status: success}', '', '3.17', undefined],
    ['[{event: push}, {event: tag, status: failure}]', '', '3.17', undefined],
    ['{status: failure}', '[x]', '3.13', ['x']],
    ['', '[failure]', '3.17', ['failure']],
  ])('of the conditions %s of a workflow with `runs_on` %s at %s', (when, runsOn, release, expected) => {
    const yaml = `${when && `when: ${when}\n`}${runsOn && `runs_on: ${runsOn}\n`}steps: {a: {image: x}}`;
    const { workflows } = compileWorkflow(yaml, eventInput('push', known, release));
    expect(workflows[0]?.runs_on).toEqual(expected);
  });
});

describe('a local run', () => {
  const left = (when: string, local: boolean) => {
    const yaml = `steps:\n  a: {image: x, when: ${when}}\n  b: {image: x}`;
    return compileWorkflow(yaml, { ...eventInput('push'), options: { local } }).leftOut;
  };

  it('leaves out what is not for it', () => {
    expect(left('{local: false}', true)).toEqual([
      {
        workflow: 'woodpecker',
        step: 'steps.a',
        reason: 'local',
        condition: 'local',
        range: { file: '.woodpecker.yaml', start: { line: 2, column: 3 }, end: { line: 2, column: 4 } },
      },
    ]);
    expect(left('[{event: push}, {local: false}]', true)).toHaveLength(1);
    expect(left('[{local: true}, {event: push}]', true)).toEqual([]);
    const local = { ...eventInput('push'), options: { local: true } };
    const stages = stagesOf('steps: [{name: a, image: x, when: {local: false}}, {name: b, image: x}]', local);
    expect(stages.flat().map(({ name }) => name)).toEqual(['b']);
    expect(left('[]', true)).toEqual([]);
    expect(left('{local: false}', false)).toEqual([]);
    expect(left('{event: tag}', true)).toMatchObject([{ reason: 'when', condition: 'event' }]);
  });
});
