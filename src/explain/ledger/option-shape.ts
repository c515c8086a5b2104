import type { Shape, StructShape } from '../../base/json/shape.ts';
import { affinityShape, tolerationShape } from '../../translate/model/scheduling-shapes.ts';
import type { FeatureName } from '../../translate/release/features.ts';

const SCALAR: Shape = { kind: 'text' };

const profile: StructShape = { fields: { type: SCALAR, localhostProfile: SCALAR }, required: [] };

const securityContext: StructShape = {
  fields: {
    privileged: SCALAR,
    runAsNonRoot: SCALAR,
    runAsUser: SCALAR,
    runAsGroup: SCALAR,
    fsGroup: SCALAR,
    fsGroupChangePolicy: SCALAR,
    seccompProfile: { kind: 'struct', of: profile },
    apparmorProfile: { kind: 'struct', of: profile },
    allowPrivilegeEscalation: SCALAR,
    capabilities: { kind: 'struct', of: { fields: { drop: { kind: 'texts' } }, required: [] } },
  },
  required: [],
};

const secret: StructShape = {
  fields: {
    name: SCALAR,
    key: SCALAR,
    target: { kind: 'struct', of: { fields: { env: SCALAR, file: SCALAR }, required: [] } },
  },
  required: [],
};

/** Every option that some release knows; scalars of any type stand as text. */
export const optionsShape: StructShape = {
  fields: {
    resources: {
      kind: 'struct',
      of: { fields: { requests: { kind: 'textMap' }, limits: { kind: 'textMap' } }, required: [] },
    },
    runtimeClassName: SCALAR,
    serviceAccountName: SCALAR,
    labels: { kind: 'textMap' },
    annotations: { kind: 'textMap' },
    nodeSelector: { kind: 'textMap' },
    tolerations: { kind: 'list', of: tolerationShape },
    securityContext: { kind: 'struct', of: securityContext },
    secrets: { kind: 'list', of: secret },
    affinity: { kind: 'struct', of: affinityShape },
    workspaceVolume: SCALAR,
    hostUsers: SCALAR,
  },
  required: [],
};

/** The feature that brought an option which 3.0 does not know, by its place. */
export const OPTION_FEATURES: Readonly<Record<string, FeatureName>> = {
  '/affinity': 'affinity',
  '/workspaceVolume': 'workspaceVolumeOption',
  '/hostUsers': 'hostUsers',
  '/securityContext/fsGroupChangePolicy': 'fsGroupChangePolicy',
  '/securityContext/allowPrivilegeEscalation': 'allowPrivilegeEscalation',
  '/securityContext/capabilities': 'capabilitiesDrop',
};
