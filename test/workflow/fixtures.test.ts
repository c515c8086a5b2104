import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CompileResult, compileWorkflow } from '../../src/index.ts';
import { pipelineInput } from './support.ts';

const ROOT = new URL('../../fixtures/compile/', import.meta.url);

function fixtures(folder: string): { name: string; yaml: string; expected: string }[] {
  return readdirSync(new URL(folder, ROOT)).map((name) => {
    const yaml = readFileSync(new URL(`${folder}/${name}`, ROOT), 'utf8');
    const expected = /^# (?:stages|expect): (.*)\n/.exec(yaml)?.[1] ?? '';
    return { name, yaml, expected };
  });
}

function stagesOf(result: CompileResult): string {
  const stages = result.workflows[0]?.config?.pipeline ?? [];
  return stages.map(({ steps }) => (steps ?? []).map(({ name }) => name).join(', ')).join('; ');
}

function placesOf({ errors }: CompileResult): string {
  return errors.map(({ code, range }) => `${code}@${range?.start.line}:${range?.start.column}`).join(' ');
}

describe('sound workflow files', () => {
  it.each(fixtures('ok'))('$name compiles silently', ({ name, yaml, expected }) => {
    const result = compileWorkflow([{ name, yaml }], pipelineInput);
    expect(result.errors).toEqual([]);
    expect(result.notices).toEqual([]);
    expect(stagesOf(result)).toBe(expected);
  });
});

describe('unsound workflow files', () => {
  it.each(fixtures('err'))('$name is reported at the right place', ({ name, yaml, expected }) => {
    expect(placesOf(compileWorkflow([{ name, yaml }], pipelineInput))).toBe(expected);
  });
});
