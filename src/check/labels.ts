import { labelValueProblems, qualifiedNameProblems } from '../base/text/kubernetes-names.ts';
import { type JsonObject, readText } from './read.ts';
import { type NameCode, type Report, tellName } from './report.ts';

/** Checks a map of labels at the end of the trail; the server names the map only, not the key. */
export function checkLabels(
  report: Report,
  labels: JsonObject,
  keyCode: NameCode,
  valueCode: NameCode,
): void {
  for (const key in labels) {
    tellName(report, keyCode, qualifiedNameProblems(key), key, [key], '');
    const value = readText(report, labels, key);
    tellName(report, valueCode, labelValueProblems(value), value, [key], '');
  }
}
