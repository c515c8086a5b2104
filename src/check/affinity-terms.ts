import { type JsonObject, readInteger } from './read.ts';
import { type Report, tell } from './report.ts';

export const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
export const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** The weight of a preferred term; the trail ends at the term. */
export function checkWeight(report: Report, term: JsonObject): void {
  const weight = readInteger(report, term, 'weight', 32) ?? 0;
  if (weight < 1 || weight > 100) tell(report, 'affinity-weight-invalid', { value: weight }, ['weight']);
}
