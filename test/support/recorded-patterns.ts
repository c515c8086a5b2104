import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** What the server's library answers for a pattern and a string. */
export interface RecordedPattern {
  readonly kind: 'glob' | 'regexp';
  readonly pattern: string;
  readonly text: string;
  readonly result: boolean | 'error';
}

export function recordedPatterns(kind: RecordedPattern['kind']): RecordedPattern[] {
  const file = new URL('../../fixtures/recorded/patterns.jsonl.gz', import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return lines
    .map((line) => JSON.parse(line) as RecordedPattern)
    .filter((recorded) => recorded.kind === kind);
}
