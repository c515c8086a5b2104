import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../src/check/check-manifest.ts';
import type { ManifestDiagnostic } from '../../src/check/manifest-diagnostic.ts';
import { type ManifestCode, RULES } from '../../src/check/messages.ts';
import { deepFrozen } from '../support/deep-frozen.ts';
import { claim, inContainer, namespace, pod, secret, service } from './manifests.ts';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/c';
const PREFIX = 'a'.repeat(254);

const annotated = (annotations: object, spec: object = {}) => pod(spec, { annotations });
const volume = (fields: object) => pod({ volumes: [{ name: 'v', ...fields }] });
const item = (fields: object) =>
  volume({ secret: { secretName: 's', items: [{ key: 'k', path: 'p', ...fields }] } });
const mount = (...mounts: object[]) =>
  inContainer(
    { volumeMounts: mounts.map((fields) => ({ name: 'v', mountPath: '/v', ...fields })) },
    { volumes: [{ name: 'v' }] },
  );
const variable = (fields: object) => inContainer({ env: [{ name: 'A', ...fields }] });
const secretKey = (reference: object) =>
  variable({ valueFrom: { secretKeyRef: { name: 's', key: 'k', ...reference } } });
const variablesFrom = (source: object) => inContainer({ envFrom: [source] });
const port = (fields: object) => inContainer({ ports: [{ containerPort: 1, ...fields }] });
const limited = (limits: object, requests: object = {}) => inContainer({ resources: { limits, requests } });
const tolerating = (fields: object) => pod({ tolerations: [{ key: 'k', ...fields }] });
const nodes = (nodeAffinity: object) => pod({ affinity: { nodeAffinity } });
const nodeTerm = (term: object) => nodes({ [REQUIRED]: { nodeSelectorTerms: [term] } });
const expression = (fields: object) => nodeTerm({ matchExpressions: [{ key: 'k', ...fields }] });
const nodeField = (fields: object) =>
  nodeTerm({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n'], ...fields }] });
const podTerm = (term: object) =>
  pod({ affinity: { podAffinity: { [REQUIRED]: [{ topologyKey: 'k', labelSelector: {}, ...term }] } } });
const context = (securityContext: object) => pod({ securityContext });
const seccomp = (seccompProfile: object) => context({ seccompProfile });
const appArmor = (appArmorProfile: object) => context({ appArmorProfile });
const dockerConfig = (stringData: object) => secret({ type: 'kubernetes.io/dockerconfigjson', stringData });

/** For every code, a manifest that is wrong in this way, and all that is said about it. */
const EXAMPLES: Readonly<Record<ManifestCode, readonly [manifest: unknown, ...findings: string[]]>> = {
  'manifest-not-object': [[], ': The manifest is a list.'],
  'json-type-wrong': [pod({ hostname: 7 }), '/spec/hostname: Found a number where a string is due.'],
  'field-not-checked': [pod({ nodeName: 'n' }), '/spec/nodeName: The field "nodeName" is not checked.'],
  'kind-not-checked': [
    { apiVersion: 'apps/v1', kind: 'Deployment' },
    '/kind: The object is of kind "Deployment", apiVersion "apps/v1", and is not checked.',
  ],
  'kubernetes-version-not-known': [
    pod(),
    ': Nothing is known of Kubernetes "1.34"; the rules of 1.35 were used.',
  ],
  'name-missing': [pod({}, { name: '' }), '/metadata/name: The object has no name.'],
  'subdomain-name-invalid': [
    pod({}, { name: 'p.A' }),
    '/metadata/name: The name of a Pod, claim or Secret "p.A" holds characters that are not allowed, or not allowed in that place.',
  ],
  'service-name-invalid': [
    service({}, { name: '1' }),
    '/metadata/name: The name of a Service "1" holds characters that are not allowed, or not allowed in that place.',
  ],
  'namespace-name-invalid': [
    namespace({ name: 'a.b' }),
    '/metadata/name: The name of a Namespace "a.b" holds characters that are not allowed, or not allowed in that place.',
  ],
  'namespace-invalid': [
    pod({}, { namespace: 'N.n' }),
    '/metadata/namespace: The namespace "N.n" holds characters that are not allowed, or not allowed in that place.',
  ],
  'pod-name-not-label': [pod({}, { name: 'p.q' }), '/metadata/name: The Pod name "p.q" is not a DNS label.'],
  'label-key-invalid': [
    pod({}, { labels: { '/k': '', 'A/k': '', 'a/b/c': '', [`${PREFIX}/k`]: '', 'p/': '' } }),
    '/metadata/labels/~1k (metadata.labels): The key of a label "/k" has an empty prefix before the slash.',
    '/metadata/labels/A~1k (metadata.labels): The key of a label "A/k" has a prefix that is not a DNS subdomain.',
    '/metadata/labels/a~1b~1c (metadata.labels): The key of a label "a/b/c" has more than one slash.',
    `/metadata/labels/${PREFIX}~1k (metadata.labels): The key of a label "${PREFIX.slice(0, 77)}..." has a prefix of more than 253 bytes.`,
    '/metadata/labels/p~1 (metadata.labels): The key of a label "p/" holds characters that are not allowed, or not allowed in that place.',
    '/metadata/labels/p~1 (metadata.labels): The key of a label "p/" has an empty name part.',
  ],
  'label-value-invalid': [
    pod({}, { labels: { k: '-v' } }),
    '/metadata/labels/k (metadata.labels): The value of a label "-v" holds characters that are not allowed, or not allowed in that place.',
  ],
  'annotation-key-invalid': [
    annotated({ 'a/B c': '' }),
    '/metadata/annotations/a~1B c (metadata.annotations): The key of an annotation, in lower case, "a/B c" holds characters that are not allowed, or not allowed in that place.',
  ],
  'annotations-too-long': [
    annotated({ k: 'v'.repeat(262_144) }),
    '/metadata/annotations: The annotations have 262145 bytes.',
  ],
  'annotation-without-effect': [
    annotated({ 'security.alpha.kubernetes.io/sysctls': '' }),
    '/metadata/annotations/security.alpha.kubernetes.io~1sysctls (metadata.annotations[security.alpha.kubernetes.io/sysctls]): The annotation "security.alpha.kubernetes.io/sysctls" does nothing any more.',
  ],
  'claim-annotation-deprecated': [
    claim({}, { annotations: { 'volume.beta.kubernetes.io/storage-class': 'c' } }),
    '/metadata/annotations/volume.beta.kubernetes.io~1storage-class (metadata.annotations[volume.beta.kubernetes.io/storage-class]): The annotation "volume.beta.kubernetes.io/storage-class" is deprecated.',
  ],
  'mirror-annotation-invalid': [
    annotated({ 'kubernetes.io/config.mirror': '' }),
    '/metadata/annotations/kubernetes.io~1config.mirror (metadata.annotations[kubernetes.io/config.mirror]): The annotation marks a mirror Pod, but the Pod has no node.',
  ],
  'deletion-cost-invalid': [
    annotated({ 'controller.kubernetes.io/pod-deletion-cost': 'cheap' }),
    '/metadata/annotations/controller.kubernetes.io~1pod-deletion-cost (metadata.annotations[controller.kubernetes.io/pod-deletion-cost]): The deletion cost "cheap" is not a number.',
  ],
  'app-armor-annotation-invalid': [
    annotated({ [APP_ARMOR]: 'localhost' }),
    '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1c (metadata.annotations[container.apparmor.security.beta.kubernetes.io/c]): The AppArmor annotation has the value "localhost".',
  ],
  'app-armor-annotation-container-unknown': [
    annotated({ [`${APP_ARMOR}d`]: 'unconfined' }),
    '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1cd (metadata.annotations[container.apparmor.security.beta.kubernetes.io/cd]): The AppArmor annotation is for container "cd", which is missing.',
  ],
  'app-armor-annotation-conflict': [
    annotated(
      { [APP_ARMOR]: 'localhost/' },
      { securityContext: { appArmorProfile: { type: 'Unconfined' } } },
    ),
    '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1c (spec.containers[0].securityContext.appArmorProfile.type): The AppArmor annotation "localhost/" of the container disagrees with the profile of the Pod.',
  ],
  'app-armor-annotation-deprecated': [
    annotated({ [APP_ARMOR]: 'unconfined' }),
    '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1c (metadata.annotations[container.apparmor.security.beta.kubernetes.io/c]): The annotation "container.apparmor.security.beta.kubernetes.io/c" is deprecated.',
  ],
  'seccomp-annotation-invalid': [
    annotated({ 'seccomp.security.alpha.kubernetes.io/pod': 'localhost' }),
    '/metadata/annotations/seccomp.security.alpha.kubernetes.io~1pod: The seccomp annotation has the value "localhost".',
  ],
  'namespace-field-ignored': [
    namespace({ namespace: 'm' }),
    '/metadata/namespace: The namespace "m" of a Namespace is ignored.',
  ],
  'containers-missing': [pod({ containers: [] }), '/spec/containers: The Pod has no container.'],
  'container-name-missing': [
    inContainer({ name: '' }),
    '/spec/containers/0/name: The container has no name.',
  ],
  'container-name-invalid': [
    inContainer({ name: 'C' }),
    '/spec/containers/0/name: The name of a container "C" holds characters that are not allowed, or not allowed in that place.',
  ],
  'container-name-duplicate': [
    pod({ initContainers: [{ name: 'c', image: 'a' }] }),
    '/spec/initContainers/0/name: The container name "c" is used twice.',
  ],
  'container-image-missing': [
    inContainer({ image: '' }),
    '/spec/containers/0/image: The container has no image.',
  ],
  'image-padded': [
    inContainer({ image: 'a ' }),
    '/spec/containers/0/image: The image "a " has white space around it.',
  ],
  'pull-policy-not-supported': [
    inContainer({ imagePullPolicy: 'always' }),
    '/spec/containers/0/imagePullPolicy: The pull policy is "always".',
  ],
  'env-name-missing': [
    variable({ name: '' }),
    '/spec/containers/0/env/0/name: The environment variable has no name.',
  ],
  'env-name-invalid': [
    variable({ name: 'A=B' }),
    '/spec/containers/0/env/0/name: The name "A=B" of an environment variable is not allowed.',
  ],
  'env-source-missing': [
    variable({ valueFrom: {} }),
    '/spec/containers/0/env/0/valueFrom: The variable takes its value from nowhere.',
  ],
  'env-value-and-source': [
    variable({ value: 'v', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }),
    '/spec/containers/0/env/0/valueFrom: The variable "A" has both a value and a source.',
  ],
  'env-secret-name-invalid': [
    secretKey({ name: 'S' }),
    '/spec/containers/0/env/0/valueFrom/secretKeyRef/name: The name of the Secret of a variable "S" holds characters that are not allowed, or not allowed in that place.',
  ],
  'env-secret-key-missing': [
    secretKey({ key: '' }),
    '/spec/containers/0/env/0/valueFrom/secretKeyRef/key: The reference to a Secret has no key.',
  ],
  'env-secret-key-invalid': [
    secretKey({ key: '..k' }),
    '/spec/containers/0/env/0/valueFrom/secretKeyRef/key: The key in the Secret of a variable "..k" is `.`, or begins with `..`.',
  ],
  'env-name-repeated': [
    inContainer({ env: [{ name: 'A' }, { name: 'A' }] }),
    '/spec/containers/0/env/1: The variable "A" hides an earlier one of that name.',
  ],
  'env-from-prefix-invalid': [
    variablesFrom({ prefix: '=', secretRef: { name: 's' } }),
    '/spec/containers/0/envFrom/0/prefix: The prefix "=" of environment variables is not allowed.',
  ],
  'env-from-source-missing': [
    variablesFrom({}),
    '/spec/containers/0/envFrom/0 (spec.containers[0].envFrom): The variables come from nowhere.',
  ],
  'env-from-secret-missing': [
    variablesFrom({ secretRef: {} }),
    '/spec/containers/0/envFrom/0/secretRef/name: The reference to a Secret has no name.',
  ],
  'env-from-secret-invalid': [
    variablesFrom({ secretRef: { name: 'S' } }),
    '/spec/containers/0/envFrom/0/secretRef/name: The name of the Secret of variables "S" holds characters that are not allowed, or not allowed in that place.',
  ],
  'container-port-missing': [
    port({ containerPort: 0 }),
    '/spec/containers/0/ports/0/containerPort: The container port is 0 or missing.',
  ],
  'container-port-invalid': [
    port({ containerPort: 65_536 }),
    '/spec/containers/0/ports/0/containerPort: The container port is 65536.',
  ],
  'container-protocol-not-supported': [
    port({ protocol: 'tcp' }),
    '/spec/containers/0/ports/0/protocol: The protocol is "tcp".',
  ],
  'container-port-repeated': [
    inContainer({ ports: [{ containerPort: 1 }, { containerPort: 1, protocol: 'TCP' }] }),
    '/spec/containers/0/ports/1: The port 1/TCP stands here a second time.',
  ],
  'volume-mount-name-missing': [
    mount({ name: '' }),
    '/spec/containers/0/volumeMounts/0/name: The mount names no volume.',
    'volume-mount-unknown /spec/containers/0/volumeMounts/0/name: There is no good volume "" to mount.',
  ],
  'volume-mount-unknown': [
    mount({ name: 'w' }),
    '/spec/containers/0/volumeMounts/0/name: There is no good volume "w" to mount.',
  ],
  'mount-path-missing': [
    mount({ mountPath: '' }),
    '/spec/containers/0/volumeMounts/0/mountPath: The mount has no path.',
  ],
  'mount-path-repeated': [
    mount({}, {}),
    '/spec/containers/0/volumeMounts/1/mountPath: Two volumes are mounted at "/v".',
  ],
  'sub-path-invalid': [
    mount({}, { mountPath: '/w', subPath: '/s' }),
    '/spec/containers/0/volumeMounts/1/subPath (spec.containers[0].volumeMounts.subPath): The path "/s" within the volume is absolute or climbs.',
  ],
  'mount-path-equivalent': [
    mount({}, { mountPath: '/v/' }),
    '/spec/containers/0/volumeMounts/1/mountPath: The mount paths "/v/" and "/v" are one directory.',
  ],
  'mount-path-relative': [
    mount({ mountPath: 'v' }),
    '/spec/containers/0/volumeMounts/0/mountPath: The mount path "v" is relative.',
  ],
  'mount-path-colon': [
    mount({ mountPath: '/v:w' }),
    '/spec/containers/0/volumeMounts/0/mountPath: The mount path "/v:w" has a colon.',
  ],
  'working-directory-relative': [
    inContainer({ workingDir: 'w' }),
    '/spec/containers/0/workingDir: The working directory "w" is relative.',
  ],
  'image-unresolvable': [
    inContainer({ image: 'A' }),
    '/spec/containers/0/image: The kubelet cannot read the image "A".',
  ],
  'restart-policy-not-supported': [
    pod({ restartPolicy: 'never' }),
    '/spec/restartPolicy: The restart policy is "never".',
  ],
  'service-account-name-invalid': [
    pod({ serviceAccountName: 'S' }),
    '/spec/serviceAccountName: The name of a service account "S" holds characters that are not allowed, or not allowed in that place.',
  ],
  'runtime-class-name-invalid': [
    pod({ runtimeClassName: '' }),
    '/spec/runtimeClassName: The name of a runtime class "" holds characters that are not allowed, or not allowed in that place.',
  ],
  'priority-class-name-invalid': [
    pod({ priorityClassName: 'P' }),
    '/spec/priorityClassName: The name of a priority class "P" holds characters that are not allowed, or not allowed in that place.',
  ],
  'hostname-invalid': [
    pod({ hostname: 'h.h' }),
    '/spec/hostname: The host name "h.h" holds characters that are not allowed, or not allowed in that place.',
  ],
  'subdomain-invalid': [
    pod({ subdomain: 's.s' }),
    '/spec/subdomain: The subdomain of a Pod "s.s" holds characters that are not allowed, or not allowed in that place.',
  ],
  'pull-secret-name-empty': [
    pod({ imagePullSecrets: [{}] }),
    '/spec/imagePullSecrets/0/name: The pull secret has no name.',
  ],
  'pull-secret-repeated': [
    pod({ imagePullSecrets: [{ name: 's' }, { name: 's' }] }),
    '/spec/imagePullSecrets/1/name: The pull secret "s" stands here a second time.',
  ],
  'pull-secret-unresolvable': [
    pod({ imagePullSecrets: [{ name: 'S' }] }),
    '/spec/imagePullSecrets/0/name: No Secret can have the name "S".',
  ],
  'host-alias-ip-invalid': [
    pod({ hostAliases: [{ ip: '1.2.3' }] }),
    '/spec/hostAliases/0/ip: The address of a host alias is "1.2.3".',
  ],
  'host-alias-ip-unusual': [
    pod({ hostAliases: [{ ip: '01.2.3.4' }] }),
    '/spec/hostAliases/0/ip: The address "01.2.3.4" is in an unusual form.',
  ],
  'host-alias-ip-repeated': [
    pod({ hostAliases: [{ ip: '::1' }, { ip: '::1' }] }),
    '/spec/hostAliases/1/ip: The address "::1" stands here a second time.',
  ],
  'host-alias-name-invalid': [
    pod({ hostAliases: [{ ip: '::1', hostnames: ['h', 'H'] }] }),
    '/spec/hostAliases/0/hostnames/1: The name of a host alias "H" holds characters that are not allowed, or not allowed in that place.',
  ],
  'nameservers-too-many': [
    pod({ dnsConfig: { nameservers: ['::1', '::2', '::3', '::4'] } }),
    '/spec/dnsConfig/nameservers: There are 4 nameservers.',
  ],
  'nameserver-invalid': [
    pod({ dnsConfig: { nameservers: ['::1', 'dns'] } }),
    '/spec/dnsConfig/nameservers/1: The nameserver is "dns".',
  ],
  'nameserver-unusual': [
    pod({ dnsConfig: { nameservers: ['::01'] } }),
    '/spec/dnsConfig/nameservers/0: The address "::01" is in an unusual form.',
  ],
  'searches-too-many': [
    pod({ dnsConfig: { searches: new Array(33).fill('a') } }),
    '/spec/dnsConfig/searches: There are 33 search domains.',
  ],
  'searches-too-long': [
    pod({ dnsConfig: { searches: new Array(9).fill('a'.repeat(240)) } }),
    '/spec/dnsConfig/searches: The search domains have 2168 bytes.',
  ],
  'search-domain-invalid': [
    pod({ dnsConfig: { searches: ['a', 'B'] } }),
    '/spec/dnsConfig/searches/1: A search domain "B" holds characters that are not allowed, or not allowed in that place.',
  ],
  'volume-name-missing': [volume({ name: '' }), '/spec/volumes/0/name: The volume has no name.'],
  'volume-name-invalid': [
    volume({ name: 'V' }),
    '/spec/volumes/0/name: The name of a volume "V" holds characters that are not allowed, or not allowed in that place.',
  ],
  'volume-name-duplicate': [
    pod({ volumes: [{ name: 'v' }, { name: 'v' }] }),
    '/spec/volumes/1/name: The volume name "v" is used twice.',
  ],
  'volume-source-forbidden': [
    volume({ secret: { secretName: 's' }, persistentVolumeClaim: { claimName: 'c' } }),
    '/spec/volumes/0/persistentVolumeClaim: The volume has a second source.',
  ],
  'claim-name-missing': [
    volume({ persistentVolumeClaim: {} }),
    '/spec/volumes/0/persistentVolumeClaim/claimName: The volume names no claim.',
  ],
  'claim-name-unresolvable': [
    volume({ persistentVolumeClaim: { claimName: 'C' } }),
    '/spec/volumes/0/persistentVolumeClaim/claimName: No claim can have the name "C".',
  ],
  'secret-name-missing': [
    volume({ secret: {} }),
    '/spec/volumes/0/secret/secretName: The volume names no Secret.',
  ],
  'secret-name-unresolvable': [
    volume({ secret: { secretName: 'S' } }),
    '/spec/volumes/0/secret/secretName: No Secret can have the name "S".',
  ],
  'secret-mode-invalid': [
    volume({ secret: { secretName: 's', defaultMode: 512 } }),
    '/spec/volumes/0/secret/defaultMode: The file mode is 512.',
  ],
  'secret-item-key-missing': [item({ key: '' }), '/spec/volumes/0/secret/items/0/key: The item has no key.'],
  'secret-item-path-missing': [
    item({ path: '' }),
    '/spec/volumes/0/secret/items/0/path: The item has no path.',
  ],
  'secret-item-path-invalid': [
    item({ path: '..p' }),
    '/spec/volumes/0/secret/items/0/path: The path "..p" of an item is not allowed.',
  ],
  'secret-item-mode-invalid': [
    item({ mode: -1 }),
    '/spec/volumes/0/secret/items/0/mode: The file mode is -1.',
  ],
  'quantity-invalid': [
    limited({ cpu: '1x' }),
    '/spec/containers/0/resources/limits/cpu (spec.containers[0].resources.limits[cpu]): The quantity "1x" cannot be read.',
  ],
  'resource-name-invalid': [
    limited({ 'example.com/': '1' }),
    '/spec/containers/0/resources/limits/example.com~1 (spec.containers[0].resources.limits[example.com/]): The name of a resource "example.com/" holds characters that are not allowed, or not allowed in that place.',
    '/spec/containers/0/resources/limits/example.com~1 (spec.containers[0].resources.limits[example.com/]): The name of a resource "example.com/" has an empty name part.',
    'extended-resource-name-invalid /spec/containers/0/resources/limits/example.com~1 (spec.containers[0].resources.limits[example.com/]): The name "example.com/" cannot be that of an extended resource.',
    '/spec/containers/0/resources/requests/example.com~1 (spec.containers[0].resources.requests[example.com/]): The name of a resource "example.com/" holds characters that are not allowed, or not allowed in that place.',
    '/spec/containers/0/resources/requests/example.com~1 (spec.containers[0].resources.requests[example.com/]): The name of a resource "example.com/" has an empty name part.',
    'extended-resource-name-invalid /spec/containers/0/resources/requests/example.com~1 (spec.containers[0].resources.requests[example.com/]): The name "example.com/" cannot be that of an extended resource.',
  ],
  'resource-name-unknown': [
    limited({ gpu: '1' }),
    '/spec/containers/0/resources/limits/gpu (spec.containers[0].resources.limits[gpu]): There is no resource "gpu".',
    'resource-not-for-containers /spec/containers/0/resources/limits/gpu (spec.containers[0].resources.limits[gpu]): A container cannot ask for the resource "gpu".',
    '/spec/containers/0/resources/requests/gpu (spec.containers[0].resources.requests[gpu]): There is no resource "gpu".',
    'resource-not-for-containers /spec/containers/0/resources/requests/gpu (spec.containers[0].resources.requests[gpu]): A container cannot ask for the resource "gpu".',
  ],
  'resource-not-for-containers': [
    limited({ pods: '1' }),
    '/spec/containers/0/resources/limits/pods (spec.containers[0].resources.limits[pods]): A container cannot ask for the resource "pods".',
    '/spec/containers/0/resources/requests/pods (spec.containers[0].resources.requests[pods]): A container cannot ask for the resource "pods".',
  ],
  'extended-resource-name-invalid': [
    limited({ 'requests.example.com/gpu': '1' }),
    '/spec/containers/0/resources/limits/requests.example.com~1gpu (spec.containers[0].resources.limits[requests.example.com/gpu]): The name "requests.example.com/gpu" cannot be that of an extended resource.',
    '/spec/containers/0/resources/requests/requests.example.com~1gpu (spec.containers[0].resources.requests[requests.example.com/gpu]): The name "requests.example.com/gpu" cannot be that of an extended resource.',
  ],
  'quantity-negative': [
    limited({ cpu: '-1' }),
    '/spec/containers/0/resources/limits/cpu (spec.containers[0].resources.limits[cpu]): The quantity "-1" of cpu is negative.',
    '/spec/containers/0/resources/requests/cpu (spec.containers[0].resources.requests[cpu]): The quantity "-1" of cpu is negative.',
  ],
  'quantity-not-whole': [
    limited({ 'example.com/gpu': '1.5' }),
    '/spec/containers/0/resources/limits/example.com~1gpu (spec.containers[0].resources.limits[example.com/gpu]): The quantity "1.5" of example.com/gpu has a fraction.',
    '/spec/containers/0/resources/requests/example.com~1gpu (spec.containers[0].resources.requests[example.com/gpu]): The quantity "1.5" of example.com/gpu has a fraction.',
  ],
  'request-above-limit': [
    limited({ cpu: '1' }, { cpu: '1001m' }),
    '/spec/containers/0/resources/requests/cpu (spec.containers[0].resources.requests): The request "1001m" of cpu is above the limit "1".',
  ],
  'request-not-limit': [
    limited({ 'example.com/gpu': '2' }, { 'example.com/gpu': '1' }),
    '/spec/containers/0/resources/requests/example.com~1gpu (spec.containers[0].resources.requests): The request "1" of example.com/gpu is not the limit "2".',
  ],
  'limit-missing': [
    limited({}, { 'example.com/gpu': '1' }),
    '/spec/containers/0/resources/limits: There is a request of example.com/gpu, but no limit.',
  ],
  'huge-pages-not-multiple': [
    limited({ cpu: '1', 'hugepages-2Mi': '3Mi' }),
    '/spec/containers/0/resources/limits/hugepages-2Mi (spec.containers[0].resources.limits[hugepages-2Mi]): The quantity "3Mi" of hugepages-2Mi does not fill its pages.',
    '/spec/containers/0/resources/requests/hugepages-2Mi (spec.containers[0].resources.requests[hugepages-2Mi]): The quantity "3Mi" of hugepages-2Mi does not fill its pages.',
  ],
  'huge-pages-alone': [
    limited({ 'hugepages-2Mi': '2Mi' }),
    '/spec/containers/0/resources: The container asks for huge pages only.',
  ],
  'quantity-fractional-bytes': [
    limited({ 'ephemeral-storage': '1500m' }),
    '/spec/containers/0/resources/limits/ephemeral-storage (spec.containers[0].resources.limits[ephemeral-storage]): The quantity "1500m" of ephemeral-storage has fractions of a byte.',
    '/spec/containers/0/resources/requests/ephemeral-storage (spec.containers[0].resources.requests[ephemeral-storage]): The quantity "1500m" of ephemeral-storage has fractions of a byte.',
  ],
  'memory-too-small': [
    limited({ memory: '1M' }),
    '/spec/containers/0/resources/limits/memory (spec.containers[0].resources.limits[memory]): The memory "1M" is less than a container needs to start.',
  ],
  'node-selector-key-invalid': [
    pod({ nodeSelector: { 'a b': 'c' } }),
    '/spec/nodeSelector/a b (spec.nodeSelector): The key of a node selector "a b" holds characters that are not allowed, or not allowed in that place.',
  ],
  'node-selector-value-invalid': [
    pod({ nodeSelector: { a: 'b c' } }),
    '/spec/nodeSelector/a (spec.nodeSelector): The value of a node selector "b c" holds characters that are not allowed, or not allowed in that place.',
  ],
  'node-label-deprecated': [
    pod({ nodeSelector: { 'beta.kubernetes.io/arch': 'arm64' } }),
    '/spec/nodeSelector/beta.kubernetes.io~1arch (spec.nodeSelector[beta.kubernetes.io/arch]): The node label "beta.kubernetes.io/arch" is deprecated.',
  ],
  'toleration-key-invalid': [
    tolerating({ key: 'k k' }),
    '/spec/tolerations/0/key: The key of a toleration "k k" holds characters that are not allowed, or not allowed in that place.',
  ],
  'toleration-key-missing': [
    tolerating({ key: '' }),
    '/spec/tolerations/0/operator: The toleration has no key, and the operator "".',
  ],
  'toleration-seconds-without-effect': [
    tolerating({ effect: 'NoSchedule', tolerationSeconds: 1 }),
    '/spec/tolerations/0/effect: There are seconds, but the effect is "NoSchedule".',
  ],
  'toleration-value-forbidden': [
    tolerating({ operator: 'Exists', value: 'v' }),
    '/spec/tolerations/0/operator: The operator `Exists` has the value "v".',
  ],
  'toleration-value-invalid': [
    tolerating({ value: 'v v' }),
    '/spec/tolerations/0/operator: The value "v v" of a toleration is not allowed.',
  ],
  'toleration-operator-not-supported': [
    tolerating({ operator: 'In' }),
    '/spec/tolerations/0/operator: The operator of a toleration is "In".',
  ],
  'toleration-effect-not-supported': [
    tolerating({ effect: 'Never' }),
    '/spec/tolerations/0/effect: The effect of a toleration is "Never".',
  ],
  'node-selector-terms-missing': [
    nodes({ [REQUIRED]: {} }),
    `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms: The required node affinity has no terms.`,
  ],
  'affinity-weight-invalid': [
    nodes({ [PREFERRED]: [{ weight: 101, preference: {} }] }),
    `/spec/affinity/nodeAffinity/${PREFERRED}/0/weight: The weight is 101.`,
  ],
  'selector-values-missing': [
    expression({ operator: 'NotIn' }),
    `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/0/matchExpressions/0/values: The operator "NotIn" has no values.`,
  ],
  'selector-values-not-one': [
    expression({ operator: 'Gt', values: ['1', '2'] }),
    `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/0/matchExpressions/0/values: The operator "Gt" has 2 values.`,
  ],
  'selector-values-forbidden': [
    expression({ operator: 'Exists', values: ['v'] }),
    `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/0/matchExpressions/0/values: The operator "Exists" has values.`,
  ],
  'selector-operator-invalid': [
    expression({ operator: 'Equal', values: ['v'] }),
    `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/0/matchExpressions/0/operator: The operator is "Equal".`,
  ],
  'selector-key-invalid': [
    expression({ key: 'k k', operator: 'Exists' }),
    `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/0/matchExpressions/0/key: The key of a selector "k k" holds characters that are not allowed, or not allowed in that place.`,
  ],
  'selector-value-invalid': [
    expression({ operator: 'In', values: ['v', 'v v'] }),
    `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/0/matchExpressions/0/values/1: The value of a selector "v v" holds characters that are not allowed, or not allowed in that place.`,
  ],
  'selector-value-not-label': [
    nodes({
      [PREFERRED]: [
        { weight: 1, preference: { matchExpressions: [{ key: 'k', operator: 'In', values: ['v v'] }] } },
      ],
    }),
    `/spec/affinity/nodeAffinity/${PREFERRED}/0/preference/matchExpressions/0/values/0: The value "v v" is not a label value.`,
  ],
  'node-field-unknown': [
    nodeField({ key: 'spec.name' }),
    `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/0/matchFields/0/key: Nodes cannot be selected by the field "spec.name".`,
  ],
  'node-field-value-invalid': [
    nodeField({ values: ['N'] }),
    `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/0/matchFields/0/values/0: The name of a node "N" holds characters that are not allowed, or not allowed in that place.`,
  ],
  'selector-label-key-invalid': [
    podTerm({ labelSelector: { matchLabels: { 'k k': 'v' } } }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/labelSelector/matchLabels/k k (spec.affinity.podAffinity.${REQUIRED}[0].labelSelector.matchLabels): The key of a label in a selector "k k" holds characters that are not allowed, or not allowed in that place.`,
  ],
  'selector-label-value-invalid': [
    podTerm({ labelSelector: { matchLabels: { k: 'v v' } } }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/labelSelector/matchLabels/k (spec.affinity.podAffinity.${REQUIRED}[0].labelSelector.matchLabels): The value of a label in a selector "v v" holds characters that are not allowed, or not allowed in that place.`,
  ],
  'affinity-namespace-invalid': [
    podTerm({ namespaces: ['n', 'N'] }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/namespaces/1 (spec.affinity.podAffinity.${REQUIRED}[0].namespace): A namespace of a pod affinity "N" holds characters that are not allowed, or not allowed in that place.`,
  ],
  'topology-key-missing': [
    podTerm({ topologyKey: '' }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/topologyKey: The pod affinity has no topology key.`,
    `topology-key-invalid /spec/affinity/podAffinity/${REQUIRED}/0/topologyKey: The topology key "" holds characters that are not allowed, or not allowed in that place.`,
    `topology-key-invalid /spec/affinity/podAffinity/${REQUIRED}/0/topologyKey: The topology key "" has an empty name part.`,
  ],
  'topology-key-invalid': [
    podTerm({ topologyKey: 'k k' }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/topologyKey: The topology key "k k" holds characters that are not allowed, or not allowed in that place.`,
  ],
  'match-label-keys-forbidden': [
    podTerm({ labelSelector: null, matchLabelKeys: ['k'] }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/matchLabelKeys: The label keys have no selector to add to.`,
  ],
  'match-label-key-invalid': [
    podTerm({ mismatchLabelKeys: ['k', 'k k'] }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/mismatchLabelKeys/1: A label key to match "k k" holds characters that are not allowed, or not allowed in that place.`,
  ],
  'match-label-key-repeated': [
    podTerm({ matchLabelKeys: ['k'], mismatchLabelKeys: ['k'] }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/matchLabelKeys/0: The key "k" is to match and to differ.`,
  ],
  'label-selector-missing': [
    podTerm({ labelSelector: null }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/labelSelector: The pod affinity has no label selector.`,
  ],
  'user-id-invalid': [context({ runAsUser: -1 }), '/spec/securityContext/runAsUser: The user id is -1.'],
  'group-id-invalid': [
    context({ runAsGroup: 2_147_483_648, fsGroup: -1 }),
    '/spec/securityContext/runAsGroup: The group id is 2147483648.',
    '/spec/securityContext/fsGroup: The group id is -1.',
  ],
  'fs-group-change-policy-not-supported': [
    context({ fsGroupChangePolicy: '' }),
    '/spec/securityContext/fsGroupChangePolicy: The policy is "".',
  ],
  'seccomp-type-missing': [
    seccomp({}),
    '/spec/securityContext/seccompProfile/type: The seccomp profile has no type.',
  ],
  'seccomp-type-not-supported': [
    seccomp({ type: 'runtime/default' }),
    '/spec/securityContext/seccompProfile/type: The type of the seccomp profile is "runtime/default".',
  ],
  'seccomp-path-missing': [
    seccomp({ type: 'Localhost' }),
    '/spec/securityContext/seccompProfile/localhostProfile: The seccomp profile has no path.',
  ],
  'seccomp-path-invalid': [
    seccomp({ type: 'Localhost', localhostProfile: '/p' }),
    '/spec/securityContext/seccompProfile/localhostProfile: The path "/p" of the seccomp profile is absolute or climbs.',
  ],
  'seccomp-path-forbidden': [
    seccomp({ type: 'Unconfined', localhostProfile: 'p' }),
    '/spec/securityContext/seccompProfile/localhostProfile: A seccomp profile of type "Unconfined" has a path.',
  ],
  'app-armor-type-missing': [
    appArmor({}),
    '/spec/securityContext/appArmorProfile/type: The AppArmor profile has no type.',
  ],
  'app-armor-type-not-supported': [
    appArmor({ type: 'unconfined' }),
    '/spec/securityContext/appArmorProfile/type: The type of the AppArmor profile is "unconfined".',
  ],
  'app-armor-profile-missing': [
    appArmor({ type: 'Localhost', localhostProfile: '' }),
    '/spec/securityContext/appArmorProfile/localhostProfile: The AppArmor profile has no name.',
  ],
  'app-armor-profile-padded': [
    appArmor({ type: 'Localhost', localhostProfile: ' p' }),
    '/spec/securityContext/appArmorProfile/localhostProfile: The AppArmor profile " p" has white space around it.',
  ],
  'app-armor-profile-too-long': [
    appArmor({ type: 'Localhost', localhostProfile: 'é'.repeat(2048) }),
    '/spec/securityContext/appArmorProfile/localhostProfile: The name of the AppArmor profile has 4096 bytes.',
  ],
  'app-armor-profile-forbidden': [
    appArmor({ type: 'RuntimeDefault', localhostProfile: '' }),
    '/spec/securityContext/appArmorProfile/localhostProfile: An AppArmor profile of type "RuntimeDefault" has a name.',
  ],
  'privileged-without-escalation': [
    inContainer({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
    '/spec/containers/0/securityContext: A privileged container cannot be kept from escalating its privileges.',
  ],
  'root-user-refused-later': [
    context({ runAsNonRoot: true, runAsUser: 0 }),
    '/spec/securityContext/runAsUser: The Pod must not run as root, but runs as user 0.',
  ],
  'access-modes-missing': [claim({ accessModes: [] }), '/spec/accessModes: The claim has no access mode.'],
  'access-mode-not-supported': [
    claim({ accessModes: ['ReadWriteMany', 'ReadWrite'] }),
    '/spec/accessModes/1 (spec.accessModes): The access mode is "ReadWrite".',
  ],
  'access-modes-conflict': [
    claim({ accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] }),
    '/spec/accessModes: The access mode `ReadWriteOncePod` stands beside another.',
  ],
  'storage-missing': [
    claim({ resources: {} }),
    '/spec/resources/requests/storage (spec.resources[storage]): The claim requests no storage.',
  ],
  'storage-not-positive': [
    claim({ resources: { requests: { storage: '0' } } }),
    '/spec/resources/requests/storage (spec.resources[storage]): The claim requests "0" of storage.',
  ],
  'storage-fractional-bytes': [
    claim({ resources: { requests: { storage: '1500m' } } }),
    '/spec/resources/requests/storage (spec.resources.requests[storage]): The storage "1500m" has fractions of a byte.',
  ],
  'storage-class-name-invalid': [
    claim({ storageClassName: 'C' }),
    '/spec/storageClassName: The name of a storage class "C" holds characters that are not allowed, or not allowed in that place.',
  ],
  'service-type-not-supported': [
    service({ type: 'Headless' }),
    '/spec/type: The type of the Service is "Headless".',
  ],
  'service-external-name-missing': [
    service({ type: 'ExternalName' }),
    '/spec/externalName: The Service has no external name.',
  ],
  'service-external-name-invalid': [
    service({ type: 'ExternalName', externalName: 'N' }),
    '/spec/externalName: The external name of a Service "N" holds characters that are not allowed, or not allowed in that place.',
  ],
  'service-ports-missing': [service({ ports: [] }), '/spec/ports: The Service has no ports.'],
  'service-port-name-missing': [
    service({ ports: [{ port: 80 }, { port: 81, name: 'b' }] }),
    '/spec/ports/0/name: The port has no name.',
  ],
  'service-port-name-invalid': [
    service({ ports: [{ port: 80, name: 'P' }] }),
    '/spec/ports/0/name: The name of a port "P" holds characters that are not allowed, or not allowed in that place.',
  ],
  'service-port-name-duplicate': [
    service({
      ports: [
        { port: 80, name: 'a' },
        { port: 81, name: 'a' },
      ],
    }),
    '/spec/ports/1/name: The port name "a" is used twice.',
  ],
  'service-port-invalid': [
    service({ ports: [{ port: 0, targetPort: 80 }] }),
    '/spec/ports/0/port: The port is 0.',
  ],
  'service-protocol-not-supported': [
    service({ ports: [{ port: 80, protocol: 'tcp' }] }),
    '/spec/ports/0/protocol: The protocol is "tcp".',
  ],
  'service-target-port-invalid': [
    service({ ports: [{ port: 80, targetPort: 65_536 }] }),
    '/spec/ports/0/targetPort: The target port is 65536.',
  ],
  'service-target-port-name-invalid': [
    service({ ports: [{ port: 80, targetPort: '-' }] }),
    '/spec/ports/0/targetPort: The name "-" of the target port has no letter.',
    '/spec/ports/0/targetPort: The name "-" of the target port begins or ends with a dash.',
  ],
  'service-port-duplicate': [
    service({
      ports: [
        { port: 80, name: 'a' },
        { port: 80, name: 'b' },
      ],
    }),
    '/spec/ports/1: The port 80/TCP stands here a second time.',
  ],
  'service-selector-key-invalid': [
    service({ selector: { 'k k': 'v' } }),
    '/spec/selector/k k (spec.selector): The key of a Service selector "k k" holds characters that are not allowed, or not allowed in that place.',
  ],
  'service-selector-value-invalid': [
    service({ selector: { k: 'v v' } }),
    '/spec/selector/k (spec.selector): The value of a Service selector "v v" holds characters that are not allowed, or not allowed in that place.',
  ],
  'cluster-ip-invalid': [
    service({ clusterIP: 'none' }),
    '/spec/clusterIP (spec.clusterIPs[0]): The cluster address is "none".',
  ],
  'cluster-ip-forbidden': [
    service({ type: 'ExternalName', externalName: 'n', clusterIP: 'None' }),
    '/spec/clusterIP (spec.clusterIPs): A Service of type `ExternalName` has a cluster address.',
  ],
  'cluster-ip-unusual': [
    service({ clusterIP: '10.0.0.01' }),
    '/spec/clusterIP (spec.clusterIPs[0]): The address "10.0.0.01" is in an unusual form.',
  ],
  'secret-key-invalid': [
    secret({ stringData: { '.': '', 'a b': '' } }),
    '/stringData/. (data[.]): The key of a Secret "." is `.`, or begins with `..`.',
    '/stringData/a b (data[a b]): The key of a Secret "a b" holds characters that are not allowed, or not allowed in that place.',
  ],
  'secret-value-not-base64': [
    secret({ data: { k: 'v' } }),
    '/data/k (data[k]): The value of "k" is not base64.',
  ],
  'secret-too-long': [
    secret({ stringData: { k: 'v'.repeat(1_048_577) } }),
    '/data: The Secret has 1048577 bytes.',
  ],
  'docker-config-missing': [
    dockerConfig({}),
    '/data/.dockerconfigjson (data[.dockerconfigjson]): The Secret has no registry credentials.',
  ],
  'docker-config-invalid': [
    dockerConfig({ '.dockerconfigjson': '[]' }),
    '/stringData/.dockerconfigjson (data[.dockerconfigjson]): The registry credentials are not a JSON object.',
  ],
};

describe('the example of each rule', () => {
  it.each(Object.entries(EXAMPLES))('%s', (example, [manifest, ...lines]) => {
    const options = example === 'kubernetes-version-not-known' ? { kubernetes: '1.34' } : {};
    const found = checkManifest(deepFrozen(manifest), options);
    expect(found.map((finding) => lineOf(finding, example))).toEqual(lines);
  });

  it('shows values of up to 80 characters in full', () => {
    const shown = (image: string) => checkManifest(inContainer({ image }))[0]?.message.split(/"/)[1];
    expect(shown('A'.repeat(80))).toBe('A'.repeat(80));
    expect(shown('A'.repeat(81))).toBe(`${'A'.repeat(77)}...`);
  });
});

/** The path, the server's field where it is not the path in other letters, and what is wrong. */
function lineOf({ code, path, field, message }: ManifestDiagnostic, example: string): string {
  const rule = ` Right would be: ${RULES[code].rule}`;
  expect(message.endsWith(rule)).toBe(true);
  const place = field === fieldOf(path) ? path : `${path} (${field})`;
  return `${code === example ? '' : `${code} `}${place}: ${message.slice(0, -rule.length)}`;
}

function fieldOf(path: string): string {
  const fields = path.replace(/^\//, '').replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
  return fields.replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}
