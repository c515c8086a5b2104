import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CompiledWorkflow, Step } from '../../../src/index.ts';

/** The input of a golden, as its `input.yaml` states it. */
export interface GoldenInput {
  /** What the golden shows, in one sentence. */
  readonly description: string;
  /** Release of the agent. The goldens of a feature have none: the feature table says which they are. */
  readonly release?: string;
  /** Operating system of the agent. */
  readonly os?: string;
  /** The agent's environment. */
  readonly agent?: Readonly<Record<string, string>>;
  /** A whole workflow; every object of it is shown. */
  readonly workflow?: CompiledWorkflow;
  /** Instead a single step; only its own objects are shown. */
  readonly step?: Step;
  /** Id of the workflow's run. */
  readonly taskUuid?: string;
  /** Whether what is deleted at the end is shown. */
  readonly teardown?: boolean;
}

export interface GoldenCase<Input = GoldenInput> {
  readonly name: string;
  readonly folder: string;
  readonly input: Input;
}

/** Every case below a folder; a case is a folder with an `input.yaml`. */
export function casesIn<Input>(root: string): GoldenCase<Input>[] {
  return readdirSync(root)
    .sort()
    .map((name) => {
      const folder = join(root, name);
      return { name, folder, input: parse(readFileSync(join(folder, 'input.yaml'), 'utf8')) as Input };
    });
}

/** The same of goldens about objects, whose input is checked. */
export function goldenCases(root: string): GoldenCase[] {
  const cases = casesIn<GoldenInput>(root);
  for (const { folder, input } of cases) checkInput(folder, input);
  return cases;
}

const KEYS = ['description', 'release', 'os', 'agent', 'workflow', 'step', 'taskUuid', 'teardown'];

function checkInput(folder: string, input: GoldenInput): void {
  const problems = [
    ...Object.keys(input)
      .filter((key) => !KEYS.includes(key))
      .map((key) => `unknown key ${key}`),
    ...Object.entries(input.agent ?? {})
      .filter(([, value]) => typeof value !== 'string')
      .map(([key]) => `${key} is not text`),
    ...(/^[A-Z].*\.$/.test(input.description ?? '') ? [] : ['the description is not a sentence']),
    ...((input.workflow === undefined) === (input.step === undefined)
      ? ['it takes a workflow or a step']
      : []),
  ];
  if (problems.length > 0) throw new Error(`${join(folder, 'input.yaml')}: ${problems.join(', ')}`);
}
