import { base64Length, strictBase64ToText } from '../base/encoding/base64.ts';
import { byteLength } from '../base/encoding/byte-length.ts';
import { configKeyProblems, subdomainProblems } from '../base/text/kubernetes-names.ts';
import { checkMetadata } from './metadata.ts';
import { type JsonObject, noteUnchecked, readObject, readText } from './read.ts';
import { type Report, tell, tellName } from './report.ts';

const SECRET = /* @__PURE__ */ new Set(['apiVersion', 'kind', 'metadata', 'type', 'data', 'stringData']);
const CHECKED_TYPES = /* @__PURE__ */ new Set(['', 'Opaque']);
/** Types whose own rules are not checked, as no agent makes such a Secret. */
const OTHER_TYPE = /^(kubernetes\.io\/|bootstrap\.kubernetes\.io\/)/;
const DOCKER_CONFIG_TYPE = 'kubernetes.io/dockerconfigjson';
const DOCKER_CONFIG_KEY = '.dockerconfigjson';
const LARGEST_SECRET = 1_048_576;

const EMPTY: JsonObject = {};

/** Checks a Secret. An entry of `stringData` takes the place of the one of that key in `data`. */
export function checkSecret(report: Report, secret: JsonObject): void {
  checkMetadata(report, secret, 'subdomain-name-invalid', subdomainProblems);
  const data = readObject(report, secret, 'data') ?? EMPTY;
  const texts = readObject(report, secret, 'stringData') ?? EMPTY;
  const bytes = checkEncoded(report, data, texts) + checkTexts(report, texts);
  if (bytes > LARGEST_SECRET) tell(report, 'secret-too-long', { bytes }, ['data']);
  const type = readText(report, secret, 'type');
  if (type === DOCKER_CONFIG_TYPE) checkDockerConfig(report, data, texts);
  else if (!CHECKED_TYPES.has(type) && OTHER_TYPE.test(type)) {
    tell(report, 'field-not-checked', { field: type }, ['type']);
  }
  noteUnchecked(report, secret, SECRET);
}

function checkEncoded(report: Report, data: JsonObject, texts: JsonObject): number {
  let bytes = 0;
  report.trail.push('data');
  for (const key in data) {
    const value = readText(report, data, key);
    const length = base64Length(value);
    if (length === undefined) tell(report, 'secret-value-not-base64', { key }, [key], `[${key}]`);
    if (Object.hasOwn(texts, key)) continue;
    bytes += length ?? 0;
    tellName(report, 'secret-key-invalid', configKeyProblems(key), key, [key], `[${key}]`);
  }
  report.trail.pop();
  return bytes;
}

/** The server has moved these to `data` when it checks them, and says so. */
function checkTexts(report: Report, texts: JsonObject): number {
  let bytes = 0;
  for (const key in texts) {
    report.trail.push('stringData');
    bytes += byteLength(readText(report, texts, key));
    report.trail.pop();
    tellName(report, 'secret-key-invalid', configKeyProblems(key), key, ['stringData', key], `data[${key}]`);
  }
  return bytes;
}

function checkDockerConfig(report: Report, data: JsonObject, texts: JsonObject): void {
  const list = Object.hasOwn(texts, DOCKER_CONFIG_KEY) ? 'stringData' : 'data';
  const path = [list, DOCKER_CONFIG_KEY];
  const field = `data[${DOCKER_CONFIG_KEY}]`;
  const map = list === 'data' ? data : texts;
  if (!Object.hasOwn(map, DOCKER_CONFIG_KEY)) {
    tell(report, 'docker-config-missing', {}, path, field);
    return;
  }
  const value = map[DOCKER_CONFIG_KEY];
  const given = typeof value === 'string' ? value : '';
  const text = list === 'data' ? strictBase64ToText(given) : given;
  if (text !== undefined && !isJsonObjectText(text)) tell(report, 'docker-config-invalid', {}, path, field);
}

/** `null` is an empty object to the server. */
function isJsonObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}
