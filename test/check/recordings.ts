import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { PodSecurity } from '../../src/check/pod-security.ts';

export interface AcceptanceCase {
  readonly id: string;
  readonly accepted: boolean;
  readonly errors: readonly { readonly type: string; readonly field: string }[];
  readonly warnings: readonly string[];
  readonly podSecurity?: PodSecurity;
  readonly object: { readonly kind: string };
}

/** The verdicts of a real API server. */
export function readAcceptance(): AcceptanceCase[] {
  const file = new URL('../../fixtures/recorded/acceptance.jsonl.gz', import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as AcceptanceCase);
}
