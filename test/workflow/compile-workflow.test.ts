import { describe, expect, it } from 'vitest';
import { type CompileInput, compileWorkflow, RELEASES } from '../../src/index.ts';
import { pipelineInput } from './support.ts';

const STEPS = 'when: {event: push}\nskip_clone: true\nsteps: {a: {image: alpine, commands: [x]}}\n';

function firstStep(yaml: string, input: CompileInput = pipelineInput) {
  return compileWorkflow(yaml, input).workflows[0]?.config?.pipeline?.[0]?.steps?.[0];
}

describe('the input', () => {
  it('names a single file as asked, or by the usual name', () => {
    expect(compileWorkflow(STEPS, pipelineInput).workflows[0]?.name).toBe('woodpecker');
    const named = { ...pipelineInput, workflow_name: 'ci/.test.yml' };
    expect(compileWorkflow(STEPS, named).workflows[0]?.name).toBe('test');
  });

  it('may be empty', () => {
    const result = compileWorkflow(STEPS, {});
    expect(result.fatal).toBe(false);
  });

  it('is not compiled at a release that is not known', () => {
    const { fatal, workflows, notices } = compileWorkflow(STEPS, { ...pipelineInput, release: '9.9' });
    expect([fatal, workflows, notices.map(({ code }) => code)]).toEqual([true, [], ['release-unknown']]);
  });

  it('is compiled at every release', () => {
    for (const release of RELEASES) {
      expect(compileWorkflow(STEPS, { ...pipelineInput, release }).fatal, release).toBe(false);
    }
  });
});

describe('the time', () => {
  const yaml = STEPS.replace(
    '{event: push}',
    `{event: push, evaluate: 'now() - date("2024-01-01") == duration("1h")'}`,
  );
  const at = (created?: number): CompileInput => ({
    ...pipelineInput,
    metadata: {
      ...pipelineInput.metadata,
      curr: { ...pipelineInput.metadata?.curr, ...(created && { created }) },
    },
  });

  it('of conditions is that at which the pipeline was created', () => {
    const [hour, later] = [Date.UTC(2024, 0, 1, 1) / 1000, Date.UTC(2024, 0, 1, 2) / 1000];
    expect(compileWorkflow(yaml, at(hour)).workflows[0]?.skipped).toBeUndefined();
    expect(compileWorkflow(yaml, at(later)).workflows[0]?.skipped).toBe('when');
    expect(compileWorkflow(yaml, at()).errors.map(({ code }) => code)).toEqual(['evaluate-failed']);
  });
});

describe('a matrix', () => {
  it('reads an empty item of `include` as a run without axes', () => {
    const { workflows } = compileWorkflow(`matrix: {include: [null, {A: b}]}\n${STEPS}`, pipelineInput);
    expect(workflows.map(({ axis_id, axes }) => [axis_id, axes])).toEqual([
      [1, {}],
      [2, { A: 'b' }],
    ]);
  });
});

describe('a step that is not detached for certain', () => {
  it('is expected to have commands', () => {
    const yaml = STEPS.replace('commands: [x]', 'environment: {A: b}, detach: no');
    const result = compileWorkflow(yaml, pipelineInput);
    expect(result.errors.map(({ field, code }) => [field, code])).toContainEqual([
      'steps.a',
      'schema-required',
    ]);
  });
});

describe('ids', () => {
  const yaml = 'matrix: {A: [x, x]}\nsteps: [{image: a, commands: [x]}, {image: b, commands: [x]}]\n';

  it('are the same for the same input and look like those of the server', () => {
    const input = { ...pipelineInput, options: {} };
    const [left, right] = [compileWorkflow(yaml, input), compileWorkflow(yaml, input)];
    expect(left).toEqual(right);
    expect(left.workflows[0]?.config?.volume).toMatch(/^wp_[0-7][0-9a-hjkmnp-tv-z]{25}_0_default$/);
    expect(firstStep(yaml, input)?.uuid).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  });

  it('differ between steps, axes and files of the same name', () => {
    const files = ['a/ci.yaml', 'b/ci.yaml'].map((name) => ({ name, yaml }));
    const { workflows } = compileWorkflow(files, { ...pipelineInput, options: {} });
    const stages = workflows.flatMap(({ config }) => config?.pipeline ?? []);
    const ids = stages.flatMap(({ steps }) => (steps ?? []).map(({ uuid }) => uuid));
    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(12);
    expect(new Set(workflows.map(({ config }) => config?.volume)).size).toBe(4);
  });
});

