/** Secrets of every shape; each holds a trace that no other text has. */
export const CANARIES = {
  listed: 'kanarie-listed-1',
  quoted: `kanarie'odd8word"2\\x`,
  lines: 'kanarie-line-3\nkanarie-line-4',
  mapped: 'kanarie-mapped-5',
  password: 'kanarie-password-6',
  netrcPassword: 'kanarie-netrc-7',
  netrcLogin: 'kanarie-login-8',
  long: `kanarie-long-9-${'k'.repeat(200)}`,
  inUrl: 'kanarie-url-10',
  tokenInUrl: 'kanarie-userinfo-11',
} as const;

const TRACES = [
  ...[
    'kanarie-listed',
    'kanarie-line',
    'kanarie-mapped',
    'kanarie-password',
    'kanarie-netrc',
    'kanarie-login',
  ],
  ...['kanarie-long', 'kanarie-url', 'kanarie-userinfo', 'odd8word'],
];

/** The traces in what came out, in base64 of UTF-8 or UTF-16 and percent-encoded too. */
export function tracesIn(...outputs: unknown[]): string[] {
  const texts = outputs.map((output) =>
    typeof output === 'string' ? output : (JSON.stringify(output) ?? ''),
  );
  const all = texts.flatMap(readings).join('\n');
  return TRACES.filter((trace) => all.includes(trace));
}

function readings(text: string): string[] {
  const encoded = text.match(/[A-Za-z0-9+/]{12,}={0,2}/g) ?? [];
  const decoded = encoded.flatMap((part) => {
    const bytes = Buffer.from(part, 'base64');
    return [bytes.toString('utf8'), bytes.toString('utf16le')];
  });
  return [text, ...decoded];
}

/** A step with a secret in every place that can hold one. */
export const STEP = {
  name: 'build',
  image: 'registry.example.com/a:1',
  commands: Object.values(CANARIES).map((value) => `echo ${value}`),
  environment: {
    ...CANARIES,
    SHELL: CANARIES.mapped,
    CI_NETRC_MACHINE: 'example.com',
    CI_NETRC_USERNAME: CANARIES.netrcLogin,
    CI_NETRC_PASSWORD: CANARIES.netrcPassword,
    CI_REPO_CLONE_URL: `https://user:${CANARIES.inUrl}@example.com/a.git`,
    MIRROR: `https://${CANARIES.tokenInUrl}@example.com/a.git`,
    JSON: JSON.stringify(CANARIES),
    BASIC: Buffer.from(`user:${CANARIES.password}`).toString('base64'),
    QUERY: `token=${encodeURIComponent(CANARIES.quoted)}`,
    REFERENCE: `$(A)${CANARIES.long}`,
  },
  secret_mapping: { mapped: CANARIES.mapped, long: CANARIES.long, SHELL: CANARIES.mapped },
  auth_config: { username: 'user', password: CANARIES.password },
};

export const WORKFLOW = {
  volume: 'v',
  secrets: Object.entries(CANARIES).map(([name, value]) => ({ name, value })),
  pipeline: [{ steps: [STEP] }],
};

/** A workflow file that asks for them. */
export const YAML = `
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
      nested: {list: [{from_secret: quoted}, {from_secret: long}]}
`;

/** The flags with which the command line is given them. */
export const GIVEN = [
  ...Object.entries(CANARIES).flatMap(([name, value]) => ['--secret', `${name}=${value}`]),
  '--registry',
  `registry.example.com=user:${CANARIES.password}`,
];

/** The step with a secret where a value of another kind belongs, or where the agent refuses it. */
export const BROKEN_STEPS: Readonly<Record<string, object>> = {
  'a list in the environment': { environment: { A: [CANARIES.listed] } },
  'a text as environment': { environment: CANARIES.listed },
  'a text as mapping': { secret_mapping: CANARIES.mapped },
  'a text as credentials': { auth_config: CANARIES.password },
  'a password in a list': { auth_config: { username: 'a', password: [CANARIES.password] } },
  'a text as commands': { commands: CANARIES.listed },
  'an object in commands': { commands: [{ echo: CANARIES.listed }] },
  'a text as entrypoint': { entrypoint: CANARIES.listed },
  'an environment of null': { environment: null, secret_mapping: CANARIES },
  'an image that is none': { image: 'NO IMAGE' },
  'a name that is none': { name: '^', type: 'service' },
  'a platform that is none': { environment: { CI_SYSTEM_PLATFORM: 'x', A: CANARIES.listed } },
};
