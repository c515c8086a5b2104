import type { Service } from 'kubernetes-types/core/v1.js';
import { isJsonObject, ownValue } from '../../base/json/json.ts';
import type { AgentOptions } from '../agent/agent-options.ts';
import { requireAgentOptions } from '../agent/resolve-agent-options.ts';
import type { BackendOptions } from '../model/backend-options.ts';
import type { ExtraHost, Step } from '../model/compiled-workflow.ts';
import { type DecodedBackendOptions, decodeWithFeatures } from '../options/decode-backend-options.ts';
import type { DecodeProblem } from '../options/decoders.ts';
import type { Notes } from '../provenance/voices.ts';
import { type AgentFeatures, agentFeaturesOf } from '../release/agent-features.ts';
import { decodedStep } from './decoded-step.ts';
import { accepting, integer, type JsonDecoder, refuseType, text } from './json-decoders.ts';

/** Values that only the running agent knows. Every part has a default, so the result depends on the input alone. */
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
  /** AgentFeatures other than those of the agent's release, to try one change separately. Default: those of the release. */
  readonly features?: AgentFeatures | undefined;
  /** Organization to which the workflow's own objects belong (3.9 and later). Default: that of the first step, or 0. */
  readonly orgId?: number | undefined;
}

const DEFAULT_TASK_UUID = '1';

export interface ObjectInput {
  readonly agent: AgentOptions;
  readonly features: AgentFeatures;
  readonly taskUuid: string;
  readonly orgId: number;
  /** Undefined if a caller does not ask for notes. */
  readonly notes: Notes | undefined;
}

/** The agent, and the context with its defaults. */
export interface Translation extends ObjectInput {
  readonly serviceAddress: TranslationContext['serviceAddress'];
}

/** A step with everything that its objects are made from; the organization is that of the step. */
export interface StepInput extends ObjectInput {
  readonly step: Step;
  readonly options: BackendOptions;
  /** The services of the workflow, which replace the extra hosts of the step in some releases. */
  readonly hosts: readonly ServiceHost[] | undefined;
}

/** The host name and the address of a service. */
export interface ServiceHost extends ExtraHost {
  /** JSON Pointer to the step of the service. */
  readonly path: string;
}

/**
 * Checks the agent and the context. Null in the context represents a missing value.
 *
 * @throws {AgentOptionsError} with every problem of the agent's options
 * @throws {TranslationError} `wrong-type`, for the first value of a wrong type in the context
 */
export function translation(
  agent: AgentOptions,
  context: TranslationContext | null | undefined,
): Translation {
  requireAgentOptions(agent);
  const given = context ?? {};
  if (!(isJsonObject(given) as boolean)) refuseType('an object', given, '', 'context');
  const features = agentFeaturesOf(agent.release);
  const own = <Value>(key: keyof TranslationContext, decoder: JsonDecoder<Value>): Value | undefined => {
    const value = ownValue(given, key) ?? undefined;
    return value === undefined ? undefined : decoder(value, '', key, features);
  };
  return {
    agent,
    features: own('features', givenFeatures) ?? features,
    taskUuid: own('taskUuid', text) ?? DEFAULT_TASK_UUID,
    orgId: own('orgId', integer) ?? 0,
    serviceAddress: own('serviceAddress', givenFunction),
    notes: undefined,
  };
}

const givenFeatures = /* @__PURE__ */ accepting('an object', (value): value is AgentFeatures =>
  isJsonObject(value),
);

const givenFunction = /* @__PURE__ */ accepting(
  'a function',
  (value): value is NonNullable<TranslationContext['serviceAddress']> => typeof value === 'function',
);

/**
 * Decodes a step and gathers the input of the builder of one of its objects.
 *
 * @throws {TranslationError} `wrong-type`, for the first value that no agent decodes
 * @throws {AgentOptionsError} with every problem of the agent's options
 */
export function builderInput(step: Step, agent: AgentOptions, context: TranslationContext): StepInput {
  const made = translation(agent, context);
  return stepInput(decodedStep(step, made.features), made).input;
}

/** Decodes the options of a step and gathers the input of the builders. */
export function stepInput(
  step: Step,
  { agent, features, taskUuid }: Translation,
  hosts?: readonly ServiceHost[],
  decoded: DecodedBackendOptions = decodeWithFeatures(step.backend_options?.['kubernetes'], features),
): { input: StepInput; problems: readonly DecodeProblem[] } {
  const { options, problems } = decoded;
  const orgId = step.org_id ?? 0;
  return { input: { step, agent, features, options, taskUuid, orgId, hosts, notes: undefined }, problems };
}
