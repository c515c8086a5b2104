import { isDeepStrictEqual } from 'node:util';
import { planWorkflowLazily } from '../../../src/index.ts';
import type { Check, RecordedResult, StartedCheck } from './agent-runs.ts';

interface EnvVar {
  readonly name: string;
  readonly value?: string;
}

export const isPlannedAsTheAgentRanIt: Check = ({ result, started }) => {
  const planned = started === undefined ? { agentError: true } : recordable(started.plan);
  return isDeepStrictEqual(planned, completed(result)) ? undefined : 'differs';
};

export const isPlannedLazilyToo: StartedCheck = ({ workflow, taskUuid }, { agent, plan }) => {
  const { steps, teardown, ...setup } = planWorkflowLazily(workflow, agent, { taskUuid });
  const lazily = { ...setup, steps: [...steps], teardown: [...teardown] };
  return JSON.stringify(lazily) === JSON.stringify(plan) ? undefined : 'differs';
};

/** A value in the form of recordings: with variables in order, and without the text of scripts. */
export function recordable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, part) => {
    if (key !== 'env' || !Array.isArray(part)) return part;
    return (part as EnvVar[])
      .map((entry) => (entry.name === 'CI_SCRIPT' && entry.value ? { ...entry, value: '<script>' } : entry))
      .sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
  });
}

/** After a failed setup a recording contains nothing more; a plan contains empty lists. */
function completed({ releases, ...recorded }: RecordedResult): unknown {
  return recorded.setupError === undefined ? recorded : { ...recorded, steps: [], teardown: [] };
}
