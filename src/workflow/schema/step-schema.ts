import type { Features } from '../../translate/release/features.ts';
import {
  alternatives,
  BOOLEAN,
  closedMap,
  listSchema,
  mapSchema,
  NUMBER,
  openMap,
  SCALAR,
  type Schema,
  STRING,
  STRINGS,
} from './schema.ts';
import { stepWhenSchema } from './when-schema.ts';

const STRING_OR_STRINGS: Schema = alternatives(STRINGS, STRING);
const VALUES: Schema = mapSchema({ type: ['boolean', 'string', 'number', 'array', 'object'] });
const CLONE_SETTINGS: Schema = {
  ...VALUES,
  properties: { depth: NUMBER, recursive: BOOLEAN, partial: BOOLEAN, lfs: BOOLEAN, tags: BOOLEAN },
};
const PORTS: Schema = listSchema(alternatives(NUMBER, STRING));
const MILD_FAILURES: Schema = { type: 'string', enum: ['fail', 'ignore'] };

export function stepsSchema(features: Features): Schema {
  const step = stepSchema(features);
  return alternatives({ ...mapSchema(step), minProperties: 1 }, listSchema(step));
}

export function servicesSchema(features: Features): Schema {
  const service = serviceSchema(features);
  const item = features.kubernetesOptionsSchema ? { allOf: [service, { required: ['name'] }] } : service;
  return alternatives({ ...mapSchema(service), minProperties: 1 }, listSchema(item));
}

export function cloneSchema(features: Features): Schema {
  const git = openMap({ image: STRING, settings: CLONE_SETTINGS });
  return alternatives(listSchema(stepSchema(features)), closedMap({ git }));
}

/** A step with commands, or a plugin with settings. */
function stepSchema(features: Features): Schema {
  const common = commonProperties(features);
  const dependencies = dependenciesSchema(features);
  const commandsStep = closedMap(
    {
      ...common,
      commands: STRING_OR_STRINGS,
      environment: VALUES,
      depends_on: dependencies,
      detach: BOOLEAN,
      failure: {
        type: 'string',
        enum: features.failureCancel ? ['fail', 'ignore', 'cancel'] : ['fail', 'ignore'],
      },
      entrypoint: STRING_OR_STRINGS,
      dns: STRING_OR_STRINGS,
      dns_search: STRING_OR_STRINGS,
    },
    ['image'],
  );
  const pluginStep = closedMap(
    { ...common, settings: VALUES, depends_on: dependencies, detach: BOOLEAN, failure: MILD_FAILURES },
    ['image'],
  );
  const needsCommands: Schema = { anyOf: [{ required: ['commands'] }, { required: ['entrypoint'] }] };
  return { anyOf: [{ ...commandsStep, allOf: [{ unlessDetached: needsCommands }] }, pluginStep] };
}

function serviceSchema(features: Features): Schema {
  const later = features.serviceEntrypointSchema
    ? { entrypoint: STRING_OR_STRINGS, failure: MILD_FAILURES }
    : {};
  return closedMap(
    {
      ...commonProperties(features),
      commands: STRING_OR_STRINGS,
      environment: VALUES,
      settings: VALUES,
      ports: PORTS,
      ...later,
    },
    ['image'],
  );
}

function commonProperties(features: Features): Record<string, Schema> {
  return {
    name: STRING,
    image: STRING,
    privileged: BOOLEAN,
    pull: BOOLEAN,
    directory: STRING,
    when: stepWhenSchema(features),
    volumes: STRINGS,
    backend_options: backendOptionsSchema(features),
  };
}

/** A name or a list of names, since 3.15 also of maps that can say `optional`. */
export function dependenciesSchema({ optionalDependencies }: Features): Schema {
  if (!optionalDependencies) return alternatives(STRING, STRINGS);
  const dependency = closedMap({ name: STRING, optional: BOOLEAN }, ['name']);
  return alternatives(STRING, listSchema(alternatives(STRING, dependency)));
}

const LABELS: Schema = mapSchema(SCALAR);

const PROFILE: Schema = openMap({ type: STRING, localhostProfile: STRING });

const SECURITY_CONTEXT: Schema = openMap({
  privileged: BOOLEAN,
  runAsNonRoot: BOOLEAN,
  runAsUser: NUMBER,
  runAsGroup: NUMBER,
  fsGroup: NUMBER,
  seccompProfile: PROFILE,
  apparmorProfile: PROFILE,
});

const TOLERATIONS: Schema = listSchema(
  openMap({
    key: STRING,
    operator: STRING,
    value: STRING,
    effect: STRING,
    tolerationSeconds: { type: 'integer' },
  }),
);

const TEXTS: Schema = mapSchema(STRING);

/** The additions to the schema in the next release. */
const LATER_OPTIONS: Readonly<Record<string, Schema>> = {
  resources: openMap({ requests: TEXTS, limits: TEXTS }),
  serviceAccountName: STRING,
  workspaceVolume: BOOLEAN,
  hostUsers: BOOLEAN,
  nodeSelector: TEXTS,
  affinity: { type: 'object' },
  securityContext: openMap({
    ...SECURITY_CONTEXT.properties,
    fsGroupChangePolicy: STRING,
    allowPrivilegeEscalation: BOOLEAN,
    capabilities: openMap({ drop: STRINGS }),
  }),
};

/** The server's schema knows only some of the keys that the agent reads; others pass. */
function backendOptionsSchema(features: Features): Schema {
  return openMap({
    ...(features.kubernetesOptionsSchema ? { docker: openMap({ user: STRING }) } : {}),
    kubernetes: openMap({
      labels: LABELS,
      annotations: LABELS,
      ...(features.tolerationsSchema ? { tolerations: TOLERATIONS } : {}),
      securityContext: SECURITY_CONTEXT,
      runtimeClassName: STRING,
      secrets: listSchema(closedMap({ name: STRING, key: STRING, target: secretTarget(features) })),
      ...(features.kubernetesOptionsSchema ? LATER_OPTIONS : {}),
    }),
  });
}

/** Before 3.1 everything but a map with a wrong value fits both alternatives, which is as wrong as fitting none. */
function secretTarget({ strictSecretTargetSchema }: Features): Schema {
  return strictSecretTargetSchema
    ? alternatives(closedMap({ env: STRING }), closedMap({ file: STRING }))
    : alternatives({ properties: { env: STRING } }, { properties: { file: STRING } });
}
