import { afterEach, describe, expect, it } from 'vitest';
import { codesIn, run, type World } from '../support/memory-io.ts';

/** Runs a command that must be rejected, and returns what it says. */
function refusal(argv: readonly string[], world: World = {}): string {
  const { code, out, err } = run(argv, world);
  expect([code, out]).toEqual([2, '']);
  expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m);
  return err;
}

function render(text: string, name = 'w.yaml', argv: readonly string[] = []) {
  return [['render', name, ...argv], { files: { [name]: text } }] as const;
}

afterEach(() => {
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

describe('a workflow file', () => {
  it.each([
    ['no YAML', 'steps: [', 'yaml-syntax', 'w.yaml:1:9'],
    ['a text', 'hello', 'wrong-type', 'w.yaml:1:1'],
    ['a list where a map belongs', '- a', 'wrong-type', 'w.yaml:1:1'],
    ['a key that appears twice', 'steps: {}\nsteps: {}', 'duplicate-key', 'w.yaml:2:1'],
    ['an alias without an anchor', 'steps: *a', 'yaml-unknown-alias', 'w.yaml:1:8'],
    ['a lone surrogate', 'steps: \ud800', 'yaml-forbidden-character', 'w.yaml:1:8'],
  ])('that is %s is rejected with its place', (_, text, code, place) => {
    const err = refusal(...render(text));
    expect(codesIn(err)).toContain(code);
    expect(err).toContain(`${place}: `);
  });

  it.each(['', '  \n\n'])('that is empty is rejected: %j', (text) => {
    expect(refusal(...render(text))).toContain('w.yaml');
    expect(refusal(['render', '-'], { stdin: text })).toContain('stdin');
  });

  it('with aliases that explode is rejected', () => {
    const lines = [...'abcdefghij'].map((letter, index, letters) => {
      const items = Array(9).fill(index === 0 ? 'x' : `*${letters[index - 1]}`);
      return `${letter}: &${letter} [${items.join(', ')}]`;
    });
    expect(codesIn(refusal(...render(lines.join('\n'))))).toEqual(['yaml-excessive-aliases']);
  });

  it('with unknown keys renders with a warning that names the nearest', () => {
    const { code, err } = run(
      ...render('when: {event: push}\nsteps: {a: {image: b, comands: [c], commands: [d]}}'),
    );
    expect(code).toBe(0);
    expect(err).toMatch(/w\.yaml:2:\d+: warning\[[a-z-]+\]: .*`comands`.*`commands`/);
  });

  it('keeps keys that mean something in JavaScript', () => {
    const yaml =
      'when: {event: push}\nsteps: {a: {image: b, commands: [c], environment: {__proto__: polluted, constructor: two}}}';
    const { out } = run(...render(yaml));
    expect(out).toContain('name: __proto__\n          value: polluted');
    expect(out).toContain('name: constructor\n          value: two');
  });

  it('of 10 MB renders', () => {
    const yaml = `when: {event: push}\nsteps: {a: {image: b, commands: ["${'x'.repeat(1e7)}"]}}`;
    expect(run(...render(yaml, 'w.yaml', ['--only', 'pvc'])).code).toBe(0);
  });
});

describe('a compiled workflow', () => {
  const compiled = (step: string) =>
    `{"volume": "v", "pipeline": [\n{"steps": [{"name": "a", "image": "b", ${step}}]}]}`;

  it.each([
    ['that ends too early', '{"pipeline": [', 'w.json:1:15'],
    ['with a comma too many', '{"pipeline": [],\n}', 'w.json:2:1'],
    ['with text after it', '{"pipeline": []} x', 'w.json:1:18'],
    ['that is nested too deep', `{"pipeline": ${'['.repeat(2000)}${']'.repeat(2000)}}`, 'w.json:1:'],
    ['with a map where a list belongs', '{"pipeline": {}}', 'w.json:1:14'],
    ['with a number where a text belongs', compiled('"pull": 1'), 'w.json:2:'],
    ['that is null', 'null', 'w.json:1:1'],
    ['that is a list of texts', '["x"]', '1:2'],
  ])('%s is rejected with its place', (_, text, place) => {
    expect(refusal(...render(text, 'w.json'))).toContain(place);
  });

  it('with unknown keys, keys that appear twice or numbers that cannot be held renders with warnings', () => {
    const json = compiled('"imge": 1, "name": "c", "org_id": 9007199254740993');
    const { code, err } = run(...render(json, 'w.json'));
    expect(code).toBe(0);
    expect(codesIn(err).sort()).toEqual(['duplicate-key', 'imprecise-number', 'key-unknown']);
    expect(err).toMatch(/w\.json:2:\d+: warning\[[a-z-]+\]: .*imge.*`image`/);
    expect(err).toContain('9007199254740993');
  });

  it('keeps keys that mean something in JavaScript, and reports those that are unknown', () => {
    const json = compiled(
      '"environment": {"__proto__": "polluted", "constructor": "two"}, "__proto__": {"polluted": 1}',
    );
    const { out, err } = run(...render(json, 'w.json'));
    expect(out).toContain('name: __proto__\n          value: polluted');
    expect(out).toContain('name: constructor\n          value: two');
    expect(codesIn(err)).toEqual(['key-unknown']);
  });

  it('with keys in any case, and null for missing values, renders as the agent reads it', () => {
    const step =
      '"Name": "a", "IMAGE": "b", "type": null, "Environment": {"A": "x", "a": "z"}, "Volumes": null';
    const json = `{"Volume": "v", "Pipeline": [{"Steps": [\n{${step}, "Dns": "x"}]}]}`;
    expect(refusal(...render(json, 'w.json'))).toMatch(/w\.json:2:\d+: .*Dns. is a string/);
    const { code, out, err } = run(...render(json.replace(', "Dns": "x"', ''), 'w.json'));
    expect([code, codesIn(err)]).toEqual([0, []]);
    expect(out).toContain('image: b');
    expect(out).toContain('name: A\n          value: x');
    expect(out).toContain('name: a\n          value: z');
  });

  it('with a lone surrogate renders with the replacement character, as the agent reads it', () => {
    const { out } = run(...render(compiled('"environment": {"A": "x\\ud800y"}'), 'w.json'));
    expect(out).toContain('x\ufffdy');
  });

  it('of 10 MB renders', () => {
    const json = compiled(`"commands": ["${'x'.repeat(1e7)}"]`);
    expect(run(...render(json, 'w.json', ['--only', 'pvc'])).code).toBe(0);
  });
});

describe('a path', () => {
  it('to nothing, or to a folder without workflows, is rejected', () => {
    expect(refusal(['render', 'missing.yaml'])).toContain('"missing.yaml"');
    expect(refusal(['render', 'w'], { files: { 'w/readme.md': '' } })).toContain('w');
  });

  it('to a folder instead of a file is rejected', () => {
    const argv = ['render', 'fixtures/cli/build.yaml', '--agent-env', 'fixtures/cli'];
    expect(refusal(argv)).toContain('"fixtures/cli"');
    expect(refusal(['render', 'fixtures/cli/build.yaml', '--metadata', 'fixtures/cli'])).toContain(
      'fixtures/cli',
    );
  });
});

describe('a flag', () => {
  const FILE = 'fixtures/cli/build.yaml';

  it.each([
    [
      ['--step', 'tset'],
      ['"tset"', 'test'],
    ],
    [
      ['--step', 'publish'],
      ['"publish"', 'test'],
    ],
    [['--event', 'tga'], ['tag']],
    [
      ['--only', 'pods'],
      ['pod', 'pvc'],
    ],
    [['--release', '2.8'], ['3.0']],
    [
      ['--set', 'namespce=ci'],
      ['"namespce"', 'namespace'],
    ],
    [
      ['--set', 'namespace'],
      ['--set', 'namespace=ci'],
    ],
    [
      ['--set', 'storageRwx=perhaps'],
      ['WOODPECKER_BACKEND_K8S_STORAGE_RWX', 'perhaps'],
    ],
    [['--repo', 'noslash'], ['owner/name']],
    [['--platform', 'linux'], ['os/arch']],
    [
      ['--output', 'xml'],
      ['--output', 'yaml', 'ndjson'],
    ],
    [
      ['--outptu', 'yaml'],
      ['--outptu', '--output'],
    ],
    [
      ['--pod-security', 'strict'],
      ['--pod-security', 'baseline', 'restricted'],
    ],
  ])('%j is rejected with what is expected', (flags, expected) => {
    const err = refusal(['render', FILE, ...flags]);
    for (const part of expected) expect(err).toContain(part);
  });

  it('for one run is rejected with several', () => {
    expect(refusal(['render', 'fixtures/cli/.woodpecker', '--task', '7'])).toContain('--task');
  });

  it('is not taken for another: usage errors of every command end with 2', () => {
    for (const argv of [
      [],
      ['rendr'],
      ['render'],
      ['compile'],
      ['diff'],
      ['schema', 'nothing'],
      ['render', 'a', 'b'],
    ])
      refusal(argv);
  });
});

describe('metadata', () => {
  const withMetadata = (text: string) =>
    [
      ['render', 'fixtures/cli/build.yaml', '--only', 'pvc', '--metadata', 'm.json'],
      { files: { 'm.json': text } },
    ] as const;

  it.each([
    ['no JSON', '{"repo": }', 'm.json:1:10'],
    ['a list', '[]', 'm.json'],
    ['a list where an object belongs', '{"repo": []}', '/repo'],
    ['a text where a number belongs', '{"curr": {"number": "1"}}', '/curr/number'],
    ['files that are not text', '{"curr": {"commit": {"changed_files": [1]}}}', '/curr/commit/changed_files'],
  ])('that is %s is rejected', (_, text, place) => {
    expect(refusal(...withMetadata(text))).toContain(place);
  });

  it('with unknown keys is taken with a warning', () => {
    const { code, err } = run(
      ...withMetadata('{"repo": {"nmae": "x", "__proto__": {"polluted": 1}}, "step": {}}'),
    );
    expect(code).toBe(0);
    expect(codesIn(err).filter((found) => found === 'key-unknown')).toHaveLength(2);
    expect(err).toMatch(/`repo\.nmae`.*`name`/);
  });
});

describe("an agent's environment", () => {
  const withAgent = (text: string, argv: readonly string[] = []) =>
    [
      ['render', 'fixtures/cli/build.yaml', '--only', 'pvc', '--agent-env', 'a.env', ...argv],
      { files: { 'a.env': text } },
    ] as const;

  it('with bad lines is rejected with the number of each, and without their text', () => {
    const err = refusal(...withAgent('A=1\nhunter2\n# fine\n1B=2\nC = 3\nD="open\n'));
    for (const line of [2, 4, 5, 6]) expect(err).toContain(`a.env:${line}: `);
    expect(err).not.toContain('hunter2');
  });

  it('with names that are not known reports the nearest', () => {
    const { code, err } = run(
      ...withAgent('WOODPECKER_BACKEND_K8S_NAMESPCE=ci\nWOODPECKER_AGENT_SECRET=x\n'),
    );
    expect(code).toBe(0);
    expect(codesIn(err)).toContain('agent-variable-unknown');
    expect(err).toContain('WOODPECKER_BACKEND_K8S_NAMESPACE');
    expect(err).not.toContain('AGENT_SECRET');
  });

  it('with names that the release does not know yet reports so', () => {
    const text = 'WOODPECKER_BACKEND_K8S_PRIORITY_CLASS=high\n';
    expect(codesIn(run(...withAgent(text)).err)).toContain('agent-variable-without-effect');
    expect(codesIn(run(...withAgent(text, ['--release', '3.17'])).err)).not.toContain(
      'agent-variable-without-effect',
    );
  });

  it('on which the agent does not start is rejected', () => {
    const err = refusal(
      ...withAgent('WOODPECKER_BACKEND_K8S_POD_LABELS={\nWOODPECKER_BACKEND_K8S_STORAGE_RWX=maybe\n'),
    );
    expect(err).toContain('WOODPECKER_BACKEND_K8S_POD_LABELS');
    expect(err).toContain('WOODPECKER_BACKEND_K8S_STORAGE_RWX');
  });
});

describe('an empty value', () => {
  it.each([
    ['render', ''],
    ['render', 'fixtures/cli/step.json', '--out-dir', ''],
    ['render', 'fixtures/cli/step.json', '--agent-env', ''],
    ['render', 'fixtures/cli/step.json', '--metadata', ''],
    ['render', 'fixtures/cli/step.json', '--step', ''],
    ['lint', 'fixtures/cli/step.json', ''],
    ['diff', 'fixtures/cli/step.json', '--from-env', ''],
    ['explain', 'fixtures/cli/step.json', '--field', ''],
    ['compile', 'fixtures/cli/build.yaml', '--secrets', ''],
  ])('is rejected before anything is read or written: %j', (...argv) => {
    const { code, out, err, written } = run(argv);
    expect([code, out, written.size]).toEqual([2, '', 0]);
    expect(err).toContain(argv.at(-2)?.startsWith('--') ? `${argv.at(-2)}` : 'argument');
  });
});

it('finds no step by name in a workflow whose steps have none', () => {
  const files = { 'w.json': '{"pipeline":[{"steps":[{"image":"x"}]}],"volume":"v"}' };
  for (const command of ['render', 'explain']) {
    const { code, err } = run([command, 'w.json', '--step', 'build'], { files });
    expect(code).toBe(2);
    expect(err).toContain('"build"');
    expect(err).not.toContain('fault');
  }
});
