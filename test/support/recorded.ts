import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The cases of a recording, one JSON value a line. */
export function readRecording<Case>(name: string): Case[] {
  const text = gunzipSync(readFileSync(`fixtures/recorded/${name}.jsonl.gz`)).toString('utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);
}
