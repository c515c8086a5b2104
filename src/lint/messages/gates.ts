import { message } from '../../diagnostics/diagnostic.ts';

type Gated = { readonly step: string; readonly variable: string; readonly given: string };
type GatedSince = Gated & { readonly since: string };

/** Options of steps that the agent does not take, and layers that hide each other. */
export const gateMessages = {
  'step-label-gated': message<Gated>(
    'warning',
    ({ step, variable, given }) =>
      `The agent drops the labels of ${step} (${given}), as it takes none from steps: set ${variable}=true on the agent, or remove them.`,
  ),
  'step-annotation-gated': message<Gated>(
    'warning',
    ({ step, variable, given }) =>
      `The agent drops the annotations of ${step} (${given}), as it takes none from steps: set ${variable}=true on the agent, or remove them.`,
  ),
  'step-node-selector-gated': message<GatedSince>(
    'warning',
    ({ step, variable, given, since }) =>
      `The agent drops the node selector of ${step} (${given}), so it may run on other nodes: from ${since} on it counts only with ${variable}=true on the agent; else remove it.`,
  ),
  'step-toleration-gated': message<GatedSince>(
    'warning',
    ({ step, variable, given, since }) =>
      `The agent drops the tolerations of ${step} (${given}) without a trace in its log: from ${since} on they count only with ${variable}=true on the agent, which is the default; else remove them.`,
  ),
  'step-affinity-gated': message<Gated>(
    'warning',
    ({ step, variable }) =>
      `The agent drops the affinity of ${step}, as it takes none from steps: set ${variable}=true on the agent, or remove it.`,
  ),
  'step-service-account-gated': message<GatedSince>(
    'warning',
    ({ step, variable, given, since }) =>
      `The agent drops the service account ${given} of ${step} without a trace in its log, and the Pod runs with the default one: from ${since} on it counts only with ${variable}=true on the agent; else remove it.`,
  ),
  'step-runtime-class-gated': message<GatedSince>(
    'warning',
    ({ step, variable, given, since }) =>
      `The agent drops the runtime class ${given} of ${step} without a trace in its log, and the Pod runs with the default one: from ${since} on it counts only with ${variable}=true on the agent; else remove it.`,
  ),
  'step-secret-gated': message<Gated>(
    'warning',
    ({ step, variable, given }) =>
      `The agent drops the Kubernetes secrets of ${step} (${given}), as it takes none from steps: set ${variable}=true on the agent, or use \`from_secret\`.`,
  ),
  'workflow-label-gated': message<{ readonly label: string; readonly variable: string }>(
    'info',
    ({ label, variable }) =>
      `The label ${label} of the workflow stays off its Pods, as the agent takes none from workflows; it can still choose the agent. Set ${variable}=true on the agent to have it on the Pods.`,
  ),
  'option-ungated': message<{ readonly option: string; readonly variable: string; readonly since: string }>(
    'info',
    ({ option, variable, since }) =>
      `An agent of this release takes ${option} from every step, whoever wrote it; from ${since} on it does so only with ${variable}=true.`,
  ),
  'agent-key-wins': message<{ readonly kind: string; readonly key: string; readonly variable: string }>(
    'warning',
    ({ kind, key, variable }) =>
      `The ${kind} ${key} of the step has no effect, as the agent sets it too and wins: use another key, or remove it from ${variable}.`,
  ),
  'internal-label-wins': message<{ readonly key: string }>(
    'warning',
    ({ key }) =>
      `The label ${key} has no effect, as the backend sets it on every such Pod itself: use another key.`,
  ),
  'internal-label-replaced': message<{ readonly key: string }>(
    'warning',
    ({ key }) =>
      `The label ${key} takes the place of the one that Woodpecker sets, so what looks for Pods by it misses this one: use another key.`,
  ),
  'service-label-on-step': message<{ readonly value: string }>(
    'warning',
    ({ value }) =>
      `The label service=${value} stays on a Pod that is no service; up to 3.12 the Service of that name sends traffic to it. Use another key.`,
  ),
  'label-prefix-without-slash': message<{ readonly key: string }>(
    'info',
    ({ key }) =>
      `The label ${key} counts as one of Woodpecker's own, because it begins with woodpecker-ci.org, and passes the gate for labels: use another prefix.`,
  ),
  'tolerations-replace-agent': message<{ readonly variable: string }>(
    'info',
    ({ variable }) =>
      `The tolerations of the step take the place of those in ${variable}; they are not added. Repeat the agent's where the step needs them.`,
  ),
  'affinity-hides-agent': message<{ readonly variable: string }>(
    'info',
    ({ variable }) =>
      `The affinity of the step takes the place of the one in ${variable}, whole. Repeat the agent's parts where the step needs them.`,
  ),
  'affinity-empty': message<{ readonly variable: string }>(
    'warning',
    ({ variable }) =>
      `The empty affinity takes the place of the one in ${variable}, so the Pod has none: leave the option out to keep the agent's.`,
  ),
};
