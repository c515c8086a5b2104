const SENTENCES = {
  // It reached a field.
  'fixed-value': 'The backend always writes this.',
  'option-applied': 'The option sets this field.',
  'option-allowed': 'The option sets this field; the agent accepts it from steps.',
  'lets-through': 'It allows the options of steps, or the ids of organizations, in these fields.',
  'step-field': 'A field of the step sets this field.',
  'name-from-uuid': 'The name contains the id of the step.',
  'service-name': 'The name contains the id and the name of the service.',
  'namespace-of-agent': 'The agent creates everything in its namespace.',
  'namespace-of-organization': 'The agent appends the id of the organization to its namespace.',
  'namespace-empty': 'The agent omits the field if the namespace is empty.',
  'task-label': 'The agent sets the id of the run as a label.',
  'step-label': 'The agent sets the name of the step as a label, without invalid characters.',
  'workflow-label': 'The agent sets the labels of the workflow, without invalid characters in their values.',
  'agent-label': 'The agent labels every Pod.',
  'agent-annotation': 'The agent annotates every Pod.',
  'agent-node-selector': 'The agent selects the nodes of every Pod.',
  'agent-tolerations': 'The agent sets its tolerations, because the step has none.',
  'agent-affinity': 'The agent sets its affinity, because the step has none.',
  'agent-priority-class': 'The agent sets the priority class of every Pod.',
  'agent-pull-secret': 'The agent sets the pull secrets of every Pod.',
  'agent-non-root': 'The agent forbids the user root.',
  'platform-architecture': 'The agent selects nodes of its own architecture.',
  'default-fs-group': 'The default group of volumes is 1000.',
  'root-allowed': 'The step may run as root, so the agent keeps `0`.',
  'privileged-step': 'The step is privileged.',
  'volume-of-step': 'The agent mounts each volume as a claim with the same name.',
  'secret-file-read-only': 'The agent mounts Secrets read-only.',
  'registry-credentials': 'The Secret contains the credentials for the registry of the image.',
  'step-secret-name': 'The Secret has the name of the Pod.',
  'step-secret-value': 'The Secret of the step contains the value.',
  'environment-from-secret': 'The variable refers to the Secret of the step.',
  environment: 'The variable is set on the container.',
  'script-variable': 'The script of the commands needs this variable.',
  'script-shell': 'The shell depends on the operating system of the agent.',
  'script-command': 'The command depends on the operating system of the agent.',
  script: 'The agent encodes the commands and their directory as one script.',
  entrypoint: 'The entrypoint replaces the command of the image.',
  'workspace-directory': 'A step with commands starts in the workspace; its script changes the directory.',
  port: 'The agent declares the port on the container and on its Service.',
  'port-zero': 'The agent sends a port without a number as `0`.',
  'pull-always': 'The step sets `pull: true`.',
  'init-container': 'An init container creates the working directory of a step that does not run as root.',
  'extra-host': 'The agent sets each extra host as a host alias.',
  'service-alias': 'Each Pod has a host alias for each service.',
  'step-dns': 'The step sets its own DNS options.',
  'service-search-domain': 'The agent sets the search domain of the services of the workflow.',
  hostname: 'The host name is the name of the step, without invalid characters.',
  subdomain: 'The subdomain is the name of the headless Service, which contains the id of the run.',
  'volume-name': 'The claim has the name of the volume, without invalid characters.',
  'access-mode': 'The agent sets the access mode of the volume.',
  'storage-class': 'The agent sets the storage class.',
  'volume-size': 'The agent sets the size of the volume.',
  'stop-timeout': 'The agent sends the grace period with every delete.',
  // It acts by leaving something out.
  'privilege-given-up': '`securityContext.privileged: false` makes a privileged step unprivileged.',
  'workspace-left-out': 'A service with `workspaceVolume: false` does not mount the workspace.',
  'gate-shut': 'The agent ignores these options of steps.',
  // It states the default.
  'same-as-absent': 'The value is the default.',
  'option-null': 'The agent treats `null` as not set.',
  // It reached nothing.
  'option-gated': 'The agent ignores this option of steps.',
  'label-gated': 'The agent ignores labels of workflows.',
  'option-unknown': 'The agent does not know the option.',
  'option-newer': 'The agent of this release does not know the option.',
  'option-repeated': 'The same option is set twice; the agent uses the other one.',
  'option-list-cut': 'The agent ignores all items after one that it cannot decode.',
  'option-not-decoded': 'The agent cannot decode the value. It logs an error and continues.',
  'option-lost-with-sibling':
    'The agent ignores the whole option, because it cannot decode another value in it.',
  'backend-unknown': 'The Kubernetes backend reads only the key `kubernetes`.',
  'privileged-not-allowed': 'The option requires `privileged: true` on the step.',
  'root-not-allowed': 'The agent ignores user and group 0 of a step that is not privileged.',
  'escalation-only-forbidden': 'The agent sends only `false`.',
  'profile-without-type': 'The agent ignores a profile without a type.',
  'secret-file-wins': '`target.file` overrides `target.env`.',
  'workspace-volume-of-step': 'Only services can run without the workspace.',
  'workspace-not-mounted': 'No volume is mounted at the workspace.',
  'agent-wins': 'The agent sets the same key, and its value takes effect.',
  'agent-non-root-wins': 'The agent forbids the user root for every Pod.',
  'internal-label-wins': 'The agent sets the same label, and its value takes effect.',
  'option-wins': 'An option of the step overrides it.',
  'field-ignored': 'The Kubernetes backend ignores this field.',
  'field-newer': 'The agent of this release does not know the field.',
  'field-unknown': 'The agent does not know the field.',
  'for-the-run': 'The agent uses it while the workflow runs, but in no object.',
  'type-no-service': 'Only the type `service` changes objects.',
  'organization-unused': 'The agent does not use a namespace per organization.',
  'workspace-base-unused': 'Only steps with commands use it.',
  'script-variable-wins': 'The script of the step sets the same variable.',
  'script-from-secret': 'A secret with the same name replaces the script of the step.',
  'extra-hosts-replaced': 'The agent of this release replaces extra hosts with the addresses of services.',
  'network-unused': 'The agent does not use the networks of this step.',
  'credentials-incomplete': 'A registry Secret requires a user name and a password.',
  'workflow-field-unused': 'The Kubernetes backend does not use this field.',
  'variable-unknown': 'The variable does not exist in any release.',
  'variable-newer': 'The agent of this release does not know the variable.',
  'gate-without-effect': 'No step of this workflow sets the option.',
  'init-container-unused': 'No step of this workflow has an init container.',
  'cluster-domain-unused': 'Every step of this workflow sets its own DNS options.',
  'agent-fails': 'The agent fails because of this value.',
  'step-not-started': 'The agent does not start the step, because another value in it is invalid.',
  'workflow-not-set-up': 'The agent starts no step, because it cannot set up the workflow.',
  unexplained: 'podwright cannot explain this value. Please report it as a bug.',
} as const satisfies Record<string, string>;

/**
 * Why something reached a field, or did not.
 *
 * @useDeclaredType
 */
export type ReasonCode = keyof typeof SENTENCES;

/** A sentence for each reason, in which "it" is the option or variable. Codes are stable, sentences are not. */
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
