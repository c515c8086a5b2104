import type { Namespace } from 'kubernetes-types/core/v1.js';
import type { AgentOptions } from '../agent/agent-options.ts';
import { type ObjectInput, type TranslationContext, translation } from './step-input.ts';
import { namespaceOf } from './step-names.ts';

/**
 * Makes the Namespace of the organization in the context. The agent makes it since 3.9, when it uses namespaces
 * per organization and this one is missing.
 *
 * Source: the backend of the agents. Its name is not checked, because the agent does not check it.
 *
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context with the id of the organization as `orgId`
 * @throws {@link TranslationError} for a value of a wrong type in the context
 * @throws {@link AgentOptionsError} for agent options that are not valid, with every problem
 */
export function makeNamespace(agent: AgentOptions, context: TranslationContext = {}): Namespace {
  return buildNamespace(translation(agent, context));
}

export function buildNamespace(input: ObjectInput): Namespace {
  const { agent, features, orgId, notes } = input;
  const name = namespaceOf(orgId, agent, features);
  notes?.set('/metadata/name', 'organization-namespace');
  notes?.set('/spec', 'fixed');
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {} };
}
