import { configKeyProblems, subdomainProblems } from '../base/text/kubernetes-names.ts';
import {
  type JsonObject,
  noteUnchecked,
  readFlag,
  readItem,
  readList,
  readObject,
  readText,
} from './read.ts';
import { type Report, tell, tellName } from './report.ts';

const VARIABLE = /* @__PURE__ */ new Set(['name', 'value', 'valueFrom']);
const SOURCE = /* @__PURE__ */ new Set(['secretKeyRef']);
const KEY_REFERENCE = /* @__PURE__ */ new Set(['name', 'key', 'optional']);
const VARIABLES_FROM = /* @__PURE__ */ new Set(['prefix', 'secretRef']);
const SECRET_REFERENCE = /* @__PURE__ */ new Set(['name', 'optional']);
const OTHER_SOURCES = ['configMapKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'];

/** Checks `env` of a container. */
export function checkEnvironment(report: Report, container: JsonObject): void {
  const variables = readList(report, container, 'env');
  const names = new Set<string>();
  report.trail.push('env');
  for (let index = 0; index < variables.length; index++) {
    const variable = readItem(report, variables, index);
    report.trail.push(index);
    const name = checkVariable(report, variable);
    if (names.has(name)) warnAboutRepetition(report, variable, name);
    else names.add(name);
    report.trail.pop();
  }
  report.trail.pop();
}

/** Checks `envFrom` of a container. */
export function checkEnvironmentFrom(report: Report, container: JsonObject): void {
  const sources = readList(report, container, 'envFrom');
  report.trail.push('envFrom');
  for (let index = 0; index < sources.length; index++) {
    const source = readItem(report, sources, index);
    report.trail.push(index);
    checkVariablesFrom(report, source);
    report.trail.pop();
    if (isAbsent(source['secretRef']) && isAbsent(source['configMapRef'])) {
      tell(report, 'env-from-source-missing', {}, [index], '');
    }
  }
  report.trail.pop();
}

function checkVariable(report: Report, variable: JsonObject): string {
  const name = readText(report, variable, 'name');
  if (name === '') tell(report, 'env-name-missing', {}, ['name']);
  else if (!isVariableName(name)) tell(report, 'env-name-invalid', { value: name }, ['name']);
  const value = readText(report, variable, 'value');
  const from = readObject(report, variable, 'valueFrom');
  if (from !== undefined) checkSource(report, from, name, value);
  noteUnchecked(report, variable, VARIABLE);
  return name;
}

function checkSource(report: Report, from: JsonObject, name: string, value: string): void {
  report.trail.push('valueFrom');
  const reference = readObject(report, from, 'secretKeyRef');
  if (reference !== undefined) checkKeyReference(report, reference);
  noteUnchecked(report, from, SOURCE);
  if (reference === undefined && OTHER_SOURCES.every((source) => isAbsent(from[source]))) {
    tell(report, 'env-source-missing', {});
  } else if (value !== '') tell(report, 'env-value-and-source', { name });
  report.trail.pop();
}

function checkKeyReference(report: Report, reference: JsonObject): void {
  report.trail.push('secretKeyRef');
  const name = readText(report, reference, 'name');
  tellName(report, 'env-secret-name-invalid', subdomainProblems(name), name, ['name']);
  const key = readText(report, reference, 'key');
  if (key === '') tell(report, 'env-secret-key-missing', {}, ['key']);
  else tellName(report, 'env-secret-key-invalid', configKeyProblems(key), key, ['key']);
  readFlag(report, reference, 'optional');
  noteUnchecked(report, reference, KEY_REFERENCE);
  report.trail.pop();
}

function checkVariablesFrom(report: Report, source: JsonObject): void {
  const prefix = readText(report, source, 'prefix');
  if (!isVariableName(prefix)) tell(report, 'env-from-prefix-invalid', { value: prefix }, ['prefix']);
  const reference = readObject(report, source, 'secretRef');
  if (reference !== undefined) {
    report.trail.push('secretRef');
    const name = readText(report, reference, 'name');
    if (name === '') tell(report, 'env-from-secret-missing', {}, ['name']);
    else tellName(report, 'env-from-secret-invalid', subdomainProblems(name), name, ['name']);
    readFlag(report, reference, 'optional');
    noteUnchecked(report, reference, SECRET_REFERENCE);
    report.trail.pop();
  }
  noteUnchecked(report, source, VARIABLES_FROM);
}

/** The server lets a later variable pass in silence when its value is built on the earlier one. */
function warnAboutRepetition(report: Report, variable: JsonObject, name: string): void {
  const value = typeof variable['value'] === 'string' ? variable['value'] : '';
  const reference = `$(${name})`;
  const builtUpon = value !== reference && value.includes(reference);
  if (!builtUpon) tell(report, 'env-name-repeated', { value: name });
}

/** Printable ASCII without `=`. */
function isVariableName(name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    if (code < 32 || code > 126 || code === 61) return false;
  }
  return true;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
