import { isFractional } from '../base/quantity/quantity-value.ts';
import { subdomainProblems } from '../base/text/kubernetes-names.ts';
import { checkMetadata } from './metadata.ts';
import { type JsonObject, noteUnchecked, readObject, readText, readTexts } from './read.ts';
import { type Report, tell, tellName } from './report.ts';
import { readQuantity } from './resources.ts';

const CLAIM = /* @__PURE__ */ new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']);
const SPEC = /* @__PURE__ */ new Set(['accessModes', 'resources', 'storageClassName']);
const RESOURCES = /* @__PURE__ */ new Set(['requests', 'limits']);
const STORAGE_CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';
const EXCLUSIVE = 'ReadWriteOncePod';
const ACCESS_MODES = /* @__PURE__ */ new Set(['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', EXCLUSIVE]);
const EMPTY: JsonObject = {};

export function checkPersistentVolumeClaim(report: Report, claim: JsonObject): void {
  const { annotations } = checkMetadata(report, claim, 'subdomain-name-invalid', subdomainProblems);
  if (annotations !== undefined && Object.hasOwn(annotations, STORAGE_CLASS_ANNOTATION)) {
    const key = STORAGE_CLASS_ANNOTATION;
    tell(
      report,
      'claim-annotation-deprecated',
      { key },
      ['metadata', 'annotations', key],
      `metadata.annotations[${key}]`,
    );
  }
  const spec = readObject(report, claim, 'spec') ?? EMPTY;
  report.trail.push('spec');
  checkAccessModes(report, readTexts(report, spec, 'accessModes'));
  checkStorage(report, spec);
  const storageClass = readText(report, spec, 'storageClassName');
  const problems = storageClass === '' ? 0 : subdomainProblems(storageClass);
  tellName(report, 'storage-class-name-invalid', problems, storageClass, ['storageClassName']);
  noteUnchecked(report, spec, SPEC);
  report.trail.pop();
  noteUnchecked(report, claim, CLAIM);
}

function checkAccessModes(report: Report, modes: readonly string[]): void {
  if (modes.length === 0) tell(report, 'access-modes-missing', {}, ['accessModes']);
  let exclusive = false;
  let shared = false;
  for (const [index, mode] of modes.entries()) {
    if (!ACCESS_MODES.has(mode)) {
      tell(report, 'access-mode-not-supported', { value: mode }, ['accessModes', index], '.accessModes');
    } else if (mode === EXCLUSIVE) exclusive = true;
    else shared = true;
  }
  if (exclusive && shared) tell(report, 'access-modes-conflict', {}, ['accessModes']);
}

function checkStorage(report: Report, spec: JsonObject): void {
  const resources = readObject(report, spec, 'resources') ?? EMPTY;
  report.trail.push('resources');
  const requests = readObject(report, resources, 'requests') ?? EMPTY;
  if (!Object.hasOwn(requests, 'storage')) {
    tell(report, 'storage-missing', {}, ['requests', 'storage'], '[storage]');
  }
  checkQuantities(report, requests, 'requests', true);
  checkQuantities(report, readObject(report, resources, 'limits') ?? EMPTY, 'limits', false);
  noteUnchecked(report, resources, RESOURCES);
  report.trail.pop();
}

/** Of a claim, only the storage is checked, and of its limit only that it can be read. */
function checkQuantities(report: Report, quantities: JsonObject, list: string, requested: boolean): void {
  report.trail.push(list);
  for (const name in quantities) {
    const amount = readQuantity(report, quantities, name);
    if (amount === undefined || name !== 'storage') continue;
    const path = [name];
    if (requested && amount.nano <= 0n) tellStorage(report, amount.text);
    if (isFractional(amount))
      tell(report, 'storage-fractional-bytes', { value: amount.text }, path, '[storage]');
  }
  report.trail.pop();
}

/** The server names `spec.resources` here, without the list. */
function tellStorage(report: Report, value: string): void {
  report.trail.pop();
  tell(report, 'storage-not-positive', { value }, ['requests', 'storage'], '[storage]');
  report.trail.push('requests');
}
