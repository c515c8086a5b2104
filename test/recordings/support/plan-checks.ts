import { isDeepStrictEqual } from 'node:util';
import { planWorkflowLazily } from '../../../src/index.ts';
import { type Check, type RecordedResult, remembering, type StartedCheck } from './agent-runs.ts';

const ofResult = remembering<RecordedResult, Map<string, boolean>>();

export const isPlannedAsTheAgentRanIt: Check = ({ result, started }) => {
  if (started === undefined)
    return isDeepStrictEqual({ agentError: true }, completed(result)) ? undefined : 'differs';
  const compared = ofResult(result, () => new Map());
  const isSame = compared.get(started.json) ?? isDeepStrictEqual(recordable(started.json), completed(result));
  compared.set(started.json, isSame);
  return isSame ? undefined : 'differs';
};

export const isPlannedLazilyToo: StartedCheck = ({ workflow, taskUuid }, { agent, json }) => {
  const { steps, teardown, ...setup } = planWorkflowLazily(workflow, agent, { taskUuid });
  const lazily = { ...setup, steps: [...steps], teardown: [...teardown] };
  return JSON.stringify(lazily) === json ? undefined : 'differs';
};

/** A value, as JSON, in the form of recordings: with variables in order, and without the text of scripts. */
export function recordable(json: string): unknown {
  const value: unknown = JSON.parse(json);
  orderVariables(value);
  return value;
}

function orderVariables(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (key !== 'env' || !Array.isArray(part)) {
      orderVariables(part);
      continue;
    }
    for (const entry of part as { name: string; value?: string }[])
      if (entry.name === 'CI_SCRIPT' && entry.value) entry.value = '<script>';
    part.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
  }
}

/** After a failed setup a recording contains nothing more; a plan contains empty lists. */
function completed({ releases, ...recorded }: RecordedResult): unknown {
  return recorded.setupError === undefined ? recorded : { ...recorded, steps: [], teardown: [] };
}
