import type { KubernetesObject } from '../../../translate/plan/workflow-plan.ts';
import type { Origin } from '../../../translate/provenance/origin.ts';
import { type Explained, explained, fixed, platform, variable, type WorkflowTrace } from '../trace.ts';
import { portOrigin } from './container.ts';
import { serviceNameOrigin } from './metadata.ts';
import { serviceOrigin } from './network.ts';

/** The origin of a field of an object that the workflow's setup makes. */
export function setupOrigin(
  trace: WorkflowTrace,
  object: KubernetesObject,
  tokens: readonly string[],
): Explained | undefined {
  switch (object.kind) {
    case 'Namespace':
      return tokens.join('/') === 'metadata/name' ? namespaceOrigin(trace) : fixed();
    case 'PersistentVolumeClaim':
      return claimOrigin(trace, tokens);
    case 'Service':
      return trace.input.features.headlessService
        ? headlessServiceOrigin(trace, tokens)
        : stepServiceOrigin(trace, object, tokens);
    default:
      return undefined;
  }
}

function claimOrigin(trace: WorkflowTrace, tokens: readonly string[]): Explained {
  switch (tokens.slice(0, 2).join('/')) {
    case 'metadata/name':
      return explained('volume-name', volumeField(trace));
    case 'metadata/namespace':
      return namespaceOrigin(trace);
    case 'spec/accessModes':
      return explained('access-mode', variable('storageRwx'));
    case 'spec/storageClassName':
      return explained('storage-class', variable('storageClass'));
    case 'spec/resources':
      return explained('volume-size', variable('volumeSize'));
    default:
      return fixed();
  }
}

/** The volume's name, which is an object's up to 3.8. */
function volumeField({ workflow }: WorkflowTrace): Origin {
  const path = typeof workflow.volume === 'string' ? '/volume' : '/volume/name';
  return { source: 'workflow-field', path };
}

function headlessServiceOrigin(trace: WorkflowTrace, tokens: readonly string[]): Explained {
  if (tokens.join('/') === 'metadata/namespace') return namespaceOrigin(trace);
  if (tokens[1] === 'name' || tokens[1] === 'selector') return explained('subdomain', platform('taskUuid'));
  return fixed();
}

function stepServiceOrigin(
  trace: WorkflowTrace,
  object: KubernetesObject,
  tokens: readonly string[],
): Explained | undefined {
  const step = trace.stepOfService.get(object);
  return step && serviceOrigin(step, tokens, portOrigin, serviceNameOrigin);
}

/** The namespace of the workflow's own objects: that of the first step's organization. */
function namespaceOrigin(trace: WorkflowTrace): Explained {
  const { agent, features } = trace.input;
  if (!features.namespacePerOrganization || !agent.namespacePerOrganization)
    return explained('namespace-of-agent', variable('namespace'));
  const organization: Origin = { source: 'step-field', path: '/pipeline/0/steps/0/org_id' };
  return explained(
    'namespace-of-organization',
    variable('namespace'),
    variable('namespacePerOrganization'),
    organization,
  );
}
