import { pointerTo } from '../../base/json/json-pointer.ts';
import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import { fixOf } from '../../explain/ledger/decision.ts';
import type { StepTrace, WorkflowTrace } from '../../explain/ledger/trace.ts';
import { variableName } from '../../translate/agent/agent-options.ts';
import { possibleVolumeName } from '../../translate/resources/object-names.ts';
import { ARCHITECTURE_LABEL } from '../../translate/resources/pod/labels.ts';
import { layeredEntries } from '../../translate/resources/pod/layers.ts';
import { claimMounts, mountedVolumes } from '../../translate/resources/pod/volumes.ts';
import { tryTranslate } from '../../translate/resources/translation-error.ts';
import { type Finding, findingsOf, type WorkflowRule } from '../finding.ts';
import { concurrentSteps, isKeptWith, listed, TOGETHER, unlisted } from '../steps-together.ts';

/** Volumes that cannot be mounted where the Pods of the steps run. */
export const STORAGE_RULES = {
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
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(STORAGE_RULES);

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
