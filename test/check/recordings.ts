import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { KubernetesVersion } from '../../src/check/kubernetes-versions.ts';
import type { PodSecurity } from '../../src/check/pod-security/pod-security.ts';

export interface AcceptanceCase {
  readonly id: string;
  readonly accepted: boolean;
  readonly errors: readonly { readonly type: string; readonly field: string }[];
  readonly warnings: readonly string[];
  readonly podSecurity?: PodSecurity;
  readonly object: { readonly kind: string };
}

/** What the API server of some versions said to an object. */
export interface RecordedVerdict extends Omit<AcceptanceCase, 'id' | 'object'> {
  readonly versions: readonly KubernetesVersion[];
  /** Set if the server could not decode the object; then only `accepted` means something. */
  readonly decodeError?: true;
}

export interface VersionedCase {
  readonly id: string;
  readonly object: AcceptanceCase['object'];
  readonly verdicts: readonly RecordedVerdict[];
}

/** The verdicts of a real API server of Kubernetes 1.35. */
export function readAcceptance(): AcceptanceCase[] {
  return readLines('acceptance.jsonl.gz');
}

/** The verdicts of Kubernetes 1.29 to 1.35. */
export function readVersions(): VersionedCase[] {
  return readLines('acceptance-versions.jsonl.gz');
}

function readLines<Case>(name: string): Case[] {
  const file = new URL(`../../fixtures/recorded/${name}`, import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Case);
}
