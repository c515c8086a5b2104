import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../../src/check/check-manifest.ts';
import type { ManifestDiagnostic } from '../../../src/check/report.ts';
import { type ManifestCode, RULES } from '../../../src/check/rules/all-rules.ts';
import { deepFrozen } from '../../support/deep-frozen.ts';
import { claim, inContainer, namespace, pod, secret, service } from '../manifests.ts';

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
const NODE_TERM = `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms/0`;
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
  'manifest-not-object': [[], ''],
  'kubernetes-version-unknown': [pod({}), ''],
  'json-type-wrong': [pod({ hostname: 7 }), '/spec/hostname'],
  'field-not-checked': [pod({ nodeName: 'n' }), '/spec/nodeName'],
  'kind-not-checked': [{ apiVersion: 'apps/v1', kind: 'Deployment' }, '/kind'],
  'name-missing': [pod({}, { name: '' }), '/metadata/name'],
  'subdomain-name-invalid': [pod({}, { name: 'p.A' }), '/metadata/name'],
  'service-name-invalid': [service({}, { name: '1' }), '/metadata/name'],
  'namespace-name-invalid': [namespace({ name: 'a.b' }), '/metadata/name'],
  'namespace-invalid': [pod({}, { namespace: 'N.n' }), '/metadata/namespace'],
  'pod-name-not-label': [pod({}, { name: 'p.q' }), '/metadata/name'],
  'label-key-invalid': [
    pod({}, { labels: { '/k': '', 'A/k': '', 'a/b/c': '', [`${PREFIX}/k`]: '', 'p/': '' } }),
    '/metadata/labels/~1k (metadata.labels)',
    '/metadata/labels/A~1k (metadata.labels)',
    '/metadata/labels/a~1b~1c (metadata.labels)',
    `/metadata/labels/${PREFIX}~1k (metadata.labels)`,
    '/metadata/labels/p~1 (metadata.labels)',
    '/metadata/labels/p~1 (metadata.labels)',
  ],
  'label-value-invalid': [pod({}, { labels: { k: '-v' } }), '/metadata/labels/k (metadata.labels)'],
  'annotation-key-invalid': [
    annotated({ 'a/B c': '' }),
    '/metadata/annotations/a~1B c (metadata.annotations)',
  ],
  'annotations-too-long': [annotated({ k: 'v'.repeat(262_144) }), '/metadata/annotations'],
  'annotation-without-effect': [
    annotated({ 'security.alpha.kubernetes.io/sysctls': '' }),
    '/metadata/annotations/security.alpha.kubernetes.io~1sysctls (metadata.annotations[security.alpha.kubernetes.io/sysctls])',
  ],
  'claim-annotation-deprecated': [
    claim({}, { annotations: { 'volume.beta.kubernetes.io/storage-class': 'c' } }),
    '/metadata/annotations/volume.beta.kubernetes.io~1storage-class (metadata.annotations[volume.beta.kubernetes.io/storage-class])',
  ],
  'mirror-annotation-invalid': [
    annotated({ 'kubernetes.io/config.mirror': '' }),
    '/metadata/annotations/kubernetes.io~1config.mirror (metadata.annotations[kubernetes.io/config.mirror])',
  ],
  'deletion-cost-invalid': [
    annotated({ 'controller.kubernetes.io/pod-deletion-cost': 'cheap' }),
    '/metadata/annotations/controller.kubernetes.io~1pod-deletion-cost (metadata.annotations[controller.kubernetes.io/pod-deletion-cost])',
  ],
  'app-armor-annotation-invalid': [
    annotated({ [APP_ARMOR]: 'localhost' }),
    '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1c (metadata.annotations[container.apparmor.security.beta.kubernetes.io/c])',
  ],
  'app-armor-annotation-container-unknown': [
    annotated({ [`${APP_ARMOR}d`]: 'unconfined' }),
    '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1cd (metadata.annotations[container.apparmor.security.beta.kubernetes.io/cd])',
  ],
  'app-armor-annotation-conflict': [
    annotated(
      { [APP_ARMOR]: 'localhost/' },
      { securityContext: { appArmorProfile: { type: 'Unconfined' } } },
    ),
    '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1c (spec.containers[0].securityContext.appArmorProfile.type)',
  ],
  'app-armor-annotation-deprecated': [
    annotated({ [APP_ARMOR]: 'unconfined' }),
    '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1c (metadata.annotations[container.apparmor.security.beta.kubernetes.io/c])',
  ],
  'seccomp-annotation-invalid': [
    annotated({ 'seccomp.security.alpha.kubernetes.io/pod': 'localhost' }),
    '/metadata/annotations/seccomp.security.alpha.kubernetes.io~1pod',
  ],
  'namespace-field-ignored': [namespace({ namespace: 'm' }), '/metadata/namespace'],
  'containers-missing': [pod({ containers: [] }), '/spec/containers'],
  'container-name-missing': [inContainer({ name: '' }), '/spec/containers/0/name'],
  'container-name-invalid': [inContainer({ name: 'C' }), '/spec/containers/0/name'],
  'container-name-duplicate': [
    pod({ initContainers: [{ name: 'c', image: 'a' }] }),
    '/spec/initContainers/0/name',
  ],
  'container-image-missing': [inContainer({ image: '' }), '/spec/containers/0/image'],
  'image-padded': [inContainer({ image: 'a ' }), '/spec/containers/0/image'],
  'pull-policy-not-supported': [
    inContainer({ imagePullPolicy: 'always' }),
    '/spec/containers/0/imagePullPolicy',
  ],
  'env-name-missing': [variable({ name: '' }), '/spec/containers/0/env/0/name'],
  'env-name-invalid': [variable({ name: 'A=B' }), '/spec/containers/0/env/0/name'],
  'env-source-missing': [variable({ valueFrom: {} }), '/spec/containers/0/env/0/valueFrom'],
  'env-value-and-source': [
    variable({ value: 'v', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }),
    '/spec/containers/0/env/0/valueFrom',
  ],
  'env-secret-name-invalid': [
    secretKey({ name: 'S' }),
    '/spec/containers/0/env/0/valueFrom/secretKeyRef/name',
  ],
  'env-secret-key-missing': [secretKey({ key: '' }), '/spec/containers/0/env/0/valueFrom/secretKeyRef/key'],
  'env-secret-key-invalid': [
    secretKey({ key: '..k' }),
    '/spec/containers/0/env/0/valueFrom/secretKeyRef/key',
  ],
  'env-name-repeated': [inContainer({ env: [{ name: 'A' }, { name: 'A' }] }), '/spec/containers/0/env/1'],
  'env-from-prefix-invalid': [
    variablesFrom({ prefix: '=', secretRef: { name: 's' } }),
    '/spec/containers/0/envFrom/0/prefix',
  ],
  'env-from-source-missing': [variablesFrom({}), '/spec/containers/0/envFrom/0 (spec.containers[0].envFrom)'],
  'env-from-secret-missing': [
    variablesFrom({ secretRef: {} }),
    '/spec/containers/0/envFrom/0/secretRef/name',
  ],
  'env-from-secret-invalid': [
    variablesFrom({ secretRef: { name: 'S' } }),
    '/spec/containers/0/envFrom/0/secretRef/name',
  ],
  'container-port-missing': [port({ containerPort: 0 }), '/spec/containers/0/ports/0/containerPort'],
  'container-port-invalid': [port({ containerPort: 65_536 }), '/spec/containers/0/ports/0/containerPort'],
  'container-protocol-not-supported': [port({ protocol: 'tcp' }), '/spec/containers/0/ports/0/protocol'],
  'container-port-repeated': [
    inContainer({ ports: [{ containerPort: 1 }, { containerPort: 1, protocol: 'TCP' }] }),
    '/spec/containers/0/ports/1',
  ],
  'volume-mount-name-missing': [
    mount({ name: '' }),
    '/spec/containers/0/volumeMounts/0/name',
    'volume-mount-unknown /spec/containers/0/volumeMounts/0/name',
  ],
  'volume-mount-unknown': [mount({ name: 'w' }), '/spec/containers/0/volumeMounts/0/name'],
  'mount-path-missing': [mount({ mountPath: '' }), '/spec/containers/0/volumeMounts/0/mountPath'],
  'mount-path-repeated': [mount({}, {}), '/spec/containers/0/volumeMounts/1/mountPath'],
  'sub-path-invalid': [
    mount({}, { mountPath: '/w', subPath: '/s' }),
    '/spec/containers/0/volumeMounts/1/subPath (spec.containers[0].volumeMounts.subPath)',
  ],
  'mount-path-equivalent': [mount({}, { mountPath: '/v/' }), '/spec/containers/0/volumeMounts/1/mountPath'],
  'mount-path-relative': [mount({ mountPath: 'v' }), '/spec/containers/0/volumeMounts/0/mountPath'],
  'mount-path-colon': [mount({ mountPath: '/v:w' }), '/spec/containers/0/volumeMounts/0/mountPath'],
  'working-directory-relative': [inContainer({ workingDir: 'w' }), '/spec/containers/0/workingDir'],
  'image-unresolvable': [inContainer({ image: 'A' }), '/spec/containers/0/image'],
  'restart-policy-not-supported': [pod({ restartPolicy: 'never' }), '/spec/restartPolicy'],
  'service-account-name-invalid': [pod({ serviceAccountName: 'S' }), '/spec/serviceAccountName'],
  'runtime-class-name-invalid': [pod({ runtimeClassName: '' }), '/spec/runtimeClassName'],
  'priority-class-name-invalid': [pod({ priorityClassName: 'P' }), '/spec/priorityClassName'],
  'hostname-invalid': [pod({ hostname: 'h.h' }), '/spec/hostname'],
  'subdomain-invalid': [pod({ subdomain: 's.s' }), '/spec/subdomain'],
  'pull-secret-name-empty': [pod({ imagePullSecrets: [{}] }), '/spec/imagePullSecrets/0/name'],
  'pull-secret-repeated': [
    pod({ imagePullSecrets: [{ name: 's' }, { name: 's' }] }),
    '/spec/imagePullSecrets/1/name',
  ],
  'pull-secret-unresolvable': [pod({ imagePullSecrets: [{ name: 'S' }] }), '/spec/imagePullSecrets/0/name'],
  'host-alias-ip-invalid': [pod({ hostAliases: [{ ip: '1.2.3' }] }), '/spec/hostAliases/0/ip'],
  'host-alias-ip-unusual': [pod({ hostAliases: [{ ip: '01.2.3.4' }] }), '/spec/hostAliases/0/ip'],
  'host-alias-ip-repeated': [pod({ hostAliases: [{ ip: '::1' }, { ip: '::1' }] }), '/spec/hostAliases/1/ip'],
  'host-alias-name-invalid': [
    pod({ hostAliases: [{ ip: '::1', hostnames: ['h', 'H'] }] }),
    '/spec/hostAliases/0/hostnames/1',
  ],
  'nameservers-too-many': [
    pod({ dnsConfig: { nameservers: ['::1', '::2', '::3', '::4'] } }),
    '/spec/dnsConfig/nameservers',
  ],
  'nameserver-invalid': [
    pod({ dnsConfig: { nameservers: ['::1', 'dns'] } }),
    '/spec/dnsConfig/nameservers/1',
  ],
  'nameserver-unusual': [pod({ dnsConfig: { nameservers: ['::01'] } }), '/spec/dnsConfig/nameservers/0'],
  'searches-too-many': [
    pod({ dnsConfig: { searches: new Array(33).fill('a') } }),
    '/spec/dnsConfig/searches',
  ],
  'searches-too-long': [
    pod({ dnsConfig: { searches: new Array(9).fill('a'.repeat(240)) } }),
    '/spec/dnsConfig/searches',
  ],
  'search-domain-invalid': [pod({ dnsConfig: { searches: ['a', 'B'] } }), '/spec/dnsConfig/searches/1'],
  'volume-name-missing': [volume({ name: '' }), '/spec/volumes/0/name'],
  'volume-name-invalid': [volume({ name: 'V' }), '/spec/volumes/0/name'],
  'volume-name-duplicate': [pod({ volumes: [{ name: 'v' }, { name: 'v' }] }), '/spec/volumes/1/name'],
  'volume-source-forbidden': [
    volume({ secret: { secretName: 's' }, persistentVolumeClaim: { claimName: 'c' } }),
    '/spec/volumes/0/persistentVolumeClaim',
  ],
  'claim-name-missing': [
    volume({ persistentVolumeClaim: {} }),
    '/spec/volumes/0/persistentVolumeClaim/claimName',
  ],
  'claim-name-unresolvable': [
    volume({ persistentVolumeClaim: { claimName: 'C' } }),
    '/spec/volumes/0/persistentVolumeClaim/claimName',
  ],
  'secret-name-missing': [volume({ secret: {} }), '/spec/volumes/0/secret/secretName'],
  'secret-name-unresolvable': [volume({ secret: { secretName: 'S' } }), '/spec/volumes/0/secret/secretName'],
  'secret-mode-invalid': [
    volume({ secret: { secretName: 's', defaultMode: 512 } }),
    '/spec/volumes/0/secret/defaultMode',
  ],
  'secret-item-key-missing': [item({ key: '' }), '/spec/volumes/0/secret/items/0/key'],
  'secret-item-path-missing': [item({ path: '' }), '/spec/volumes/0/secret/items/0/path'],
  'secret-item-path-invalid': [item({ path: '..p' }), '/spec/volumes/0/secret/items/0/path'],
  'secret-item-mode-invalid': [item({ mode: -1 }), '/spec/volumes/0/secret/items/0/mode'],
  'quantity-invalid': [
    limited({ cpu: '1x' }),
    '/spec/containers/0/resources/limits/cpu (spec.containers[0].resources.limits[cpu])',
  ],
  'resource-name-invalid': [
    limited({ 'example.com/': '1' }),
    '/spec/containers/0/resources/limits/example.com~1 (spec.containers[0].resources.limits[example.com/])',
    '/spec/containers/0/resources/limits/example.com~1 (spec.containers[0].resources.limits[example.com/])',
    'extended-resource-name-invalid /spec/containers/0/resources/limits/example.com~1 (spec.containers[0].resources.limits[example.com/])',
    '/spec/containers/0/resources/requests/example.com~1 (spec.containers[0].resources.requests[example.com/])',
    '/spec/containers/0/resources/requests/example.com~1 (spec.containers[0].resources.requests[example.com/])',
    'extended-resource-name-invalid /spec/containers/0/resources/requests/example.com~1 (spec.containers[0].resources.requests[example.com/])',
  ],
  'resource-name-unknown': [
    limited({ gpu: '1' }),
    '/spec/containers/0/resources/limits/gpu (spec.containers[0].resources.limits[gpu])',
    'resource-not-for-containers /spec/containers/0/resources/limits/gpu (spec.containers[0].resources.limits[gpu])',
    '/spec/containers/0/resources/requests/gpu (spec.containers[0].resources.requests[gpu])',
    'resource-not-for-containers /spec/containers/0/resources/requests/gpu (spec.containers[0].resources.requests[gpu])',
  ],
  'resource-not-for-containers': [
    limited({ pods: '1' }),
    '/spec/containers/0/resources/limits/pods (spec.containers[0].resources.limits[pods])',
    '/spec/containers/0/resources/requests/pods (spec.containers[0].resources.requests[pods])',
  ],
  'extended-resource-name-invalid': [
    limited({ 'requests.example.com/gpu': '1' }),
    '/spec/containers/0/resources/limits/requests.example.com~1gpu (spec.containers[0].resources.limits[requests.example.com/gpu])',
    '/spec/containers/0/resources/requests/requests.example.com~1gpu (spec.containers[0].resources.requests[requests.example.com/gpu])',
  ],
  'quantity-negative': [
    limited({ cpu: '-1' }),
    '/spec/containers/0/resources/limits/cpu (spec.containers[0].resources.limits[cpu])',
    '/spec/containers/0/resources/requests/cpu (spec.containers[0].resources.requests[cpu])',
  ],
  'quantity-not-whole': [
    limited({ 'example.com/gpu': '1.5' }),
    '/spec/containers/0/resources/limits/example.com~1gpu (spec.containers[0].resources.limits[example.com/gpu])',
    '/spec/containers/0/resources/requests/example.com~1gpu (spec.containers[0].resources.requests[example.com/gpu])',
  ],
  'request-above-limit': [
    limited({ cpu: '1' }, { cpu: '1001m' }),
    '/spec/containers/0/resources/requests/cpu (spec.containers[0].resources.requests)',
  ],
  'request-not-limit': [
    limited({ 'example.com/gpu': '2' }, { 'example.com/gpu': '1' }),
    '/spec/containers/0/resources/requests/example.com~1gpu (spec.containers[0].resources.requests)',
  ],
  'limit-missing': [limited({}, { 'example.com/gpu': '1' }), '/spec/containers/0/resources/limits'],
  'huge-pages-not-multiple': [
    limited({ cpu: '1', 'hugepages-2Mi': '3Mi' }),
    '/spec/containers/0/resources/limits/hugepages-2Mi (spec.containers[0].resources.limits[hugepages-2Mi])',
    '/spec/containers/0/resources/requests/hugepages-2Mi (spec.containers[0].resources.requests[hugepages-2Mi])',
  ],
  'huge-pages-alone': [limited({ 'hugepages-2Mi': '2Mi' }), '/spec/containers/0/resources'],
  'quantity-fractional-bytes': [
    limited({ 'ephemeral-storage': '1500m' }),
    '/spec/containers/0/resources/limits/ephemeral-storage (spec.containers[0].resources.limits[ephemeral-storage])',
    '/spec/containers/0/resources/requests/ephemeral-storage (spec.containers[0].resources.requests[ephemeral-storage])',
  ],
  'memory-too-small': [
    limited({ memory: '1M' }),
    '/spec/containers/0/resources/limits/memory (spec.containers[0].resources.limits[memory])',
  ],
  'node-selector-key-invalid': [
    pod({ nodeSelector: { 'a b': 'c' } }),
    '/spec/nodeSelector/a b (spec.nodeSelector)',
  ],
  'node-selector-value-invalid': [
    pod({ nodeSelector: { a: 'b c' } }),
    '/spec/nodeSelector/a (spec.nodeSelector)',
  ],
  'node-label-deprecated': [
    pod({ nodeSelector: { 'beta.kubernetes.io/arch': 'arm64' } }),
    '/spec/nodeSelector/beta.kubernetes.io~1arch (spec.nodeSelector[beta.kubernetes.io/arch])',
  ],
  'toleration-key-invalid': [tolerating({ key: 'k k' }), '/spec/tolerations/0/key'],
  'toleration-key-missing': [tolerating({ key: '' }), '/spec/tolerations/0/operator'],
  'toleration-seconds-without-effect': [
    tolerating({ effect: 'NoSchedule', tolerationSeconds: 1 }),
    '/spec/tolerations/0/effect',
  ],
  'toleration-value-forbidden': [
    tolerating({ operator: 'Exists', value: 'v' }),
    '/spec/tolerations/0/operator',
  ],
  'toleration-value-invalid': [tolerating({ value: 'v v' }), '/spec/tolerations/0/operator'],
  'toleration-operator-not-supported': [tolerating({ operator: 'In' }), '/spec/tolerations/0/operator'],
  'toleration-effect-not-supported': [tolerating({ effect: 'Never' }), '/spec/tolerations/0/effect'],
  'node-selector-terms-missing': [
    nodes({ [REQUIRED]: {} }),
    `/spec/affinity/nodeAffinity/${REQUIRED}/nodeSelectorTerms`,
  ],
  'affinity-weight-invalid': [
    nodes({ [PREFERRED]: [{ weight: 101, preference: {} }] }),
    `/spec/affinity/nodeAffinity/${PREFERRED}/0/weight`,
  ],
  'selector-values-missing': [expression({ operator: 'NotIn' }), `${NODE_TERM}/matchExpressions/0/values`],
  'selector-values-not-one': [
    expression({ operator: 'Gt', values: ['1', '2'] }),
    `${NODE_TERM}/matchExpressions/0/values`,
  ],
  'selector-values-forbidden': [
    expression({ operator: 'Exists', values: ['v'] }),
    `${NODE_TERM}/matchExpressions/0/values`,
  ],
  'selector-operator-invalid': [
    expression({ operator: 'Equal', values: ['v'] }),
    `${NODE_TERM}/matchExpressions/0/operator`,
  ],
  'selector-key-invalid': [
    expression({ key: 'k k', operator: 'Exists' }),
    `${NODE_TERM}/matchExpressions/0/key`,
  ],
  'selector-value-invalid': [
    expression({ operator: 'In', values: ['v', 'v v'] }),
    `${NODE_TERM}/matchExpressions/0/values/1`,
  ],
  'selector-value-not-label': [
    nodes({
      [PREFERRED]: [
        { weight: 1, preference: { matchExpressions: [{ key: 'k', operator: 'In', values: ['v v'] }] } },
      ],
    }),
    `/spec/affinity/nodeAffinity/${PREFERRED}/0/preference/matchExpressions/0/values/0`,
  ],
  'node-field-unknown': [nodeField({ key: 'spec.name' }), `${NODE_TERM}/matchFields/0/key`],
  'node-field-value-invalid': [nodeField({ values: ['N'] }), `${NODE_TERM}/matchFields/0/values/0`],
  'selector-label-key-invalid': [
    podTerm({ labelSelector: { matchLabels: { 'k k': 'v' } } }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/labelSelector/matchLabels/k k (spec.affinity.podAffinity.${REQUIRED}[0].labelSelector.matchLabels)`,
  ],
  'selector-label-value-invalid': [
    podTerm({ labelSelector: { matchLabels: { k: 'v v' } } }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/labelSelector/matchLabels/k (spec.affinity.podAffinity.${REQUIRED}[0].labelSelector.matchLabels)`,
  ],
  'affinity-namespace-invalid': [
    podTerm({ namespaces: ['n', 'N'] }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/namespaces/1 (spec.affinity.podAffinity.${REQUIRED}[0].namespace)`,
  ],
  'topology-key-missing': [
    podTerm({ topologyKey: '' }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/topologyKey`,
    `topology-key-invalid /spec/affinity/podAffinity/${REQUIRED}/0/topologyKey`,
    `topology-key-invalid /spec/affinity/podAffinity/${REQUIRED}/0/topologyKey`,
  ],
  'topology-key-invalid': [
    podTerm({ topologyKey: 'k k' }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/topologyKey`,
  ],
  'match-label-keys-forbidden': [
    podTerm({ labelSelector: null, matchLabelKeys: ['k'] }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/matchLabelKeys`,
  ],
  'match-label-key-invalid': [
    podTerm({ mismatchLabelKeys: ['k', 'k k'] }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/mismatchLabelKeys/1`,
  ],
  'match-label-key-repeated': [
    podTerm({ matchLabelKeys: ['k'], mismatchLabelKeys: ['k'] }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/matchLabelKeys/0`,
  ],
  'label-selector-missing': [
    podTerm({ labelSelector: null }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/labelSelector`,
  ],
  'user-id-invalid': [context({ runAsUser: -1 }), '/spec/securityContext/runAsUser'],
  'group-id-invalid': [
    context({ runAsGroup: 2_147_483_648, fsGroup: -1 }),
    '/spec/securityContext/runAsGroup',
    '/spec/securityContext/fsGroup',
  ],
  'fs-group-change-policy-not-supported': [
    context({ fsGroupChangePolicy: '' }),
    '/spec/securityContext/fsGroupChangePolicy',
  ],
  'seccomp-type-missing': [seccomp({}), '/spec/securityContext/seccompProfile/type'],
  'seccomp-type-not-supported': [
    seccomp({ type: 'runtime/default' }),
    '/spec/securityContext/seccompProfile/type',
  ],
  'seccomp-path-missing': [
    seccomp({ type: 'Localhost' }),
    '/spec/securityContext/seccompProfile/localhostProfile',
  ],
  'seccomp-path-invalid': [
    seccomp({ type: 'Localhost', localhostProfile: '/p' }),
    '/spec/securityContext/seccompProfile/localhostProfile',
  ],
  'seccomp-path-forbidden': [
    seccomp({ type: 'Unconfined', localhostProfile: 'p' }),
    '/spec/securityContext/seccompProfile/localhostProfile',
  ],
  'app-armor-type-missing': [appArmor({}), '/spec/securityContext/appArmorProfile/type'],
  'app-armor-type-not-supported': [
    appArmor({ type: 'unconfined' }),
    '/spec/securityContext/appArmorProfile/type',
  ],
  'app-armor-profile-missing': [
    appArmor({ type: 'Localhost', localhostProfile: '' }),
    '/spec/securityContext/appArmorProfile/localhostProfile',
  ],
  'app-armor-profile-padded': [
    appArmor({ type: 'Localhost', localhostProfile: ' p' }),
    '/spec/securityContext/appArmorProfile/localhostProfile',
  ],
  'app-armor-profile-too-long': [
    appArmor({ type: 'Localhost', localhostProfile: 'é'.repeat(2048) }),
    '/spec/securityContext/appArmorProfile/localhostProfile',
  ],
  'app-armor-profile-forbidden': [
    appArmor({ type: 'RuntimeDefault', localhostProfile: '' }),
    '/spec/securityContext/appArmorProfile/localhostProfile',
  ],
  'privileged-without-escalation': [
    inContainer({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
    '/spec/containers/0/securityContext',
  ],
  'root-user-refused-later': [
    context({ runAsNonRoot: true, runAsUser: 0 }),
    '/spec/securityContext/runAsUser',
  ],
  'access-modes-missing': [claim({ accessModes: [] }), '/spec/accessModes'],
  'access-mode-not-supported': [
    claim({ accessModes: ['ReadWriteMany', 'ReadWrite'] }),
    '/spec/accessModes/1 (spec.accessModes)',
  ],
  'access-modes-conflict': [
    claim({ accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] }),
    '/spec/accessModes',
  ],
  'storage-missing': [claim({ resources: {} }), '/spec/resources/requests/storage (spec.resources[storage])'],
  'storage-not-positive': [
    claim({ resources: { requests: { storage: '0' } } }),
    '/spec/resources/requests/storage (spec.resources[storage])',
  ],
  'storage-fractional-bytes': [
    claim({ resources: { requests: { storage: '1500m' } } }),
    '/spec/resources/requests/storage (spec.resources.requests[storage])',
  ],
  'storage-class-name-invalid': [claim({ storageClassName: 'C' }), '/spec/storageClassName'],
  'service-type-not-supported': [service({ type: 'Headless' }), '/spec/type'],
  'service-external-name-missing': [service({ type: 'ExternalName' }), '/spec/externalName'],
  'service-external-name-invalid': [
    service({ type: 'ExternalName', externalName: 'N' }),
    '/spec/externalName',
  ],
  'service-ports-missing': [service({ ports: [] }), '/spec/ports'],
  'service-port-name-missing': [
    service({ ports: [{ port: 80 }, { port: 81, name: 'b' }] }),
    '/spec/ports/0/name',
  ],
  'service-port-name-invalid': [service({ ports: [{ port: 80, name: 'P' }] }), '/spec/ports/0/name'],
  'service-port-name-duplicate': [
    service({
      ports: [
        { port: 80, name: 'a' },
        { port: 81, name: 'a' },
      ],
    }),
    '/spec/ports/1/name',
  ],
  'service-port-invalid': [service({ ports: [{ port: 0, targetPort: 80 }] }), '/spec/ports/0/port'],
  'service-protocol-not-supported': [
    service({ ports: [{ port: 80, protocol: 'tcp' }] }),
    '/spec/ports/0/protocol',
  ],
  'service-target-port-invalid': [
    service({ ports: [{ port: 80, targetPort: 65_536 }] }),
    '/spec/ports/0/targetPort',
  ],
  'service-target-port-name-invalid': [
    service({ ports: [{ port: 80, targetPort: '-' }] }),
    '/spec/ports/0/targetPort',
    '/spec/ports/0/targetPort',
  ],
  'service-port-duplicate': [
    service({
      ports: [
        { port: 80, name: 'a' },
        { port: 80, name: 'b' },
      ],
    }),
    '/spec/ports/1',
  ],
  'service-selector-key-invalid': [
    service({ selector: { 'k k': 'v' } }),
    '/spec/selector/k k (spec.selector)',
  ],
  'service-selector-value-invalid': [service({ selector: { k: 'v v' } }), '/spec/selector/k (spec.selector)'],
  'cluster-ip-invalid': [service({ clusterIP: 'none' }), '/spec/clusterIP (spec.clusterIPs[0])'],
  'cluster-ip-forbidden': [
    service({ type: 'ExternalName', externalName: 'n', clusterIP: 'None' }),
    '/spec/clusterIP (spec.clusterIPs)',
  ],
  'cluster-ip-unusual': [service({ clusterIP: '10.0.0.01' }), '/spec/clusterIP (spec.clusterIPs[0])'],
  'secret-key-invalid': [
    secret({ stringData: { '.': '', 'a b': '' } }),
    '/stringData/. (data[.])',
    '/stringData/a b (data[a b])',
  ],
  'secret-value-not-base64': [secret({ data: { k: 'v' } }), '/data/k (data[k])'],
  'secret-too-long': [secret({ stringData: { k: 'v'.repeat(1_048_577) } }), '/data'],
  'docker-config-missing': [dockerConfig({}), '/data/.dockerconfigjson (data[.dockerconfigjson])'],
  'docker-config-invalid': [
    dockerConfig({ '.dockerconfigjson': '[]' }),
    '/stringData/.dockerconfigjson (data[.dockerconfigjson])',
  ],
  'field-unknown': [pod({ nodename: 'n' }), '/spec/nodename'],
  'env-from-sources-conflict': [
    variablesFrom({ secretRef: { name: 's' }, configMapRef: { name: 'c' } }),
    '/spec/containers/0/envFrom/0 (spec.containers[0].envFrom)',
    'field-not-checked /spec/containers/0/envFrom/0/configMapRef',
  ],
  'host-users-ignored': [pod({ hostUsers: false }), '/spec/hostUsers'],
  'secret-items-overlapping': [
    volume({
      secret: {
        secretName: 's',
        items: [
          { key: 'k', path: 'p' },
          { key: 'l', path: 'p/q' },
        ],
      },
    }),
    '/spec/volumes/0/secret/items/1/path (volume "v" (Secret "s"))',
  ],
  'match-label-keys-ignored': [
    podTerm({ matchLabelKeys: ['a'] }),
    `/spec/affinity/podAffinity/${REQUIRED}/0/matchLabelKeys`,
  ],
  'match-label-key-in-selector': [
    pod(
      {
        affinity: {
          podAffinity: {
            [REQUIRED]: [
              { topologyKey: 'k', labelSelector: { matchLabels: { a: 'b' } }, matchLabelKeys: ['a'] },
            ],
          },
        },
      },
      { labels: { a: 'b' } },
    ),
    `/spec/affinity/podAffinity/${REQUIRED}/0/matchLabelKeys/0 (spec.affinity.podAffinity.${REQUIRED}[0][0])`,
  ],
  'tolerations-annotation-invalid': [
    annotated({ 'scheduler.alpha.kubernetes.io/tolerations': 'x' }),
    '/metadata/annotations/scheduler.alpha.kubernetes.io~1tolerations (metadata.annotations)',
  ],
  'seccomp-annotation-conflict': [
    annotated(
      { 'seccomp.security.alpha.kubernetes.io/pod': 'localhost/a' },
      { securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'b' } } },
    ),
    '/metadata/annotations/seccomp.security.alpha.kubernetes.io~1pod (spec.securityContext.seccompProfile.localhostProfile)',
  ],
  'service-annotation-deprecated': [
    service({}, { annotations: { 'service.kubernetes.io/topology-aware-hints': '' } }),
    '/metadata/annotations/service.kubernetes.io~1topology-aware-hints (annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead)',
  ],
  'service-external-name-ignored': [
    service({ externalName: 'n' }),
    '/spec/externalName (spec.externalName is ignored when spec.type is not "ExternalName")',
  ],
  'secret-required-key-missing': [
    secret({ type: 'kubernetes.io/basic-auth' }),
    '/data/username (data[username])',
    '/data/password (data[password])',
  ],
  'secret-annotation-missing': [
    secret({ type: 'kubernetes.io/service-account-token' }),
    '/metadata/annotations/kubernetes.io~1service-account.name (metadata.annotations[kubernetes.io/service-account.name])',
  ],
  'finalizer-name-invalid': [
    { ...namespace({}), spec: { finalizers: ['a/-'] } },
    '/spec/finalizers/0 (spec.finalizers)',
  ],
  'finalizer-unknown': [
    { ...namespace({}), spec: { finalizers: ['kubernetes', 'own'] } },
    '/spec/finalizers/1 (spec.finalizers)',
  ],
};

const term = `/spec/affinity/podAffinity/${REQUIRED}/0/labelSelector/matchExpressions/0`;
const labelExpression = (fields: object) =>
  podTerm({ labelSelector: { matchExpressions: [{ key: 'k', operator: 'In', ...fields }] } });
const matched = (labels: object) =>
  pod(
    {
      affinity: {
        podAffinity: {
          [REQUIRED]: [{ topologyKey: 'k', labelSelector: {}, matchLabelKeys: Object.keys(labels) }],
        },
      },
    },
    { labels },
  );

/** Examples of further rules with the code of another one. */
const FURTHER_EXAMPLES: readonly (readonly [ManifestCode, manifest: unknown, ...findings: string[]])[] = [
  [
    'field-not-checked',
    secret({ type: 'kubernetes.io/tls', stringData: { 'tls.crt': '', 'tls.key': '' } }),
    '/type',
  ],
  [
    'field-not-checked',
    annotated({ 'scheduler.alpha.kubernetes.io/tolerations': '[{}]' }),
    '/metadata/annotations/scheduler.alpha.kubernetes.io~1tolerations (metadata.annotations[scheduler.alpha.kubernetes.io/tolerations])',
  ],
  ['label-value-invalid', namespace({ labels: { k: '-v' } }), '/metadata/labels/k (metadata.labels)'],
  [
    'node-label-deprecated',
    expression({ key: 'beta.kubernetes.io/os', operator: 'Exists' }),
    `${NODE_TERM}/matchExpressions/0/key`,
  ],
  ['selector-values-not-one', nodeField({ values: [] }), `${NODE_TERM}/matchFields/0/values`],
  ['selector-operator-invalid', nodeField({ operator: 'Exists' }), `${NODE_TERM}/matchFields/0/operator`],
  ['selector-operator-invalid', labelExpression({ operator: 'Gt', values: ['1'] }), `${term}/operator`],
  ['selector-key-invalid', labelExpression({ key: '-', values: ['v'] }), `${term}/key`],
  ['selector-value-invalid', labelExpression({ values: ['-'] }), `${term}/values/0`],
  [
    'selector-key-invalid',
    matched({ '-': 'v' }),
    'label-key-invalid /metadata/labels/- (metadata.labels)',
    `match-label-key-invalid /spec/affinity/podAffinity/${REQUIRED}/0/matchLabelKeys/0`,
    `${term}/key`,
  ],
  [
    'selector-value-invalid',
    matched({ k: '-' }),
    'label-value-invalid /metadata/labels/k (metadata.labels)',
    `${term}/values/0`,
  ],
  [
    'cluster-ip-invalid',
    service({ clusterIP: 'None', type: 'NodePort' }),
    '/spec/clusterIP (spec.clusterIPs[0])',
  ],
];

/** The versions of examples that the newest version accepts. */
const VERSIONS: Partial<Record<ManifestCode, string>> = {
  'kubernetes-version-unknown': '1.12',
  'host-users-ignored': '1.32',
  'match-label-keys-ignored': '1.30',
};

/** Rules whose help does not list all that the place of a finding may have. */
const OTHERS: ReadonlySet<string> = new Set([
  'app-armor-profile-too-long',
  'container-port-missing',
  'kubernetes-version-unknown',
  'pod-name-not-label',
  'resource-name-invalid',
  'toleration-value-invalid',
]);

/** Puts a value, or a key, at the place of a finding, and returns the place. */
function put(manifest: object, { path, at }: ManifestDiagnostic, value: unknown): string {
  const tokens = path
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = tokens.pop() ?? '';
  const parent = tokens.reduce<Record<string, unknown>>(
    (inner, token) => {
      inner[token] ??= {};
      return inner[token] as Record<string, unknown>;
    },
    manifest as Record<string, unknown>,
  );
  if (at !== 'key') {
    parent[last] = value;
    return path;
  }
  parent[String(value)] = parent[last];
  delete parent[last];
  return `${path.slice(0, path.lastIndexOf('/'))}/${value}`;
}

describe('the example of each rule', () => {
  it.each(Object.entries(EXAMPLES))('%s', (example, [manifest, ...lines]) => {
    const kubernetes = VERSIONS[example as ManifestCode];
    const found = checkManifest(deepFrozen(manifest), { kubernetes });
    expect(found.map((finding) => lineOf(finding, example)).sort()).toEqual([...lines].sort());
  });

  const further = FURTHER_EXAMPLES.map(([code, manifest, ...lines]) => ({ code, manifest, lines }));
  it.each(further)('$code: $lines', ({ code, manifest, lines }) => {
    const found = checkManifest(deepFrozen(manifest)).map((finding) => lineOf(finding, code));
    expect(found.sort()).toEqual([...lines].sort());
  });

  it('is of a rule, and each rule has one', () => {
    const codes = new Set(Object.values(RULES).flatMap((rules) => rules.map(({ code }) => code)));
    expect(Object.keys(EXAMPLES).sort()).toEqual([...codes].sort());
  });
});

/** The example of each rule with another value at the place of its finding, and what is then reported there. */
const PLACES = Object.entries(EXAMPLES).flatMap(([code, [manifest]]) => {
  const kubernetes = VERSIONS[code as ManifestCode];
  const finding = checkManifest(manifest, { kubernetes }).find((each) => each.code === code);
  if (finding === undefined || OTHERS.has(code)) return [];
  const reports = (value: unknown) => {
    const changed = structuredClone(manifest) as object;
    const path = put(changed, finding, value);
    return checkManifest(changed, { kubernetes }).filter((each) => each.code === code && each.path === path);
  };
  return [{ code, help: finding.help ?? '', type: finding.type, reports }];
});

describe('each rule', () => {
  const oneOf = PLACES.filter(({ type }) => type === 'notSupported');
  const ranges = PLACES.flatMap((place) => {
    const [, least, most] = /^Use a (?:number|file mode) from (\d+) to (\d+)/.exec(place.help) ?? [];
    return most === undefined ? [] : [{ ...place, least: Number(least), most: Number(most) }];
  });
  const names = PLACES.flatMap((place) => {
    const [, most] = /^Use at most (\d+) /.exec(place.help) ?? [];
    return most === undefined ? [] : [{ ...place, most: Number(most) }];
  });

  it('is of one of these patterns, or has its own test', () => {
    expect([oneOf.length, ranges.length, names.length]).toEqual([11, 8, 42]);
  });

  it.each(oneOf)('of allowed values allows those in its help: $code', ({ help, reports }) => {
    const allowed = [...help.matchAll(/`(\w+)`/g)].map(([, value]) => value);
    expect(allowed.length).toBeGreaterThan(1);
    for (const value of allowed) expect(reports(value)).toEqual([]);
    expect(reports('other')).toHaveLength(1);
  });

  it.each(ranges)('of a range allows its ends: $code', ({ least, most, reports }) => {
    for (const value of [least, most]) expect(reports(value)).toEqual([]);
    for (const value of [least - 1, most + 1]) expect(reports(value || -1)).toHaveLength(1);
  });

  it.each(names)('of names counts bytes: $code', ({ most, reports }) => {
    const wide = (bytes: number) => `${'a'.repeat(bytes - 9)}é€😀`;
    expect(reports('a'.repeat(most))).toEqual([]);
    for (const text of ['a'.repeat(most + 1), wide(most), wide(most + 1)])
      expect(reports(text)).not.toEqual([]);
  });
});

/** The path, and the server's field if it is not the path written its way. */
function lineOf({ code, path, field, message, help }: ManifestDiagnostic, example: string): string {
  expect(message && help).toBeTruthy();
  const place = field === fieldOf(path) ? path : `${path} (${field})`;
  return code === example ? place : `${code} ${place}`;
}

function fieldOf(path: string): string {
  const fields = path.replace(/^\//, '').replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
  return fields.replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}
