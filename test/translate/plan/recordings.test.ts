import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import {
  AgentOptionsError,
  agentOptionsFromEnv,
  type CompiledWorkflow,
  planWorkflow,
  RELEASES,
} from '../../../src/index.ts';
import { readRecording } from '../../support/recorded.ts';

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

const NAMES = ['agent-documented', 'agent-decode', 'agent-random', 'agent-yaml'];
const runs = NAMES.flatMap((name) => readRecording<RecordedRun>(name));

test.each(RELEASES)('every recorded run is planned as the agent of %s ran it', (release) => {
  const recorded = runs.flatMap((run) => {
    const result = run.results.find(({ releases }) => releases.includes(release));
    return result === undefined ? [] : [{ run, result }];
  });
  const different = recorded
    .filter(({ run, result }) => !isDeepStrictEqual(planned(run, release), completed(result)))
    .map(({ run }) => run.id);
  console.log(`agent ${release}: ${recorded.length - different.length} of ${recorded.length} runs identical`);
  expect(recorded.length).toBeGreaterThan(0);
  expect(different).toEqual([]);
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
function completed({ releases, ...recorded }: RecordedResult): unknown {
  return recorded.setupError === undefined ? recorded : { ...recorded, steps: [], teardown: [] };
}

/** What the recordings do to the environment of containers. */
function normalized(key: string, value: unknown): unknown {
  if (key !== 'env' || !Array.isArray(value)) return value;
  return (value as EnvVar[])
    .map((entry) => (entry.name === 'CI_SCRIPT' && entry.value ? { ...entry, value: '<script>' } : entry))
    .sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
}
