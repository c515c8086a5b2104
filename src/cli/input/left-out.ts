import { leftOutMessage } from '../../workflow/messages/left-out.ts';
import type { PipelineMetadata } from '../../workflow/metadata/metadata.ts';
import type { LeftOut } from '../../workflow/types.ts';
import type { Finding } from '../output/report.ts';

/** The flags that change what a condition is held against. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ['event', '--event'],
  ['branch', '--branch'],
  ['ref', '--ref and --tag'],
  ['cron', '--cron'],
  ['repo', '--repo'],
  ['path', '--changed'],
  ['platform', '--metadata'],
]);

/** Tells which workflow or step does not run and why, with the flag that would change it. */
export function leftOutFinding(left: LeftOut, subject: string, metadata: PipelineMetadata): Finding {
  const message = leftOutMessage(left, metadata, (condition) => FLAGS.get(condition));
  return { subject, severity: 'info', code: `left-out-${left.reason}`, message, range: left.range };
}
