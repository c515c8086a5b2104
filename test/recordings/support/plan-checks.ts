import { isDeepStrictEqual } from 'node:util';
import { planWorkflowLazily } from '../../../src/index.ts';
import { type Check, type RecordedResult, remembering, type StartedCheck } from './agent-runs.ts';

interface EnvVar {
  readonly name: string;
  readonly value?: string;
}

const ofResult = remembering<RecordedResult, Map<string, boolean>>();

export const isPlannedAsTheAgentRanIt: Check = ({ result, started }) => {
  if (started === undefined)
    return isDeepStrictEqual({ agentError: true }, completed(result)) ? undefined : 'differs';
  const compared = ofResult(result, () => new Map());
  const isSame = compared.get(started.json) ?? isDeepStrictEqual(recordable(started.plan), completed(result));
  compared.set(started.json, isSame);
  return isSame ? undefined : 'differs';
};

export const isPlannedLazilyToo: StartedCheck = ({ workflow, taskUuid }, { agent, json }) => {
  const { steps, teardown, ...setup } = planWorkflowLazily(workflow, agent, { taskUuid });
  const lazily = { ...setup, steps: [...steps], teardown: [...teardown] };
  return JSON.stringify(lazily) === json ? undefined : 'differs';
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
