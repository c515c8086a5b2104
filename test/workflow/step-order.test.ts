import { describe, expect, it } from 'vitest';
import { compileWorkflow } from '../../src/index.ts';
import { bareInput, eventInput, stagesOf } from './support/compiling.ts';

const yaml = (...steps: readonly string[]) =>
  `skip_clone: true\nsteps:\n${steps.map((step) => `  - {image: x, ${step}}\n`).join('')}`;

function order(...steps: readonly string[]): (string | undefined)[][] {
  return stagesOf(yaml(...steps), eventInput('push')).map((stage) =>
    stage.map(({ name }) => name ?? undefined),
  );
}

describe('the order of steps', () => {
  it('is that of the file, in turn, if none has `depends_on`', () => {
    expect(order('name: b', 'name: a', 'name: b, depends_on: null')).toEqual([['b'], ['a'], ['b']]);
    expect(order('name: a', 'name: b, depends_on: [], when: {event: tag}', 'name: c')).toEqual([
      ['a'],
      ['c'],
    ]);
  });

  it('is a graph as soon as one has it', () => {
    expect(order('name: a', 'name: b, depends_on: []')).toEqual([['a', 'b']]);
    expect(order('name: a', 'name: b, depends_on: c', 'name: c')).toEqual([['a', 'c'], ['b']]);
  });

  it('is that of the file within a stage', () => {
    expect(
      order(
        'name: z, depends_on: [r2]',
        'name: y, depends_on: [r1, r2]',
        'name: x, depends_on: [r1]',
        'name: last, depends_on: [x, z, y]',
        'name: r1',
        'name: r2',
      ),
    ).toEqual([['r1', 'r2'], ['z', 'y', 'x'], ['last']]);
    const late = ['5 r3', '4 r1', '3 r2', '2 r3', '1 r1', '0 r2'].map((pair) => pair.split(' '));
    const roots = ['r1', 'r2', 'r3'].map((name) => `name: ${name}`);
    expect(order(...roots, ...late.map(([name, root]) => `name: "${name}", depends_on: ${root}`))[1]).toEqual(
      ['5', '4', '3', '2', '1', '0'],
    );
  });

  it('has only the last of steps with the same name in a graph', () => {
    const steps = ['name: a, commands: [first]', 'name: b, depends_on: [a]', 'name: a, commands: [last]'];
    const stages = stagesOf(yaml(...steps));
    expect(stages.map((stage) => stage.map(({ name, commands }) => [name, commands]))).toEqual([
      [['a', ['last']]],
      [['b', undefined]],
    ]);
  });

  it('has the last of steps with the same name in its own place', () => {
    expect(order('name: a', 'name: b, depends_on: []', 'name: a')).toEqual([['b', 'a']]);
  });

  it('gives every step its own id', () => {
    const ids = stagesOf(yaml('name: a', 'name: a', 'name: a'))
      .flat()
      .map(({ uuid }) => uuid);
    expect(new Set(ids).size).toBe(3);
  });

  it('ignores optional dependencies that are not there', () => {
    const dependency = 'depends_on: [{name: b, optional: true}, {name: none, optional: true}]';
    expect(order(`name: a, ${dependency}`, 'name: b')).toEqual([['b'], ['a']]);
    expect(order(`name: a, ${dependency}`, 'name: b, when: {event: tag}')).toEqual([['a']]);
  });
});

describe('an order that cannot be', () => {
  const problem = (release: string, ...steps: readonly string[]) => {
    const text = yaml(...steps);
    const { errors } = compileWorkflow(text, eventInput('push', {}, release));
    return errors
      .filter(({ warning }) => !warning)
      .map(({ type, code, message, range }) => [
        type,
        code,
        message.match(/`[^`]*`/g)?.join(' '),
        range && text.split('\n')[range.start.line - 1]?.slice(range.start.column - 1, range.end.column - 1),
      ]);
  };

  it('has a dependency that its conditions leave out', () => {
    const steps = ['name: a, depends_on: [c, b]', 'name: b, when: {event: tag}', 'name: c'];
    expect(problem('3.16', ...steps)).toEqual([['generic', 'dependency-filtered', '`a` `b`', 'b']]);
    expect(problem('3.15', ...steps)).toEqual([['generic', 'dependency-unknown', '`a` `b`', 'b']]);
  });

  it('has a cycle', () => {
    const steps = [
      'name: lead, depends_on: [a]',
      'name: free',
      'name: a, depends_on: [free, b]',
      'name: b, depends_on: [a]',
    ];
    expect(problem('3.17', ...steps)).toEqual([['generic', 'dependency-cycle', '`a` `b` `a`', 'b']]);
    expect(problem('3.17', 'name: a, depends_on: [a]')).toEqual([
      ['generic', 'dependency-cycle', '`a` `a`', 'a'],
    ]);
  });
});

describe('nothing to run', () => {
  it('leaves out the workflow, but not one with a clone step or an empty stage of services', () => {
    const skipped = (text: string) => compileWorkflow(text, bareInput()).workflows[0]?.skipped;
    const none = 'steps: {a: {image: x, when: {event: tag}}}';
    expect(skipped(`skip_clone: true\n${none}`)).toBe('no-stages');
    expect(skipped(none)).toBeUndefined();
    expect(
      skipped(`skip_clone: true\nservices: {s: {image: x, when: {event: tag}}}\n${none}`),
    ).toBeUndefined();
  });
});
