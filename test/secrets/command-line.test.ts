import { describe, expect, it } from 'vitest';
import { run } from '../support/memory-io.ts';
import { BROKEN_STEPS, CANARIES, GIVEN, STEP, stepOf, tracesIn, WORKFLOW, YAML } from './canaries.ts';

const MORE_YAML = `${YAML}
  refused:
    image: 'a b'
    environment: {CI_SYSTEM_PLATFORM: {from_secret: password}}
    backend_options: {kubernetes: {resources: {requests: {cpu: "\${SECRET_IN_ENV}"}}}}
`;

const METADATA = { repo: { clone_url: `https://user:${CANARIES.inUrl}@forge.example.com/a/b.git` } };

const FILES: Readonly<Record<string, string>> = {
  'w.yaml': MORE_YAML,
  'runs.yaml': YAML,
  'w.json': JSON.stringify(WORKFLOW),
  'm.json': JSON.stringify(METADATA),
  ...Object.fromEntries(
    Object.entries(BROKEN_STEPS).map(([name, broken]) => [
      `${name}.json`,
      // Reports quote a line of a file, so these have many and the others have one.
      JSON.stringify({ ...WORKFLOW, pipeline: [{ steps: [{ ...STEP, ...broken }] }] }, null, 1),
    ]),
  ),
  'cut.json': JSON.stringify(WORKFLOW).slice(0, -5),
  'a.env': `WOODPECKER_AGENT_SECRET=${CANARIES.listed}\nWOODPECKER_BACKEND_K8S_POD_ANNOTATIONS_ALLOW_FROM_STEP=true\n`,
};

const COMMANDS = [
  ['render', '--check', '--pod-security', 'restricted'],
  ['render', '-o', 'json', '--os', 'windows'],
  ['render', '--out-dir', 'o'],
  ['compile'],
  ['lint'],
  ['lint', '--report', 'json'],
  ['lint', '--report', 'sarif', '--strict'],
  ['lint', '--report', 'markdown'],
  ['lint', '--report', 'github'],
  ['explain'],
  ['explain', '--report', 'json'],
];

describe.each(['3.0', '3.17'])('no secret is in the output of the command line at %s', (release) => {
  it.each(COMMANDS)('%s %s %s %s', (...command) => {
    let amount = 0;
    for (const file of Object.keys(FILES).filter(
      (name) => name.startsWith('w.') || name.includes(' ') || name.startsWith('cut'),
    )) {
      const given = file === 'w.yaml' ? [...GIVEN, '--metadata', 'm.json'] : [];
      const { out, err, written } = run(
        [...command, file, '--release', release, '--agent-env', 'a.env', ...given],
        {
          files: FILES,
        },
      );
      expect(tracesIn(out, err, [...written.values()].join('\n')), `${command.join(' ')} ${file}`).toEqual(
        [],
      );
      amount += out.length + err.length + written.size;
    }
    expect(amount).toBeGreaterThan(0);
  });
});

describe('no secret is in a comparison', () => {
  it.each([['human'], ['json']])('written as %s', (report) => {
    for (const file of ['runs.yaml', 'w.json']) {
      const given = file === 'runs.yaml' ? [...GIVEN, '--metadata', 'm.json'] : [];
      const argv = ['diff', '--from', '3.0', '--to', '3.17', '--report', report, file, ...given];
      const { out, err } = run(argv, { files: FILES });
      expect(out.length, err).toBeGreaterThan(0);
      expect(tracesIn(out, err)).toEqual([]);
    }
  });
});

describe('with --show-secrets', () => {
  it.each([['render'], ['compile']])('%s writes them', (command) => {
    const { out } = run([command, 'w.json', '--show-secrets', '--release', '3.17'], { files: FILES });
    expect(tracesIn(out).length).toBeGreaterThan(8);
    const yaml = run(
      [command, 'w.yaml', '--show-secrets', '--release', '3.17', ...GIVEN, '--metadata', 'm.json'],
      {
        files: FILES,
      },
    );
    expect(tracesIn(yaml.out)).toEqual(
      expect.arrayContaining(['kanarie-listed', 'kanarie-mapped', 'kanarie-url']),
    );
  });
});

describe('a secret in every field of a step is in nothing that is written', () => {
  const names = ['listed', 'quoted', 'marked', 'awkward', 'long'] as const;
  const files = Object.fromEntries(
    names.map((name) => {
      const secret = CANARIES[name];
      const other = { name: 'other', image: 'b', environment: { A: secret } };
      const workflow = {
        volume: 'v',
        secrets: [{ name, value: secret }],
        pipeline: [{ steps: [stepOf(secret, name === 'listed' ? secret : 'a'), stepOf(secret, 'b'), other] }],
      };
      return [`${name}.json`, JSON.stringify(workflow, null, name === 'long' ? 0 : 1)];
    }),
  );
  const env = [
    'WOODPECKER_BACKEND_K8S_POD_ANNOTATIONS_ALLOW_FROM_STEP=true',
    'WOODPECKER_BACKEND_K8S_POD_LABELS_ALLOW_FROM_STEP=true',
    `WOODPECKER_BACKEND_K8S_POD_LABELS={"a":"${CANARIES.listed}"}`,
  ].join('\n');

  it.each([
    ...COMMANDS,
    ['explain', '--field', 'spec'],
    ['diff', '--from', '3.8', '--to', '3.9'],
    ['diff', '--from', '3.8', '--to', '3.9', '--report', 'json'],
    ['render', '--step', 'none'],
  ])('%s %s %s %s', (command, ...flags) => {
    const world = { files: { ...files, 'a.env': env } };
    for (const file of Object.keys(files)) {
      const release = command === 'diff' ? [] : ['--release', '3.17'];
      const agent = command === 'compile' || file !== 'listed.json' ? [] : ['--agent-env', 'a.env'];
      const { out, err, written } = run([command as string, file, ...flags, ...release, ...agent], world);
      expect(out.length + err.length).toBeGreaterThan(0);
      expect(tracesIn(out, err, [...written].join('\n')), file).toEqual([]);
    }
  });
});

