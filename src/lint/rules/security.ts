import { fold } from '../../base/encoding/case-mapping.ts';
import { tokensOf } from '../../base/json/json-pointer.ts';
import { parseImageReference } from '../../base/text/image-reference.ts';
import { APP_ARMOR_ANNOTATION } from '../../check/app-armor.ts';
import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { variableName } from '../../translate/agent/agent-options.ts';
import { mayBeRoot } from '../../translate/resources/pod/security-context.ts';
import {
  type ClaimRows,
  type Finding,
  type FindingSource,
  findingsOf,
  type LossRows,
  type StepRule,
} from '../finding.ts';

/** Options of the security context that have no effect or are rejected. */
export const SECURITY_RULES = {
  'fs-group-root': {
    severity: 'info',
    message: '`fsGroup: 0` takes effect, although {step} is not privileged.',
    note: 'Files on its volumes belong to the group root.',
    help: 'Choose another group.',
  },
  'root-user-dropped': {
    severity: 'warning',
    message: 'The agent ignores `{option}: 0`, because {step} is not privileged.',
    note: 'It does not log it. The user of the image takes effect.',
    help: 'Set `privileged: true` on the step, or `hostUsers: false` with an agent of 3.16.',
  },
  'privileged-option-dropped': {
    severity: 'warning',
    message: '`securityContext.privileged: true` has no effect, because {step} is not privileged.',
    help: 'Set `privileged: true` on the step, in a repository that is trusted (security).',
  },
  'privilege-given-up': {
    severity: 'info',
    message: '{step} is privileged, but `securityContext.privileged: false` overrides it.',
    help: 'Remove one of the two.',
  },
  'non-root-not-relaxed': {
    severity: 'warning',
    message: '`runAsNonRoot: false` has no effect.',
    note: '`{variable}` forbids the user root for each Pod.',
    help: 'Remove it, or unset the variable.',
  },
  'root-with-non-root': {
    severity: 'error',
    message: '{step} runs as user 0, but `runAsNonRoot` forbids it.',
    note: 'The kubelet never starts the container.',
    help: 'Choose another user.',
  },
  'root-image-with-non-root': {
    severity: 'error',
    message: 'The image {image} runs as root, but `runAsNonRoot` forbids it.',
    note: 'The kubelet never starts the container.',
    help: [
      'Set `securityContext.runAsUser` on a step under `clone`, or write `skip_clone: true` if {clone} is not needed.',
      'Set `securityContext.runAsUser` in the `backend_options` of the step, or use an image with another user.',
    ],
  },
  'directory-of-root': {
    severity: 'warning',
    message: '{step} runs as user {user:text}, but its directory {directory} belongs to root.',
    note: 'The kubelet creates the directory. Since 3.14 the agent creates it as that user.',
    help: 'Update the agent to 3.14, or remove `runAsUser`.',
  },
  'profile-without-type': {
    severity: 'warning',
    at: 'key',
    message: 'The agent ignores `{option}`, because it has no `type`.',
    note: 'It does not log it.',
    help: 'Add `type: RuntimeDefault` or `type: Localhost`.',
  },
  'profile-path-missing': {
    severity: 'error',
    at: 'key',
    message: '`{option}` has the type `Localhost`, but no `localhostProfile`.',
    note: 'The API server rejects the Pod.',
    help: 'Add `localhostProfile`.',
  },
  'profile-path-unwanted': {
    severity: 'error',
    message: '`{option}` has a `localhostProfile`, but the type {type}.',
    note: 'The API server rejects the Pod.',
    help: 'Remove `localhostProfile`, or write `type: Localhost`.',
  },
  'escalation-ignored': {
    severity: 'warning',
    at: 'key',
    message: '`allowPrivilegeEscalation: true` has no effect.',
    note: 'The agent passes on only `false`. Escalation is allowed anyway.',
    help: 'Remove it.',
  },
  'escalation-with-privilege': {
    severity: 'error',
    message: '{step} is privileged, but forbids privilege escalation.',
    note: 'The API server rejects the Pod.',
    help: 'Remove one of the two.',
  },
  'app-armor-annotation': {
    severity: 'error',
    at: 'key',
    message: 'The AppArmor annotation {key} has no container.',
    note: 'It names a container, but agents give each container a new name in every run. The API server rejects the Pod.',
    help: 'Set `securityContext.apparmorProfile` in the `backend_options` of the step.',
  },
  'capabilities-add-ignored': {
    severity: 'warning',
    at: 'key',
    message: 'The agent ignores `capabilities.add`.',
    note: 'It reads only `drop`.',
    help: 'Set `privileged: true` on the step if it needs the capabilities.',
  },
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(SECURITY_RULES);

export const SECURITY_LOSSES: LossRows = {
  'root-not-allowed': ({ key, path }, { step }) =>
    finding('root-user-dropped', path, { option: lastOf(key), step: step.name }),
  'privileged-not-allowed': ({ path }, { step }) =>
    finding('privileged-option-dropped', path, { step: step.name }),
  'privilege-given-up': ({ path, hasActed }, { step }) =>
    hasActed ? finding('privilege-given-up', path, { step: step.name }) : undefined,
  'agent-non-root-wins': ({ path }, { input }) =>
    input.options.securityContext?.runAsNonRoot === false
      ? finding('non-root-not-relaxed', path, { variable: variableName('runAsNonRoot') })
      : undefined,
  'escalation-only-forbidden': ({ path }) => finding('escalation-ignored', path, {}),
  'profile-without-type': ({ key, path }) => finding('profile-without-type', path, { option: lastOf(key) }),
};

export const SECURITY_CLAIMS: ClaimRows = {
  'option-allowed': ({ key, path }) => {
    const [option, annotation = ''] = tokensOf(key);
    return option === 'annotations' ? appArmorAnnotation(annotation, path, 'workflow') : [];
  },
};

/** An annotation for a container, whose name nobody can know. */
export function appArmorAnnotation(key: string, path: string, source: FindingSource): Finding[] {
  return key.startsWith(APP_ARMOR_ANNOTATION)
    ? [finding('app-armor-annotation', path, { key }, { source })]
    : [];
}

/** Rejections of the API server in a security context, and allowed root users. */
export const security: StepRule = (trace) => {
  const { input, step, optionAt } = trace;
  const wanted = input.options.securityContext;
  if (wanted === undefined) return rootImage(trace);
  const args = { step: step.name };
  const findings: Finding[] = [];
  if (wanted.fsGroup === 0 && step.privileged !== true)
    findings.push(finding('fs-group-root', optionAt('/securityContext/fsGroup'), args));
  const isNonRoot = input.agent.runAsNonRoot || wanted.runAsNonRoot === true;
  if (isNonRoot && wanted.runAsUser === 0 && mayBeRoot(input))
    findings.push(finding('root-with-non-root', optionAt('/securityContext/runAsUser'), args));
  if (wanted.allowPrivilegeEscalation === false && step.privileged === true && wanted.privileged !== false)
    findings.push(
      finding('escalation-with-privilege', optionAt('/securityContext/allowPrivilegeEscalation'), args),
    );
  return [
    ...findings,
    ...rootImage(trace),
    ...rootDirectory(trace),
    ...profiles(trace),
    ...addedCapabilities(trace),
  ];
};

/** Images of plugins that run as root, in any registry. */
const ROOT_IMAGES = /(?:^|\/)(?:woodpeckerci\/plugin-|plugins\/)[^/]+$/;

/** An image of a plugin or of the clone step that runs as root. The kubelet does not start it without root. */
function rootImage({ step, path, pod }: StepTrace): Finding[] {
  const { runAsNonRoot, runAsUser } = pod?.spec?.securityContext ?? {};
  const { path: repository = '', tag = '' } = parseImageReference(step.image ?? '') ?? {};
  if (runAsNonRoot !== true || runAsUser !== undefined) return [];
  if (!ROOT_IMAGES.test(repository) || tag.includes('rootless')) return [];
  const args = { image: step.image ?? '', clone: step.type === 'clone' ? step.name : undefined };
  return [finding('root-image-with-non-root', `${path}/image`, args)];
}

/** A directory below a volume, which the kubelet creates as root; those that are volumes are shared by all. */
function rootDirectory({ step, input, pod, optionAt }: StepTrace): Finding[] {
  const { containers: [container] = [], securityContext } = pod?.spec ?? {};
  const { workingDir: directory = '', volumeMounts = [] } = container ?? {};
  const user = securityContext?.runAsUser ?? 0;
  if (input.features.workspaceInitContainer || user === 0) return [];
  if (!volumeMounts.some(({ mountPath }) => directory.startsWith(`${mountPath}/`))) return [];
  return [
    finding('directory-of-root', optionAt('/securityContext/runAsUser'), {
      step: step.name,
      user,
      directory,
    }),
  ];
}

function profiles({ input, optionAt }: StepTrace): Finding[] {
  const wanted = input.options.securityContext;
  return (['seccompProfile', 'apparmorProfile'] as const).flatMap((option) => {
    const { type = '', localhostProfile = '' } = wanted?.[option] ?? {};
    if (type === '' || (type === 'Localhost') === (localhostProfile !== '')) return [];
    return localhostProfile === ''
      ? [finding('profile-path-missing', optionAt(`/securityContext/${option}`), { option })]
      : [
          finding('profile-path-unwanted', optionAt(`/securityContext/${option}/localhostProfile`), {
            option,
            type,
          }),
        ];
  });
}

function addedCapabilities({ options, optionsPath }: StepTrace): Finding[] {
  return [...options.unread].flatMap(([path, { why, place }]) => {
    const isAdd = place === '/securityContext/capabilities' && fold(lastOf(path)) === 'add';
    return why === 'unknown' && isAdd ? [finding('capabilities-add-ignored', optionsPath + path, {})] : [];
  });
}

function lastOf(place: string): string {
  return tokensOf(place).at(-1) ?? place;
}
