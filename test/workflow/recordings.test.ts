import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  type CompileInput,
  type CompileResult,
  compileWorkflow,
  type WorkflowSource,
} from '../../src/index.ts';

interface Recording {
  readonly id: string;
  readonly input: CompileInput & { readonly yaml?: string; readonly workflows?: WorkflowSource[] };
  readonly output: {
    readonly fatal: boolean;
    readonly panic?: boolean;
    readonly variants?: unknown;
    readonly errors: { type: string; warning: boolean; field: string | null }[];
    readonly workflows: unknown[];
  };
}

/** @param name the name of the file, whose last part is the release */
function readRecordings(name: string): Recording[] {
  const file = new URL(`../../fixtures/recorded/${name}.jsonl.gz`, import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Recording);
}

/** Brings step ids to S1, S2... per workflow, and secrets into order. */
function normalised(workflows: readonly unknown[]): unknown {
  const copy = JSON.parse(JSON.stringify(workflows)) as {
    config?: { pipeline: { steps?: { uuid: string }[] }[]; secrets: { name: string }[] | null };
  }[];
  for (const { config } of copy) {
    let count = 0;
    for (const stage of config?.pipeline ?? [])
      for (const step of stage.steps ?? []) step.uuid = `S${++count}`;
    config?.secrets?.sort((left, right) => (left.name < right.name ? -1 : 1));
  }
  return copy;
}

function multiset(errors: readonly { type: string; warning: boolean; field: string | null }[]): string[] {
  return errors.map(({ type, warning, field }) => `${type} ${warning ? 'warning' : 'error'} ${field}`).sort();
}

function blockingTypes(errors: readonly { type: string; warning: boolean }[]): string[] {
  return [...new Set(errors.filter(({ warning }) => !warning).map(({ type }) => type))].sort();
}

type Part = 'fatal' | 'errors' | 'workflows';

/** The parts in which a result differs from its recording. */
function differences(result: CompileResult, { output }: Recording): Part[] {
  const parts: Part[] = [];
  const differs = (left: unknown, right: unknown): boolean => !isDeepStrictEqual(left, right);
  if (result.fatal !== output.fatal) parts.push('fatal');
  const errors = output.fatal
    ? [blockingTypes(result.errors), blockingTypes(output.errors)]
    : [multiset(result.errors), multiset(output.errors)];
  if (differs(errors[0], errors[1])) parts.push('errors');
  const compared = output.variants === undefined;
  if (compared && differs(normalised(result.workflows), normalised(output.workflows)))
    parts.push('workflows');
  return parts;
}

describe.each([
  ['frontend-3.17', 454],
  ['frontend-3.0', 454],
  ['frontend-next', 538],
  ['frontend-more-3.0', 75],
  ['frontend-more-3.15', 75],
  ['frontend-more-3.16', 75],
  ['frontend-more-3.17', 75],
  ['evaluate-3.17', 800],
])('recordings in %s', (name, count) => {
  it('are the results of compileWorkflow', () => {
    const recordings = readRecordings(name);
    const release = name.slice(name.lastIndexOf('-') + 1);
    const failed: Record<Part, string[]> = { fatal: [], errors: [], workflows: [] };
    for (const recording of recordings) {
      const { yaml, workflows, ...input } = recording.input;
      const result = compileWorkflow(workflows ?? yaml ?? '', { ...input, release });
      for (const part of differences(result, recording)) failed[part].push(recording.id);
    }
    const total = recordings.length;
    const agreeing = (part: Part): string => `${part} ${total - failed[part].length} of ${total}`;
    console.log(`${name}: ${agreeing('fatal')}, ${agreeing('errors')}, ${agreeing('workflows')}`);
    expect(failed, JSON.stringify(failed).slice(0, 2000)).toEqual({ fatal: [], errors: [], workflows: [] });
    expect(total).toBe(count);
  });
});
