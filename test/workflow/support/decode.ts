import { expect } from 'vitest';
import { featuresOf } from '../../../src/translate/release/features.ts';
import type { Release } from '../../../src/translate/release/releases.ts';
import { startDecoding } from '../../../src/workflow/decode/decoding.ts';
import type { StepEntry } from '../../../src/workflow/decode/step.ts';
import type { WorkflowFile } from '../../../src/workflow/decode/workflow.ts';
import { decodeWorkflow } from '../../../src/workflow/decode/workflow.ts';
import { parseDocument } from '../../../src/workflow/positions/raw-file.ts';

interface Decoded {
  readonly file: WorkflowFile;
  /** Code, arguments and text at fault of each problem. */
  readonly problems: readonly (readonly unknown[])[];
}

/** Decodes a file, sound or not. */
export function decode(yaml: string, release: Release = '3.17'): Decoded {
  const features = featuresOf(release);
  const parsed = parseDocument(yaml, features);
  if (!parsed.ok) throw new Error(parsed.problem.code);
  const decoding = startDecoding(features);
  const file = decodeWorkflow(parsed.root, decoding);
  const problems = decoding.problems.map(({ code, args, place }) => [
    code,
    args,
    yaml.slice(place?.start, place?.end),
  ]);
  return { file, problems };
}

/** What a sound file decodes to. */
export function sound(yaml: string, release?: Release): WorkflowFile {
  const { file, problems } = decode(yaml, release);
  expect(problems).toEqual([]);
  return file;
}

/** The only step of a sound file, by what is between the braces of its map. */
export function step(fields: string, release?: Release): StepEntry | undefined {
  return sound(`steps: {a: {${fields}}}`, release).steps[0];
}
