import type { Affinity } from 'kubernetes-types/core/v1.js';
import { type Features, featuresOf } from '../release/features.ts';
import type { Release } from '../release/releases.ts';
import { affinity } from './affinity-decoder.ts';
import type {
  BackendOptions,
  CapabilitiesOptions,
  ProfileOptions,
  ResourceOptions,
  SecretReference,
  SecretTarget,
  SecurityContextOptions,
  TolerationOptions,
} from './backend-options.ts';
import {
  bool,
  type DecodeProblem,
  type Decoder,
  integer,
  list,
  pointer,
  struct,
  text,
  textMap,
} from './decoders.ts';

/** What an agent has of the options of a step. */
export interface DecodedBackendOptions {
  /** What did decode, and nothing for the rest. */
  readonly options: BackendOptions;
  /** A problem for every value that did not decode. The agent only logs these. */
  readonly problems: readonly DecodeProblem[];
}

/**
 * Decodes what stands under `backend_options.kubernetes` as an agent of the release does: weakly typed, unknown
 * keys ignored, and with what did decode kept where something did not.
 *
 * Source: the decoder of the agents (mapstructure with weak typing), release by release.
 *
 * @example
 * ```ts
 * import { decodeBackendOptions } from 'podwright';
 *
 * const { options, problems } = decodeBackendOptions({ hostUsers: 'no', serviceAccountName: 7 }, '3.16');
 * console.log(options.serviceAccountName, options.hostUsers); // 7 undefined
 * console.log(problems.map(({ path, expected }) => `${path} takes ${expected}`)); // [ '/hostUsers takes true or false' ]
 * ```
 *
 * @param value any JSON value; null and undefined are no options. It is not changed.
 * @param release release of the agent
 */
export function decodeBackendOptions(value: unknown, release: Release): DecodedBackendOptions {
  return decodeWithFeatures(value, featuresOf(release));
}

/** The same for the features of a release, or for others. */
export function decodeWithFeatures(value: unknown, features: Features): DecodedBackendOptions {
  const problems: DecodeProblem[] = [];
  const options = decoderOf(features).decode(value, problems);
  return { options, problems };
}

const decoders = /* @__PURE__ */ new WeakMap<Features, Decoder<BackendOptions>>();

function decoderOf(features: Features): Decoder<BackendOptions> {
  let decoder = decoders.get(features);
  if (decoder === undefined) {
    decoder = backendOptions(features);
    decoders.set(features, decoder);
  }
  return decoder;
}

function backendOptions(features: Features): Decoder<BackendOptions> {
  return struct<BackendOptions>({
    resources: struct<ResourceOptions>({ requests: textMap, limits: textMap }),
    runtimeClassName: pointer(text),
    serviceAccountName: text,
    labels: textMap,
    annotations: textMap,
    nodeSelector: textMap,
    tolerations: list(toleration()),
    securityContext: pointer(securityContext(features)),
    secrets: list(secretReference()),
    ...knownIf(features.affinity, 'affinity', pointer<Affinity>(affinity())),
    ...knownIf(features.workspaceVolumeOption, 'workspaceVolume', pointer(bool)),
    ...knownIf(features.hostUsers, 'hostUsers', pointer(bool)),
  });
}

/** A key that the release does not know is not decoded at all, so that its value cannot be wrong. */
function knownIf<Key extends string, T>(
  isKnown: boolean,
  key: Key,
  decoder: Decoder<T | undefined>,
): Record<Key, Decoder<T | undefined>> {
  return (isKnown ? { [key]: decoder } : {}) as Record<Key, Decoder<T | undefined>>;
}

function toleration(): Decoder<TolerationOptions> {
  return struct<TolerationOptions>({
    key: text,
    operator: text,
    value: text,
    effect: text,
    tolerationSeconds: pointer(integer),
  });
}

function securityContext(features: Features): Decoder<SecurityContextOptions> {
  const profile = pointer(struct<ProfileOptions>({ type: text, localhostProfile: text }));
  const capabilities = pointer(struct<CapabilitiesOptions>({ drop: list(text) }));
  return struct<SecurityContextOptions>({
    privileged: pointer(bool),
    runAsNonRoot: pointer(bool),
    runAsUser: pointer(integer),
    runAsGroup: pointer(integer),
    fsGroup: pointer(integer),
    seccompProfile: profile,
    apparmorProfile: profile,
    ...knownIf(features.fsGroupChangePolicy, 'fsGroupChangePolicy', pointer(text)),
    ...knownIf(features.allowPrivilegeEscalation, 'allowPrivilegeEscalation', pointer(bool)),
    ...knownIf(features.capabilitiesDrop, 'capabilities', capabilities),
  });
}

function secretReference(): Decoder<SecretReference> {
  const target = struct<SecretTarget>({ env: text, file: text });
  return struct<SecretReference>({ name: text, key: text, target });
}
