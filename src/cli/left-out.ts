import { excerpt } from '../text/excerpt.ts';
import type { PipelineMetadata } from '../workflow/metadata.ts';
import type { LeftOut } from '../workflow/types.ts';
import type { Finding } from './report.ts';

/** Tells which workflow or step does not run and why; of a condition also what it was held against. */
export function leftOutFinding(left: LeftOut, subject: string, metadata: PipelineMetadata): Finding {
  const { workflow, axis_id, step, reason, range } = left;
  const run = axis_id === undefined ? `workflow ${workflow}` : `workflow ${workflow} (axis ${axis_id})`;
  const what = step === undefined ? `The ${run}` : `${step} of the ${run}`;
  const message = `${what} is left out: ${reasonOf(left, metadata)}.`;
  return { subject, severity: 'info', code: `left-out-${reason}`, message, range };
}

function reasonOf({ reason, condition, dependency }: LeftOut, metadata: PipelineMetadata): string {
  switch (reason) {
    case 'when':
      return condition === undefined
        ? 'its `when` does not hold'
        : `its \`when\` does not hold: \`${condition}\` does not match${heldAgainst(condition, metadata)}`;
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
      return ` the event ${curr?.event} (see --event)`;
    case 'branch':
      return ` the branch ${excerpt(curr?.commit?.branch)} (see --branch)`;
    case 'ref':
      return ` the ref ${excerpt(curr?.commit?.ref)} (see --ref and --tag)`;
    case 'cron':
      return ` the cron job ${excerpt(curr?.cron ?? '')} (see --cron)`;
    case 'repo':
      return ` the repository ${excerpt(`${repo?.owner}/${repo?.name}`)} (see --repo)`;
    case 'path':
      return ` the changed files ${excerpt(curr?.commit?.changed_files ?? [])} (see --changed)`;
    case 'platform':
      return " the server's platform, which is empty unless the metadata say otherwise (see --metadata)";
    default:
      return '';
  }
}
