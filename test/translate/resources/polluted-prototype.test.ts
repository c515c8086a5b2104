import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import {
  agentOptionsFromEnv,
  checkManifest,
  compileWorkflow,
  makePod,
  planWorkflow,
  podSecurity,
  resolveAgentOptions,
  validateBackendOptions,
} from '../../../src/index.ts';
import { IS_FULL } from '../../support/fuzz.ts';
import { propertiesOf, SCHEMA_FILES } from '../../support/schema-properties.ts';
import { pipelineInput } from '../../workflow/support.ts';

/** Keys with which the runtime itself no longer works. */
const LANGUAGE = ['get', 'set', 'then', 'return', 'toJSON'];

/** Names of fields of our own that may be missing, and keys of the server's input. */
const OURS = [
  'failure',
  'gate',
  'since',
  'until',
  'feature',
  'note',
  'notes',
  'noteTaker',
  'crash',
  'problem',
  'option',
];
const SERVER = [
  'curr',
  'prev',
  'commit',
  'event',
  'author',
  'sha',
  'ref',
  'trusted',
  'proxy',
  'http',
  'netrc',
  'prefix',
];
const VARIABLES = ['CI_SYSTEM_PLATFORM', 'CI_SCRIPT', 'SHELL'];

/** In `npm run fuzz` every word of the sources. */
const KEYS = [
  ...new Set([
    ...SCHEMA_FILES.flatMap((file) => propertiesOf(file).map(({ key }) => key)),
    ...[...OURS, ...SERVER, ...VARIABLES],
    ...(IS_FULL ? wordsOfSources() : []),
  ]),
].filter((key) => !(key in {}) && !LANGUAGE.includes(key));

function wordsOfSources(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(?:base|translate|workflow)\b.*\.ts$/.test(file))
    .flatMap((file) => readFileSync(`src/${file}`, 'utf8').match(/\b[a-z_]\w*\b/gi) ?? []);
}

const VALUES: readonly unknown[] = ['polluted', true, 7, ['polluted'], { polluted: 'polluted' }];
const prototype = Object.prototype as Record<string, unknown>;

const agents = (IS_FULL ? ['3.0', '3.9', '3.16', 'next'] : ['3.0', 'next']).map((release) =>
  resolveAgentOptions({ release }),
);
const step = { name: 'a', image: 'b', commands: ['c'], environment: { A: 'b' } };
const service = {
  name: 'db',
  image: 'd',
  type: 'service',
  ports: [{}, { number: 1 }],
  networks: [{ aliases: ['db'] }],
};
const options = {
  tolerations: [{}],
  secrets: [{}],
  securityContext: {},
  resources: {},
  affinity: { nodeAffinity: {} },
};
const workflow = {
  volume: 'v',
  pipeline: [
    { steps: [service] },
    { steps: [step, { ...step, name: 'e', backend_options: { kubernetes: options } }] },
  ],
};
const yaml =
  'skip_clone: true\nsteps: {a: {image: b, commands: [c]}, d: {image: plugins/x, settings: {e: f}}}';

function objects(): string {
  const { metadata = {}, ...input } = pipelineInput;
  const compiled = compileWorkflow(yaml, { ...input, metadata: { ...metadata, repo: {}, forge: {} } });
  const workflows = [workflow, ...compiled.workflows.map(({ config }) => config ?? {})];
  return JSON.stringify([
    compiled.errors,
    ...workflows.flatMap((config) => agents.map((agent) => planWorkflow(config, agent))),
  ]);
}

const clean = objects();

afterEach(() => {
  for (const key of KEYS) delete prototype[key];
});

describe('a polluted Object.prototype does not reach objects', () => {
  test.each(VALUES.map((value) => [value]))('by %j under any key', { timeout: 1_800_000 }, (value) => {
    const reached = KEYS.filter((key) => {
      prototype[key] = value;
      try {
        return objects() !== clean;
      } catch (error) {
        return error instanceof Error;
      } finally {
        delete prototype[key];
      }
    });
    expect(reached).toEqual([]);
  });
});

describe('a polluted Object.prototype changes no answer', () => {
  const pod = makePod(
    { ...step, environment: { CI_SYSTEM_PLATFORM: 'linux/amd64' }, workflow_labels: { team: 'ci' } },
    resolveAgentOptions({ release: 'next', podNodeSelector: { disk: 'ssd' } }),
  );
  const wrong = { ...pod, metadata: { name: 'A' }, spec: { ...pod.spec, hostNetwork: true, volumes: [{}] } };
  const answers = () =>
    JSON.stringify([
      [pod, wrong].flatMap((object) => [checkManifest(object), podSecurity(object)]),
      validateBackendOptions({ ...options, hostUsers: 1, labels: {} }, '3.17'),
      validateBackendOptions({ securityContext: { seccompProfile: {} }, other: 1 }, '3.17'),
      agentOptionsFromEnv({ WOODPECKER_BACKEND_K8S_POD_LABELS: '{a: b}' }, { release: '3.17' }),
      objects(),
    ]);
  const clean = answers();

  test.each([
    ['x/y'],
    ['cpuu'],
    ['zz', 'limits'],
    ['capabilities', 'drop'],
    ['securityContext', 'fsGroup', 'runAsGroup'],
    ['os', 'features', 'error'],
    ['volumes', 'hostPath', 'alone', 'procMount'],
    ['spec', 'metadata', 'annotations', 'labels'],
  ])('by %s %s %s %s', (...keys) => {
    const changed = [...VALUES, -1, {}].filter((value) => {
      for (const key of keys) if (key !== undefined) prototype[key] = value;
      try {
        return answers() !== clean;
      } finally {
        for (const key of keys) delete prototype[String(key)];
      }
    });
    expect(changed).toEqual([]);
  });
});
