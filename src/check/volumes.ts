import { labelProblems, subdomainProblems } from '../base/text/kubernetes-names.ts';
import { projectedPathProblems } from './local-path.ts';
import {
  type JsonObject,
  noteUnchecked,
  readFlag,
  readInteger,
  readItem,
  readList,
  readObject,
  readText,
} from './read.ts';
import { type Report, tell, tellName } from './report.ts';

const VOLUME = /* @__PURE__ */ new Set(['name', 'secret', 'persistentVolumeClaim']);
const CLAIM = /* @__PURE__ */ new Set(['claimName', 'readOnly']);
const SECRET = /* @__PURE__ */ new Set(['secretName', 'items', 'defaultMode', 'optional']);
const ITEM = /* @__PURE__ */ new Set(['key', 'path', 'mode']);

/**
 * Checks `volumes` of a Pod.
 *
 * @returns the names that mounts may use: those of volumes without an error of their own
 */
export function checkVolumes(report: Report, spec: JsonObject): ReadonlySet<string> {
  const good = new Set<string>();
  const volumes = readList(report, spec, 'volumes');
  report.trail.push('volumes');
  for (let index = 0; index < volumes.length; index++) {
    const volume = readItem(report, volumes, index);
    const before = report.refusals.length;
    report.trail.push(index);
    const name = checkVolume(report, volume, good);
    report.trail.pop();
    if (report.refusals.length === before) good.add(name);
  }
  report.trail.pop();
  return good;
}

function checkVolume(report: Report, volume: JsonObject, good: ReadonlySet<string>): string {
  checkSource(report, volume);
  const name = readText(report, volume, 'name');
  const problems = name === '' ? 0 : labelProblems(name);
  if (name === '') tell(report, 'volume-name-missing', {}, ['name']);
  else if (problems !== 0) tellName(report, 'volume-name-invalid', problems, name, ['name']);
  if (good.has(name)) tell(report, 'volume-name-duplicate', { value: name }, ['name']);
  noteUnchecked(report, volume, VOLUME);
  return name;
}

function checkSource(report: Report, volume: JsonObject): void {
  const secret = readObject(report, volume, 'secret');
  if (secret !== undefined) {
    report.trail.push('secret');
    checkSecret(report, secret);
    report.trail.pop();
  }
  const claim = readObject(report, volume, 'persistentVolumeClaim');
  if (claim === undefined) return;
  if (secret !== undefined) {
    tell(report, 'volume-source-forbidden', {}, ['persistentVolumeClaim']);
    return;
  }
  report.trail.push('persistentVolumeClaim');
  const name = readText(report, claim, 'claimName');
  if (name === '') tell(report, 'claim-name-missing', {}, ['claimName']);
  else if (subdomainProblems(name) !== 0)
    tell(report, 'claim-name-unresolvable', { value: name }, ['claimName']);
  readFlag(report, claim, 'readOnly');
  noteUnchecked(report, claim, CLAIM);
  report.trail.pop();
}

function checkSecret(report: Report, secret: JsonObject): void {
  const name = readText(report, secret, 'secretName');
  if (name === '') tell(report, 'secret-name-missing', {}, ['secretName']);
  else if (subdomainProblems(name) !== 0)
    tell(report, 'secret-name-unresolvable', { value: name }, ['secretName']);
  const mode = readInteger(report, secret, 'defaultMode', 32) ?? 0;
  if (!isFileMode(mode)) tell(report, 'secret-mode-invalid', { value: mode }, ['defaultMode']);
  readFlag(report, secret, 'optional');
  const items = readList(report, secret, 'items');
  report.trail.push('items');
  for (let index = 0; index < items.length; index++) {
    const item = readItem(report, items, index);
    report.trail.push(index);
    checkItem(report, item);
    report.trail.pop();
  }
  report.trail.pop();
  noteUnchecked(report, secret, SECRET);
}

function checkItem(report: Report, item: JsonObject): void {
  if (readText(report, item, 'key') === '') tell(report, 'secret-item-key-missing', {}, ['key']);
  const path = readText(report, item, 'path');
  if (path === '') tell(report, 'secret-item-path-missing', {}, ['path']);
  for (let problems = projectedPathProblems(path); problems > 0; problems--) {
    tell(report, 'secret-item-path-invalid', { value: path }, ['path']);
  }
  const mode = readInteger(report, item, 'mode', 32) ?? 0;
  if (!isFileMode(mode)) tell(report, 'secret-item-mode-invalid', { value: mode }, ['mode']);
  noteUnchecked(report, item, ITEM);
}

function isFileMode(mode: number): boolean {
  return mode >= 0 && mode <= 0o777;
}
