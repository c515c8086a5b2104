import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1.js';
import { canonicalQuantity } from '../../base/quantity/canonical-quantity.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import type { AgentOptions } from '../agent/agent-options.ts';
import { refuseType } from './json-decoders.ts';
import { objectMeta } from './namespace.ts';
import { volumeName } from './object-names.ts';
import { type ObjectInput, type TranslationContext, translation } from './step-input.ts';
import { TranslationError } from './translation-error.ts';

/**
 * Makes the claim for the volume that the steps of a workflow share.
 *
 * Source: the backend of the agents, and
 * <https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims>.
 *
 * @example
 * ```ts
 * import { makePersistentVolumeClaim, resolveAgentOptions } from 'podwright';
 *
 * const agent = resolveAgentOptions({ storageRwx: false, volumeSize: '1024Mi' });
 * console.log(makePersistentVolumeClaim('wp_1_0_default', agent).metadata?.name); // wp-1-0-default
 * console.log(makePersistentVolumeClaim('wp_1_0_default', agent).spec?.resources?.requests?.['storage']); // 1Gi
 * ```
 *
 * @param volume name of the volume in the compiled workflow
 * @param agent from `resolveAgentOptions` or `agentOptionsFromEnv`
 * @param context values that only the running agent knows
 * @throws {@link TranslationError} for a name from which no DNS name can be made, and for a volume size that is not a quantity,
 *   on which the agent crashes
 * @throws {@link AgentOptionsError} for agent options that are not valid, with every problem
 */
export function makePersistentVolumeClaim(
  volume: string,
  agent: AgentOptions,
  context: TranslationContext = {},
): PersistentVolumeClaim {
  if (typeof volume !== 'string') refuseType('a string', volume, '', 'volume');
  return buildPersistentVolumeClaim(volume, translation(agent, context));
}

export function buildPersistentVolumeClaim(volume: string, input: ObjectInput): PersistentVolumeClaim {
  const { agent, features, notes } = input;
  const name = volumeName(volume, features, '/volume');
  notes?.set('/metadata/name', 'volume-name');
  notes?.set('/spec/accessModes', 'access-mode');
  notes?.set('/spec/storageClassName', 'storage-class');
  notes?.set('/spec/resources', 'volume-size');
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: objectMeta(name, input),
    spec: {
      accessModes: [agent.storageRwx ? 'ReadWriteMany' : 'ReadWriteOnce'],
      ...(agent.storageClass === '' ? undefined : { storageClassName: agent.storageClass }),
      resources: { requests: { storage: storageSize(agent.volumeSize) } },
    },
  };
}

function storageSize(text: string): string {
  const size = canonicalQuantity(text);
  if (size !== undefined) return size;
  const message = `The agent crashes on the volume size ${excerpt(text)}. Write a number with an optional suffix, such as 10G or 512Mi.`;
  throw new TranslationError('panic-quantity', '/volumeSize', message);
}
