import { deepFrozen } from './deep-frozen.ts';

export const SAFE = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const SAFE_POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
export const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** A Pod that violates nothing except what is given. */
export function pod({
  spec = {},
  ofPod = {},
  ofContainer = {},
  container = {},
  annotations = {},
}: Record<string, object>): object {
  return deepFrozen({
    metadata: { annotations },
    spec: {
      containers: [
        { name: 'first', securityContext: SAFE },
        { name: 'second', securityContext: { ...SAFE, ...ofContainer }, ...container },
      ],
      securityContext: { ...SAFE_POD, ...ofPod },
      ...spec,
    },
  });
}
