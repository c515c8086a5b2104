import { describe, expect, it } from 'vitest';
import { run } from '../support/memory-io.ts';
import { BROKEN_STEPS, CANARIES, GIVEN, STEP, tracesIn, WORKFLOW, YAML } from './canaries.ts';

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
      JSON.stringify({ ...WORKFLOW, pipeline: [{ steps: [{ ...STEP, ...broken }] }] }),
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
  ['lint', '--report', 'github'],
  ['explain'],
  ['explain', '--report', 'json'],
];

describe.each(['3.0', '3.9', '3.17'])('no secret is in what the command line writes at %s', (release) => {
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
