import { expect, test } from 'vitest';
import { lintWorkflow, resolveAgentOptions, type Step } from '../../src/index.ts';

const STEP = '/pipeline/0/steps/0';

function findings(step: Partial<Step>, release = '3.17'): string[] {
  const steps = [{ name: 'build', image: 'alpine', uuid: 'u1', ...step }];
  const found = lintWorkflow({ volume: 'v', pipeline: [{ steps }] }, resolveAgentOptions({ release }));
  return found.map(({ code, path }) => `${code} ${path.slice(STEP.length)}`);
}

test.each<[Partial<Step>, string, string[]]>([
  [{ commands: ['a'], environment: { SHELL: 'x' } }, '3.17', ['script-variable-set /environment/SHELL']],
  [{ environment: { SHELL: 'x', CI_SCRIPT: 'y' } }, '3.17', []],
  [{ commands: ['a', 'b'] }, '3.17', []],
  [
    { commands: ['a', 'b'], environment: { CI_SCRIPT: 'x' }, secret_mapping: { CI_SCRIPT: 'x' } },
    '3.17',
    ['script-variable-mapped /environment/CI_SCRIPT'],
  ],
  [
    { commands: ['a'], secret_mapping: { CI_SCRIPT: 'x' } },
    '3.17',
    ['script-variable-mapped /secret_mapping/CI_SCRIPT'],
  ],
  // A shell from a secret leaves the script as it is.
  [{ commands: ['a'], environment: { SHELL: 'x' }, secret_mapping: { SHELL: 'x' } }, '3.17', []],
  [
    { environment: { A: 'x', B: 'y' }, secret_mapping: { A: 'x', B: 'y' } },
    '3.8',
    ['secret-value-in-pod /secret_mapping'],
  ],
  [{ auth_config: { username: 'ci' } }, '3.17', ['credentials-incomplete /auth_config']],
  [{ auth_config: { username: '', password: '' } }, '3.17', []],
  [{ extra_hosts: [{ name: 'a', ip: '10.0.0.1' }] }, '3.12', ['extra-hosts-replaced /extra_hosts']],
  [{ extra_hosts: [{ name: 'a', ip: '10.0.0.1' }] }, '3.13', []],
  [
    { backend_options: { kubernetes: { runtimeClassName: '' } } },
    '3.17',
    ['runtime-class-empty /backend_options/kubernetes/runtimeClassName'],
  ],
])('what the agent decides on %j at %s is reported once, where it was written', (step, release, expected) => {
  expect(findings(step, release)).toEqual(expected);
});
