import type { Service } from 'kubernetes-types/core/v1.js';
import type { AgentOptions } from '../agent/agent-options.ts';
import { objectMeta } from './object-meta.ts';
import { TASK_UUID_LABEL } from './pod/labels.ts';
import { type ObjectInput, type TranslationContext, translation } from './step-input.ts';
import { headlessServiceName } from './step-names.ts';

/**
 * Makes the Service that gives every Pod of a workflow a DNS name. Agents make it since 3.13.
 *
 * Source: the backend of the agents, and
 * <https://kubernetes.io/docs/concepts/services-networking/service/#headless-services>.
 *
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context values that only the running agent knows
 * @throws {@link TranslationError} through 3.16, for a task id from which no DNS name can be made, and for a value of a wrong
 *   type in the context
 * @throws {@link AgentOptionsError} for agent options that are not valid, with every problem
 */
export function makeHeadlessService(agent: AgentOptions, context: TranslationContext = {}): Service {
  return buildHeadlessService(translation(agent, context));
}

export function buildHeadlessService(input: ObjectInput): Service {
  const { taskUuid, features, notes } = input;
  const name = headlessServiceName(taskUuid, features);
  notes?.set('/metadata/name', 'subdomain');
  notes?.set('/spec', 'fixed');
  notes?.set('/spec/selector', 'subdomain');
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: objectMeta(name, input),
    spec: { type: 'ClusterIP', clusterIP: 'None', selector: { [TASK_UUID_LABEL]: taskUuid } },
  };
}
