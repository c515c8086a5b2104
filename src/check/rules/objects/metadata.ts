import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { lower } from '../../../base/encoding/case-mapping.ts';
import { byteLength } from '../../../base/encoding/utf8.ts';
import {
  labelProblems,
  labelValueProblems,
  type NameProblems,
  qualifiedNameProblems,
  serviceNameProblems,
  subdomainProblems,
} from '../../../base/text/kubernetes-names.ts';
import { type Found, type Loose, rulesOn } from '../../rule.ts';
import {
  asPrefix,
  DNS_LABEL,
  DNS_SUBDOMAIN,
  LABEL_VALUE,
  QUALIFIED_NAME,
  reportName,
  SERVICE_NAME,
} from '../names.ts';

type Metadata = Loose<ObjectMeta>;
interface Named {
  readonly metadata?: ObjectMeta;
}

const ANNOTATION_BYTES = 262_144;
const GENERATED_LENGTH = 58;
const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** The name that an object gets: its own, or `generateName` with a suffix like the server's. */
export function nameOf(metadata: Metadata | null | undefined): string {
  const { name, generateName } = metadata ?? {};
  return name || (generateName ? `${generateName.slice(0, GENERATED_LENGTH)}x5x5x` : '');
}

/** Checks the name, and a prefix for generated names, which may end in `-`. */
function checkName(problemsOf: (name: string) => NameProblems) {
  return (
    { metadata }: Loose<Named>,
    found: Found<{ value: string; problem: keyof typeof DNS_LABEL.words.problem }>,
  ) => {
    const name = nameOf(metadata);
    if (name !== '') reportName(found, problemsOf(name), name);
    const prefix = metadata?.generateName;
    if (!prefix) return;
    reportName(found, problemsOf(asPrefix(prefix)), prefix, ['metadata', 'generateName']);
  };
}

const named = rulesOn<Named>('Pod', 'PersistentVolumeClaim', 'Secret');
const service = rulesOn<Named>('Service');
const namespace = rulesOn<Named>('Namespace');
const metadata = rulesOn<ObjectMeta>('ObjectMeta', 'NamespaceMeta');
const labelled = rulesOn<ObjectMeta>('ObjectMeta');
const ofNamespace = rulesOn<ObjectMeta>('NamespaceMeta');
const inNamespace = rulesOn<Named>('Pod', 'PersistentVolumeClaim', 'Secret', 'Service');

export const METADATA = [
  metadata('name-missing', {
    verdict: 'required',
    field: 'name',
    message: 'The object has no name.',
    help: 'Set `metadata.name`.',
    check: (meta, found) => {
      if (nameOf(meta) === '') found({});
    },
  }),
  named('subdomain-name-invalid', {
    verdict: 'invalid',
    field: 'metadata.name',
    message: 'Invalid object name {value}.',
    ...DNS_SUBDOMAIN,
    check: checkName(subdomainProblems),
  }),
  service('service-name-invalid', {
    verdict: 'invalid',
    field: 'metadata.name',
    message: 'Invalid Service name {value}.',
    ...SERVICE_NAME,
    check: checkName(serviceNameProblems),
  }),
  namespace('namespace-name-invalid', {
    verdict: 'invalid',
    field: 'metadata.name',
    message: 'Invalid Namespace name {value}.',
    ...DNS_LABEL,
    check: checkName(labelProblems),
  }),
  inNamespace('namespace-invalid', {
    verdict: 'invalid',
    field: 'metadata.namespace',
    message: 'Invalid namespace {value}.',
    ...DNS_LABEL,
    check: ({ metadata: meta }, found) => {
      const name = meta?.namespace;
      if (name) reportName(found, labelProblems(name), name);
    },
  }),
  metadata('label-key-invalid', {
    verdict: 'invalid',
    field: 'labels',
    at: 'key',
    message: 'Invalid label key {value}.',
    ...QUALIFIED_NAME,
    check: ({ labels }, found) => {
      for (const key in labels) {
        reportName(found, qualifiedNameProblems(key), key, ['labels', key], 'labels');
      }
    },
  }),
  labelled('label-value-invalid', {
    verdict: 'invalid',
    field: 'labels',
    message: 'Invalid label value {value}.',
    ...LABEL_VALUE,
    check: ({ labels }, found) => {
      for (const key in labels) {
        const value = labels[key] ?? '';
        reportName(found, labelValueProblems(value), value, ['labels', key], 'labels');
      }
    },
  }),
  // The server gives every Namespace a label with its name.
  ofNamespace('label-value-invalid', {
    verdict: 'invalid',
    field: 'labels',
    message: 'Invalid label value {value}.',
    ...LABEL_VALUE,
    check: ({ name, labels }, found) => {
      for (const key in labels) {
        if (name && key === NAMESPACE_NAME_LABEL) continue;
        const value = labels[key] ?? '';
        reportName(found, labelValueProblems(value), value, ['labels', key], 'labels');
      }
      if (name) reportName(found, labelValueProblems(name), name, ['name'], 'labels');
    },
  }),
  ofNamespace('namespace-field-ignored', {
    verdict: 'warning',
    field: 'namespace',
    message: 'The server ignores `namespace: {value}` of a Namespace.',
    help: 'Remove `metadata.namespace`.',
    check: ({ namespace: given }, found) => {
      if (given) found({ value: given });
    },
  }),
  metadata('annotation-key-invalid', {
    verdict: 'invalid',
    field: 'annotations',
    at: 'key',
    message: 'Invalid annotation key {value}.',
    ...QUALIFIED_NAME,
    check: ({ annotations }, found) => {
      for (const key in annotations) {
        reportName(found, qualifiedNameProblems(lower(key)), key, ['annotations', key], 'annotations');
      }
    },
  }),
  metadata('annotations-too-long', {
    verdict: 'tooLong',
    field: 'annotations',
    message: 'The annotations have {bytes:text} bytes.',
    help: 'Keep keys and values of all annotations within 262144 bytes.',
    check: ({ annotations }, found) => {
      let bytes = 0;
      for (const key in annotations) bytes += byteLength(key) + byteLength(annotations[key] ?? '');
      if (bytes > ANNOTATION_BYTES) found({ bytes });
    },
  }),
];
