import type { Features } from '../../translate/release/features.ts';
import { alternatives, BOOLEAN, closedMap, listOf, NUMBER, SCALAR, type Schema, STRING } from './schema.ts';

const LABELS: Schema = { type: 'object', additionalProperties: SCALAR };

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

const TOLERATIONS: Schema = listOf(
  openMap({
    key: STRING,
    operator: STRING,
    value: STRING,
    effect: STRING,
    tolerationSeconds: { type: 'integer' },
  }),
);

/** The server's schema knows only a part of what the agent takes; other keys pass. */
export function backendOptionsSchema(features: Features): Schema {
  return openMap({
    kubernetes: openMap({
      labels: LABELS,
      annotations: LABELS,
      ...(features.tolerationsSchema ? { tolerations: TOLERATIONS } : {}),
      securityContext: SECURITY_CONTEXT,
      runtimeClassName: STRING,
      secrets: listOf(closedMap({ name: STRING, key: STRING, target: secretTarget(features) })),
    }),
  });
}

/** Before 3.1 every map fits both alternatives, which is as wrong as fitting none. */
function secretTarget({ strictSecretTargetSchema }: Features): Schema {
  const map = strictSecretTargetSchema ? closedMap : openMap;
  return alternatives(map({ env: STRING }), map({ file: STRING }));
}

function openMap(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties };
}
