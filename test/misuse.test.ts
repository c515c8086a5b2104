import { expect, test } from 'vitest';
import {
  AgentOptionsError,
  compileWorkflow,
  makePod,
  planWorkflowWithDiagnostics,
  resolveAgentOptions,
  toJson,
  toYaml,
  validateBackendOptions,
} from '../src/index.ts';
import { run } from './support/memory-io.ts';

const STEP = { name: 'a', image: 'b' };

test('options that were never resolved are one problem', () => {
  for (const options of [{ release: '3.17' }, {}, undefined, '3.17']) {
    const { diagnostics } = planWorkflowWithDiagnostics({}, options as never);
    expect(diagnostics.map(({ code }) => code)).toEqual(['agent-option-invalid']);
  }
  expect(() => makePod(STEP, { release: '3.17' } as never)).toThrow(AgentOptionsError);
});

test('a single object is written as a list of one is', () => {
  const pod = makePod(STEP, resolveAgentOptions());
  expect(toYaml(pod)).toBe(toYaml([pod]));
  expect(toJson(pod)).toBe(toJson([pod]));
});

test('the whole of backend_options is one problem that names the place of the options', () => {
  const [problem, ...others] = validateBackendOptions({ kubernetes: { hostUsers: false } }, '3.17');
  expect([problem?.code, problem?.path, problem?.args['wrapper']]).toEqual([
    'option-unknown-key',
    '/kubernetes',
    'kubernetes',
  ]);
  expect(others).toEqual([]);
});

test('a workflow that nothing is known of is reported if its conditions do not match for that', () => {
  const codes = (...args: Parameters<typeof compileWorkflow>) =>
    compileWorkflow(...args).notices.map(({ code }) => code);
  const yaml = 'when: { event: push }\nsteps: { a: { image: b } }\n';
  expect(codes(yaml)).toEqual(['metadata-missing']);
  expect(codes(yaml, { metadata: { curr: { event: 'push' } } })).toEqual([]);
  expect(codes('steps: { a: { image: b } }\n')).toEqual([]);
});

test.each([
  [['lint', 'a.yaml', '--node', 'cpu=x'], '500m'],
  [['lint', 'a.yaml', '--node', 'foo=1'], 'memory'],
  [['lint', 'a.yaml', '--node', 'memry=8Gi'], 'memory'],
  [['help', 'foo'], 'render, lint'],
  [['help', 'lnt'], 'podwright help lint'],
])('%j ends with 2 and one line with the call', (argv, expected) => {
  const { code, err, out } = run(argv, { files: { 'a.yaml': 'steps: { a: { image: b } }\n' } });
  expect([code, out]).toEqual([2, '']);
  expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining(expected)]);
});
