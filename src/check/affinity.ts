import { checkWeight, PREFERRED, REQUIRED } from './affinity-terms.ts';
import { checkPodAffinity } from './pod-affinity.ts';
import { type JsonObject, noteUnchecked, readItem, readList, readObject } from './read.ts';
import { type Report, tell } from './report.ts';
import { checkExpressions, checkNodeFields, type SelectorKind } from './selector-requirements.ts';

const AFFINITY = /* @__PURE__ */ new Set(['nodeAffinity', 'podAffinity', 'podAntiAffinity']);
const LISTS = /* @__PURE__ */ new Set([REQUIRED, PREFERRED]);
const NODE_SELECTOR = /* @__PURE__ */ new Set(['nodeSelectorTerms']);
const TERM = /* @__PURE__ */ new Set(['matchExpressions', 'matchFields']);
const PREFERRED_TERM = /* @__PURE__ */ new Set(['weight', 'preference']);

/** Checks `affinity` of a Pod, whose labels the pod terms may refer to. */
export function checkAffinity(report: Report, spec: JsonObject, podLabels: JsonObject | undefined): void {
  const affinity = readObject(report, spec, 'affinity');
  if (affinity === undefined) return;
  report.trail.push('affinity');
  const nodes = readObject(report, affinity, 'nodeAffinity');
  if (nodes !== undefined) {
    report.trail.push('nodeAffinity');
    checkNodeAffinity(report, nodes);
    report.trail.pop();
  }
  checkPodAffinity(report, affinity, 'podAffinity', podLabels);
  checkPodAffinity(report, affinity, 'podAntiAffinity', podLabels);
  noteUnchecked(report, affinity, AFFINITY);
  report.trail.pop();
}

function checkNodeAffinity(report: Report, nodes: JsonObject): void {
  const required = readObject(report, nodes, REQUIRED);
  if (required !== undefined) {
    report.trail.push(REQUIRED);
    checkRequired(report, required);
    report.trail.pop();
  }
  const preferred = readList(report, nodes, PREFERRED);
  report.trail.push(PREFERRED);
  for (let index = 0; index < preferred.length; index++) {
    const term = readItem(report, preferred, index);
    report.trail.push(index);
    checkWeight(report, term);
    const preference = readObject(report, term, 'preference');
    report.trail.push('preference');
    if (preference !== undefined) checkTerm(report, preference, 'preferred nodes');
    report.trail.pop();
    noteUnchecked(report, term, PREFERRED_TERM);
    report.trail.pop();
  }
  report.trail.pop();
  noteUnchecked(report, nodes, LISTS);
}

function checkRequired(report: Report, required: JsonObject): void {
  const terms = readList(report, required, 'nodeSelectorTerms');
  if (terms.length === 0) tell(report, 'node-selector-terms-missing', {}, ['nodeSelectorTerms']);
  report.trail.push('nodeSelectorTerms');
  for (let index = 0; index < terms.length; index++) {
    const term = readItem(report, terms, index);
    report.trail.push(index);
    checkTerm(report, term, 'required nodes');
    report.trail.pop();
  }
  report.trail.pop();
  noteUnchecked(report, required, NODE_SELECTOR);
}

function checkTerm(report: Report, term: JsonObject, kind: SelectorKind): void {
  checkExpressions(report, term, kind);
  checkNodeFields(report, term);
  noteUnchecked(report, term, TERM);
}
