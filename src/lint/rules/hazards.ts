import { groupBy } from '../../base/group-by.ts';
import { ownValue } from '../../base/json/json.ts';
import { pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import { rules } from '../../diagnostics/diagnostic.ts';
import { fixOf } from '../../explain/ledger/decision.ts';
import type { StepTrace, WorkflowTrace } from '../../explain/ledger/trace.ts';
import { variableName } from '../../translate/agent/agent-options.ts';
import { platformLabel } from '../../translate/agent/agent-variables.ts';
import { ARCHITECTURE_LABEL } from '../../translate/resources/pod/labels.ts';
import { layeredEntries } from '../../translate/resources/pod/layers.ts';
import { claimMounts, mountedVolumes } from '../../translate/resources/pod/volumes.ts';
import { possibleVolumeName } from '../../translate/resources/step-names.ts';
import { tryTranslate } from '../../translate/resources/translation-error.ts';
import { type Finding, findingsOf, type WorkflowRule } from '../finding.ts';
import { isKeptWith, TOGETHER } from '../kept-together.ts';
import { amountOf } from '../texts.ts';

/** Conflicts between the steps of a workflow. */
export const HAZARD_RULES = rules({
  'read-write-once-parallel': {
    severity: 'warning',
    message: '{steps:and} run at the same time on a volume that only one node can mount.',
    note: [
      '{more:text} more steps do so too. If the Pods start on different nodes, all but those on one node wait forever.',
      'If the Pods start on different nodes, all but those on one node wait forever.',
    ],
    help: [
      'Keep the Pods together with `{affinity:text}` on the agent, or set `{variable}=true` with a ReadWriteMany storage class.',
      'Set `{variable}=true` on the agent with a ReadWriteMany storage class, or let one step depend on the other.',
    ],
  },
  'platform-conflict': {
    severity: 'warning',
    message: 'The label `platform` asks for {label}, but the agent has the platform {platform}.',
    note: 'The server never gives the workflow to this agent.',
    help: 'Leave out the platform of the agent to follow the label, or change the label.',
  },
  'read-write-once-architectures': {
    severity: 'error',
    message:
      'The steps run on nodes of {architectures:and}, but share a volume that only one node can mount.',
    help: 'Set `{variable}=true` on the agent with a ReadWriteMany storage class, or use one architecture.',
  },
  'read-write-many-single-node': {
    severity: 'warning',
    message: 'Volumes of the storage class {storageClass} cannot be mounted by several nodes.',
    note: 'The agent requests ReadWriteMany, because `{variable}` is not `false`. The claim stays pending, or the API server rejects it.',
    help: 'Set `{variable}=false` on the agent, or choose a storage class with ReadWriteMany.',
  },
  'workspace-claim-missing': {
    severity: 'warning',
    message: '{step} mounts the claim {claim} at its workspace, but the agent does not create it.',
    note: [
      'The claim of the workflow is {created}. The Pod waits until somebody creates {claim}.',
      'The workflow has no claim. The Pod waits until somebody creates {claim}.',
    ],
    help: 'Use the same name in `volume` of the workflow and in `volumes` of its steps.',
  },
  'stage-exceeds-node': {
    severity: 'warning',
    message:
      '{steps:and} run at the same time and request {requests:and} of {resource}, but a node has {node}.',
    note: '{more:text} more steps run at the same time.',
    help: 'Lower the requests, or let one step depend on another.',
  },
  'step-exceeds-node': {
    severity: 'error',
    message: '{step} requests {request} of {resource}, but a node has {node}.',
    note: 'The Pod never starts.',
    help: 'Lower the request.',
  },
});

const finding = findingsOf(HAZARD_RULES);

/** Reports a platform that is not the one that the labels of a workflow ask for. */
export function platformConflict(labels: unknown, platform: unknown, path: string): Finding | undefined {
  const label = platformLabel(labels);
  if (label === undefined || typeof platform !== 'string' || platform === label) return undefined;
  return finding('platform-conflict', path, { label, platform });
}

/** A workflow that the server gives to agents of another platform. */
export const platform: WorkflowRule = ({ trace }) => {
  for (const { step, path } of trace.steps) {
    const given = ownValue(step.environment, 'CI_SYSTEM_PLATFORM');
    const found = platformConflict(step.workflow_labels, given, `${path}/workflow_labels/platform`);
    if (found !== undefined) return [found];
  }
  return [];
};

/** Storage that one node can mount at a time, with steps that may be on several. */
export const storage: WorkflowRule = ({ trace }) => {
  const variable = variableName('storageRwx');
  if (trace.input.agent.storageRwx) return singleNodeClass(trace, variable);
  const users = workspaceUsers(trace);
  const fix = fixOf('storageRwx', trace.input);
  const findings: Finding[] = [];
  let looked = 0;
  let isKept = true;
  for (const together of concurrentSteps(users)) {
    const { running, started } = together;
    const other = running.length > 0 ? started[0] : started[1];
    const first = running[0] ?? started[0];
    // Each of those that go on is looked at once, however many stages there are.
    for (; looked < running.length; looked++) isKept &&= isKeptWith(first, running[looked]);
    if (other === undefined || (isKept && started.every((step) => isKeptWith(first, step)))) continue;
    const affinity = trace.input.features.affinity ? TOGETHER : undefined;
    const args = { steps: listed(together), more: unlisted(together), variable, affinity };
    findings.push(finding('read-write-once-parallel', other.path, args, { fix }));
  }
  const architectureOf = (step: StepTrace) =>
    tryTranslate(() => layeredEntries('nodeSelector', step.input)).made?.[ARCHITECTURE_LABEL];
  const architectures = [...new Set(users.map(architectureOf).filter((text) => text !== undefined))];
  const other = users.find((step) => (architectureOf(step) ?? architectures[0]) !== architectures[0]);
  if (other !== undefined) {
    const args = { architectures, variable };
    findings.push(finding('read-write-once-architectures', other.path, args, { fix }));
  }
  return findings;
};

/** Storage classes of block devices and node directories, by the names that their providers give them. */
const SINGLE_NODE_CLASSES = [
  // Directories of a node: k3s and Rancher, Docker Desktop, MicroK8s, OpenEBS, TopoLVM.
  ...[
    'local-path',
    'hostpath',
    'microk8s-hostpath',
    'openebs-hostpath',
    'openebs-device',
    'topolvm-provisioner',
  ],
  // Google, Amazon, Azure and Oracle.
  ...['standard-rwo', 'premium-rwo', 'gp2', 'gp3', 'ebs-sc', 'managed-csi', 'managed-csi-premium'],
  ...['managed-premium', 'oci-bv'],
  // DigitalOcean, Hetzner, Linode, Scaleway, Vultr and OpenStack.
  ...['do-block-storage', 'do-block-storage-retain', 'hcloud-volumes', 'linode-block-storage'],
  ...[
    'linode-block-storage-retain',
    'scw-bssd',
    'scw-bssd-retain',
    'vultr-block-storage',
    'csi-cinder-sc-delete',
  ],
  ...['csi-cinder-sc-retain', 'rook-ceph-block', 'ceph-rbd'],
];

function singleNodeClass({ input }: WorkflowTrace, variable: string): Finding[] {
  const { storageClass } = input.agent;
  if (!SINGLE_NODE_CLASSES.includes(storageClass)) return [];
  const fix = fixOf('storageRwx', input);
  const path = pointerTo('', variableName('storageClass'));
  return [finding('read-write-many-single-node', path, { storageClass, variable }, { source: 'agent', fix })];
}

/** A workspace that is another claim than the one that the agent creates, each once. */
export const workspaceClaim: WorkflowRule = ({ trace: { steps, input } }) => {
  const created = possibleVolumeName(input.volume ?? '', input.features);
  const seen = new Set(created === undefined ? [] : [created]);
  return steps.flatMap(({ step, path, input: stepInput }) => {
    const mounts = mountedVolumes(stepInput);
    const claimOf = (volume: string) => possibleVolumeName(volume, input.features);
    if (created !== undefined && mounts.some(({ volume }) => claimOf(volume) === created)) return [];
    return mounts.flatMap(({ volume, mountPath, index }) => {
      const claim = claimOf(volume);
      if (mountPath !== step.workspace_base || claim === undefined || seen.has(claim)) return [];
      seen.add(claim);
      const args = { step: step.name, claim, created };
      return [finding('workspace-claim-missing', `${path}/volumes/${index}`, args)];
    });
  });
};

/** The steps that mount the volume of the workflow. */
function workspaceUsers({ steps, input }: WorkflowTrace): StepTrace[] {
  const claim = possibleVolumeName(input.volume ?? '', input.features);
  const claimsOf = ({ input: step }: StepTrace) =>
    tryTranslate(() => claimMounts(mountedVolumes(step), step)).made;
  return steps.filter((step) => claimsOf(step)?.some(({ name }) => name === claim));
}

/** Steps that run at the same time. */
interface Together {
  /** Services and detached steps of earlier stages, which go on. */
  readonly running: readonly StepTrace[];
  /** Those that start together. */
  readonly started: readonly StepTrace[];
}

/** For each stage that starts one of the steps, those that run then; to be read before the next stage is. */
function* concurrentSteps(steps: readonly StepTrace[]): Generator<Together> {
  const stages = groupBy(steps, ({ path }) => tokensOf(path)[1]);
  const running: StepTrace[] = [];
  for (const started of stages.values()) {
    yield { running, started };
    for (const step of started) if (goesOn(step)) running.push(step);
  }
}

function goesOn({ step }: StepTrace): boolean {
  return step.type === 'service' || step.detach === true;
}

/** Compares requests with the size of a node. */
export const nodeSize: WorkflowRule = ({ trace, node }) =>
  Object.entries(node).flatMap(([resource, size]) => {
    const most = amountOf(size);
    if (most === undefined) return [];
    const tooLarge = trace.steps.filter((step) => (requestOf(step, resource) ?? 0) > most);
    const single = tooLarge.map((step) => {
      const args = { step: step.step.name, resource, request: requestText(step, resource), node: size };
      return finding('step-exceeds-node', requestPath(step, resource), args);
    });
    return single.length > 0 ? single : stageFindings(trace, resource, size, most);
  });

function stageFindings(trace: WorkflowTrace, resource: string, node: string, most: number): Finding[] {
  const asking = trace.steps.filter((step) => (requestOf(step, resource) ?? 0) > 0);
  const sumOf = (steps: readonly StepTrace[]) =>
    steps.reduce((total, step) => total + (requestOf(step, resource) ?? 0), 0);
  const findings: Finding[] = [];
  let taken = 0;
  for (const together of concurrentSteps(asking)) {
    const { started } = together;
    const last = started.at(-1);
    if (last !== undefined && taken + sumOf(started) > most) {
      const requests = listed(together, (step) => requestText(step, resource));
      const args = { steps: listed(together), more: unlisted(together), resource, requests, node };
      findings.push(finding('stage-exceeds-node', requestPath(last, resource), args));
    }
    taken += sumOf(started.filter(goesOn));
  }
  return findings;
}

/** A limit without a request is a request too. */
function requestText({ input }: StepTrace, resource: string): string {
  const { requests = {}, limits = {} } = input.options.resources;
  return requests[resource] ?? limits[resource] ?? '0';
}

function requestOf(step: StepTrace, resource: string): number | undefined {
  return amountOf(requestText(step, resource));
}

function requestPath({ input, optionAt }: StepTrace, resource: string): string {
  const kind = input.options.resources.requests?.[resource] === undefined ? 'limits' : 'requests';
  return optionAt(pointerTo(`/resources/${kind}`, resource));
}

/** A message lists no more than it shows, so many steps at a time cost no more. */
const MOST_LISTED = 10;

function listed(
  { running, started }: Together,
  textOf = ({ step }: StepTrace): string => step.name,
): string[] {
  return [...running.slice(0, MOST_LISTED), ...started.slice(0, MOST_LISTED)]
    .slice(0, MOST_LISTED)
    .map(textOf);
}

/** How many steps are not listed; undefined for none. */
function unlisted({ running, started }: Together): number | undefined {
  return Math.max(0, running.length + started.length - MOST_LISTED) || undefined;
}
