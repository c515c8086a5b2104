import type { Pod, PodSpec } from 'kubernetes-types/core/v1.js';
import { overlay } from '../../base/json/json.ts';
import type { AgentOptions } from '../agent/agent-options.ts';
import type { Step } from '../model/step.ts';
import { isAllowedFromStep } from '../provenance/gates.ts';
import { decodedStep } from './decoded-step.ts';
import { hostname } from './names.ts';
import { objectMeta } from './object-meta.ts';
import { stepContainer, workingDirectory } from './pod/container.ts';
import { commandScript, environment } from './pod/environment.ts';
import { workspaceInitContainer } from './pod/init-container.ts';
import { podLabels } from './pod/labels.ts';
import { nativeSecrets } from './pod/native-secrets.ts';
import { dnsConfig, hostAliases } from './pod/network.ts';
import { resourceRequirements } from './pod/resource-requirements.ts';
import { affinity, nodeSelector, tolerations } from './pod/scheduling.ts';
import { podSecurityContext } from './pod/security-context.ts';
import { claimMounts, toVolume, toVolumeMount } from './pod/volumes.ts';
import { needsRegistrySecret } from './registry-secret.ts';
import { type StepInput, stepInput, type TranslationContext, translation } from './step-input.ts';
import { headlessServiceName, plainPodName, podName } from './step-names.ts';

/**
 * Makes the Pod that runs a step.
 *
 * Source: the backend of the agents, release by release, as recordings of real agents have it; docs/options.md has the
 * Kubernetes document of each option.
 *
 * @example
 * ```ts
 * import { makePod, resolveAgentOptions } from 'podwright';
 *
 * const options = { kubernetes: { resources: { limits: { memory: '1024Mi', cpu: 0.5 } } } };
 * const step = { name: 'test', image: 'golang', commands: ['go test ./...'], backend_options: options };
 * const pod = makePod(step, resolveAgentOptions({ release: '3.17', namespace: 'ci' }));
 * console.log(pod.metadata?.namespace, pod.metadata?.labels?.['step'], pod.spec?.hostname); // ci test test
 * console.log(pod.spec?.containers[0]?.resources?.limits); // { memory: '1Gi', cpu: '500m' }
 * ```
 *
 * @param step at least a name and an image; it is not changed
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context what only the running agent knows
 * @throws {@link TranslationError} where the agent cannot start the step, and for a value of a wrong type.
 *   `backend_options` that do not decode are no such case: the agent goes on with what did decode (see
 *   `decodeBackendOptions`).
 * @throws {@link AgentOptionsError} for agent options that nothing has resolved
 */
export function makePod(step: Step, agent: AgentOptions, context: TranslationContext = {}): Pod {
  return buildPod(stepInput(decodedStep(step), translation(agent, context)).input);
}

/** The parts are made in the agent's order, as the first that fails decides the error. */
export function buildPod(input: StepInput): Pod {
  const { step, features, options, taskUuid } = input;
  const name = podName(step, features);
  const secrets = nativeSecrets(input);
  const labels = podLabels(input);
  const subdomain = features.headlessService ? headlessServiceName(taskUuid, features) : undefined;
  const selector = nodeSelector(input);
  const claims = claimMounts(input);
  const pullSecrets = imagePullSecrets(input);
  const script = commandScript(input);
  const env = environment(input, script);
  env.push(...secrets.env);
  const resources = resourceRequirements(options.resources);
  const mounts = [...claims.map(toVolumeMount), ...secrets.mounts];
  const securityContext = podSecurityContext(input);
  const directory = workingDirectory(input, script);
  const initContainer = workspaceInitContainer(input, name, directory, mounts, securityContext);
  const annotations = podAnnotations(input);

  const metadata = objectMeta(name, input);
  metadata.labels = labels;
  if (Object.keys(annotations).length > 0) metadata.annotations = annotations;
  const spec: PodSpec = {
    containers: [stepContainer(input, name, { script, env, secrets, mounts, resources })],
    restartPolicy: 'Never',
    securityContext,
  };
  if (initContainer !== undefined) spec.initContainers = [initContainer];
  setIfFilled(spec, 'volumes', [...claims.map(toVolume), ...secrets.volumes]);
  setIfFilled(spec, 'imagePullSecrets', pullSecrets);
  setIfFilled(spec, 'hostAliases', hostAliases(input));
  setIfFilled(spec, 'tolerations', tolerations(input));
  if (Object.keys(selector).length > 0) spec.nodeSelector = selector;
  const podAffinity = affinity(input);
  if (podAffinity !== undefined) spec.affinity = podAffinity;
  const dns = dnsConfig(input, subdomain);
  if (dns !== undefined) spec.dnsConfig = dns;
  if (subdomain !== undefined) {
    const host = hostname(step.name, features);
    if (host !== '') spec.hostname = host;
    spec.subdomain = subdomain;
  }
  setStepChoices(spec, input);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec,
  };
}

/** The fields that one option or agent variable sets by itself. */
function setStepChoices(spec: PodSpec, { agent, features, options }: StepInput): void {
  const { runtimeClassName, serviceAccountName, hostUsers } = options;
  if (runtimeClassName !== undefined && isAllowedFromStep('runtimeClassName', agent, features))
    spec.runtimeClassName = runtimeClassName;
  if (serviceAccountName !== '' && isAllowedFromStep('serviceAccountName', agent, features))
    spec.serviceAccountName = serviceAccountName;
  if (features.priorityClass && agent.priorityClass !== '') spec.priorityClassName = agent.priorityClass;
  if (hostUsers !== undefined) spec.hostUsers = hostUsers;
}

/** The agent's annotations win over the step's. */
function podAnnotations({ agent, features, options }: StepInput): Record<string, string> {
  const allowed = isAllowedFromStep('annotations', agent, features);
  const annotations: Record<string, string> = {};
  if (allowed) overlay(annotations, options.annotations);
  overlay(annotations, agent.podAnnotations);
  return annotations;
}

function imagePullSecrets({ step, agent, features }: StepInput): { name?: string }[] {
  const references = agent.pullSecretNames.map((name) => (name === '' ? {} : { name }));
  return needsRegistrySecret(step) ? [...references, { name: plainPodName(step, features) }] : references;
}

function setIfFilled<Key extends 'volumes' | 'imagePullSecrets' | 'hostAliases' | 'tolerations'>(
  spec: PodSpec,
  key: Key,
  items: NonNullable<PodSpec[Key]>,
): void {
  if (items.length > 0) spec[key] = items;
}
