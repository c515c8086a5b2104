import { describe, expect, it } from 'vitest';
import { validateAgentOptions, validateCompiledWorkflow, validateStep } from '../../src/index.ts';
import { recordedSteps } from '../support/recorded-inputs.ts';

const shown = (problems: readonly { code: string; path: string }[]) =>
  problems.map(({ code, path }) => `${code} ${path}`).sort();

describe('validateStep', () => {
  it.each<[what: string, step: unknown, expected: string[]]>([
    ['a step', { name: 'a', image: 'b', commands: null }, []],
    ['no object', 5, ['value-wrong-type ']],
    ['no step at all', undefined, ['value-wrong-type ']],
    ['a misspelt key', { name: 'a', image: 'b', imge: 'c' }, ['key-unknown /imge']],
    ['a key in another case', { Name: 'a', IMAGE: 5 }, ['value-wrong-type /IMAGE']],
    ['nothing', {}, ['key-missing ', 'key-missing ']],
    [
      'wrong options',
      { name: 'a', image: 'b', backend_options: { kubernetes: { hostUser: 1 } } },
      ['option-unknown-key /backend_options/kubernetes/hostUser'],
    ],
  ])('reports %s', (_, step, expected) => {
    expect(shown(validateStep(step, '3.17'))).toEqual(expected);
    const paths = expected.map((text) => text.replace(' ', ' /pipeline/0/steps/0'));
    expect(shown(validateCompiledWorkflow({ pipeline: [{ steps: [step] }] }, '3.17'))).toEqual(paths);
  });

  it('accepts the steps of recordings', () => {
    const steps = recordedSteps.slice(0, 200).map(({ backend_options: _, ...step }) => step);
    expect(steps.flatMap((step) => shown(validateStep(step)))).toEqual([]);
  });

  it('shows no value', () => {
    expect(JSON.stringify(validateStep({ name: 'a', image: 'b', commands: 'hunter2' }))).not.toContain(
      'hunter2',
    );
  });
});

describe('validateAgentOptions', () => {
  it.each<[options: unknown, expected: string[]]>([
    [{}, []],
    [{ release: '3.17', namespace: 'ci' }, []],
    [{ release: '3.0', priorityClass: 'high' }, ['agent-option-without-effect /priorityClass']],
    [
      { namespac: 'ci', stopTimeout: 'x' },
      ['agent-option-invalid /stopTimeout', 'agent-option-unknown /namespac'],
    ],
    [null, ['agent-option-invalid ']],
  ])('reports what is wrong with %j', (options, expected) => {
    expect(shown(validateAgentOptions(options))).toEqual(expected);
  });
});
