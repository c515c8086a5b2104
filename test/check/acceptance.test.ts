import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../src/check/check-manifest.ts';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../../src/check/kubernetes-versions.ts';
import { podSecurity } from '../../src/check/pod-security/pod-security.ts';
import { type AcceptanceCase, type RecordedVerdict, readAcceptance, readVersions } from './recordings.ts';

type Recorded = Pick<AcceptanceCase, 'accepted' | 'errors' | 'warnings' | 'podSecurity'>;

/** Our verdict in the form of the recordings, and whether something was not checked. */
function verdictOn(object: AcceptanceCase['object'], kubernetes?: KubernetesVersion) {
  const found = checkManifest(object, { kubernetes });
  const byServer = found.filter(({ source }) => source === 'api-server');
  const errors = byServer.filter(({ severity }) => severity === 'error');
  return {
    isWellFormed: found.every(
      ({ code, path, message }) => code && message && (path === '' || path.startsWith('/')),
    ),
    isPartial: found.some(({ severity }) => severity === 'info'),
    accepted: errors.length === 0,
    errors: errors.map(({ type, field }) => `${type} ${field}`).sort(),
    warnings: byServer
      .filter(({ severity }) => severity === 'warning')
      .map(({ field }) => field)
      .sort(),
    podSecurity: object.kind === 'Pod' ? podSecurity(object, { kubernetes }) : undefined,
  };
}

function differences(ours: ReturnType<typeof verdictOn>, recorded: Recorded): string[] {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['well-formed', ours.isWellFormed, true],
    ['accepted', ours.accepted, recorded.accepted],
    ['errors', ours.errors, recorded.errors.map(({ type, field }) => `${type} ${field}`).sort()],
    ['warnings', ours.warnings, [...recorded.warnings].sort()],
    ['Pod Security', ours.podSecurity, recorded.podSecurity],
  ];
  return pairs
    .filter(([, left, right]) => JSON.stringify(left) !== JSON.stringify(right))
    .map(([what, left, right]) => `${what}: ours ${JSON.stringify(left)}, recorded ${JSON.stringify(right)}`);
}

describe('recorded verdicts of the API server', () => {
  it('of 1.35 agree', () => {
    const cases = readAcceptance();
    const wrong = cases.flatMap((one) =>
      differences(verdictOn(one.object), one).map((text) => `${one.id}: ${text}`),
    );
    console.log(`${cases.length} objects, ${wrong.length} differences`);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(cases.length).toBeGreaterThan(5000);
  });

  const versioned = readVersions();

  it.each(KUBERNETES_VERSIONS)('of %s agree, if all was checked', (version) => {
    let checked = 0;
    const wrong = versioned.flatMap(({ id, object, verdicts }) => {
      const recorded = verdicts.find(({ versions }) => versions.includes(version)) as RecordedVerdict;
      const ours = verdictOn(object, version);
      if (ours.isPartial) return podSecurityOnly(id, ours, recorded);
      checked += 1;
      if (recorded.decodeError) return ours.accepted ? [`${id}: accepted`] : [];
      return differences(ours, recorded).map((text) => `${id}: ${text}`);
    });
    console.log(`${version}: ${checked} of ${versioned.length} objects checked, ${wrong.length} differences`);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(checked).toBeGreaterThan(4900);
  });
});

/** What Pod Security says does not depend on what else was checked; what cannot be read is never allowed. */
function podSecurityOnly(
  id: string,
  { podSecurity: ours }: ReturnType<typeof verdictOn>,
  { podSecurity: recorded, decodeError }: RecordedVerdict,
): string[] {
  if (ours === undefined) return [];
  if (decodeError) return ours.baseline.allowed || ours.restricted.allowed ? [`${id}: allowed`] : [];
  return JSON.stringify(ours) === JSON.stringify(recorded)
    ? []
    : [`${id}: ours ${JSON.stringify(ours)}, recorded ${JSON.stringify(recorded)}`];
}
