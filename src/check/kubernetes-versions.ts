import { ownValue } from '../base/json/json.ts';

/** The minor versions of Kubernetes whose rules are known, in order. The last one is the default. */
export const KUBERNETES_VERSIONS = ['1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35'] as const;

/** A minor version of Kubernetes whose rules are known. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

export const OLDEST_KUBERNETES = KUBERNETES_VERSIONS[0];

/** The version that is checked by default: the newest known one. */
export const NEWEST_KUBERNETES = '1.35' satisfies KubernetesVersion;

/**
 * Returns the minor version that a string names: `1.31`, `v1.31.4`, or the output of `kubectl version`, as text, JSON or
 * YAML. Of client and server the server's version is used.
 *
 * @returns undefined for a value that names no version whose rules are known
 */
export function parseKubernetesVersion(text: unknown): KubernetesVersion | undefined {
  const version = typeof text === 'string' ? versionIn(text) : undefined;
  return KUBERNETES_VERSIONS.find((candidate) => candidate === version);
}

/** Returns the version in the options, known or not; default: the newest version. */
export function kubernetesIn(options: unknown): unknown {
  return ownValue(options, 'kubernetes') ?? NEWEST_KUBERNETES;
}

/** A version alone, or after `Server Version:` or `serverVersion`. */
function versionIn(text: string): string | undefined {
  const trimmed = text.trim();
  const alone = VERSION.exec(trimmed);
  if (alone?.[0].length === trimmed.length) return alone[1];
  const server = trimmed.search(/server ?version/i);
  return server < 0 ? undefined : /v(\d+\.\d+)[.\w+-]*/.exec(trimmed.slice(server))?.[1];
}

const VERSION = /^v?(\d+\.\d+)(?:\.\d+)?(?:[-+][\w.+-]+)?/;

/** The check of a rule since a version, and through another one. */
export interface VersionedCheck<Check> {
  /** Default: the oldest version. */
  readonly since?: KubernetesVersion | undefined;
  /** Default: the newest version. */
  readonly through?: KubernetesVersion | undefined;
  readonly check: Check;
}

/** The check of a rule, or several for different versions. A rule without a check has neither. */
export interface Checks<Check> extends Partial<VersionedCheck<Check>> {
  readonly versions?: readonly VersionedCheck<Check>[];
}

/** Returns the checks of a rule with their versions. */
export function versionsOf<Check>({
  check,
  since,
  through,
  versions,
}: Checks<Check>): readonly VersionedCheck<Check>[] {
  return versions ?? (check === undefined ? [] : [{ check, since, through }]);
}

/** Whether a version lies between two others, both included. */
export function isVersionWithin(
  version: KubernetesVersion,
  since: KubernetesVersion = OLDEST_KUBERNETES,
  through: KubernetesVersion = NEWEST_KUBERNETES,
): boolean {
  const place = KUBERNETES_VERSIONS.indexOf(version);
  return KUBERNETES_VERSIONS.indexOf(since) <= place && place <= KUBERNETES_VERSIONS.indexOf(through);
}
