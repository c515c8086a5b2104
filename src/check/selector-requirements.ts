import {
  labelValueProblems,
  type NameProblems,
  qualifiedNameProblems,
  subdomainProblems,
} from '../base/text/kubernetes-names.ts';
import { type JsonObject, noteUnchecked, readItem, readList, readText, readTexts } from './read.ts';
import { type NameCode, type Report, tell, tellName } from './report.ts';
import { isDeprecatedNodeLabel } from './scheduling.ts';

const CHECKED = /* @__PURE__ */ new Set(['key', 'operator', 'values']);

/** Of which things the labels are, and whether a bad value is refused or only warned about. */
export type SelectorKind = 'pods' | 'required nodes' | 'preferred nodes';

/** Checks `matchExpressions` of a selector. */
export function checkExpressions(report: Report, selector: JsonObject, kind: SelectorKind): void {
  const expressions = readList(report, selector, 'matchExpressions');
  report.trail.push('matchExpressions');
  for (let index = 0; index < expressions.length; index++) {
    const { key, operator, values } = readRequirement(report, expressions, index);
    report.trail.push(index);
    checkExpression(report, key, operator, values, kind);
    report.trail.pop();
  }
  report.trail.pop();
}

/** Checks one expression; the trail ends at it. */
export function checkExpression(
  report: Report,
  key: string,
  operator: string,
  values: readonly string[],
  kind: SelectorKind,
): void {
  checkOperator(report, operator, values.length, kind !== 'pods');
  tellName(report, 'selector-key-invalid', qualifiedNameProblems(key), key, ['key']);
  if (kind === 'preferred nodes') warnAboutValues(report, values);
  else checkValues(report, values, 'selector-value-invalid', labelValueProblems);
  if (kind !== 'pods' && isDeprecatedNodeLabel(key)) tell(report, 'node-label-deprecated', { key }, ['key']);
}

/** Checks `matchFields` of a term of a node affinity. */
export function checkNodeFields(report: Report, term: JsonObject): void {
  const fields = readList(report, term, 'matchFields');
  report.trail.push('matchFields');
  for (let index = 0; index < fields.length; index++) {
    const { key, operator, values } = readRequirement(report, fields, index);
    report.trail.push(index);
    if (operator !== 'In' && operator !== 'NotIn') {
      tell(report, 'selector-operator-invalid', { operator }, ['operator']);
    } else if (values.length !== 1) {
      tell(report, 'selector-values-not-one', { operator, count: values.length }, ['values']);
    }
    if (key !== 'metadata.name') tell(report, 'node-field-unknown', { value: key }, ['key']);
    else checkValues(report, values, 'node-field-value-invalid', subdomainProblems);
    report.trail.pop();
  }
  report.trail.pop();
}

function readRequirement(report: Report, items: readonly unknown[], index: number) {
  const item = readItem(report, items, index);
  report.trail.push(index);
  const key = readText(report, item, 'key');
  const operator = readText(report, item, 'operator');
  const values = readTexts(report, item, 'values');
  noteUnchecked(report, item, CHECKED);
  report.trail.pop();
  return { key, operator, values };
}

function checkOperator(report: Report, operator: string, count: number, ofNodes: boolean): void {
  if (operator === 'In' || operator === 'NotIn') {
    if (count === 0) tell(report, 'selector-values-missing', { operator }, ['values']);
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (count > 0) tell(report, 'selector-values-forbidden', { operator }, ['values']);
  } else if (ofNodes && (operator === 'Gt' || operator === 'Lt')) {
    if (count !== 1) tell(report, 'selector-values-not-one', { operator, count }, ['values']);
  } else tell(report, 'selector-operator-invalid', { operator }, ['operator']);
}

function checkValues(
  report: Report,
  values: readonly string[],
  code: NameCode,
  problemsOf: (value: string) => NameProblems,
): void {
  for (const [index, value] of values.entries()) {
    tellName(report, code, problemsOf(value), value, ['values', index]);
  }
}

function warnAboutValues(report: Report, values: readonly string[]): void {
  for (const [index, value] of values.entries()) {
    for (let bits = labelValueProblems(value); bits > 0; bits &= bits - 1) {
      tell(report, 'selector-value-not-label', { value }, ['values', index]);
    }
  }
}