describe('a left-out workflow', () => {
  it('is reported with the condition that failed', () => {
    const yaml = [
      'skip_clone: true',
      'steps:',
      '  a: {image: x, when: [{event: tag, branch: trunk}, {event: push, path: "none/**"}]}',
      '  b: {image: x, when: {event: push, evaluate: "CI_COMMIT_BRANCH == \'dev\'"}}',
      '  c: {image: x, when: {event: push, matrix: {OS: linux}}}',
    ].join('\n');
    const result = compileWorkflow(yaml, pipelineInput);
    expect(result.leftOut.map(({ step, reason, condition }) => [step, reason, condition])).toEqual([
      ['steps.a', 'when', 'path'],
      ['steps.b', 'when', 'evaluate'],
      ['steps.c', 'when', 'matrix'],
      [undefined, 'no-stages', undefined],
    ]);
    expect(result.leftOut[0]?.range?.start).toEqual({ line: 3, column: 73 });
  });

  it('names the workflow that is missing, step by step', () => {
    const file = (name: string, rest: string) => ({ name, yaml: `${STEPS}${rest}` });
    const files = [
      file('a.yaml', 'depends_on: [b]\n'),
      file('b.yaml', 'depends_on: [c]\n'),
      { name: 'c.yaml', yaml: STEPS.replace('push', 'tag') },
    ];
    const { leftOut, workflows } = compileWorkflow(files, pipelineInput);
    expect(leftOut.map(({ workflow, reason, dependency }) => [workflow, reason, dependency])).toEqual([
      ['c', 'when', undefined],
      ['b', 'missing-dependency', 'c'],
      ['a', 'missing-dependency', 'b'],
    ]);
    expect(workflows.map(({ skipped }) => skipped)).toEqual([
      'missing-dependency',
      'missing-dependency',
      'when',
    ]);
  });
});

describe('notices', () => {
  const codes = (yaml: string, input = pipelineInput): string[] =>
    compileWorkflow(yaml, input).notices.map(({ code }) => code);

  it('report variables that are not set, once per place', () => {
    const yaml = `matrix: {A: [x, y]}\n${STEPS}# \${NOPE} \${A} \${NOPE:-fine}\n`;
    expect(codes(yaml)).toEqual(['variable-unset']);
  });

  it('report names that are there twice, keys that are gone and workflows that wait for each other', () => {
    const twice =
      'skip_clone: true\nsteps: [{name: a, image: x}, {name: a, image: y, group: g}]\npipeline: {}\n';
    expect(codes(twice).sort()).toEqual(['key-removed', 'key-removed', 'step-name-repeated']);
    const circle = ['a', 'b'].map((name) => ({
      name,
      yaml: `${STEPS}depends_on: [${name === 'a' ? 'b' : 'a'}]\n`,
    }));
    const { notices } = compileWorkflow(circle, pipelineInput);
    expect(notices.map(({ code, args }) => [code, args])).toEqual([
      ['workflow-dependency-cycle', { cycle: ['a', 'b', 'a'] }],
    ]);
  });

  it('warn of an optional dependency that is left out in a chain, at 3.15 and 3.16', () => {
    const chain = (last: string) =>
      `when: {event: push}
steps:
  a: {image: x, commands: [y], when: {event: tag}}
  b: {image: x, commands: [y], depends_on: [{name: a, optional: true}]}
  c: {image: x, commands: [y], depends_on: [${last}]}
`;
    const at = (release: string, yaml: string) => {
      const { fatal, errors, notices } = compileWorkflow(yaml, { ...pipelineInput, release });
      expect([fatal, errors]).toEqual([false, []]);
      return notices.map(({ code, range }) => [code, range?.start.line]);
    };
    const crash = [['dependency-left-out-crash', 4]];
    expect(['3.15', '3.16', '3.17'].map((release) => at(release, chain('b')))).toEqual([crash, crash, []]);
    expect(at('3.16', chain(''))).toEqual([]);
  });

  it('say why the server crashes', () => {
    const yaml = 'steps: {a: {image: x, backend_options: {kubernetes: {x: .inf}}}}';
    const result = compileWorkflow(yaml, pipelineInput);
    expect(result).toMatchObject({ fatal: true, panic: true, workflows: [] });
    expect(result.notices.map(({ code }) => code)).toEqual(['backend-options-not-encodable']);
  });
});

describe('unknown keys', () => {
  it('come with the nearest known one', () => {
    const yaml = STEPS.replace('commands', 'comands').replace('skip_clone', 'skipclone');
    const messages = compileWorkflow(yaml, pipelineInput).errors.map(({ help = '' }) => help);
    expect(messages.some((text) => text.includes('`commands`'))).toBe(true);
    expect(messages.some((text) => text.includes('`skip_clone`'))).toBe(true);
  });
});

describe('cycles', () => {
  it('are named, without the steps that only lead to them', () => {
    const yaml = `skip_clone: true\nsteps:\n${[
      ['lead', 'b'],
      ['a', 'c'],
      ['b', 'a'],
      ['c', 'b'],
    ]
      .map(([name, dependency]) => `  - {name: ${name}, image: x, depends_on: [${dependency}]}`)
      .join('\n')}`;
    const error = compileWorkflow(yaml, pipelineInput).errors.find(({ code }) => code === 'dependency-cycle');
    expect(new Set(error?.message.match(/`[^`]*`/g))).toEqual(new Set(['`a`', '`b`', '`c`']));
  });
});
