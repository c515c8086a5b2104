import type { Features } from '../../translate/release/features.ts';
import {
  alternatives,
  BOOLEAN_SCHEMA,
  closedMap,
  listSchema,
  mapSchema,
  NUMBER_SCHEMA,
  openMap,
  SCALAR_SCHEMA,
  type Schema,
  STRING_SCHEMA,
  STRINGS_SCHEMA,
} from './schema.ts';
import { stepWhenSchema } from './when-schema.ts';

const STRING_OR_STRINGS: Schema = alternatives(STRINGS_SCHEMA, STRING_SCHEMA);
const VALUES: Schema = mapSchema({ type: ['boolean', 'string', 'number', 'array', 'object'] });
const CLONE_SETTINGS: Schema = {
  ...VALUES,
  properties: {
    depth: NUMBER_SCHEMA,
    recursive: BOOLEAN_SCHEMA,
    partial: BOOLEAN_SCHEMA,
    lfs: BOOLEAN_SCHEMA,
    tags: BOOLEAN_SCHEMA,
  },
};
const PORTS: Schema = listSchema(alternatives(NUMBER_SCHEMA, STRING_SCHEMA));
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
  const git = openMap({ image: STRING_SCHEMA, settings: CLONE_SETTINGS });
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
      detach: BOOLEAN_SCHEMA,
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
    { ...common, settings: VALUES, depends_on: dependencies, detach: BOOLEAN_SCHEMA, failure: MILD_FAILURES },
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
    name: STRING_SCHEMA,
    image: STRING_SCHEMA,
    privileged: BOOLEAN_SCHEMA,
    pull: BOOLEAN_SCHEMA,
    directory: STRING_SCHEMA,
    when: stepWhenSchema(features),
    volumes: STRINGS_SCHEMA,
    backend_options: backendOptionsSchema(features),
  };
}

/** A name or a list of names, since 3.15 also of maps that can say `optional`. */
export function dependenciesSchema({ optionalDependencies }: Features): Schema {
  if (!optionalDependencies) return alternatives(STRING_SCHEMA, STRINGS_SCHEMA);
  const dependency = closedMap({ name: STRING_SCHEMA, optional: BOOLEAN_SCHEMA }, ['name']);
  return alternatives(STRING_SCHEMA, listSchema(alternatives(STRING_SCHEMA, dependency)));
}

const LABELS: Schema = mapSchema(SCALAR_SCHEMA);

const PROFILE: Schema = openMap({ type: STRING_SCHEMA, localhostProfile: STRING_SCHEMA });

const SECURITY_CONTEXT: Schema = openMap({
  privileged: BOOLEAN_SCHEMA,
  runAsNonRoot: BOOLEAN_SCHEMA,
  runAsUser: NUMBER_SCHEMA,
  runAsGroup: NUMBER_SCHEMA,
  fsGroup: NUMBER_SCHEMA,
  seccompProfile: PROFILE,
  apparmorProfile: PROFILE,
});

const TOLERATIONS: Schema = listSchema(
  openMap({
    key: STRING_SCHEMA,
    operator: STRING_SCHEMA,
    value: STRING_SCHEMA,
    effect: STRING_SCHEMA,
    tolerationSeconds: { type: 'integer' },
  }),
);

const TEXTS: Schema = mapSchema(STRING_SCHEMA);

/** The additions to the schema in the next release. */
const LATER_OPTIONS: Readonly<Record<string, Schema>> = {
  resources: openMap({ requests: TEXTS, limits: TEXTS }),
  serviceAccountName: STRING_SCHEMA,
  workspaceVolume: BOOLEAN_SCHEMA,
  hostUsers: BOOLEAN_SCHEMA,
  nodeSelector: TEXTS,
  affinity: { type: 'object' },
  securityContext: openMap({
    ...SECURITY_CONTEXT.properties,
    fsGroupChangePolicy: STRING_SCHEMA,
    allowPrivilegeEscalation: BOOLEAN_SCHEMA,
    capabilities: openMap({ drop: STRINGS_SCHEMA }),
  }),
};

/** The server's schema knows only some of the keys that the agent reads; others pass. */
function backendOptionsSchema(features: Features): Schema {
  return openMap({
    ...(features.kubernetesOptionsSchema ? { docker: openMap({ user: STRING_SCHEMA }) } : {}),
    kubernetes: openMap({
      labels: LABELS,
      annotations: LABELS,
      ...(features.tolerationsSchema ? { tolerations: TOLERATIONS } : {}),
      securityContext: SECURITY_CONTEXT,
      runtimeClassName: STRING_SCHEMA,
      secrets: listSchema(
        closedMap({ name: STRING_SCHEMA, key: STRING_SCHEMA, target: secretTarget(features) }),
      ),
      ...(features.kubernetesOptionsSchema ? LATER_OPTIONS : {}),
    }),
  });
}

/** Before 3.1 everything but a map with a wrong value fits both alternatives, which is as wrong as fitting none. */
function secretTarget({ strictSecretTargetSchema }: Features): Schema {
  return strictSecretTargetSchema
    ? alternatives(closedMap({ env: STRING_SCHEMA }), closedMap({ file: STRING_SCHEMA }))
    : alternatives({ properties: { env: STRING_SCHEMA } }, { properties: { file: STRING_SCHEMA } });
}
