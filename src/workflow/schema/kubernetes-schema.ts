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
export function backendOptionsSchema(features: Features): Schema {
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
