import { ownValue } from '../../../base/json/json.ts';
import type { StepInput } from '../step-input.ts';
import { TranslationError } from '../translation-error.ts';

export const ARCHITECTURE_LABEL = 'kubernetes.io/arch';

/** The node label of the architecture that the agent runs on. */
export function architecture({ step }: StepInput): Readonly<Record<string, string>> | undefined {
  const platform = ownValue(step.environment, 'CI_SYSTEM_PLATFORM') as string | undefined;
  if (!platform) return undefined;
  const name = platform.split('/', 2)[1];
  if (name !== undefined) return { [ARCHITECTURE_LABEL]: name };
  const message = `The agent crashes on CI_SYSTEM_PLATFORM=${platform}. Write OS/ARCHITECTURE, such as linux/amd64.`;
  throw new TranslationError('panic', '/environment/CI_SYSTEM_PLATFORM', message);
}
