import { tokensOf } from '../../base/json/json-pointer.ts';
import { diffReleases, type SubjectChange } from '../../explain/compare/diff-releases.ts';
import { fieldTokens } from '../output/field-path.ts';
import type { ExplainInput } from './explain-objects.ts';

/** The part of an explanation to show. */
export interface Shown {
  /** Names of steps; empty for everything. */
  readonly steps: readonly string[];
  /** Tokens of a field; empty for every field. */
  readonly field: readonly string[];
}

/** The title of the change after which the agent no longer starts, which removes everything. */
const AGENT_START = 'start of the agent';

/** The changes that other variables would make to the objects of a workflow. */
export function whatIf(
  { workflow, agent, environment }: ExplainInput,
  variables: Readonly<Record<string, string>>,
  shown: Shown,
): SubjectChange[] {
  const { release, os } = agent;
  const changes = diffReleases(workflow.config, {
    from: { release, environment },
    to: { release, environment: { ...environment, ...variables } },
    os,
    context: workflow.context,
    mapObject: workflow.redactor.object,
  });
  return changes.flatMap((change) => {
    if (change.title === AGENT_START) return [change];
    if (shown.steps.length > 0 && !shown.steps.some((step) => change.step === step)) return [];
    const fields = change.fields.filter(({ field }) => isNear(fieldTokens(field), shown));
    return fields.length === 0 ? [] : [{ ...change, fields }];
  });
}

/** Whether a JSON Pointer is at, below or above the field to show. */
export function isAtField(pointer: string, shown: Shown): boolean {
  return isNear(tokensOf(pointer), shown);
}

function isNear(tokens: readonly string[], { field }: Shown): boolean {
  return field.every((token, index) => tokens[index] === undefined || tokens[index] === token);
}
