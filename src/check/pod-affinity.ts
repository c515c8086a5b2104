import { labelProblems, qualifiedNameProblems } from '../base/text/kubernetes-names.ts';
import { checkWeight, PREFERRED, REQUIRED } from './affinity-terms.ts';
import { checkLabels } from './labels.ts';
import {
  type JsonObject,
  noteUnchecked,
  readItem,
  readList,
  readObject,
  readText,
  readTexts,
} from './read.ts';
import { type Report, tell, tellName } from './report.ts';
import { checkExpression, checkExpressions } from './selector-requirements.ts';

const LISTS = /* @__PURE__ */ new Set([REQUIRED, PREFERRED]);
const WEIGHTED_TERM = /* @__PURE__ */ new Set(['weight', 'podAffinityTerm']);
const SELECTOR = /* @__PURE__ */ new Set(['matchLabels', 'matchExpressions']);
const TERM = /* @__PURE__ */ new Set([
  'labelSelector',
  'namespaceSelector',
  'namespaces',
  'topologyKey',
  'matchLabelKeys',
  'mismatchLabelKeys',
]);
const EMPTY_TERM: JsonObject = {};

/** Checks `podAffinity` or `podAntiAffinity`; the trail ends at the affinity. */
export function checkPodAffinity(
  report: Report,
  affinity: JsonObject,
  name: 'podAffinity' | 'podAntiAffinity',
  podLabels: JsonObject | undefined,
): void {
  const pods = readObject(report, affinity, name);
  if (pods === undefined) return;
  report.trail.push(name);
  const required = readList(report, pods, REQUIRED);
  report.trail.push(REQUIRED);
  for (let index = 0; index < required.length; index++) {
    const term = readItem(report, required, index);
    report.trail.push(index);
    checkTerm(report, term, podLabels);
    report.trail.pop();
  }
  report.trail.pop();
  const preferred = readList(report, pods, PREFERRED);
  report.trail.push(PREFERRED);
  for (let index = 0; index < preferred.length; index++) {
    const weighted = readItem(report, preferred, index);
    report.trail.push(index);
    checkWeight(report, weighted);
    const term = readObject(report, weighted, 'podAffinityTerm') ?? EMPTY_TERM;
    report.trail.push('podAffinityTerm');
    checkTerm(report, term, podLabels);
    report.trail.pop();
    noteUnchecked(report, weighted, WEIGHTED_TERM);
    report.trail.pop();
  }
  report.trail.pop();
  noteUnchecked(report, pods, LISTS);
  report.trail.pop();
}

function checkTerm(report: Report, term: JsonObject, podLabels: JsonObject | undefined): void {
  const selector = checkSelector(report, term, 'labelSelector');
  if (selector === undefined) tell(report, 'label-selector-missing', {}, ['labelSelector']);
  checkSelector(report, term, 'namespaceSelector');
  for (const [index, namespace] of readTexts(report, term, 'namespaces').entries()) {
    const problems = labelProblems(namespace);
    tellName(report, 'affinity-namespace-invalid', problems, namespace, ['namespaces', index], '.namespace');
  }
  checkLabelKeys(report, term, selector, podLabels);
  const topologyKey = readText(report, term, 'topologyKey');
  if (topologyKey === '') tell(report, 'topology-key-missing', {}, ['topologyKey']);
  tellName(report, 'topology-key-invalid', qualifiedNameProblems(topologyKey), topologyKey, ['topologyKey']);
  noteUnchecked(report, term, TERM);
}

function checkSelector(
  report: Report,
  term: JsonObject,
  name: 'labelSelector' | 'namespaceSelector',
): JsonObject | undefined {
  const selector = readObject(report, term, name);
  if (selector === undefined) return undefined;
  report.trail.push(name);
  const labels = readObject(report, selector, 'matchLabels');
  if (labels !== undefined) {
    report.trail.push('matchLabels');
    checkLabels(report, labels, 'selector-label-key-invalid', 'selector-label-value-invalid');
    report.trail.pop();
  }
  checkExpressions(report, selector, 'pods');
  noteUnchecked(report, selector, SELECTOR);
  report.trail.pop();
  return selector;
}

function checkLabelKeys(
  report: Report,
  term: JsonObject,
  selector: JsonObject | undefined,
  podLabels: JsonObject | undefined,
): void {
  const match = readTexts(report, term, 'matchLabelKeys');
  const mismatch = readTexts(report, term, 'mismatchLabelKeys');
  checkKeyList(report, match, 'matchLabelKeys', selector);
  checkKeyList(report, mismatch, 'mismatchLabelKeys', selector);
  for (const [index, key] of mismatch.entries()) {
    if (match.includes(key))
      tell(report, 'match-label-key-repeated', { value: key }, ['matchLabelKeys', index]);
  }
  if (selector !== undefined && podLabels !== undefined) {
    checkAddedExpressions(report, selector, [...match, ...mismatch], podLabels);
  }
}

function checkKeyList(
  report: Report,
  keys: readonly string[],
  list: string,
  selector: JsonObject | undefined,
): void {
  if (keys.length === 0) return;
  if (selector === undefined) {
    tell(report, 'match-label-keys-forbidden', {}, [list]);
    return;
  }
  for (const [index, key] of keys.entries()) {
    tellName(report, 'match-label-key-invalid', qualifiedNameProblems(key), key, [list, index]);
  }
}

/** For each key that is a label of the Pod, the server adds an expression with the label's value, and checks it. */
function checkAddedExpressions(
  report: Report,
  selector: JsonObject,
  keys: readonly string[],
  podLabels: JsonObject,
): void {
  const expressions = selector['matchExpressions'];
  let index = Array.isArray(expressions) ? expressions.length : 0;
  for (const key of keys) {
    if (!Object.hasOwn(podLabels, key)) continue;
    const value = podLabels[key];
    report.trail.push('labelSelector', 'matchExpressions', index++);
    checkExpression(report, key, 'In', [typeof value === 'string' ? value : ''], 'pods');
    report.trail.length -= 3;
  }
}
