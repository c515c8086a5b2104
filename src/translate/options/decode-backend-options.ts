import type { Affinity } from 'kubernetes-types/core/v1.js';
import { LEVELS_EXPECTED, NESTED_TOO_DEEP, tooDeep } from '../../base/json/bounded.ts';
import type { Shape, StructShape } from '../../base/json/shape.ts';
import type {
  BackendOptions,
  CapabilitiesOptions,
  ProfileOptions,
  ResourceOptions,
  SecretReference,
  SecretTarget,
  SecurityContextOptions,
  TolerationOptions,
} from '../model/backend-options.ts';
import { affinityShape } from '../model/scheduling-shapes.ts';
import { type AgentFeatures, agentFeaturesOf } from '../release/agent-features.ts';
import type { Release } from '../release/releases.ts';
import {
  type DecodeProblem,
  type Decoder,
  knownIf,
  pointer,
  type ReadObserver,
  struct,
  weakBool,
  weakInteger,
  weakInteger32,
  weakList,
  weakText,
  weakTextMap,
  wireStruct,
} from './decoders.ts';

/** The decoded options of a step. */
export interface DecodedBackendOptions {
  /** The decoded options, without the rest. */
  readonly options: BackendOptions;
  /** A problem for every value that did not decode. The agent only logs these. */
  readonly problems: readonly DecodeProblem[];
}

/**
 * Decodes `backend_options.kubernetes` like an agent of the release: weakly typed, unknown
 * keys ignored. If something does not decode, the rest is kept.
 *
 * Source: the decoder of the agents (mapstructure with weak typing), release by release.
 *
 * @example
 * ```ts
 * import { decodeBackendOptions } from 'podwright';
 *
 * const { options, problems } = decodeBackendOptions({ hostUsers: 'no', serviceAccountName: 7 }, '3.16');
 * console.log(options.serviceAccountName, options.hostUsers); // 7 undefined
 * console.log(problems.map(({ path, expected }) => `${path}: ${expected}`)); // [ '/hostUsers: true or false' ]
 * ```
 *
 * @param value any JSON value; null and undefined are not options. It is not changed. Nothing is decoded of a value with
 *   more than 100 levels, which is a problem itself.
 * @param release release of the agent; one that is not known represents 3.0
 */
export function decodeBackendOptions(value: unknown, release: Release): DecodedBackendOptions {
  const features = agentFeaturesOf(release);
  const deepPart = tooDeep(value);
  if (deepPart === undefined) return decodeWithFeatures(value, features);
  const problem = { path: deepPart, expected: LEVELS_EXPECTED, value: NESTED_TOO_DEEP };
  return { options: decodeWithFeatures(undefined, features).options, problems: [problem] };
}

/** The same for the features of a release, or for others. */
export function decodeWithFeatures(
  value: unknown,
  features: AgentFeatures,
  reading?: ReadObserver,
): DecodedBackendOptions {
  const problems: DecodeProblem[] = [];
  const options = decoderOf(features)(value, { problems, reading });
  return { options, problems };
}

const decoders = /* @__PURE__ */ new WeakMap<AgentFeatures, Decoder<BackendOptions>>();

function decoderOf(features: AgentFeatures): Decoder<BackendOptions> {
  const decoder = decoders.get(features) ?? backendOptions(features);
  decoders.set(features, decoder);
  return decoder;
}

/** A key that the release does not know is not decoded at all, here and below, so its value cannot be wrong. */
function backendOptions(features: AgentFeatures): Decoder<BackendOptions> {
  const flag = pointer(weakBool);
  return struct<BackendOptions>({
    resources: struct<ResourceOptions>({ requests: weakTextMap, limits: weakTextMap }),
    runtimeClassName: pointer(weakText),
    serviceAccountName: weakText,
    labels: weakTextMap,
    annotations: weakTextMap,
    nodeSelector: weakTextMap,
    tolerations: weakList(
      struct<TolerationOptions>({
        key: weakText,
        operator: weakText,
        value: weakText,
        effect: weakText,
        tolerationSeconds: pointer(weakInteger),
      }),
    ),
    securityContext: pointer(securityContext(features)),
    secrets: weakList(
      struct<SecretReference>({
        name: weakText,
        key: weakText,
        target: struct<SecretTarget>({ env: weakText, file: weakText }),
      }),
    ),
    affinity: knownIf(features, 'affinity', pointer(wireDecoder(affinityShape) as Decoder<Affinity>)),
    workspaceVolume: knownIf(features, 'workspaceVolumeOption', flag),
    hostUsers: knownIf(features, 'hostUsers', flag),
  });
}

function securityContext(features: AgentFeatures): Decoder<SecurityContextOptions> {
  const flag = pointer(weakBool);
  const id = pointer(weakInteger);
  const profile = pointer(struct<ProfileOptions>({ type: weakText, localhostProfile: weakText }));
  const capabilities = pointer(struct<CapabilitiesOptions>({ drop: weakList(weakText) }));
  return struct<SecurityContextOptions>({
    privileged: flag,
    runAsNonRoot: flag,
    runAsUser: id,
    runAsGroup: id,
    fsGroup: id,
    seccompProfile: profile,
    apparmorProfile: profile,
    fsGroupChangePolicy: knownIf(features, 'fsGroupChangePolicy', pointer(weakText)),
    allowPrivilegeEscalation: knownIf(features, 'allowPrivilegeEscalation', flag),
    capabilities: knownIf(features, 'capabilitiesDrop', capabilities),
  });
}

/** Decodes by the weak rules to the wire form, without empty values, like `toWire`. */
function wireDecoder(shape: StructShape): Decoder<Record<string, unknown>> {
  const fields = Object.entries(shape).map(([name, field]) => [name, fieldDecoder(field)]);
  return wireStruct(Object.fromEntries(fields));
}

/** Decodes a field to undefined if the agent leaves it out. */
function fieldDecoder(shape: Shape): Decoder<unknown> {
  switch (shape.kind) {
    case 'text':
      return shape.required ? weakText : filled(weakText);
    case 'texts':
      return filled(weakList(weakText));
    case 'textMap':
      return filled(weakTextMap);
    case 'integer': {
      const decoder = shape.bits === 32 ? weakInteger32 : weakInteger;
      return shape.required ? decoder : pointer(decoder);
    }
    case 'list': {
      const items = weakList(wireDecoder(shape.of));
      return shape.required ? nullUnlessGiven(items) : filled(items);
    }
    case 'struct': {
      const decoder = wireDecoder(shape.of);
      return shape.required ? decoder : pointer(decoder);
    }
  }
}

function filled(decoder: Decoder<string | object | undefined>): Decoder<unknown> {
  return (input, decoding) => {
    const value = decoder(input, decoding);
    return value !== undefined && Object.keys(value).length > 0 ? value : undefined;
  };
}

/** An API type that always writes a list shows whether it was given. */
function nullUnlessGiven(decoder: Decoder<unknown>): Decoder<unknown> {
  return (input, decoding) => (input === null || input === undefined ? null : decoder(input, decoding));
}
