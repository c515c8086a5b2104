import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { awkwardText, NOT_TO_BE_SHOWN } from '../support/awkward-text.ts';
import { IS_FULL } from '../support/fuzz.ts';
import { run } from '../support/memory-io.ts';

/** More of them in `npm run fuzz`. */
const runs = (count: number): number => (IS_FULL ? 40 * count : count);

/** Text that begins a line of the output, where it breaks out of its line. */
const CANARY = 'canary::x';

const text = fc.oneof(
  awkwardText,
  fc.constantFrom(
    `left\n${CANARY}`,
    `left\r${CANARY}`,
    `left\u2028${CANARY}`,
    'left\n::error::x',
    '::error::x',
    ' \t::add-mask::x',
    'a##[error]x',
    '\x1b]0;title\x07',
    '\x9b31m',
    'left\n---\nkind: Pod\n',
    '\u202egnp.exe',
  ),
);
/** Most of them harmless: a workflow that is rejected shows no more than the reason. */
const texts = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: text }), {
    minLength: 10,
    maxLength: 10,
  })
  .map((some) => some.map((one, index) => one ?? `plain${index}`));

/** A workflow file with texts in the place of names, keys and values. */
function workflowFile([name, image, key, value, option, label, other, command, service, left]: string[]) {
  return stringify({
    labels: { [`${label}`]: value },
    when: [{ event: 'push' }, { event: 'push', branch: other }],
    steps: [
      { name, image, commands: [command], environment: { [`${key}`]: value }, [`${other}`]: 1 },
      { name: 'plugin', image: 'a', settings: { [`${key}`]: { [`${label}`]: value } }, depends_on: [name] },
      { name: 'options', image, backend_options: backendOptions(key, value, option, label) },
      { name: 'volumes', image, volumes: [`${option}:/a`], commands: ['a'] },
      { name: left, image: 'a', when: { branch: other } },
    ],
    services: [{ name: service, image }],
    matrix: { [`${service}`]: [value, other] },
  });
}

/** A compiled workflow with such texts. */
function compiledFile([name, image, key, value, option, label, other, command, service, left]: string[]) {
  const steps = [
    { name, image, commands: [command], environment: { [`${key}`]: value }, [`${other}`]: 1 },
    { name: 'uuid', image: 'a', uuid: other, working_dir: left, secret_mapping: { [`${key}`]: 'secret' } },
    { name: 'options', image, backend_options: backendOptions(key, value, option, label) },
    { name: 'volumes', image: 'a', volumes: [`${option}:/a`], workflow_labels: { [`${label}`]: value } },
    { name: service, type: 'service', image, networks: [{ name: 'a', aliases: [service] }] },
    {
      name: 'registry',
      image,
      auth_config: { username: other, password: 'secret' },
      extra_hosts: [{ name: other, ip: left }],
    },
  ];
  return JSON.stringify({
    pipeline: [{ steps }, { steps: [{ name: left, image: other }] }],
    volume: 'a',
    [`${other}`]: 1,
  });
}

function backendOptions(key = '', value = '', option = '', label = '') {
  return {
    kubernetes: {
      [option]: value,
      labels: { [label]: value },
      annotations: { [key]: value },
      nodeSelector: { [key]: value },
      serviceAccountName: value,
      runtimeClassName: option,
      resources: { limits: { [key]: '1' } },
      tolerations: [{ key, operator: value, effect: option }],
      secrets: [{ name: value, key: option, target: { env: label, file: key } }],
      securityContext: { runAsUser: value, seccompProfile: { type: option }, [label]: 1 },
    },
    [label]: 1,
  };
}

const AGENT = ['--agent-env', 'agent.env'];
const EXPLAIN = ['explain', ...AGENT];
const COMMANDS = [
  ['render', '--check', '--pod-security', 'restricted', ...AGENT],
  ['render', '-o', 'json', ...AGENT],
  ['render', '-o', 'ndjson'],
  ['compile'],
  EXPLAIN,
  ['explain', '--report', 'json'],
  ['explain', '--field', 'metadata'],
  ['explain', '--field', 'spec'],
  ['explain', '--what-if', 'POD_LABELS_ALLOW_FROM_STEP=true'],
  ['diff', '--from', '3.12', '--to', '3.13'],
  ['diff', '--from', '3.12', '--to', '3.13', '--report', 'json'],
  ['lint', ...AGENT],
  ['lint', '--report', 'json'],
  ['lint', '--report', 'markdown'],
  ['diff', '--from', '3.12', '--to', '3.13', '--report', 'markdown'],
  ['lint', '--report', 'sarif', '--strict'],
  ['lint', '--report', 'github', ...AGENT],
];

function agentEnvironment([name, , key, value, option, label]: string[]): string {
  const annotations = JSON.stringify({ [`${label}`]: value, [`${key}`]: name });
  return [
    `WOODPECKER_BACKEND_K8S_POD_ANNOTATIONS=${quoted(annotations)}`,
    `WOODPECKER_BACKEND_K8S_POD_LABELS=${quoted(JSON.stringify({ [`${option}`]: value }))}`,
    `WOODPECKER_BACKEND_K8S_NAMESPACE=plain`,
  ].join('\n');
}

function quoted(value = ''): string {
  return `"${value.replace(/[\\"$]/g, '\\$&')}"`;
}

