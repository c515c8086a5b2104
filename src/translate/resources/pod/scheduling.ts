import type { Affinity, Toleration } from 'kubernetes-types/core/v1.js';
import { overlay, ownValue } from '../../../base/json/json.ts';
import { toWire } from '../../../base/json/shape.ts';
import { affinityShape, tolerationShape } from '../../model/scheduling-shapes.ts';
import { isAllowedFromStep } from '../../provenance/gates.ts';
import type { StepInput } from '../step-input.ts';
import { TranslationError } from '../translation-error.ts';

export const ARCHITECTURE_LABEL = 'kubernetes.io/arch';

/** The platform's architecture, the agent's selector and the step's: the last wins. */
export function nodeSelector({ step, agent, features, options }: StepInput): Record<string, string> {
  const selector: Record<string, string> = {};
  const platform = ownValue(step.environment, 'CI_SYSTEM_PLATFORM') as string | undefined;
  if (platform) selector[ARCHITECTURE_LABEL] = architectureOf(platform);
  overlay(selector, agent.podNodeSelector);
  if (isAllowedFromStep('nodeSelector', agent, features)) overlay(selector, options.nodeSelector);
  return selector;
}

function architectureOf(platform: string): string {
  const architecture = platform.split('/', 2)[1];
  if (architecture !== undefined) return architecture;
  const message = `The agent crashes on CI_SYSTEM_PLATFORM=${platform}: it takes the form os/architecture, such as linux/amd64.`;
  throw new TranslationError('panic', '/environment/CI_SYSTEM_PLATFORM', message);
}

/** The step's tolerations in place of the agent's, where they count. */
export function tolerations({ agent, features, options }: StepInput): Toleration[] {
  if (options.tolerations.length > 0 && isAllowedFromStep('tolerations', agent, features)) {
    return options.tolerations.map((toleration) => toWire(tolerationShape, toleration) as Toleration);
  }
  if (!features.agentTolerations) return [];
  return agent.podTolerations.map((toleration) => toWire(tolerationShape, toleration) as Toleration);
}

/** The step's affinity in place of the agent's, whole, where it counts. */
export function affinity({ agent, features, options }: StepInput): Affinity | undefined {
  if (!features.affinity) return undefined;
  if (options.affinity !== undefined && isAllowedFromStep('affinity', agent, features))
    return options.affinity;
  return agent.podAffinity && (toWire(affinityShape, agent.podAffinity) as Affinity);
}
