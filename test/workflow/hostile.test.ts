import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileWorkflow, RELEASES } from '../../src/index.ts';
import { deepFrozen } from '../support/deep-frozen.ts';
import { anyText } from '../support/hostile-text.ts';
import { pipelineInput } from './support.ts';

function codesOf(yaml: string): string[] {
  return compileWorkflow(yaml, pipelineInput).errors.map(({ code }) => code);
}

describe('hostile texts', () => {
  it.each([
    ['flow lists', `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['flow maps', `a: ${'{a: '.repeat(10_000)}${'}'.repeat(10_000)}`],
    ['lists that never end', '['.repeat(50_000)],
    ['block lists', `${'- '.repeat(10_000)}a`],
    ['block maps', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('nested too deep are rejected: %s', (_, yaml) => {
    expect(codesOf(yaml)).toEqual(['yaml-nested-too-deep']);
  });

  it('that expand without bound are rejected', () => {
    const letters = [...'abcdefghij'];
    const lines = letters.map((letter, index) => {
      const items = Array(9).fill(index === 0 ? 'x' : `*${letters[index - 1]}`);
      return `${letter}: &${letter} [${items.join(', ')}]`;
    });
    expect(codesOf(lines.join('\n'))).toEqual(['yaml-excessive-aliases']);
    const chain = Array.from({ length: 5000 }, (_, index) => `a${index}: &a${index} [*a${index - 1}]`);
    expect(codesOf(['a-1: &a-1 x', ...chain].join('\n'))).toEqual(['yaml-excessive-aliases']);
  });

  it('that contain themselves are rejected', () => {
    expect(codesOf('steps: {a: {image: x, settings: &s {l: [*s]}}}')).toContain('yaml-recursive-alias');
  });

  it('of control characters are rejected', () => {
    expect(codesOf('a: \u0007')).toEqual(['yaml-forbidden-character']);
    expect(codesOf('a: \ud800')).toEqual(['yaml-forbidden-character']);
  });

  it('with scalars of megabytes compile', () => {
    const yaml = `when: {event: push}\nskip_clone: true\nsteps: {a: {image: x, commands: ["${'x'.repeat(5e6)}"]}}`;
    const { workflows } = compileWorkflow(yaml, pipelineInput);
    expect(workflows[0]?.config?.pipeline?.[0]?.steps?.[0]?.commands?.[0]).toHaveLength(5e6);
  });

  it('keep keys that have a meaning in JavaScript, and change no prototype', () => {
    const yaml = [
      'when: {event: push}',
      'skip_clone: true',
      'labels: {__proto__: label, constructor: other}',
      'matrix: {__proto__: [axis]}',
      'steps:',
      '  __proto__:',
      '    image: x',
      '    environment: {__proto__: one, constructor: two, J: {__proto__: {x: 1}}}',
      '    backend_options: {kubernetes: {__proto__: {polluted: yes}}}',
    ].join('\n');
    const { workflows } = compileWorkflow(yaml, { ...pipelineInput, env: JSON.parse('{"__proto__": "e"}') });
    const text = JSON.stringify(workflows);
    for (const part of [
      '"axes":{"__proto__":"axis"}',
      '"__proto__":"label"',
      '"constructor":"other"',
      '"name":"__proto__"',
      '"__proto__":"one"',
      '"constructor":"two"',
      '{\\"__proto__\\":{\\"x\\":1}}',
      '"kubernetes":{"__proto__":{"polluted":"yes"}}',
    ]) {
      expect(text).toContain(part);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('any string', () => {
  it('is answered, at any release, without an exception', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...RELEASES), (yaml, release) => {
        const result = compileWorkflow(yaml, { ...pipelineInput, release });
        expect(result.fatal && result.workflows.length > 0).toBe(false);
      }),
      { numRuns: 1500, seed: 7 },
    );
  });

  it('leaves a frozen input alone', () => {
    const frozen = deepFrozen({ ...structuredClone(pipelineInput), env: { A: 'b' } });
    const files = deepFrozen([
      { name: 'b.yaml', yaml: 'steps: {a: {image: x}}' },
      { name: 'a.yaml', yaml: 'steps: {a: {image: x, settings: {t: {from_secret: ghost}}}}' },
    ]);
    expect(compileWorkflow(files, frozen).fatal).toBe(true);
  });
});
