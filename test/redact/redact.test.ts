import { describe, expect, it } from 'vitest';
import { run } from '../support/memory-io.ts';

/** Secrets of every shape: plain, with quotes, of several lines, with what JSON and shells escape. */
const CANARIES = {
  listed: 'canary-listed-1',
  quoted: `canary'odd8word"2\\x`,
  lines: 'canary-line-3\ncanary-line-4',
  mapped: 'canary-mapped-5',
  password: 'canary-password-6',
  netrcPassword: 'canary-netrc-7',
  netrcLogin: 'canary-login-8',
  long: `canary-long-9-${'k'.repeat(200)}`,
};

/** Texts that must be nowhere in any output, however it is encoded. */
const TRACES = [
  'canary-listed',
  'canary-line',
  'canary-mapped',
  'canary-password',
  'canary-netrc',
  'canary-login',
  'canary-long',
  'odd8word',
];

/** The text itself, and everything in it that may be base64 of UTF-8 or UTF-16, decoded. */
function readable(text: string): string {
  const encoded = text.match(/[A-Za-z0-9+/]{12,}={0,2}/g) ?? [];
  const decoded = encoded.flatMap((part) => {
    const bytes = Buffer.from(part, 'base64');
    return [bytes.toString('utf8'), bytes.toString('utf16le')];
  });
  return [text, ...decoded].join('\n');
}

function tracesIn(...texts: string[]): string[] {
  const all = texts.map(readable).join('\n');
  return TRACES.filter((trace) => all.includes(trace));
}

const COMPILED = {
  volume: 'v',
  secrets: Object.entries(CANARIES).map(([name, value]) => ({ name, value })),
  pipeline: [
    {
      steps: [
        {
          name: 'build',
          image: 'registry.example.com/a:1',
          commands: Object.values(CANARIES).map((value) => `echo ${value}`),
          environment: {
            ...CANARIES,
            CI_NETRC_MACHINE: 'example.com',
            CI_NETRC_USERNAME: CANARIES.netrcLogin,
            CI_NETRC_PASSWORD: CANARIES.netrcPassword,
            JSON: JSON.stringify(CANARIES),
          },
          secret_mapping: { mapped: CANARIES.mapped, long: CANARIES.long },
          auth_config: { username: 'user', password: CANARIES.password },
          backend_options: {
            kubernetes: {
              tolerations: CANARIES.listed,
              labels: [CANARIES.long],
              annotations: { note: CANARIES.mapped },
            },
          },
        },
      ],
    },
  ],
};

const { secrets: _, ...WITHOUT_LIST } = COMPILED;

const YAML = `
when: {event: push}
steps:
  build:
    image: alpine
    commands: ['echo $TOKEN']
    environment: {TOKEN: {from_secret: listed}, ODD: {from_secret: quoted}, KEY: {from_secret: lines}}
  plugin:
    image: registry.example.com/plugin
    settings:
      token: {from_secret: mapped}
      nested: {list: [{from_secret: quoted}, {from_secret: lines}]}
`;

const GIVEN = [
  ...Object.entries(CANARIES).flatMap(([name, value]) => ['--secret', `${name}=${value}`]),
  '--registry',
  `registry.example.com=user:${CANARIES.password}`,
];

describe('secrets are in no output', () => {
  const files = {
    'w.yaml': YAML,
    'w.json': JSON.stringify(COMPILED),
    'unlisted.json': JSON.stringify({
      ...WITHOUT_LIST,
      pipeline: [{ steps: [{ ...COMPILED.pipeline[0]?.steps[0], secret_mapping: CANARIES }] }],
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
        expect(tracesIn(out)).toContain('canary-mapped');
      }
    }
  });

  it('of refusals', () => {
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
      const { code, err } = run(['render', name], { files: { [name]: JSON.stringify(value) } });
      expect(code).toBe(2);
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
    const secret = ['--secret', 'npm_token=canary-listed-1'];
    const shown = run([...argv, ...secret, '--show-secrets']).out;
    expect(run([...argv, ...secret]).out).toBe(shown.replaceAll('canary-listed-1', '<redacted>'));
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
