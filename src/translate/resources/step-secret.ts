import type { Secret } from 'kubernetes-types/core/v1.js';
import type { AgentOptions } from '../agent/agent-options.ts';
import type { Step } from '../model/step.ts';
import type { AgentFeatures } from '../release/agent-features.ts';
import { objectMeta } from './object-meta.ts';
import { builderInput, type StepInput, type TranslationContext } from './step-input.ts';
import { stepSecretName, stepSecretVoice } from './step-names.ts';

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
  notes?.set('/metadata/name', stepSecretVoice(step, features));
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
