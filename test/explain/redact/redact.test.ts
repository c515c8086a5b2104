import { describe, expect, it } from 'vitest';
import { CANARIES, GIVEN, STEP, tracesIn, WORKFLOW, YAML } from '../../secrets/canaries.ts';
import { run } from '../../support/memory-io.ts';

const kubernetes = {
  tolerations: CANARIES.listed,
  labels: [CANARIES.long],
  annotations: { note: CANARIES.mapped },
};
const UNLISTED = { volume: 'v', pipeline: [{ steps: [{ ...STEP, backend_options: { kubernetes } }] }] };

describe('secrets are in no output', () => {
  const files = {
    'w.yaml': YAML,
    'w.json': JSON.stringify({ ...UNLISTED, secrets: WORKFLOW.secrets }),
    'unlisted.json': JSON.stringify({
      ...UNLISTED,
      pipeline: [{ steps: [{ ...UNLISTED.pipeline[0]?.steps[0], secret_mapping: CANARIES }] }],
    }),
    'a.env': 'WOODPECKER_BACKEND_K8S_POD_ANNOTATIONS_ALLOW_FROM_STEP=true\n',
  };
  const releases = ['3.0', '3.8', '3.9', '3.17'].map((release) => ['--release', release]);
  const commands = [
    ...releases.flatMap((release) => [
      ['render', ...release, '--agent-env', 'a.env', '--check', '--pod-security', 'restricted'],
      ['render', ...release, '--os', 'windows'],
      ['render', ...release, '-o', 'json'],
      ['render', ...release, '--out-dir', 'o'],
      ['compile', ...release],
    ]),
    ['diff', '--from', '3.0', '--to', '3.17', '--agent-env', 'a.env'],
    ['diff', '--from', '3.0', '--to', '3.17', '--report', 'json'],
    ['diff', '--os', 'windows', '--from', '3.0', '--to', '3.17'],
  ];

  it.each(commands)('of %s %s %s %s', (...argv) => {
    for (const [file, given] of [
      ['w.yaml', GIVEN],
      ['w.json', []],
      ['unlisted.json', []],
    ] as const) {
      const { out, err, written, code } = run([...argv, file, ...given], { files });
      expect(code, err).not.toBe(2);
      expect(out.length + written.size).toBeGreaterThan(0);
      const shown = { out, err, written: [...written.values()].join('') };
      for (const [channel, text] of Object.entries(shown))
        expect(tracesIn(text), `${channel} of ${file}`).toEqual([]);
    }
  });

  it('but are shown on demand', () => {
    for (const file of ['w.yaml', 'w.json']) {
      const given = file === 'w.yaml' ? GIVEN : [];
      for (const command of ['render', 'compile']) {
        const { out } = run([command, file, ...given, '--show-secrets', '--release', '3.17'], { files });
        expect(tracesIn(out)).toContain('kanarie-mapped');
      }
    }
  });

  it('of rejections', () => {
    const refused = [
      ['w.json', { pipeline: [{ steps: [{ name: 'a', image: 'b', secret_mapping: CANARIES.mapped }] }] }],
      ['w.json', { secrets: CANARIES.listed, pipeline: [] }],
      ['w.json', { secrets: [{ name: 'a', value: [CANARIES.listed] }], pipeline: [] }],
      [
        'w.json',
        { pipeline: [{ steps: [{ name: 'a', image: 'b', environment: { A: [CANARIES.listed] } }] }] },
      ],
    ] as const;
    for (const [name, value] of refused) {
      const { code, err } = run(['render', name, '--release', '3.17'], {
        files: { [name]: JSON.stringify(value) },
      });
      expect(code).toBeGreaterThan(0);
      expect(tracesIn(err)).toEqual([]);
    }
    const broken = run(['render', 'w.json'], { files: { 'w.json': `{"secrets": ${CANARIES.listed}}` } });
    expect([broken.code, tracesIn(broken.err)]).toEqual([2, []]);
    const wrong = [
      ['--secret', CANARIES.listed],
      ['--secret', `=${CANARIES.listed}`],
      ['--secrets', 's.env'],
      ['--registry', `=user:${CANARIES.password}`],
    ];
    for (const flags of wrong) {
      const { code, err } = run(['render', 'w.yaml', ...flags], {
        files: { ...files, 's.env': `A=1\n${CANARIES.listed}\n` },
      });
      expect([code, tracesIn(err)]).toEqual([2, []]);
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
