import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import type { AgentOptions } from '../agent/agent-options.ts';
import type { Features } from '../release/features.ts';
import type { StepInput, Translation } from './step-input.ts';
import { namespaceOf } from './step-names.ts';

/** Name and namespace of an object that belongs to a step. */
export function objectMeta(
  name: string,
  { step, agent, features }: Pick<StepInput, 'step' | 'agent' | 'features'>,
): ObjectMeta {
  return namespaced(name, step.org_id ?? 0, agent, features);
}

/** Name and namespace of an object that belongs to the whole workflow. */
export function workflowObjectMeta(name: string, { agent, features, orgId }: Translation): ObjectMeta {
  return namespaced(name, orgId, agent, features);
}

function namespaced(name: string, organization: number, agent: AgentOptions, features: Features): ObjectMeta {
  const namespace = namespaceOf(organization, agent, features);
  return namespace === '' ? { name } : { name, namespace };
}
