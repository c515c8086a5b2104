import { CONTAINER_PORTS, CONTAINER_SECURITY, CONTAINERS } from './container/containers.ts';
import { ENVIRONMENT } from './container/environment.ts';
import { RESOURCES } from './container/resources.ts';
import { MOUNTED_VOLUMES, VOLUME_MOUNTS } from './container/volume-mounts.ts';
import { DECODING } from './decoding.ts';
import { CLAIMS } from './objects/claim.ts';
import { METADATA, NAMESPACES } from './objects/metadata.ts';
import { SECRETS } from './objects/secret.ts';
import { SERVICES } from './objects/service.ts';
import { POD_ANNOTATIONS } from './pod/annotations.ts';
import { NETWORK } from './pod/network.ts';
import { POD } from './pod/pod.ts';
import { POD_SECURITY_CONTEXT } from './pod/security-context.ts';
import { VOLUMES } from './pod/volumes.ts';
import { POD_AFFINITY } from './scheduling/pod-affinity.ts';
import { NODE_AFFINITY, NODE_SELECTOR, SELECTORS } from './scheduling/selectors.ts';
import { TOLERATION_RULES } from './scheduling/tolerations.ts';

/** Every rule, by the sections of docs/checks.md. A rule comes after those whose findings it asks about. */
export const RULES = {
  'All objects': [...Object.values(DECODING), ...METADATA],
  Containers: [...CONTAINERS, ...ENVIRONMENT, ...CONTAINER_PORTS, ...VOLUME_MOUNTS, ...CONTAINER_SECURITY],
  Resources: RESOURCES,
  Pods: [...POD, ...VOLUMES, ...MOUNTED_VOLUMES, ...NETWORK, ...POD_SECURITY_CONTEXT, ...POD_ANNOTATIONS],
  Scheduling: [...NODE_SELECTOR, ...TOLERATION_RULES, ...SELECTORS, ...NODE_AFFINITY, ...POD_AFFINITY],
  'Claims, Services, Secrets and Namespaces': [...CLAIMS, ...SERVICES, ...SECRETS, ...NAMESPACES],
};

/**
 * The codes of {@link checkManifest}; docs/checks.md has the rule of each.
 *
 * @useDeclaredType
 */
export type ManifestCode =
  // Editors show the name of a union that is written as one, and the 200 members of any other.
  DecodingCode | (typeof RULES)[keyof typeof RULES][number]['code'];

type DecodingCode = (typeof DECODING)[keyof typeof DECODING]['code'];
