import type { Secret } from 'kubernetes-types/core/v1.js';
import { base64 } from '../../base/encoding/base64.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { goJson } from '../../base/text/go-literals.ts';
import { parseImageReference } from '../../base/text/image-reference.ts';
import type { AgentOptions } from '../agent/agent-options.ts';
import type { Step } from '../model/compiled-workflow.ts';
import type { AgentFeatures } from '../release/agent-features.ts';
import { objectMeta } from './namespace.ts';
import { plainPodName, podNameVoice, stepSecretName } from './object-names.ts';
import { layeredEntries } from './pod/layers.ts';
import { builderInput, type StepInput, type TranslationContext } from './step-input.ts';
import { TranslationError } from './translation-error.ts';

const DOCKER_CONFIG_KEY = '.dockerconfigjson';

/**
 * Whether the agent makes a registry secret for the step: when it has both a user name and a password.
 *
 * @param step the step with `auth_config`
 */
export function needsRegistrySecret(step: Step): boolean {
  return Boolean(step?.auth_config?.username && step.auth_config.password);
}

/**
 * Makes the Secret with which the image of a step is pulled, from the step's credentials. The agent makes one only
 * for a step that has both parts of them.
 *
 * Source: the backend of the agents, and
 * <https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/>.
 *
 * @param step at least a name and an image; it is not changed
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context values that only the running agent knows
 * @throws {@link TranslationError} for a name from which no DNS name can be made, for an image that is not a reference, and
 *   for a value of a wrong type
 * @throws {@link AgentOptionsError} for agent options that are not valid, with every problem
 */
export function makeRegistrySecret(
  step: Step,
  agent: AgentOptions,
  context: TranslationContext = {},
): Secret {
  return buildRegistrySecret(builderInput(step, agent, context));
}

export function buildRegistrySecret(input: StepInput): Secret {
  const { step, features, notes } = input;
  notes?.set('/metadata/name', 'plain-name');
  notes?.set('/type', 'fixed');
  notes?.set('/data', 'credentials');
  const metadata = {
    ...objectMeta(plainPodName(step, features), input),
    labels: layeredEntries('secretLabels', input),
  };
  const { username = '', password = '' } = step.auth_config ?? {};
  const auths = { [registryOf(step.image ?? '')]: { username, password } };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type: 'kubernetes.io/dockerconfigjson',
    data: { [DOCKER_CONFIG_KEY]: base64(goJson({ auths })) },
  };
}

function registryOf(image: string): string {
  const reference = parseImageReference(image);
  if (reference !== undefined) return reference.domain;
  const message = `${excerpt(image)} is not an image reference. Write it like registry.example.com/team/tool:1.2.`;
  throw new TranslationError('invalid-image', '/image', message);
}

/** Whether the agent makes a Secret for the values that the step has from secrets (3.9 and later). */
export function needsStepSecret(step: Step, features: AgentFeatures): boolean {
  return features.stepSecrets && Object.keys(step.secret_mapping ?? {}).length > 0;
}

/**
 * Makes the Secret with the secret values of a step, to which its container refers. The agent makes one from 3.9
 * on, for a step that has such values.
 *
 * Source: the backend of the agents, and <https://kubernetes.io/docs/concepts/configuration/secret/>.
 *
 * @param step at least a name and an image; its `secret_mapping` becomes the data, in plain text
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context values that only the running agent knows
 * @throws {@link TranslationError} for a name from which no DNS name can be made, and for a value of a wrong type
 * @throws {@link AgentOptionsError} for agent options that are not valid, with every problem
 */
export function makeStepSecret(step: Step, agent: AgentOptions, context: TranslationContext = {}): Secret {
  return buildStepSecret(builderInput(step, agent, context));
}

export function buildStepSecret(input: StepInput): Secret {
  const { step, features, notes } = input;
  notes?.set('/metadata/name', 'step-secret-name', podNameVoice(step, features));
  notes?.set('/type', 'fixed');
  notes?.set('/stringData', 'secret-value');
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: objectMeta(stepSecretName(step, features), input),
    type: 'Opaque',
    stringData: { ...step.secret_mapping },
  };
}
