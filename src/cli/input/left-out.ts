import { type ChangedBy, leftOutDiagnostic } from '../../workflow/messages/left-out.ts';
import type { PipelineMetadata } from '../../workflow/metadata/metadata.ts';
import type { LeftOut } from '../../workflow/types.ts';
import type { Finding } from '../output/report.ts';

/** Reports which workflow or step does not run and why, with the flag that would change it. */
export function leftOutFinding(
  left: LeftOut,
  subject: string,
  metadata: PipelineMetadata,
  changedBy: ChangedBy = 'flags',
): Finding {
  const { code, severity, message, note, help, args } = leftOutDiagnostic(left, metadata, changedBy);
  return { subject, severity, code, message, note, help, args, range: left.range };
}
