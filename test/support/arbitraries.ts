import fc from 'fast-check';
import {
  type AgentOptions,
  type CompiledWorkflow,
  RELEASES,
  resolveAgentOptions,
  type Step,
} from '../../src/index.ts';

/** Texts that are hard on something: names, quantities, YAML, prototypes. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      'build',
      'Build !',
      'my_db',
      'a^b',
      '-',
      '..',
      'é',
      '🚀',
      'İ',
      'a'.repeat(300),
      '\n',
      ': ',
      '- x',
    ],
    ...[
      'yes',
      'n',
      '~',
      'null',
      '010',
      '0x10',
      '1e3',
      '12:30',
      '2024-01-01',
      '<<',
      '=',
      '#',
      '&a',
      '*a',
      '!t',
      '%',
    ],
    ...[
      '100m',
      '1Gi',
      '1.5',
      'cpu',
      '__proto__',
      'constructor',
      'toString',
      'CI_SCRIPT',
      'a:/b:ro',
      '/a',
      'a/b',
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

const key = fc.oneof(
  text,
  fc.constantFrom(
    ...['resources', 'requests', 'limits', 'runtimeClassName', 'serviceAccountName', 'labels', 'annotations'],
    ...[
      'nodeSelector',
      'tolerations',
      'key',
      'operator',
      'value',
      'effect',
      'tolerationSeconds',
      'secrets',
      'name',
    ],
    ...[
      'target',
      'env',
      'file',
      'securityContext',
      'privileged',
      'runAsUser',
      'fsGroup',
      'seccompProfile',
      'type',
    ],
    ...['localhostProfile', 'capabilities', 'drop', 'affinity', 'nodeAffinity', 'podAffinity', 'weight'],
    ...['requiredDuringSchedulingIgnoredDuringExecution', 'preferredDuringSchedulingIgnoredDuringExecution'],
    ...['nodeSelectorTerms', 'matchExpressions', 'values', 'labelSelector', 'matchLabels', 'topologyKey'],
    ...['workspaceVolume', 'hostUsers', 'LABELS', 'securitycontext', 'TOLERATIONS'],
  ),
);

const leaf = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.constantFrom(0, -0, 1.5, -1.9, 1e21, 1e-7, 2 ** 31, 2 ** 53, 2 ** 63, -(2 ** 63), 1e300),
);

/** JSON values that look more or less like the options of a step. */
export const optionsLike: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 6, depthSize: 'medium' }, leaf, tie('list'), tie('map'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map(ownEntries),
})).value;

/** A map of strings, whatever the keys. */
const textMap: fc.Arbitrary<Record<string, string>> = fc
  .array(fc.tuple(text, text), { maxLength: 4 })
  .map((entries) => ownEntries(entries) as Record<string, string>);

/** An object with these own entries, as parsing JSON would make it. */
function ownEntries(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 8 });
const texts = orNull(fc.array(text, { maxLength: 3 }));
const port = fc.record(
  { number: fc.nat(65535), protocol: fc.constantFrom('tcp', 'UDP', '', 'ß') },
  { requiredKeys: [] },
);

/** Steps of the right shape, with any content. */
export const step: fc.Arbitrary<Step> = fc.record<Step, 'name' | 'image'>(
  {
    name: text,
    image: fc.oneof(text, fc.constantFrom('alpine', 'registry.example.com:5000/team/tool:1')),
    uuid: text,
    org_id: fc.maxSafeInteger(),
    type: fc.constantFrom('clone', 'service', 'plugin', 'commands', 'cache', 'Service'),
    pull: fc.boolean(),
    detach: fc.boolean(),
    privileged: fc.boolean(),
    working_dir: text,
    workspace_base: text,
    environment: orNull(textMap),
    secret_mapping: orNull(textMap),
    entrypoint: texts,
    commands: texts,
    extra_hosts: orNull(
      fc.array(fc.record({ name: text, ip: text }, { requiredKeys: [] }), { maxLength: 2 }),
    ),
    volumes: texts,
    networks: orNull(
      fc.array(fc.record({ name: text, aliases: texts }, { requiredKeys: [] }), { maxLength: 2 }),
    ),
    dns: texts,
    dns_search: texts,
    auth_config: orNull(fc.record({ username: text, password: text }, { requiredKeys: [] })),
    ports: orNull(fc.array(port, { maxLength: 2 })),
    backend_options: orNull(
      fc.record({ kubernetes: optionsLike as fc.Arbitrary<object> }, { requiredKeys: [] }),
    ),
    workflow_labels: orNull(textMap),
  },
  { requiredKeys: ['name', 'image'] },
);

const named = orNull(fc.oneof(text, fc.record({ name: text }, { requiredKeys: [] })));
const stage = fc.record({ steps: orNull(fc.array(step, { maxLength: 3 })) }, { requiredKeys: [] });

/** Compiled workflows of the right shape, with any content. */
export const workflow: fc.Arbitrary<CompiledWorkflow> = fc.record(
  { pipeline: orNull(fc.array(stage, { maxLength: 3 })), volume: named, network: named },
  { requiredKeys: [] },
);

/** Agents of any release and system, with any of their options. */
export const agentOptions: fc.Arbitrary<AgentOptions> = fc
  .record(
    {
      release: fc.constantFrom(...RELEASES),
      os: fc.constantFrom('linux', 'windows'),
      namespace: text,
      namespacePerOrganization: fc.boolean(),
      volumeSize: fc.constantFrom('10G', '0.5Gi', '', 'x'),
      storageClass: text,
      storageRwx: fc.boolean(),
      podLabels: textMap,
      podLabelsAllowFromStep: fc.boolean(),
      podAnnotations: textMap,
      podAnnotationsAllowFromStep: fc.boolean(),
      podNodeSelector: textMap,
      podNodeSelectorAllowFromStep: fc.boolean(),
      podTolerationsAllowFromStep: fc.boolean(),
      podAffinityAllowFromStep: fc.boolean(),
      runAsNonRoot: fc.boolean(),
      pullSecretNames: fc.array(text, { maxLength: 2 }),
      allowNativeSecrets: fc.boolean(),
      serviceAccountNameAllowFromStep: fc.boolean(),
      priorityClass: text,
      stopTimeout: fc.integer(),
      permissionInitImage: text,
      runtimeClassAllowFromStep: fc.boolean(),
      clusterDomain: text,
    },
    { requiredKeys: ['release'] },
  )
  .map((options) => resolveAgentOptions(options));
