import type { Service, ServicePort } from 'kubernetes-types/core/v1.js';
import { upper } from '../../base/encoding/case-mapping.ts';
import type { AgentOptions } from '../agent/agent-options.ts';
import type { Port, Step } from '../model/compiled-workflow.ts';
import { decodedStep } from './decoded-step.ts';
import { objectMeta } from './namespace.ts';
import { headlessServiceName, serviceName, serviceNameVoice } from './object-names.ts';
import { notePort } from './pod/container.ts';
import { SERVICE_LABEL, TASK_UUID_LABEL } from './pod/labels.ts';
import { type ObjectInput, type TranslationContext, translation } from './step-input.ts';
import { TranslationError } from './translation-error.ts';

/**
 * Makes the Service under which the steps of a workflow reach one service. Agents make them through 3.12.
 *
 * Source: the backend of the agents, and <https://kubernetes.io/docs/concepts/services-networking/service/>.
 *
 * @param step at least a name and an image; it is not changed
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context values that only the running agent knows
 * @throws {@link TranslationError} for a name from which no DNS name can be made, (3.10 to 3.12) for a service without
 *   ports, and for a value of a wrong type
 * @throws {@link AgentOptionsError} for agent options that are not valid, with every problem
 */
export function makeService(step: Step, agent: AgentOptions, context: TranslationContext = {}): Service {
  const input = translation(agent, context);
  return buildService(decodedStep(step, input.features), input);
}

export function buildService(step: Step, input: ObjectInput): Service {
  const { agent, features, notes } = input;
  const name = serviceName(step, features);
  const ports = step.ports ?? [];
  if (features.servicePortsRequired && ports.length === 0) {
    const message = `The service ${step.name} has no \`ports\`. Agents of ${agent.release} require at least one.`;
    throw new TranslationError('missing-ports', '/ports', message);
  }
  const voice = serviceNameVoice(step);
  notes?.set('/metadata/name', voice);
  notes?.set('/spec/type', 'fixed');
  notes?.set('/spec/selector', voice);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: objectMeta(name, { ...input, orgId: step.org_id ?? 0 }),
    spec: {
      type: 'ClusterIP',
      selector: { [SERVICE_LABEL]: name },
      ...(ports.length > 0
        ? {
            ports: ports.map((port, index) => {
              notePort(`/spec/ports/${index}`, port, index, notes);
              return toServicePort(port);
            }),
          }
        : undefined),
    },
  };
}

function toServicePort({ number = 0, protocol = '' }: Port): ServicePort {
  const port = { name: `port-${number}`, port: number, targetPort: number };
  return protocol === '' ? port : { ...port, protocol: upper(protocol) };
}

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
