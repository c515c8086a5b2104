/** Secrets of every shape; each contains a trace that no other string has. */
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
  marked: 'a&b<kanarie-marked-12>&c',
  awkward: `&<>'"\`$\\\n\tkanarie-awkward-13\u2028é\u2029🐦 %+/@kanarie&<>'"\`$\\z`,
  tokenAlone: 'kanarie-token-14',
  tokenBefore: 'kanarie-basic-15',
  slashed: 'kanarie-slashed-16/a@b c',
} as const;

/** What all of them have, so not even the start of one may be left. */
const TRACE = 'kana';

/** The traces in what came out: as text, with the escapes of JSON, percent-encoded, in base64, or several of these. */
export function tracesIn(...outputs: unknown[]): string[] {
  const texts = outputs.map((output) =>
    typeof output === 'string' ? output : (JSON.stringify(output) ?? ''),
  );
  const found = texts.flatMap((text) => [...decodings(text, 3)]).join('\n');
  return [...new Set(found.match(new RegExp(`${TRACE}[a-z]*(?:-[a-z]+)*`, 'g')))];
}

function* decodings(text: string, depth: number): Generator<string> {
  yield text;
  if (depth === 0) return;
  const others = [withoutEscapes(text), percentDecoded(text), ...base64Decoded(text)];
  for (const other of others) if (other !== text && other !== '') yield* decodings(other, depth - 1);
}

function withoutEscapes(text: string): string {
  return text.replace(/\\(?:u([\da-f]{4})|(["\\/bfnrt]))/gi, (match) => {
    try {
      return JSON.parse(`"${match}"`);
    } catch {
      return match;
    }
  });
}

function percentDecoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString(),
  );
}

/** Of the runs of letters and digits that are long enough, what has readable text in it. */
function base64Decoded(text: string): string[] {
  const runs = text.match(/[A-Za-z0-9+/_-]{8,}/g) ?? [];
  const decoded = [0, 1, 2, 3].flatMap((phase) =>
    runs.flatMap((run) => {
      const bytes = Buffer.from(run.slice(phase), 'base64');
      return [bytes.toString('utf8'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')];
    }),
  );
  return [decoded.filter((part) => /[ -~]{4}/.test(part)).join('\n')];
}

/** A step with a secret in every place that can contain one. */
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
    TOKEN_ALONE: `https://${CANARIES.tokenAlone}:@example.com/a.git`,
    TOKEN_BEFORE: `see https://${CANARIES.tokenBefore}:x-oauth-basic@example.com/a.git`,
    SLASHED: `https://user:${CANARIES.slashed}@example.com/a.git`,
    JSON: JSON.stringify(CANARIES),
    BASIC: Buffer.from(`user:${CANARIES.password}`).toString('base64'),
    QUERY: `token=${encodeURIComponent(CANARIES.quoted)}`,
    NESTED: JSON.stringify({ json: JSON.stringify(CANARIES) }),
    REFERENCE: `$(A)${CANARIES.long}`,
  },
  secret_mapping: {
    ...CANARIES,
    SHELL: CANARIES.mapped,
  },
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
      nested: {list: [{from_secret: quoted}, {from_secret: long}, {from_secret: awkward}, {from_secret: marked}]}
      alone: {from_secret: awkward}
`;

/** The flags with which the command line is given them. */
export const GIVEN = [
  ...Object.entries(CANARIES).flatMap(([name, value]) => ['--secret', `${name}=${value}`]),
  '--registry',
  `registry.example.com=user:${CANARIES.password}`,
];

/** The step with a secret where a value of another kind belongs, or where the agent rejects it. */
export const BROKEN_STEPS: Readonly<Record<string, object>> = {
  'a list in the environment': { environment: { A: [CANARIES.listed] } },
  'a text as environment': { environment: CANARIES.listed },
  'a text as mapping': { secret_mapping: CANARIES.mapped },
  'a text as credentials': { auth_config: CANARIES.password },
  'a password in a list': { auth_config: { username: 'a', password: [CANARIES.password] } },
  'a text as commands': { commands: CANARIES.listed },
  'an object in commands': { commands: [{ echo: CANARIES.listed }] },
  'a text as entrypoint': { entrypoint: CANARIES.listed },
  'an image that is none': { image: 'NO IMAGE' },
  'a name that is none': { name: '^', type: 'service' },
  'a platform that is none': { environment: { CI_SYSTEM_PLATFORM: 'x', A: CANARIES.listed } },
};

/** A step that has nothing but secrets, so they are in every message. Of its name only parts may be left. */
export function stepOf(secret: string, name = secret): object {
  const texts = [secret, `${secret}:${secret}`];
  const map = { key: secret, type: secret, kind: secret };
  return {
    name,
    image: secret,
    uuid: secret,
    type: secret,
    working_dir: secret,
    workspace_base: secret,
    environment: { ...map, CI_SCRIPT: secret, URL: `https://user:${secret}@${secret}` },
    entrypoint: texts,
    commands: texts,
    volumes: [`v:/${secret}`],
    networks: [{ name: secret, aliases: texts }],
    dns: texts,
    dns_search: texts,
    extra_hosts: [{ name: secret, ip: secret }],
    auth_config: { username: secret, password: secret },
    ports: [{ number: 80, protocol: secret }],
    workflow_labels: map,
    failure: secret,
    backend_options: {
      kubernetes: {
        labels: map,
        annotations: map,
        nodeSelector: map,
        serviceAccountName: secret,
        runtimeClassName: secret,
        resources: { requests: { memory: secret }, limits: { cpu: secret } },
        tolerations: [{ key: secret, operator: secret, value: secret, effect: secret }],
        secrets: [{ name: secret, key: secret, target: { env: secret } }],
        securityContext: {
          runAsUser: secret,
          seccompProfile: { type: secret, localhostProfile: secret },
          capabilities: { drop: texts },
          fsGroupChangePolicy: secret,
        },
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: secret, operator: secret, values: texts }] }],
            },
          },
        },
      },
    },
  };
}
