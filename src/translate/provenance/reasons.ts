const SENTENCES = {
  // It reached a field.
  'fixed-value': 'The backend always writes this.',
  'option-applied': 'The option sets this field.',
  'option-allowed': 'The option sets this field, as the agent takes it from steps.',
  'lets-through': 'It lets the options of steps, or the ids of organizations, reach these fields.',
  'step-field': 'The field of the step sets this field.',
  'name-from-uuid': 'Names are made from the id of the step.',
  'service-name': 'Services are named by their id and name.',
  'namespace-of-agent': 'The agent creates everything in its namespace.',
  'namespace-of-organization': 'The agent appends the id of the organization to its namespace.',
  'namespace-empty': 'An empty namespace leaves the field out.',
  'task-label': 'Pods carry the id of the run.',
  'step-label': 'Objects carry the cleaned name of the step.',
  'workflow-label': 'Objects carry the labels of the workflow, with their values cleaned.',
  'agent-label': 'The agent labels every Pod.',
  'agent-annotation': 'The agent annotates every Pod.',
  'agent-node-selector': 'The agent selects the nodes of every Pod.',
  'agent-tolerations': 'The agent sets the tolerations of Pods for which no step has any.',
  'agent-affinity': 'The agent sets the affinity of Pods for which no step has one.',
  'agent-priority-class': 'The agent sets the priority class of every Pod.',
  'agent-pull-secret': 'The agent names the Secrets with which images are pulled.',
  'agent-non-root': 'The agent requires another user than root.',
  'platform-architecture': 'Pods run on nodes of the architecture that the agent has.',
  'default-fs-group': 'Without the option the group of volumes is 1000.',
  'root-allowed': 'The step may be root, so 0 counts.',
  'privileged-step': 'The step is privileged.',
  'volume-of-step': 'Each volume is mounted as a claim of the same name.',
  'secret-file-read-only': 'Secrets are mounted for reading only.',
  'registry-credentials': 'The credentials of the step are kept under the registry of its image.',
  'step-secret-name': 'The Secret of a step is named after its Pod.',
  'step-secret-value': 'The value lies in the Secret of the step.',
  'environment-from-secret': 'The value lies in the Secret of the step, to which the variable refers.',
  environment: 'The variable is set on the container.',
  'script-variable': 'The script of the commands needs this variable.',
  'script-shell': 'The operating system of the agent decides the shell.',
  'script-command': 'The operating system of the agent decides how the script is run.',
  script: 'The commands and their directory become one encoded script.',
  entrypoint: 'The entrypoint replaces the command of the image.',
  'workspace-directory':
    'With commands the container starts in the workspace, and the script changes the directory.',
  port: 'The port is declared on the container, and on the Service where there is one.',
  'port-zero': 'A port without a number is sent as 0.',
  'pull-always': 'The step pulls its image always.',
  'init-container':
    'An init container makes the working directory for a step that runs as another user than root.',
  'extra-host': 'Each extra host is a host alias.',
  'service-alias': 'Every Pod finds the services by host aliases.',
  'step-dns': 'The step has DNS settings of its own.',
  'service-search-domain': 'Pods find the services of their workflow by a search domain.',
  hostname: 'The hostname is the cleaned name of the step.',
  subdomain: 'The headless Service is named by the id of the run.',
  'volume-name': 'The claim has the name of the volume, cleaned.',
  'access-mode': 'The agent decides whether several nodes can write to the volume.',
  'storage-class': 'The agent sets the storage class.',
  'volume-size': 'The agent sets the size of the volume.',
  'stop-timeout': 'Every delete carries the grace period.',
  // It acts by leaving something out.
  'privilege-given-up': 'With `securityContext.privileged: false` a privileged step gives its privilege up.',
  'workspace-left-out': 'With `workspaceVolume: false` a service does not mount the workspace.',
  'gate-shut': 'It keeps options of steps out.',
  // It says what holds anyway.
  'same-as-absent': 'It says the same as leaving it out.',
  'option-null': 'The agent reads null as not set.',
  // It reached nothing.
  'option-gated': 'The agent does not take this option from steps.',
  'label-gated': 'The agent does not take labels from workflows.',
  'option-unknown': 'The agent knows no such option and ignores it.',
  'option-newer': 'The agent of this release does not know the option yet.',
  'option-repeated': 'The same option is set twice; the agent uses the other one.',
  'option-list-cut': 'The list stops counting at an earlier item that the agent cannot read.',
  'option-not-decoded': 'The agent cannot read the value, and only logs it.',
  'option-lost-with-sibling':
    'Another value in the same option cannot be read, which takes the whole option away.',
  'backend-unknown': 'The Kubernetes backend reads the key `kubernetes` only.',
  'privileged-not-allowed': 'Only a step that is privileged itself can be privileged.',
  'root-not-allowed': 'A step that is not privileged cannot run as user or group 0.',
  'escalation-only-forbidden': 'Privilege escalation can only be forbidden.',
  'profile-without-type': 'A profile without a type is ignored.',
  'secret-file-wins': 'A secret that becomes a file becomes no variable.',
  'workspace-volume-of-step': 'Only services can leave out the workspace.',
  'workspace-not-mounted': 'No volume is mounted at the workspace itself.',
  'agent-wins': 'The agent sets the same key, and wins.',
  'agent-non-root-wins': 'The agent requires another user than root for every Pod.',
  'internal-label-wins': 'The backend sets the same label, and wins.',
  'option-wins': 'An option of the step wins.',
  'field-ignored': 'The Kubernetes backend ignores this field.',
  'field-newer': 'The agent of this release does not know the field yet.',
  'field-unknown': 'The agent knows no such field.',
  'for-the-run': 'The agent acts on it while the workflow runs; no object shows it.',
  'type-no-service': 'Only the type `service` matters to the objects.',
  'organization-unused': 'The agent does not use a namespace per organization.',
  'workspace-base-unused': 'Only steps with commands start in the workspace.',
  'script-variable-wins': 'The script of the commands sets the same variable.',
  'script-from-secret': 'A secret replaces the script of the commands.',
  'extra-hosts-replaced': 'The agent of this release replaces the extra hosts by its services.',
  'network-unused': 'Networks have no part in this Pod.',
  'credentials-incomplete': 'Only a user name together with a password makes a registry secret.',
  'workflow-field-unused': 'The Kubernetes backend does not use this field.',
  'variable-unknown': 'No release knows the variable.',
  'variable-newer': 'The agent of this release does not know the variable yet.',
  'gate-without-effect': 'No step of this workflow asks for what it decides on.',
  'init-container-unused': 'No step of this workflow has an init container.',
  'cluster-domain-unused': 'Every step of this workflow has DNS settings of its own.',
  'agent-fails': 'The agent fails on it.',
  'step-not-started': 'The step is not started, because something else in it fails.',
  'workflow-not-set-up': 'No step is started, because the setup of the workflow fails.',
  unexplained: 'The ledger has no explanation for this, which is a mistake of the ledger.',
} as const satisfies Record<string, string>;

/**
 * Why something reached a field, or did not.
 *
 * @useDeclaredType
 */
export type ReasonCode = keyof typeof SENTENCES;

/** A sentence for each reason, in which "it" is what was written. Codes are stable, sentences are not. */
export const REASONS: Readonly<Record<ReasonCode, string>> = SENTENCES;

const OVERRIDDEN: ReadonlySet<ReasonCode> = /* @__PURE__ */ new Set<ReasonCode>([
  ...(['agent-wins', 'agent-non-root-wins', 'internal-label-wins', 'option-wins'] as const),
  ...(['script-variable-wins', 'script-from-secret', 'secret-file-wins', 'extra-hosts-replaced'] as const),
  ...(['workspace-left-out', 'privilege-given-up', 'option-repeated'] as const),
]);

/** Whether something that lost for a reason lost to something else that was written. */
export function isOverridden(reason: ReasonCode): boolean {
  return OVERRIDDEN.has(reason);
}
