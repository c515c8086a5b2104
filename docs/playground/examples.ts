import annotations from './examples/annotations.yaml?raw';
import nodeSelector from './examples/node-selector.yaml?raw';
import resources from './examples/resources.yaml?raw';
import securityContext from './examples/security-context.yaml?raw';
import tolerations from './examples/tolerations.yaml?raw';
import volumes from './examples/volumes.yaml?raw';
import type { Settings } from './settings.ts';

/** What a person can start from, by title. */
export const EXAMPLES: Readonly<Record<string, Partial<Settings>>> = {
  'Resources and a database': { workflow: resources },
  'Node selector with a matrix': {
    workflow: nodeSelector,
    environment: 'WOODPECKER_BACKEND_K8S_POD_NODE_SELECTOR_ALLOW_FROM_STEP=true\n',
  },
  'Tolerations and affinity': { workflow: tolerations },
  'Volumes and secrets': {
    workflow: volumes,
    environment: 'WOODPECKER_BACKEND_K8S_VOLUME_SIZE=20G\nWOODPECKER_BACKEND_K8S_STORAGE_RWX=false\n',
    event: 'tag',
    trusted: true,
  },
  'Security context': { workflow: securityContext, podSecurity: 'restricted' },
  'Labels and annotations': {
    workflow: annotations,
    environment: 'WOODPECKER_BACKEND_K8S_POD_ANNOTATIONS_ALLOW_FROM_STEP=true\n',
  },
};
