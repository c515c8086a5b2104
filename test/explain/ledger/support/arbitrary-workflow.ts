import fc from 'fast-check';
import { RELEASES, resolveAgentOptions } from '../../../../src/index.ts';

const KEYS = [
  'labels',
  'LABELS',
  'annotations',
  'nodeSelector',
  'tolerations',
  'secrets',
  'affinity',
  'resources',
  'securityContext',
  'runtimeClassName',
  'serviceAccountName',
  'workspaceVolume',
  'hostUsers',
  'unknown',
  '__proto__',
];
const PARTS = ['key', 'name', 'target', 'file', 'env', 'effect', 'requests', 'limits', 'cpu', 'runAsUser'];
const DEEPER = [
  'nodeAffinity',
  'fsGroup',
  'privileged',
  'capabilities',
  'drop',
  'seccompProfile',
  'type',
  'a',
];

const scalar = fc.oneof(
  fc.constantFrom('', 'a', 'A b', '0', '1Gi', '/x', true, false, null, 0, 1, 1.5),
  fc.string({ maxLength: 3 }),
);
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthSize: 'small' }, scalar, tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.dictionary(fc.constantFrom(...PARTS, ...DEEPER), tie('value'), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
}));
const options = fc.dictionary(fc.constantFrom(...KEYS), anyValue, { maxKeys: 4, noNullPrototype: true });
const texts = fc.array(fc.constantFrom('', 'a', 'b:/b', 'a:/w', 'A:/a:ro', '/x:/y'), { maxLength: 3 });
const step = fc.record(
  {
    name: fc.constantFrom('build', 'Db_1', 'a b', '.x', ''),
    image: fc.constantFrom('golang', '', 'r.example.com/x:1'),
    uuid: fc.constantFrom('01A', '01B', 'a b'),
    type: fc.constantFrom('service', 'commands', ''),
    detach: fc.boolean(),
    privileged: fc.boolean(),
    working_dir: fc.constantFrom('/w/src', ''),
    workspace_base: fc.constantFrom('/w', ''),
    environment: fc.dictionary(
      fc.constantFrom('A', 'SHELL', 'CI_SYSTEM_PLATFORM'),
      fc.constantFrom('', 'x/y', '$(A)'),
    ),
    secret_mapping: fc.dictionary(fc.constantFrom('A', 'SHELL', 'B'), fc.constantFrom('', 's')),
    commands: fc.array(fc.constantFrom('', 'make'), { maxLength: 2 }),
    volumes: texts,
    dns: texts,
    workflow_labels: fc.dictionary(
      fc.constantFrom('team', 'woodpecker-ci.org/x', 'step'),
      fc.constantFrom('a', 'A/b', ''),
    ),
    networks: fc.constant([{ name: 'n', aliases: ['a'] }]),
    ports: fc.array(fc.record({ number: fc.nat(3), protocol: fc.constantFrom('', 'tcp') }), { maxLength: 2 }),
    backend_options: fc.record({ kubernetes: options }),
  },
  { requiredKeys: ['name', 'image', 'backend_options'] },
);
/** A workflow that nobody would write, with little in it that two layers agree on. */
export const anyWorkflow = fc.record({
  pipeline: fc.array(fc.record({ steps: fc.array(step, { maxLength: 2 }) }), { minLength: 1, maxLength: 2 }),
  volume: fc.constantFrom('wp_1', ''),
});
/** An agent with or without gates for options of steps. */
export const anyAgent = fc
  .record({
    release: fc.constantFrom(...RELEASES),
    podLabels: fc.dictionary(fc.constantFrom('a', 'team', 'step'), fc.constant('v')),
    podLabelsAllowFromStep: fc.boolean(),
    podAnnotationsAllowFromStep: fc.boolean(),
    podTolerationsAllowFromStep: fc.boolean(),
    podAffinityAllowFromStep: fc.boolean(),
    podNodeSelectorAllowFromStep: fc.boolean(),
    allowNativeSecrets: fc.boolean(),
    runAsNonRoot: fc.boolean(),
  })
  .map((input) => resolveAgentOptions(input as never));
