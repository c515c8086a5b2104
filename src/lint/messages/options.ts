import { sentence } from '../../base/text/sentence.ts';
import { message } from '../../diagnostics/diagnostic.ts';

/** Options that are read otherwise than they look, the security context among them. */
export const optionMessages = {
  'option-not-decoded': message<{
    readonly option: string;
    readonly expected: string;
    readonly value: string;
  }>(
    'warning',
    ({ option, expected, value }) =>
      `The agent drops ${option}, only logs that, and goes on: it takes ${expected}, not ${value}.`,
  ),
  'option-lost-with-sibling': message<{ readonly option: string; readonly culprit: string }>(
    'error',
    ({ option, culprit }) =>
      `The agent drops the whole ${option}, because it cannot read ${culprit} in it, and starts the step without: mend that value.`,
  ),
  'option-element-emptied': message<{ readonly option: string }>(
    'error',
    ({ option }) =>
      `The agent cannot read this item of ${option} and puts an empty one in its place, which hides the agent's own or is refused by the API server: write a map with the documented keys.`,
  ),
  'backend-unknown': message<{ readonly key: string }>(
    'warning',
    ({ key }) =>
      `The Kubernetes backend ignores \`backend_options.${key}\`: it reads the key \`kubernetes\` only, in exactly this spelling.`,
  ),
  'runtime-class-empty': message(
    'error',
    () =>
      'The agent sends the empty `runtimeClassName`, and the API server refuses the Pod: leave the option out.',
  ),
  'workspace-volume-ignored': message<{ readonly step: string }>(
    'warning',
    ({ step }) =>
      `\`workspaceVolume: false\` has no effect on ${step}: only services can leave out the workspace, and only a volume that is mounted exactly at it.`,
  ),
  'fs-group-root': message(
    'info',
    () =>
      'fsGroup 0 is honoured, though the step is not privileged: files on its volumes belong to the group root. Choose another group unless that is meant.',
  ),
  'root-user-dropped': message<{ readonly option: string }>(
    'warning',
    ({ option }) =>
      `The agent drops ${option}: 0 without a trace, as the step is not privileged, so the user of the image counts: set \`privileged: true\` on the step, or (3.16 and later) \`hostUsers: false\`.`,
  ),
  'privileged-option-dropped': message<{ readonly step: string }>(
    'warning',
    ({ step }) =>
      `\`securityContext.privileged: true\` has no effect, as ${step} itself is not privileged: set \`privileged: true\` on the step, in a repository that is trusted with security.`,
  ),
  'privilege-given-up': message<{ readonly step: string }>(
    'info',
    ({ step }) =>
      `${sentence(step)} is privileged, but gives that up with \`securityContext.privileged: false\`: remove one of the two.`,
  ),
  'non-root-not-relaxed': message<{ readonly variable: string }>(
    'warning',
    ({ variable }) =>
      `\`runAsNonRoot: false\` has no effect, as ${variable} requires another user than root for every Pod: remove it, or unset the variable.`,
  ),
  'root-with-non-root': message(
    'error',
    () =>
      'The Pod is to run as user 0 and as another user than root, so the kubelet never starts it: choose another user.',
  ),
  'profile-without-type': message<{ readonly option: string }>(
    'warning',
    ({ option }) =>
      `The agent drops ${option} without a trace, as it has no \`type\`: write \`type: Localhost\`, \`RuntimeDefault\` or \`Unconfined\`.`,
  ),
  'profile-path-missing': message<{ readonly option: string }>(
    'error',
    ({ option }) =>
      `The API server refuses ${option} of type Localhost without a path: add \`localhostProfile\`.`,
  ),
  'profile-path-unwanted': message<{ readonly option: string; readonly type: string }>(
    'error',
    ({ option, type }) =>
      `The API server refuses ${option} with a \`localhostProfile\` and the type ${type}: remove the path, or write \`type: Localhost\`.`,
  ),
  'escalation-ignored': message(
    'warning',
    () =>
      '`allowPrivilegeEscalation: true` has no effect, as the agent passes on `false` only: remove it; escalation is allowed anyway.',
  ),
  'escalation-with-privilege': message(
    'error',
    () =>
      'The API server refuses a container that is privileged and forbids privilege escalation: remove one of the two.',
  ),
  'capabilities-add-ignored': message(
    'warning',
    () =>
      'The agent ignores `capabilities.add`, as it knows `drop` only: a step that needs more has to be privileged.',
  ),
  'toleration-seconds-without-no-execute': message<{ readonly effect: string }>(
    'error',
    ({ effect }) =>
      `The API server refuses a toleration with \`tolerationSeconds\` and the effect ${effect}: write \`effect: NoExecute\`, or remove the seconds.`,
  ),
  'resource-limit-below-request': message<{
    readonly resource: string;
    readonly request: string;
    readonly limit: string;
  }>(
    'error',
    ({ resource, request, limit }) =>
      `The API server refuses a limit of ${limit} below the request of ${request} for ${resource}: raise the limit, or lower the request.`,
  ),
  'extended-resource-invalid': message<{ readonly resource: string }>(
    'error',
    ({ resource }) =>
      `The API server refuses this amount of ${resource}: resources with a domain are whole numbers, and a request needs a limit of the same size. Set the limit only.`,
  ),
  'quantity-out-of-range': message<{ readonly quantity: string; readonly written: string }>(
    'error',
    ({ quantity, written }) =>
      `The quantity ${quantity} is beyond what Kubernetes can write, and goes out as ${written}: write a smaller one.`,
  ),
  'quantity-rewritten': message<{ readonly quantity: string; readonly written: string }>(
    'info',
    ({ quantity, written }) =>
      `The quantity ${quantity} is written as ${written}, which is the same amount; write that to see in the cluster what stands here.`,
  ),
  'secret-exposed-whole': message<{ readonly secret: string }>(
    'error',
    ({ secret }) =>
      `The agent cannot read the target, so that every key of the Secret ${secret} becomes an environment variable: write \`target: { env: NAME }\` or \`target: { file: /path }\`.`,
  ),
};
