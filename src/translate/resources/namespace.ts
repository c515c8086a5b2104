import type { Namespace } from 'kubernetes-types/core/v1.js';
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { lower } from '../../base/encoding/case-mapping.ts';
import type { AgentOptions } from '../agent/agent-options.ts';
import type { AgentFeatures } from '../release/agent-features.ts';
import { type ObjectInput, type TranslationContext, translation } from './step-input.ts';

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

export function objectMeta(name: string, input: ObjectInput): ObjectMeta {
  const { orgId, agent, features, notes } = input;
  const namespace = namespaceOf(orgId, agent, features);
  if (isPerOrganization(agent, features)) notes?.set('/metadata/namespace', 'organization-namespace');
  else {
    // Neither the release nor the variable alone makes a difference if the agent lacks both.
    const remedy =
      features.namespacePerOrganization || agent.namespacePerOrganization
        ? 'namespacePerOrganization'
        : undefined;
    if (orgId !== 0) notes?.lost('/metadata/namespace', 'organization', '', 'organization-unused', remedy);
    notes?.set('/metadata/namespace', 'namespace');
  }
  if (namespace !== '') return { name, namespace };
  notes?.acts('/metadata/namespace', 'namespace', '', 'namespace-empty');
  return { name };
}

/** The namespace of an organization's objects; 0 represents none. */
export function namespaceOf(organization: number, agent: AgentOptions, features: AgentFeatures): string {
  return isPerOrganization(agent, features) ? lower(`${agent.namespace}-${organization}`) : agent.namespace;
}

export function isPerOrganization(agent: AgentOptions, features: AgentFeatures): boolean {
  return features.namespacePerOrganization && agent.namespacePerOrganization;
}
