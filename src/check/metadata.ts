import { byteLength } from '../base/encoding/byte-length.ts';
import { lower } from '../base/encoding/case-mapping.ts';
import {
  labelProblems,
  labelValueProblems,
  type NameProblems,
  qualifiedNameProblems,
} from '../base/text/kubernetes-names.ts';
import { checkLabels } from './labels.ts';
import { type JsonObject, noteUnchecked, readObject, readText } from './read.ts';
import { type NameCode, type Report, tell, tellName } from './report.ts';

// Of these the server takes nothing from a new object.
const CHECKED = /* @__PURE__ */ new Set(['name', 'namespace', 'labels', 'annotations', 'creationTimestamp']);
const ANNOTATION_BYTES = 262_144;
const NO_METADATA: JsonObject = {};

/** The label that the server gives every Namespace, with its name as value. */
const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** Metadata that later rules need. */
export interface Metadata {
  readonly name: string;
  readonly labels: JsonObject | undefined;
  readonly annotations: JsonObject | undefined;
}

/** Checks `metadata` of an object in a namespace. A missing namespace is taken from the request. */
export function checkMetadata(
  report: Report,
  object: JsonObject,
  nameCode: NameCode,
  nameProblems: (name: string) => NameProblems,
): Metadata {
  const metadata = readObject(report, object, 'metadata') ?? NO_METADATA;
  report.trail.push('metadata');
  const name = checkName(report, metadata, nameCode, nameProblems);
  const namespace = readText(report, metadata, 'namespace');
  const problems = namespace === '' ? 0 : labelProblems(namespace);
  tellName(report, 'namespace-invalid', problems, namespace, ['namespace']);
  const labels = readObject(report, metadata, 'labels');
  const annotations = checkMaps(report, metadata, labels);
  report.trail.pop();
  return { name, labels, annotations };
}

/** Checks `metadata` of a Namespace, which is in no namespace and gets its name as a label. */
export function checkNamespaceMetadata(report: Report, object: JsonObject): void {
  const metadata = readObject(report, object, 'metadata') ?? NO_METADATA;
  report.trail.push('metadata');
  const name = checkName(report, metadata, 'namespace-name-invalid', labelProblems);
  const namespace = readText(report, metadata, 'namespace');
  if (namespace !== '') tell(report, 'namespace-field-ignored', { value: namespace }, ['namespace']);
  const labels = readObject(report, metadata, 'labels');
  checkMaps(report, metadata, name === '' ? labels : withoutKey(labels, NAMESPACE_NAME_LABEL));
  tellName(report, 'label-value-invalid', labelValueProblems(name), name, ['name'], '.labels');
  report.trail.pop();
}

function checkName(
  report: Report,
  metadata: JsonObject,
  code: NameCode,
  nameProblems: (name: string) => NameProblems,
): string {
  const name = readText(report, metadata, 'name');
  if (name === '') tell(report, 'name-missing', {}, ['name']);
  else tellName(report, code, nameProblems(name), name, ['name']);
  return name;
}

function checkMaps(
  report: Report,
  metadata: JsonObject,
  labels: JsonObject | undefined,
): JsonObject | undefined {
  if (labels !== undefined) {
    report.trail.push('labels');
    checkLabels(report, labels, 'label-key-invalid', 'label-value-invalid');
    report.trail.pop();
  }
  const annotations = readObject(report, metadata, 'annotations');
  if (annotations !== undefined) {
    report.trail.push('annotations');
    checkAnnotations(report, annotations);
    report.trail.pop();
  }
  noteUnchecked(report, metadata, CHECKED);
  return annotations;
}

function checkAnnotations(report: Report, annotations: JsonObject): void {
  let bytes = 0;
  for (const key in annotations) {
    tellName(report, 'annotation-key-invalid', qualifiedNameProblems(lower(key)), key, [key], '');
    bytes += byteLength(key) + byteLength(readText(report, annotations, key));
  }
  if (bytes > ANNOTATION_BYTES) tell(report, 'annotations-too-long', { bytes });
}

function withoutKey(map: JsonObject | undefined, key: string): JsonObject | undefined {
  if (map === undefined || !Object.hasOwn(map, key)) return map;
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
}
