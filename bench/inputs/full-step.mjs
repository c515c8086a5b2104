import { resolveAgentOptions } from '../../dist/index.js';

/** An agent on which every gate is open and every option of the documentation is set. */
export const agent = resolveAgentOptions({
  release: 'next',
  namespace: 'ci',
  namespacePerOrganization: true,
  volumeSize: '20Gi',
  storageClass: 'fast',
  podLabels: { team: 'build', 'app.kubernetes.io/part-of': 'ci' },
  podLabelsAllowFromStep: true,
  podAnnotations: { 'example.com/scrape': 'false' },
  podAnnotationsAllowFromStep: true,
  podNodeSelector: { pool: 'ci' },
  podNodeSelectorAllowFromStep: true,
  podTolerations: [{ key: 'ci', operator: 'Exists', effect: 'NoSchedule' }],
  podAffinityAllowFromStep: true,
  pullSecretNames: ['registry-mirror'],
  allowNativeSecrets: true,
  serviceAccountNameAllowFromStep: true,
  priorityClass: 'batch',
  runtimeClassAllowFromStep: true,
  clusterDomain: 'cluster.example',
});

/** Every option of `backend_options.kubernetes` that docs/options.md names. */
const kubernetes = {
  resources: {
    requests: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '1Gi' },
    limits: { cpu: '2000m', memory: '1.5Gi', 'ephemeral-storage': '4Gi' },
  },
  runtimeClassName: 'gvisor',
  serviceAccountName: 'builder',
  labels: { 'example.com/owner': 'platform', tier: 'build' },
  annotations: { 'example.com/cost-centre': '4711', 'example.com/contact': 'build@example.com' },
  nodeSelector: { 'topology.kubernetes.io/zone': 'zone-a' },
  tolerations: [
    { key: 'dedicated', operator: 'Equal', value: 'ci', effect: 'NoExecute', tolerationSeconds: 300 },
    { key: 'spot', operator: 'Exists', effect: 'NoSchedule' },
  ],
  securityContext: {
    privileged: false,
    runAsNonRoot: true,
    runAsUser: 1001,
    runAsGroup: 1001,
    fsGroup: 1001,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/build.json' },
    apparmorProfile: { type: 'RuntimeDefault' },
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  },
  secrets: [
    { name: 'deploy', key: 'token', target: { env: 'DEPLOY_TOKEN' } },
    { name: 'signing', key: 'key.pem', target: { file: '/etc/signing/key.pem' } },
    { name: 'mirror' },
  ],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }],
      },
    },
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 50,
          podAffinityTerm: {
            labelSelector: { matchLabels: { tier: 'build' } },
            topologyKey: 'kubernetes.io/hostname',
          },
        },
      ],
    },
  },
  workspaceVolume: true,
  hostUsers: false,
};

/** A step with 62 variables, two of them from secrets, and everything else that a step can have. */
export const fullStep = {
  name: 'build',
  uuid: '01J3Z8Q4V7W9X2Y5A6B7C8D9E0',
  org_id: 5,
  type: 'commands',
  image: 'registry.example.com/tidal/golang:1.23',
  pull: true,
  working_dir: '/woodpecker/src/forge.example.com/tidal/harbor',
  workspace_base: '/woodpecker',
  environment: variables(),
  secret_mapping: { DATABASE_PASSWORD: 'correct horse', SIGNING_PASSPHRASE: 'battery staple' },
  commands: ['go vet ./...', 'go test -race ./...', 'go build -o bin/harbor ./cmd/harbor'],
  extra_hosts: [{ name: 'mirror.example.com', ip: '10.1.2.3' }],
  volumes: ['wp-01j3z8q4-default:/woodpecker', 'go-cache:/go/pkg'],
  dns: ['10.0.0.53'],
  dns_search: ['example.com'],
  auth_config: { username: 'robot', password: 'secret' },
  ports: [{ number: 8080, protocol: 'tcp' }, { number: 9090 }],
  backend_options: { kubernetes },
  workflow_labels: { 'woodpecker-ci.org/repo-name': 'harbor', platform: 'linux/amd64' },
};

/** In the order of their names, as servers send them. */
function variables() {
  const names =
    `CI_COMMIT_AUTHOR CI_COMMIT_AUTHOR_AVATAR CI_COMMIT_AUTHOR_EMAIL CI_COMMIT_BRANCH CI_COMMIT_MESSAGE
    CI_COMMIT_REF CI_COMMIT_REFSPEC CI_COMMIT_SHA CI_COMMIT_TIMESTAMP CI_FORGE_TYPE CI_FORGE_URL CI_MACHINE
    CI_PIPELINE_AUTHOR CI_PIPELINE_AVATAR CI_PIPELINE_CREATED CI_PIPELINE_EVENT CI_PIPELINE_FILES
    CI_PIPELINE_FORGE_URL CI_PIPELINE_NUMBER CI_PIPELINE_PARENT CI_PIPELINE_STARTED CI_PIPELINE_STATUS
    CI_PIPELINE_URL CI_PREV_COMMIT_AUTHOR CI_PREV_COMMIT_BRANCH CI_PREV_COMMIT_MESSAGE CI_PREV_COMMIT_REF
    CI_PREV_COMMIT_SHA CI_PREV_COMMIT_URL CI_PREV_PIPELINE_CREATED CI_PREV_PIPELINE_EVENT
    CI_PREV_PIPELINE_FINISHED CI_PREV_PIPELINE_NUMBER CI_PREV_PIPELINE_STARTED CI_PREV_PIPELINE_STATUS
    CI_PREV_PIPELINE_URL CI_REPO CI_REPO_CLONE_SSH_URL CI_REPO_CLONE_URL CI_REPO_DEFAULT_BRANCH CI_REPO_NAME
    CI_REPO_OWNER CI_REPO_PRIVATE CI_REPO_REMOTE_ID CI_REPO_TRUSTED CI_REPO_URL CI_STEP_NAME CI_STEP_NUMBER
    CI_STEP_STARTED CI_STEP_TYPE CI_STEP_URL CI_SYSTEM_HOST CI_SYSTEM_NAME CI_SYSTEM_URL CI_SYSTEM_VERSION
    CI_WORKFLOW_NAME CI_WORKFLOW_NUMBER CI_WORKSPACE GOFLAGS`.split(/\s+/);
  const environment = {
    CI_SYSTEM_PLATFORM: 'linux/amd64',
    DATABASE_PASSWORD: 'correct horse',
    SIGNING_PASSPHRASE: 'battery staple',
  };
  for (const name of names) environment[name] = `value of ${name.toLowerCase()}`;
  return Object.fromEntries(Object.entries(environment).sort(([left], [right]) => (left < right ? -1 : 1)));
}
