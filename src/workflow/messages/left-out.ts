import { excerpt } from '../../base/text/excerpt.ts';
import type { PipelineMetadata } from '../metadata/metadata.ts';
import type { LeftOut } from '../types.ts';

/**
 * Tells which workflow or step does not run and why; of a condition also what it was held against.
 *
 * @param remedyOf how to change what a condition such as `branch` was held against
 */
export function leftOutMessage(
  left: LeftOut,
  metadata: PipelineMetadata,
  remedyOf: (condition: string) => string | undefined,
): string {
  const { workflow, axis_id, step } = left;
  const run = axis_id === undefined ? `workflow ${workflow}` : `workflow ${workflow} (axis ${axis_id})`;
  const what = step === undefined ? `The ${run}` : `${step} of the ${run}`;
  return `${what} is left out: ${reasonOf(left, metadata, remedyOf)}.`;
}

function reasonOf(
  { reason, condition, dependency }: LeftOut,
  metadata: PipelineMetadata,
  remedyOf: (condition: string) => string | undefined,
): string {
  switch (reason) {
    case 'when': {
      if (condition === undefined) return 'its `when` does not hold';
      const remedy = remedyOf(condition);
      const hint = remedy === undefined ? '' : ` (see ${remedy})`;
      const against = heldAgainst(condition, metadata);
      return `its \`when\` does not hold: \`${condition}\` does not match${against && `${against}${hint}`}`;
    }
    case 'no-stages':
      return 'nothing of it is left to run';
    case 'missing-dependency':
      return `it depends on ${dependency ?? 'another workflow'}, which is not there or does not run`;
    case 'local':
      return 'it is not for local runs';
  }
}

function heldAgainst(condition: string, { curr, repo }: PipelineMetadata): string {
  switch (condition) {
    case 'event':
      return ` the event ${curr?.event}`;
    case 'branch':
      return ` the branch ${excerpt(curr?.commit?.branch)}`;
    case 'ref':
      return ` the ref ${excerpt(curr?.commit?.ref)}`;
    case 'cron':
      return ` the cron job ${excerpt(curr?.cron ?? '')}`;
    case 'repo':
      return ` the repository ${excerpt(`${repo?.owner}/${repo?.name}`)}`;
    case 'path':
      return ` the changed files ${excerpt(curr?.commit?.changed_files ?? [])}`;
    case 'platform':
      return " the server's platform, which is empty unless the metadata say otherwise";
    default:
      return '';
  }
}
