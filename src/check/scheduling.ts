import { labelValueProblems, qualifiedNameProblems } from '../base/text/kubernetes-names.ts';
import { checkLabels } from './labels.ts';
import {
  type JsonObject,
  noteUnchecked,
  readInteger,
  readItem,
  readList,
  readObject,
  readText,
} from './read.ts';
import { type Report, tell, tellName } from './report.ts';

const TOLERATION = /* @__PURE__ */ new Set(['key', 'operator', 'value', 'effect', 'tolerationSeconds']);

const DEPRECATED_NODE_LABELS = /* @__PURE__ */ new Set([
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
]);

export function isDeprecatedNodeLabel(key: string): boolean {
  return DEPRECATED_NODE_LABELS.has(key);
}

/** Checks `nodeSelector` of a Pod. */
export function checkNodeSelector(report: Report, spec: JsonObject): void {
  const selector = readObject(report, spec, 'nodeSelector');
  if (selector === undefined) return;
  report.trail.push('nodeSelector');
  checkLabels(report, selector, 'node-selector-key-invalid', 'node-selector-value-invalid');
  for (const key in selector) {
    if (isDeprecatedNodeLabel(key)) tell(report, 'node-label-deprecated', { key }, [key], `[${key}]`);
  }
  report.trail.pop();
}

/** Checks `tolerations` of a Pod. */
export function checkTolerations(report: Report, spec: JsonObject): void {
  const tolerations = readList(report, spec, 'tolerations');
  report.trail.push('tolerations');
  for (let index = 0; index < tolerations.length; index++) {
    const toleration = readItem(report, tolerations, index);
    report.trail.push(index);
    checkToleration(report, toleration);
    report.trail.pop();
  }
  report.trail.pop();
}

function checkToleration(report: Report, toleration: JsonObject): void {
  const key = readText(report, toleration, 'key');
  const operator = readText(report, toleration, 'operator');
  if (key !== '') tellName(report, 'toleration-key-invalid', qualifiedNameProblems(key), key, ['key']);
  if (key === '' && operator !== 'Exists') tell(report, 'toleration-key-missing', { operator }, ['operator']);
  checkEffect(report, toleration);
  checkValue(report, operator, readText(report, toleration, 'value'));
  noteUnchecked(report, toleration, TOLERATION);
}

function checkEffect(report: Report, toleration: JsonObject): void {
  const effect = readText(report, toleration, 'effect');
  const seconds = readInteger(report, toleration, 'tolerationSeconds', 64);
  if (seconds !== undefined && effect !== 'NoExecute') {
    tell(report, 'toleration-seconds-without-effect', { effect }, ['effect']);
  }
  if (effect !== '' && effect !== 'NoSchedule' && effect !== 'PreferNoSchedule' && effect !== 'NoExecute') {
    tell(report, 'toleration-effect-not-supported', { value: effect }, ['effect']);
  }
}

/** What is wrong with the value, the server reports at the operator. */
function checkValue(report: Report, operator: string, value: string): void {
  if (operator === 'Equal' || operator === '') {
    if (labelValueProblems(value) !== 0) tell(report, 'toleration-value-invalid', { value }, ['operator']);
  } else if (operator !== 'Exists') {
    tell(report, 'toleration-operator-not-supported', { value: operator }, ['operator']);
  } else if (value !== '') tell(report, 'toleration-value-forbidden', { value }, ['operator']);
}
