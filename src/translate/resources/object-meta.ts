import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import type { ObjectInput } from './step-input.ts';
import { isPerOrganization, namespaceOf } from './step-names.ts';

/** Name and namespace of an object. */
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
