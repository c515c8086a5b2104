import { expect, test } from 'vitest';
import {
  AgentOptionsError,
  assumedMetadata,
  compileWorkflow,
  diffFiles,
  diffReleases,
  formatChanges,
  formatReport,
  lintFiles,
  makePod,
  planFiles,
  planWorkflowWithDiagnostics,
  resolveAgentOptions,
  TranslationError,
  toJson,
  toYaml,
  validateBackendOptions,
  validateCompiledWorkflow,
  validateStep,
} from '../src/index.ts';
import { renderWorkflow } from '../src/vitest.ts';
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

const YAML = 'when: { event: push }\nsteps: { a: { image: b } }\n';
const SIDES = { from: { release: '3.0' }, to: { release: '3.17' } } as const;
const codesOf = (found: readonly { readonly code?: string }[]) => found.map(({ code }) => code);

test.each([
  ['a promise', Promise.resolve(YAML)],
  ['bytes', new TextEncoder().encode(YAML)],
  ['a Map', new Map()],
  ['a date', new Date(0)],
])('%s is not an object, so no function treats it as an empty one', (_, value) => {
  const given = value as never;
  expect(codesOf(compileWorkflow(YAML, given).errors)).toEqual(['input-type']);
  expect(codesOf(compileWorkflow([{ name: 'a.yaml', yaml: given }]).errors)).toEqual(['input-type']);
  for (const call of [planFiles, lintFiles])
    expect(codesOf(call(YAML, given).findings)).toEqual(['option-invalid']);
  expect(codesOf(diffFiles(YAML, given).findings)).toEqual(['option-invalid']);
  expect(codesOf(validateBackendOptions(given, '3.17'))).toEqual(['option-type']);
  expect(() => resolveAgentOptions(given)).toThrow(AgentOptionsError);
  expect(() => makePod(STEP, given)).toThrow(AgentOptionsError);
  expect(() => makePod(given, resolveAgentOptions())).toThrow(TranslationError);
  expect(() => toYaml([given])).toThrow(TypeError);
});

test('a path is not the text of a workflow', () => {
  for (const path of ['.woodpecker.yaml', 'ci/test.yml', '.woodpecker/', 'C:\\ci\\.woodpecker']) {
    expect(codesOf(compileWorkflow(path).errors)).toEqual(['input-type']);
    for (const call of [planFiles, lintFiles]) expect(codesOf(call(path).findings)).toEqual(['unreadable']);
    expect(codesOf(diffFiles(path, SIDES).findings)).toEqual(['unreadable']);
  }
});

test('options of an agent are not its environment', () => {
  const agent = resolveAgentOptions({ release: '3.17' }) as never;
  for (const call of [planFiles, lintFiles])
    expect(codesOf(call(YAML, { agent }).findings)).toContain('agent-variable-unknown');
});

test.each<[string, object, readonly string[]]>([
  ['an option of no function', { form: SIDES.from }, ['planFiles', 'lintFiles', 'diffFiles']],
  [
    'a misspelled key of a secret',
    { secrets: [{ name: 'a', valeu: 'b' }] },
    ['planFiles', 'lintFiles', 'diffFiles'],
  ],
  ['a version of Kubernetes that is not known', { kubernetes: '1.99' }, ['lintFiles']],
  ['a level of Pod Security that does not exist', { podSecurity: 'strict' }, ['lintFiles']],
  ['a misspelled key of a side', { from: { relase: '3.0' } }, ['diffFiles']],
  ['a side that is missing', { from: undefined }, ['diffFiles']],
  ['a version of Kubernetes of a side', { to: { kubernetes: '1.99' } }, ['diffFiles']],
])('%s is an invalid option', (_, given, functions) => {
  const calls = {
    planFiles: () => planFiles(YAML, given as never).findings,
    lintFiles: () => lintFiles(YAML, given as never).findings,
    diffFiles: () => diffFiles(YAML, { ...SIDES, ...given } as never).findings,
  };
  for (const name of functions)
    expect(codesOf(calls[name as keyof typeof calls]())).toEqual(['option-invalid']);
});

test('metadata and secrets may have keys that servers know and podwright does not', () => {
  expect(planFiles(YAML, { metadata: { repo: { topic: 'x' } } as never }).findings).toEqual([]);
  const secret = { id: 1, org_id: 2, name: 'a', value: 'b' };
  expect(planFiles(YAML, { secrets: [secret] as never }).findings).toEqual([]);
});

test('functions that read workflow files may share an object of options', () => {
  const shared = { ...SIDES, strict: true, kubernetes: '1.30', ignore: ['event-filter-missing'] };
  for (const call of [planFiles, lintFiles, diffFiles]) expect(call(YAML, shared).findings).toEqual([]);
});

test('an unknown release is the one problem of a step or workflow', () => {
  expect(codesOf(validateStep({ comands: [] }, 'v9'))).toEqual(['release-unknown']);
  expect(codesOf(validateCompiledWorkflow({ piepline: [] }, 'v9'))).toEqual(['release-unknown']);
});

test('a report and differences are written for what the other functions return only', () => {
  const changes = diffReleases({ pipeline: [{ steps: [STEP] }] }, SIDES);
  const refused = [
    () => formatReport(lintFiles(YAML) as never),
    () => formatReport([{}] as never),
    () => formatReport([], { form: 'JSON' } as never),
    () => formatReport([], { format: 'json' } as never),
    () => formatReport([], 'json' as never),
    () => formatReport([], { files: YAML } as never),
    () => formatChanges(diffFiles(YAML, SIDES) as never),
    () => formatChanges(changes as never),
    () => formatChanges([], { form: 'sarif' } as never),
    () => assumedMetadata('push' as never),
    () => assumedMetadata({ repo: 'app' }),
    () => assumedMetadata({ event: 'pr' }),
    () => assumedMetadata({}, { curr: [] } as never),
  ];
  for (const call of refused) expect(call).toThrow(/^(?:The option )?`[^`]+` [^\n]+[.?]$/);
  expect(formatReport([], null as never)).toBe(formatReport([]));
  expect(renderWorkflow(YAML, null as never)).toBe(renderWorkflow(YAML));
});

test('what a validator returned is written with the place of each problem', () => {
  const found = validateStep({ name: 'a', image: 'b', comands: [] }, '3.17');
  const { findings } = JSON.parse(formatReport(found, { form: 'json' }));
  expect(findings).toMatchObject([{ code: 'key-unknown', subject: 'comands' }]);
});
