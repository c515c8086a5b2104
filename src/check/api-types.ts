import type { KubernetesVersion } from './kubernetes-versions.ts';

/*
 * The Kubernetes types of the objects that an agent creates, with every field that the API has.
 *
 * `text`, `flag`, `int32` and the like are JSON values. `[]` marks a list and `{}` a map of them. A type with `!` is
 * present even if the manifest leaves it out. With `@1.30` the API has the field since that version. No rules apply to
 * a type after `?`. A value of the type `?` is not even decoded. No field of an `object` is checked.
 *
 * Source: the Go types of k8s.io/api and k8s.io/apimachinery, 1.29 to 1.35.
 */

type LeafType =
  | 'text'
  | 'flag'
  | 'int32'
  | 'int64'
  | 'quantity'
  | 'int or text'
  | 'bytes'
  | 'time'
  | 'object';
type Container = '' | '[]' | '{}' | '!';
type Since = '' | `@${KubernetesVersion}`;

/** How the table writes the type of a field. */
export type FieldType = `${'' | '?'}${LeafType | TypeName}${Container}${Since}` | `?${Since}`;

/** The types of whole objects. */
export const KINDS = ['Pod', 'PersistentVolumeClaim', 'Service', 'Secret', 'Namespace'] as const;

const METADATA = {
  name: 'text',
  generateName: 'text',
  namespace: 'text',
  labels: 'text{}',
  annotations: 'text{}',
  creationTimestamp: 'time',
  deletionGracePeriodSeconds: '?int64',
  deletionTimestamp: '?time',
  finalizers: '?text[]',
  generation: '?int64',
  managedFields: '?',
  ownerReferences: '?',
  resourceVersion: '?text',
  selfLink: '?text',
  uid: '?text',
} as const;

const CONTAINER = {
  args: 'text[]',
  command: 'text[]',
  env: 'EnvVar[]',
  envFrom: 'EnvFromSource[]',
  image: 'text',
  imagePullPolicy: 'text',
  lifecycle: '?Lifecycle',
  livenessProbe: '?Probe',
  name: 'text',
  ports: 'ContainerPort[]',
  readinessProbe: '?Probe',
  resizePolicy: '?',
  resources: 'ResourceRequirements',
  restartPolicy: '?text',
  restartPolicyRules: '?@1.34',
  securityContext: 'SecurityContext',
  startupProbe: '?Probe',
  stdin: '?flag',
  stdinOnce: '?flag',
  terminationMessagePath: '?text',
  terminationMessagePolicy: '?text',
  tty: '?flag',
  volumeDevices: '?',
  volumeMounts: 'VolumeMount[]',
  workingDir: 'text',
} as const;

const OBJECT = { apiVersion: 'text', kind: 'text', metadata: 'ObjectMeta!', status: 'object' } as const;

