import type { Service } from 'kubernetes-types/core/v1.js';
import { excerpt } from '../../base/text/excerpt.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { AgentOptions } from '../agent/agent-options.ts';
import { AgentOptionsError } from '../agent/agent-options-error.ts';
import { agentMessages } from '../agent/messages.ts';
import type { Step } from '../model/step.ts';
import type { BackendOptions } from '../options/backend-options.ts';
import { decodeWithFeatures } from '../options/decode-backend-options.ts';
import type { DecodeProblem } from '../options/decoders.ts';
import { type Features, featuresOf } from '../release/features.ts';

/** What only the running agent knows. Every part has a default, so that the result depends on the input alone. */
export interface TranslationContext {
  /** Id of the workflow's run, a decimal number in practice. Default `1`. */
  readonly taskUuid?: string | undefined;
  /**
   * The cluster IP that the API server gives a Service (3.0 to 3.12), for host aliases. Default `10.96.0.n`.
   *
   * @param service as it is posted
   * @param n its number in the workflow, from 1 in order of creation
   */
  readonly serviceAddress?: ((service: Service, n: number) => string) | undefined;
  /** Features other than those of the agent's release, to try a change by itself. Default: those of the release. */
  readonly features?: Features | undefined;
  /** Organization to which the workflow's own objects belong (3.9 and later). Default: that of the first step, or 0. */
  readonly orgId?: number | undefined;
}

export const DEFAULT_TASK_UUID = '1';

/** A step with everything that its objects are made from. */
export interface StepInput {
  readonly step: Step;
  readonly agent: AgentOptions;
  readonly features: Features;
  readonly options: BackendOptions;
  readonly taskUuid: string;
}

/** Decodes the options of a step and gathers what the builders need. */
export function stepInput(
  step: Step,
  agent: AgentOptions,
  context: TranslationContext,
): { input: StepInput; problems: readonly DecodeProblem[] } {
  const features = featuresFor(agent, context);
  const { options, problems } = decodeWithFeatures(step.backend_options?.['kubernetes'], features);
  const taskUuid = context.taskUuid ?? DEFAULT_TASK_UUID;
  return { input: { step, agent, features, options, taskUuid }, problems };
}

/** The features to translate with. Throws {@link AgentOptionsError} for options that nothing has resolved. */
export function featuresFor(agent: AgentOptions, context: TranslationContext): Features {
  if (agent?.clusterDomain === undefined) throw unresolved(agent);
  return context.features ?? featuresOf(agent.release);
}

function unresolved(agent: unknown): AgentOptionsError {
  const args = { option: 'options', value: excerpt(agent), expected: 'what resolveAgentOptions returns' };
  return new AgentOptionsError([diagnose(agentMessages, 'agent-option-invalid', '', args)]);
}
