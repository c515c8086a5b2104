import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import { possibleVolumeName } from '../../translate/resources/object-names.ts';
import { nativeSecrets } from '../../translate/resources/pod/native-secrets.ts';
import { mountedVolumes } from '../../translate/resources/pod/volumes.ts';
import { type Finding, findingsOf, type LossRows, type StepRule, type WorkflowRule } from '../finding.ts';

/** Volumes and where they are mounted. */
export const VOLUME_RULES = {
  'volume-host-path': {
    severity: 'error',
    message: 'The volume {path} is a path, not a claim.',
    note: [
      'Volumes are PersistentVolumeClaims. Agents cannot mount a path of the host. The Pod would wait for the claim {claim}.',
      'Volumes are PersistentVolumeClaims. Agents cannot mount a path of the host, and do not start the step.',
    ],
    help: 'Write `claim:/path` with the name of a claim.',
  },
  'volume-names-merged': {
    severity: 'warning',
    message: 'The volumes {first} and {second} are the same claim {claim}.',
    note: 'The agent changes characters that a claim name cannot have.',
    help: 'Use one name, or two that differ in more than case, `_` and `-`.',
  },
  'volume-mounted-twice': {
    severity: 'error',
    message: 'The volume {claim} is mounted twice.',
    note: 'The agent lists it once for each mount. The API server rejects the Pod.',
    help: 'Mount it at one path.',
  },
  'mount-path-twice': {
    severity: 'error',
    message: 'Two volumes are mounted at {mountPath}.',
    note: 'The API server rejects the Pod.',
    help: 'Choose another path for one of them.',
  },
  'volume-name-with-dot': {
    severity: 'error',
    message: 'The volume name {claim} has a dot.',
    note: 'The API server rejects the Pod.',
    help: 'Replace each dot with `-`.',
  },
  'volume-name-too-long': {
    severity: 'error',
    message: 'The volume name {claim} has {length:text} characters.',
    note: 'The API server accepts at most 63.',
    help: 'Shorten it to 63 characters.',
  },
  'volume-option-ignored': {
    severity: 'warning',
    message: 'The agent ignores `:{option}` at the end of the volume.',
    note: 'Steps can write to the volume.',
    help: 'Remove it.',
  },
  'volume-windows-path': {
    severity: 'error',
    message: 'The agent cuts the path at the colon of the drive, and mounts the volume at {mountPath}.',
    help: 'Write a path without a drive, such as `/cache`.',
  },
  'volume-mount-relative': {
    severity: 'warning',
    message: 'The mount path {mountPath} is not absolute.',
    help: 'Write `name:/path`.',
  },
  'workspace-volume-ignored': {
    severity: 'warning',
    at: 'key',
    message: '`workspaceVolume: false` has no effect on {step}.',
    note: [
      'No volume is mounted at the workspace itself, {workspace}.',
      'Only services can run without the workspace.',
    ],
    help: 'Remove the option.',
  },
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(VOLUME_RULES);

export const VOLUME_LOSSES: LossRows = {
  'workspace-volume-of-step': ({ path }, { step }) =>
    finding('workspace-volume-ignored', path, { step: step.name, workspace: undefined }),
  'workspace-not-mounted': ({ path }, { step }) =>
    finding('workspace-volume-ignored', path, { step: step.name, workspace: step.workspace_base ?? '' }),
};

/** Volumes: each one, and all together. A Secret as a file is a volume too, named after it. */
export const stepVolumes: StepRule = ({ input, path, optionAt }) => {
  const findings: Finding[] = [];
  const claims = new Set<string>();
  const mountPaths = new Set<string>();
  const add = (text: string, mountPath: string, at: string): void => {
    const claim = possibleVolumeName(text, input.features);
    if (claim !== undefined) {
      if (claims.has(claim)) findings.push(finding('volume-mounted-twice', at, { claim }));
      else if (claim.includes('.')) findings.push(finding('volume-name-with-dot', at, { claim }));
      else if (claim.length > 63)
        findings.push(finding('volume-name-too-long', at, { claim, length: claim.length }));
      claims.add(claim);
    }
    if (mountPaths.has(mountPath)) findings.push(finding('mount-path-twice', at, { mountPath }));
    mountPaths.add(mountPath);
  };
  for (const { volume, mountPath, index } of mountedVolumes(input)) {
    const at = `${path}/volumes/${index}`;
    if (isHostPath(volume)) {
      const claim = possibleVolumeName(volume, input.features);
      findings.push(finding('volume-host-path', at, { path: volume.split(':', 1)[0] ?? volume, claim }));
      continue;
    }
    add(volume, mountPath, at);
    findings.push(...volumeText(volume, mountPath, at));
  }
  for (const { secret, index } of nativeSecrets(input).files)
    add(secret.name, secret.target.file, optionAt(`/secrets/${index}`));
  return findings;
};

/** Whether someone means a path of the host: no name of a claim has a slash, or starts with a dot, `~` or `$`. */
export function isHostPath(volume: string): boolean {
  const isDrive = /^[A-Za-z]:(\\|\/[^:]*:([\\/]|[A-Za-z]:))/.test(volume);
  return isDrive || /^[^:]*[\\/]|^[.~$]/.test(volume);
}

function volumeText(volume: string, mountPath: string, at: string): Finding[] {
  const third = volume.split(':').slice(2).join(':');
  if (/^[A-Za-z]$/.test(mountPath) && /^[\\/]/.test(third))
    return [finding('volume-windows-path', at, { mountPath })];
  if (third !== '') return [finding('volume-option-ignored', at, { option: third })];
  return mountPath.startsWith('/') ? [] : [finding('volume-mount-relative', at, { mountPath })];
}

/** Volumes that are written differently and are one. */
export const mergedVolumes: WorkflowRule = ({ trace }) => {
  const writtenByClaim = new Map<string, string>();
  return trace.steps.flatMap(({ step, path, input }) =>
    (step.volumes ?? []).flatMap((volume, index) => {
      const claim = possibleVolumeName(volume, input.features);
      if (claim === undefined || isHostPath(volume)) return [];
      const second = volume.split(':', 1)[0] ?? volume;
      const first = writtenByClaim.get(claim);
      if (first === undefined) writtenByClaim.set(claim, second);
      if (first === undefined || first === second) return [];
      return [finding('volume-names-merged', `${path}/volumes/${index}`, { first, second, claim })];
    }),
  );
};