const TABLE = {
  Pod: { ...OBJECT, spec: 'PodSpec!' },
  PersistentVolumeClaim: { ...OBJECT, spec: 'PersistentVolumeClaimSpec!' },
  Service: { ...OBJECT, spec: 'ServiceSpec!' },
  Secret: {
    apiVersion: 'text',
    kind: 'text',
    metadata: 'ObjectMeta!',
    type: 'text',
    data: 'bytes{}',
    stringData: 'text{}',
    immutable: 'flag',
  },
  Namespace: { ...OBJECT, metadata: 'NamespaceMeta!', spec: 'NamespaceSpec!' },

  ObjectMeta: METADATA,
  NamespaceMeta: METADATA,

  PodSpec: {
    activeDeadlineSeconds: '?int64',
    affinity: 'Affinity',
    automountServiceAccountToken: '?flag',
    containers: 'Container[]',
    dnsConfig: 'PodDNSConfig',
    dnsPolicy: '?text',
    enableServiceLinks: '?flag',
    ephemeralContainers: '?EphemeralContainer[]',
    hostAliases: 'HostAlias[]',
    hostIPC: '?flag',
    hostNetwork: '?flag',
    hostPID: '?flag',
    hostUsers: 'flag',
    hostname: 'text',
    hostnameOverride: '?text@1.34',
    imagePullSecrets: 'LocalObjectReference[]',
    initContainers: 'Container[]',
    nodeName: '?text',
    nodeSelector: 'text{}',
    os: '?PodOS',
    overhead: '?quantity{}',
    preemptionPolicy: '?text',
    priority: '?int32',
    priorityClassName: 'text',
    readinessGates: '?',
    resourceClaims: '?',
    resources: '?ResourceRequirements@1.32',
    restartPolicy: 'text',
    runtimeClassName: 'text',
    schedulerName: '?text',
    schedulingGates: '?',
    securityContext: 'PodSecurityContext',
    serviceAccount: '?text',
    serviceAccountName: 'text',
    setHostnameAsFQDN: '?flag',
    shareProcessNamespace: '?flag',
    subdomain: 'text',
    terminationGracePeriodSeconds: '?int64',
    tolerations: 'Toleration[]',
    topologySpreadConstraints: '?',
    volumes: 'Volume[]',
    workloadRef: '?@1.35',
  },
  PodSecurityContext: {
    appArmorProfile: 'AppArmorProfile@1.30',
    fsGroup: 'int64',
    fsGroupChangePolicy: 'text',
    runAsGroup: 'int64',
    runAsNonRoot: 'flag',
    runAsUser: 'int64',
    seccompProfile: 'SeccompProfile',
    seLinuxChangePolicy: '?text@1.32',
    seLinuxOptions: '?SELinuxOptions',
    supplementalGroups: '?int64[]',
    supplementalGroupsPolicy: '?text@1.31',
    sysctls: '?Sysctl[]',
    windowsOptions: '?WindowsOptions',
  },
  SELinuxOptions: { user: 'text', role: 'text', type: 'text', level: 'text' },
  WindowsOptions: {
    gmsaCredentialSpec: 'text',
    gmsaCredentialSpecName: 'text',
    hostProcess: 'flag',
    runAsUserName: 'text',
  },
  Sysctl: { name: 'text', value: 'text' },
  PodOS: { name: 'text' },
  SeccompProfile: { type: 'text', localhostProfile: 'text' },
  AppArmorProfile: { type: 'text', localhostProfile: 'text' },
  LocalObjectReference: { name: 'text' },
  HostAlias: { ip: 'text', hostnames: 'text[]' },
  PodDNSConfig: { nameservers: 'text[]', searches: 'text[]', options: '?' },

  Container: CONTAINER,
  EphemeralContainer: { ...CONTAINER, targetContainerName: '?text' },
  Probe: {
    exec: '?',
    failureThreshold: 'int32',
    grpc: '?',
    httpGet: 'HTTPGetAction',
    initialDelaySeconds: 'int32',
    periodSeconds: 'int32',
    successThreshold: 'int32',
    tcpSocket: 'TCPSocketAction',
    terminationGracePeriodSeconds: 'int64',
    timeoutSeconds: 'int32',
  },
  Lifecycle: { postStart: 'LifecycleHandler', preStop: 'LifecycleHandler', stopSignal: '?text@1.33' },
  LifecycleHandler: { exec: '?', httpGet: 'HTTPGetAction', sleep: '?', tcpSocket: 'TCPSocketAction' },
  HTTPGetAction: { host: 'text', httpHeaders: '?', path: 'text', port: 'int or text', scheme: 'text' },
  TCPSocketAction: { host: 'text', port: 'int or text' },
  EnvVar: { name: 'text', value: 'text', valueFrom: 'EnvVarSource' },
  EnvVarSource: {
    configMapKeyRef: '?',
    fieldRef: '?',
    fileKeyRef: '?@1.34',
    resourceFieldRef: '?',
    secretKeyRef: 'SecretKeySelector',
  },
  SecretKeySelector: { name: 'text', key: 'text', optional: 'flag' },
  EnvFromSource: { prefix: 'text', configMapRef: '?', secretRef: 'SecretEnvSource' },
  SecretEnvSource: { name: 'text', optional: 'flag' },
  ContainerPort: {
    containerPort: 'int32',
    hostIP: '?text',
    hostPort: '?int32',
    name: '?text',
    protocol: 'text',
  },
  VolumeMount: {
    mountPath: 'text',
    mountPropagation: '?text',
    name: 'text',
    readOnly: 'flag',
    recursiveReadOnly: '?text@1.30',
    subPath: 'text',
    subPathExpr: '?text',
  },
  ResourceRequirements: { claims: '?', limits: 'quantity{}', requests: 'quantity{}' },
  SecurityContext: {
    allowPrivilegeEscalation: 'flag',
    appArmorProfile: '?AppArmorProfile@1.30',
    capabilities: 'Capabilities',
    privileged: 'flag',
    procMount: '?text',
    readOnlyRootFilesystem: '?flag',
    runAsGroup: '?int64',
    runAsNonRoot: '?flag',
    runAsUser: '?int64',
    seccompProfile: '?SeccompProfile',
    seLinuxOptions: '?SELinuxOptions',
    windowsOptions: '?WindowsOptions',
  },
  Capabilities: { add: '?text[]', drop: 'text[]' },

  Volume: {
    awsElasticBlockStore: '?object',
    azureDisk: '?object',
    azureFile: '?object',
    cephfs: '?object',
    cinder: '?object',
    configMap: '?object',
    csi: '?object',
    downwardAPI: '?object',
    emptyDir: '?object',
    ephemeral: '?object',
    fc: '?object',
    flexVolume: '?object',
    flocker: '?object',
    gcePersistentDisk: '?object',
    gitRepo: '?object',
    glusterfs: '?object',
    hostPath: '?object',
    image: '?object@1.31',
    iscsi: '?object',
    name: 'text',
    nfs: '?object',
    persistentVolumeClaim: 'PersistentVolumeClaimVolumeSource',
    photonPersistentDisk: '?object',
    portworxVolume: '?object',
    projected: '?object',
    quobyte: '?object',
    rbd: '?object',
    scaleIO: '?object',
    secret: 'SecretVolumeSource',
    storageos: '?object',
    vsphereVolume: '?object',
  },
  PersistentVolumeClaimVolumeSource: { claimName: 'text', readOnly: 'flag' },
  SecretVolumeSource: { secretName: 'text', items: 'KeyToPath[]', defaultMode: 'int32', optional: 'flag' },
  KeyToPath: { key: 'text', path: 'text', mode: 'int32' },

  Toleration: { effect: 'text', key: 'text', operator: 'text', tolerationSeconds: 'int64', value: 'text' },
  Affinity: { nodeAffinity: 'NodeAffinity', podAffinity: 'PodAffinity', podAntiAffinity: 'PodAffinity' },
  NodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: 'NodeSelector',
    preferredDuringSchedulingIgnoredDuringExecution: 'PreferredSchedulingTerm[]',
  },
  NodeSelector: { nodeSelectorTerms: 'NodeSelectorTerm[]' },
  NodeSelectorTerm: {
    matchExpressions: 'NodeSelectorRequirement[]',
    matchFields: 'NodeFieldRequirement[]',
  },
  PreferredSchedulingTerm: { weight: 'int32', preference: 'NodeSelectorTerm!' },
  NodeSelectorRequirement: { key: 'text', operator: 'text', values: 'text[]' },
  NodeFieldRequirement: { key: 'text', operator: 'text', values: 'text[]' },
  PodAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: 'PodAffinityTerm[]',
    preferredDuringSchedulingIgnoredDuringExecution: 'WeightedPodAffinityTerm[]',
  },
  WeightedPodAffinityTerm: { weight: 'int32', podAffinityTerm: 'PodAffinityTerm!' },
  PodAffinityTerm: {
    labelSelector: 'LabelSelector',
    matchLabelKeys: 'text[]',
    mismatchLabelKeys: 'text[]',
    namespaceSelector: 'LabelSelector',
    namespaces: 'text[]',
    topologyKey: 'text',
  },
  LabelSelector: { matchLabels: 'text{}', matchExpressions: 'LabelSelectorRequirement[]' },
  LabelSelectorRequirement: { key: 'text', operator: 'text', values: 'text[]' },

  PersistentVolumeClaimSpec: {
    accessModes: 'text[]',
    dataSource: '?',
    dataSourceRef: '?',
    resources: 'VolumeResourceRequirements!',
    selector: '?',
    storageClassName: 'text',
    volumeAttributesClassName: '?text',
    volumeMode: '?text',
    volumeName: '?text',
  },
  VolumeResourceRequirements: { limits: 'quantity{}', requests: 'quantity{}' },

  ServiceSpec: {
    allocateLoadBalancerNodePorts: '?flag',
    clusterIP: 'text',
    clusterIPs: '?text[]',
    externalIPs: '?text[]',
    externalName: 'text',
    externalTrafficPolicy: '?text',
    healthCheckNodePort: '?int32',
    internalTrafficPolicy: '?text',
    ipFamilies: '?text[]',
    ipFamilyPolicy: '?text',
    loadBalancerClass: '?text',
    loadBalancerIP: '?text',
    loadBalancerSourceRanges: '?text[]',
    ports: 'ServicePort[]',
    publishNotReadyAddresses: '?flag',
    selector: 'text{}',
    sessionAffinity: '?text',
    sessionAffinityConfig: '?',
    trafficDistribution: '?text@1.30',
    type: 'text',
  },
  ServicePort: {
    appProtocol: '?text',
    name: 'text',
    nodePort: '?int32',
    port: 'int32',
    protocol: 'text',
    targetPort: 'int or text',
  },
  NamespaceSpec: { finalizers: 'text[]' },
} as const;

export type TypeName = keyof typeof TABLE;

export const TYPES: Readonly<Record<TypeName, Readonly<Record<string, FieldType>>>> = TABLE;

/** Parses the notation of the table. */
export function parseFieldType(written: FieldType) {
  const [, mark, type = '', container = '', since] =
    /^(\?)?([\w ]*)(\[\]|\{\}|!)?(?:@(.+))?$/.exec(written) ?? [];
  return { type, container, isChecked: mark === undefined, since: since as KubernetesVersion | undefined };
}
