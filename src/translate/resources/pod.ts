import type { Pod, PodSpec, Toleration } from 'kubernetes-types/core/v1.js';
import { toWire } from '../../base/json/shape.ts';
import type { AgentOptions } from '../agent/agent-options.ts';
import type { Step } from '../model/compiled-workflow.ts';
import { tolerationShape } from '../model/scheduling-shapes.ts';
import { objectMeta } from './namespace.ts';
import {
  headlessServiceName,
  hostname,
  isService,
  plainPodName,
  podName,
  podNameVoice,
} from './object-names.ts';
import {
  resourceRequirements,
  stepContainer,
  workingDirectory,
  workspaceInitContainer,
} from './pod/container.ts';
import { environment } from './pod/environment.ts';
import { layeredEntries, layeredValue } from './pod/layers.ts';
import {
  addFiles,
  addVariables,
  environmentSources,
  fileVolumeNames,
  nativeSecrets,
} from './pod/native-secrets.ts';
import { dnsConfig, hostAliases } from './pod/network.ts';
import { commandScript } from './pod/script.ts';
import { containerSecurityContext, podSecurityContext } from './pod/security-context.ts';
import { claimMounts, mountedVolumes, toVolume } from './pod/volumes.ts';
import { needsRegistrySecret } from './secrets.ts';
import { builderInput, type StepInput, type TranslationContext } from './step-input.ts';

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
 * @param context values that only the running agent knows
 * @throws {@link TranslationError} if the agent cannot start the step, and for a value of a wrong type.
 *   `backend_options` that do not decode are not such a case: the agent goes on with the rest (see
 *   `decodeBackendOptions`).
 * @throws {@link AgentOptionsError} for agent options that are not valid, with every problem
 */
export function makePod(step: Step, agent: AgentOptions, context: TranslationContext = {}): Pod {
  return buildPod(builderInput(step, agent, context));
}

/**
 * Builds the Pod. Parts that cannot fail come first, so all are noted. The rest is made in the agent's order,
 * because the first part that fails decides the error.
 */
export function buildPod(input: StepInput): Pod {
  const { step, features, taskUuid, notes } = input;
  const securityContext = podSecurityContext(input);
  const ownSecurityContext = containerSecurityContext(input);
  const annotations = layeredEntries('annotations', input);
  const scheduling = {
    tolerations: layeredValue('tolerations', input),
    affinity: layeredValue('affinity', input),
    choices: stepChoices(input),
  };
  const aliases = hostAliases(input);
  const secrets = nativeSecrets(input);
  const mounted = mountedVolumes(input);

  const name = podName(step, features);
  const fileNames = fileVolumeNames(secrets, features);
  const labels = layeredEntries('labels', input);
  const subdomain = features.headlessService ? headlessServiceName(taskUuid, features) : undefined;
  const selector = layeredEntries('nodeSelector', input);
  const mounts = claimMounts(mounted, input);
  const pullSecrets = imagePullSecrets(input);
  const script = commandScript(input);
  const env = environment(input, script);
  addVariables(secrets, env, notes);
  const resources = resourceRequirements(input);
  const volumes = mounts.map(toVolume);
  addFiles(secrets, fileNames, volumes, mounts, notes);
  const directory = workingDirectory(input, script);
  const initContainer = workspaceInitContainer(input, name, directory, mounts, securityContext);

  notePodName(input);
  const metadata = objectMeta(name, input);
  metadata.labels = labels;
  if (Object.keys(annotations).length > 0) metadata.annotations = annotations;
  const envFrom = environmentSources(secrets, notes);
  const parts = { script, env, envFrom, mounts, resources, securityContext: ownSecurityContext, directory };
  const spec: PodSpec = {
    containers: [stepContainer(input, name, parts)],
    restartPolicy: 'Never',
    securityContext,
  };
  notes?.set('/spec/restartPolicy', 'fixed');
  if (initContainer !== undefined) spec.initContainers = [initContainer];
  setIfFilled(spec, 'volumes', volumes);
  setIfFilled(spec, 'imagePullSecrets', pullSecrets);
  setIfFilled(spec, 'hostAliases', aliases);
  if (scheduling.tolerations !== undefined)
    spec.tolerations = scheduling.tolerations.map((item) => toWire(tolerationShape, item) as Toleration);
  if (Object.keys(selector).length > 0) spec.nodeSelector = selector;
  if (scheduling.affinity !== undefined) spec.affinity = scheduling.affinity;
  const dns = dnsConfig(input, subdomain);
  if (dns !== undefined) spec.dnsConfig = dns;
  if (subdomain !== undefined) {
    const host = hostname(step.name, features);
    if (host !== '') spec.hostname = host;
    spec.subdomain = subdomain;
    notes?.set('/spec/hostname', 'hostname');
    notes?.set('/spec/subdomain', 'subdomain');
  }
  Object.assign(spec, scheduling.choices);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec,
  };
}

/** The fields that one option or agent variable sets alone. */
function stepChoices(input: StepInput): Partial<PodSpec> {
  const choices: Partial<PodSpec> = {};
  for (const name of CHOICES) {
    const value = layeredValue(name, input);
    if (value !== undefined) choices[name] = value as never;
  }
  return choices;
}

const CHOICES = ['runtimeClassName', 'serviceAccountName', 'priorityClassName', 'hostUsers'] as const;

/** The parts of the name; only services have their type in it. */
function notePodName({ step, features, notes }: StepInput): void {
  const voice = podNameVoice(step, features);
  notes?.set('/metadata/name', voice);
  if (step.type && step.type !== 'service') notes?.lost('/metadata/name', 'type', '', 'type-no-service');
  if (step.detach && (step.type === 'service' || !isService(step, features)))
    notes?.lost('/metadata/name', 'detach', '', 'for-the-run');
}

function imagePullSecrets({ step, agent, features, notes }: StepInput): { name?: string }[] {
  const references = agent.pullSecretNames.map((name, index) => {
    notes?.set(`/spec/imagePullSecrets/${index}`, 'pull-secret', index);
    return name === '' ? {} : { name };
  });
  if (needsRegistrySecret(step)) {
    notes?.set(`/spec/imagePullSecrets/${references.length}`, 'registry-secret-name');
    return [...references, { name: plainPodName(step, features) }];
  }
  if (step.auth_config?.username || step.auth_config?.password)
    notes?.lost('/spec/imagePullSecrets/-', 'auth-config', '', 'credentials-incomplete');
  return references;
}

function setIfFilled<Key extends 'volumes' | 'imagePullSecrets' | 'hostAliases'>(
  spec: PodSpec,
  key: Key,
  items: NonNullable<PodSpec[Key]>,
): void {
  if (items.length > 0) spec[key] = items;
}
