import { pointerTo } from '../../base/json/json-pointer.ts';
import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import type { WorkflowFile } from '../decode/workflow-file.ts';
import { NOTICE_MESSAGES } from '../messages/notices.ts';
import type { SourceText } from '../positions/source-text.ts';

/** Entries that have the name of an earlier one in the same part of the file. */
export function repeatedNames(workflow: WorkflowFile, source: SourceText): Diagnostic[] {
  return (['clone', 'steps', 'services'] as const).flatMap((area) => {
    const seen = new Set<string>();
    return workflow[area].flatMap(({ name, place }) => {
      const repeated = seen.has(name);
      seen.add(name);
      if (!repeated) return [];
      const path = pointerTo(pointerTo('', area), name);
      const notice = diagnose(NOTICE_MESSAGES, 'step-name-repeated', path, { name, area });
      return [{ ...notice, range: source.rangeOf(place) }];
    });
  });
}