/** What is written for people and logs, and what is not to be in it. */
function expectHarmless(output: string, { isGithub = false, isYaml = false } = {}): void {
  expect(output).not.toMatch(NOT_TO_BE_SHOWN);
  expect(output).not.toContain('##[');
  const lines = output.split('\n');
  const commands = lines.filter((line) => line.trim().startsWith('::'));
  expect(isGithub ? commands.filter((line) => !GITHUB_LINE.test(line)) : commands).toEqual([]);
  // A block literal of YAML has separate lines.
  if (!isYaml) expect(lines.filter((line) => line.trim().startsWith(CANARY))).toEqual([]);
}

const GITHUB_LINE = /^::(?:error|warning|notice) (?:file=[^:]*,line=\d+,[^:]*|)title=[a-z-]+::[^ ]/;

describe.each([
  { source: 'a workflow file', fileOf: workflowFile, flags: ['--trusted'] },
  { source: 'a compiled workflow', fileOf: compiledFile, flags: [] },
])('texts of $source', ({ fileOf, flags }) => {
  test.each(COMMANDS.map((argv) => [argv.join(' '), argv] as const))(
    'reach the output of %s without harm',
    (_, argv) => {
      fc.assert(
        fc.property(texts, text, fc.boolean(), (all, name, isNamed) => {
          const file = isNamed ? name : 'w';
          fc.pre(!file.startsWith('-') && file !== '');
          const files = { 'agent.env': agentEnvironment(all), [file]: fileOf(all) };
          const { out, err } = run([...argv, ...flags, file], { files });
          expectHarmless(err);
          expectHarmless(out, {
            isGithub: argv.includes('github'),
            isYaml: argv[0] === 'render' || argv[0] === 'explain',
          });
          if (argv.join() === EXPLAIN.join()) expectObjects(out, [file, ...flags], files);
        }),
        { seed: 30, numRuns: runs(2) },
      );
    },
  );
});

/** The YAML of explain has the objects that render has, and no other. */
function expectObjects(yaml: string, argv: readonly string[], files: Record<string, string>): void {
  const rendered = run(['render', ...argv, '-o', 'json', ...AGENT], { files });
  const items = rendered.out === '' ? [] : JSON.parse(wellFormed(rendered.out)).items;
  const documents = parseAllDocuments(yaml).map((document) => document.toJS());
  expect(documents).toEqual(items);
}

/** JSON with U+FFFD for each escape of a lone surrogate. */
function wellFormed(json: string): string {
  return json.replace(/\\ud[89a-f]../g, '\ufffd');
}

test('colors are all that reaches a terminal', () => {
  const argv = fc.constantFrom(
    ['render'],
    ['explain'],
    ['explain', '--field', 'spec'],
    ['lint'],
    ['diff', '--to', '3.17'],
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are made of them.
  const colour = /\u001b\[(?:1|2|22|31|32|33|36|39)m/g;
  fc.assert(
    fc.property(argv, texts, (command, all) => {
      const files = { w: compiledFile(all.map((one) => one.replaceAll('\x1b[31m', ''))) };
      const { out, err } = run([...command, 'w'], { files, colours: true });
      for (const output of [out, err]) expect(output.replace(colour, '')).not.toMatch(NOT_TO_BE_SHOWN);
    }),
    { seed: 33, numRuns: runs(12) },
  );
});

test('texts of arguments reach messages without harm', () => {
  const places: ((value: string) => string[])[] = [
    (value) => [value],
    (value) => ['render', value],
    (value) => ['render', 'w', `--${value}`],
    (value) => ['render', 'w', '--step', value],
    (value) => ['render', 'w', '--release', value],
    (value) => ['render', 'w', '--only', value],
    (value) => ['render', 'w', '-o', value],
    (value) => ['render', 'w', '--set', value],
    (value) => ['render', 'w', '--set', `namespace=${value}`],
    (value) => ['render', 'w', '--agent-env', value],
    (value) => ['render', 'w', '--event', value],
    (value) => ['render', 'w', '--branch', value, '--check'],
    (value) => ['render', 'w', '--repo', value],
    (value) => ['render', 'w', '--platform', value],
    (value) => ['render', 'w', '--metadata', value],
    (value) => ['render', 'w', '--secret', value],
    (value) => ['explain', 'w', '--field', value],
    (value) => ['explain', 'w', '--what-if', value],
    (value) => ['lint', 'w', '--ignore', value],
    (value) => ['lint', 'w', '--node', value],
    (value) => ['lint', 'w', '--max-warnings', value],
    (value) => ['schema', value],
    (value) => ['help', value],
  ];
  const files = { w: 'when: { event: push }\nsteps: { build: { image: a, commands: [a] } }\n' };
  fc.assert(
    fc.property(fc.constantFrom(...places), text, (argvWith, value) => {
      const { out, err } = run(argvWith(value), { files });
      expectHarmless(err);
      expectHarmless(out, { isYaml: true });
    }),
    { seed: 31, numRuns: runs(30) },
  );
});

test('file names of a folder reach reports without harm', () => {
  fc.assert(
    fc.property(text, text, fc.constantFrom('human', 'github', 'sarif', 'json'), (name, step, report) => {
      const files = { [`ci/${name}.yaml`]: stringify({ steps: [{ name: step, image: step }] }) };
      const { out, err } = run(['lint', 'ci', '--report', report], { files });
      expectHarmless(err);
      expectHarmless(out, { isGithub: report === 'github' });
    }),
    { seed: 32, numRuns: runs(25) },
  );
});
