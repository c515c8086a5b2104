import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  AgentOptionsError,
  agentOptionsFromEnv,
  type CompiledWorkflow,
  planWorkflow,
} from '../../src/index.ts';
import { readRecording } from '../support/recorded.ts';

interface RecordedRun {
  readonly id: string;
  readonly env: Record<string, string>;
  readonly goos: string;
  readonly taskUUID: string;
  readonly config: CompiledWorkflow;
  readonly results: readonly RecordedResult[];
}

interface RecordedResult {
  readonly releases: readonly string[];
  readonly agentError?: true;
  readonly setup?: unknown[];
  readonly setupError?: string;
  readonly steps?: unknown[];
  readonly teardown?: unknown[];
}

interface EnvVar {
  readonly name: string;
  readonly value?: string;
}

describe.each(['agent-documented', 'agent-decode', 'agent-random'])('%s', (name) => {
  test('every recorded run is planned as the agent of that release ran it', () => {
    const different: string[] = [];
    let count = 0;
    for (const run of readRecording<RecordedRun>(name)) {
      for (const { releases, ...recorded } of run.results) {
        for (const release of releases) {
          count += 1;
          if (!isDeepStrictEqual(planned(run, release), completed(recorded)))
            different.push(`${run.id} at ${release}`);
        }
      }
    }
    console.log(`${name}: ${count - different.length} of ${count} runs identical`);
    expect(different.slice(0, 20)).toEqual([]);
    expect(different.length).toBe(0);
  });
});

function planned(run: RecordedRun, release: string): unknown {
  try {
    const agent = agentOptionsFromEnv(run.env, { release, os: run.goos });
    const plan = planWorkflow(run.config, agent, { taskUuid: run.taskUUID });
    return JSON.parse(JSON.stringify(plan), (key, value) => normalized(key, value));
  } catch (error) {
    if (error instanceof AgentOptionsError) return { agentError: true };
    throw error;
  }
}

/** After a failed setup a recording holds nothing more; a plan holds empty lists. */
function completed(recorded: Omit<RecordedResult, 'releases'>): unknown {
  return recorded.setupError === undefined ? recorded : { ...recorded, steps: [], teardown: [] };
}

/** What the recordings do to the environment of containers. */
function normalized(key: string, value: unknown): unknown {
  if (key !== 'env' || !Array.isArray(value)) return value;
  return (value as EnvVar[])
    .map((entry) => (entry.name === 'CI_SCRIPT' && entry.value ? { ...entry, value: '<script>' } : entry))
    .sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
}