describe('usage errors name the flag or the field, and not the value', () => {
  const secret = CANARIES.listed;
  const files = { 'w.yaml': YAML, 'w.json': JSON.stringify(WORKFLOW), 's.env': `A=1\n${secret}\n` };

  it.each([
    ['--registry', ['--registry', `registry.example.com:user:${secret}`]],
    ['--registry', ['--registry', `=user:${secret}`]],
    ['--secret', ['--secret', secret]],
    ['--secret', ['--secret', `=${secret}`]],
    ['s.env', ['--secrets', 's.env']],
    ['--env', ['--env', secret]],
    ['--set', ['--set', secret]],
    ['--secrt', [`--secrt=s=${secret}`]],
    ['--secrt', [`--secrt=s=it's ${secret}\n(Did you mean ${secret}?)`]],
    ['--secrt', [`--secrt s=${secret}`]],
    ['-k', [`-${secret}`]],
    ['--output', ['--output', secret]],
    ['--output', [`--output=it's ${secret}\n'`]],
    ['--release', ['--release', secret]],
    ['--kubernetes', ['--kubernetes', secret]],
    ['render', ['--secret', 'a=b', secret]],
  ])('%s', (name, flags) => {
    const { code, out, err } = run(['render', 'w.yaml', ...flags], { files });
    expect([code, out, tracesIn(err)]).toEqual([2, '', []]);
    expect(err).toContain(name);
  });

  it('for commands too, and with the name that was meant', () => {
    const { code, err } = run([`rendr${secret}`], { files });
    expect([code, tracesIn(err)]).toEqual([2, []]);
    expect(run(['rendr'], { files }).err).toContain('render');
    expect(run(['render', 'w.yaml', `--secrt=s=${secret}`], { files }).err).toContain('--secret?');
    expect(run(['completion', `zs${secret}`], { files }).err).toContain('zsh');
  });

  it.each([
    ['/repo/clone_url', { repo: { clone_url: [`https://user:${secret}@example.com`] } }],
    ['/repo/private', { repo: { private: secret } }],
    ['/curr/commit/changed_files', { curr: { commit: { changed_files: secret } } }],
    ['/repo', { repo: secret }],
  ])('metadata with a wrong type at %s', (path, metadata) => {
    const world = { files: { ...files, 'm.json': JSON.stringify(metadata) } };
    const { code, err } = run(['render', 'w.yaml', '--metadata', 'm.json'], world);
    expect([code, tracesIn(err)]).toEqual([2, []]);
    expect(err).toContain(path);
  });

  it('compiled workflows with a wrong type in any field of a step', () => {
    for (const field of Object.keys(stepOf(secret))) {
      for (const value of [secret, [secret], { [field]: secret }, [{ [field]: [secret] }], [[secret]]]) {
        const workflow = { pipeline: [{ steps: [{ name: 'a', image: 'b', [field]: value }] }] };
        const { code, err } = run(['render', 'w.json'], { files: { 'w.json': JSON.stringify(workflow) } });
        if (code === 2) expect(tracesIn(err), field).toEqual([]);
      }
    }
  });
});

describe('redaction', () => {
  it('changes nothing but the secrets', () => {
    const argv = ['render', 'fixtures/cli/build.yaml', '--tag', 'v1', '-o', 'ndjson', '--only', 'pod'];
    const secret = ['--secret', 'npm_token=kanarie-listed-1'];
    const shown = run([...argv, ...secret, '--show-secrets']).out;
    expect(run([...argv, ...secret]).out).toBe(shown.replaceAll('kanarie-listed-1', '<redacted>'));
  });

  it('leaves short values alone inside of others', () => {
    const argv = ['render', 'fixtures/cli/build.yaml', '--tag', 'v1', '--secret', 'npm_token=v'];
    const { out } = run(argv);
    expect(out).toContain('refs/tags/v1');
    expect(out).toContain('name: NODE_AUTH_TOKEN\n          value: <redacted>');
  });

  it('shows which secrets were not given', () => {
    const { out, code } = run(['render', 'fixtures/cli/build.yaml', '--tag', 'v1']);
    expect(code).toBe(0);
    expect(out).toContain('<secret npm_token>');
  });
});

describe('constants', () => {
  it.each([
    'v1',
    'Pod',
    'Secret',
    'Never',
    '10G',
    'apiVersion',
    'metadata',
    'ReadWriteMany',
    '/bin/sh',
    'password',
  ])('are not secrets, even if one is the same as %s', (value) => {
    const argv = ['render', 'fixtures/cli/build.yaml', '--tag', 'x2', '-o', 'ndjson', '--release', '3.17'];
    const shown = run([...argv, '--secret', 'other=x']).out;
    expect(run([...argv, '--secret', `other=${value}`]).out).toBe(shown);
  });
});

it.each(['text', 'json', 'sarif', 'markdown', 'github'])(
  'no axis of a matrix shows a secret in %s',
  (report) => {
    const file = `matrix: {A: ['kanarie axis', 'c:1']}\nsteps: [{name: a, image: '\${A}', commands: [c]}]\n`;
    const form = report === 'text' ? [] : ['--report', report];
    const { out, err } = run(['lint', 'w.yaml', '--secret', 's=kanarie axis', ...form], {
      files: { 'w.yaml': file },
    });
    expect(out).toContain('A=');
    expect((out + err).includes('kanarie axis')).toBe(false);
  },
);
