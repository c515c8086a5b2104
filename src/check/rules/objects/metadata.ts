import type { NamespaceSpec } from 'kubernetes-types/core/v1.js';
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { lower } from '../../../base/encoding/case-mapping.ts';
import { byteLength } from '../../../base/encoding/utf8.ts';
import { qualifiedNameProblems } from '../../../base/text/kubernetes-names.ts';
import { wrong } from '../../patterns.ts';
import { each, given, keysOf, type Places, reportedAt, valuesOf } from '../../places.ts';
import { type Loose, rulesOn } from '../../rule.ts';
import {
  DNS_LABEL,
  DNS_SUBDOMAIN,
  LABEL_VALUE,
  type NameForm,
  named,
  prefixOf,
  QUALIFIED_NAME,
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
function nameOf(metadata: Metadata | null | undefined): string {
  const { name, generateName } = metadata ?? {};
  return name || (generateName ? `${generateName.slice(0, GENERATED_LENGTH)}x5x5x` : '');
}

/** The name of an object, unless it has none. */
export const OBJECT_NAME: Places<Loose<Named>, string> = {
  field: 'metadata.name',
  visit: (value, see) => {
    const name = nameOf(value.metadata);
    if (name !== '') see(name, ['metadata', 'name']);
  },
};

/** The rule about the name of an object, and about a prefix for generated names. */
function objectName<const M extends string>(form: NameForm, message: M) {
  const rule = named(OBJECT_NAME, form, message);
  const prefix = named(given('metadata.generateName'), prefixOf(form), message);
  const check: typeof rule.check = (value, found, rejects) => {
    rule.check(value, found, rejects);
    prefix.check(value, found, rejects);
  };
  return { ...rule, check };
}

/** The labels of a Namespace, to which the server adds one with its name. */
const NAMESPACE_LABELS: Places<Metadata, string> = {
  field: 'labels',
  visit: (value, see) => {
    const { name } = value;
    valuesOf('labels').visit(value, (label, at, reported) => {
      if (!name || at[1] !== NAMESPACE_NAME_LABEL) see(label, at, reported);
    });
    if (name) see(name, ['name'], 'labels');
  },
};

const object = rulesOn<Named>('Pod', 'PersistentVolumeClaim', 'Secret');
const service = rulesOn<Named>('Service');
const namespace = rulesOn<Named>('Namespace');
const metadata = rulesOn<ObjectMeta>('ObjectMeta', 'NamespaceMeta');
const labelled = rulesOn<ObjectMeta>('ObjectMeta');
const ofNamespace = rulesOn<ObjectMeta>('NamespaceMeta');
const namespaceSpec = rulesOn<NamespaceSpec>('NamespaceSpec');
const inNamespace = rulesOn<Named>('Pod', 'PersistentVolumeClaim', 'Secret', 'Service');

export const METADATA = [
  metadata('name-missing', {
    verdict: 'required',
    field: 'name',
    message: 'The object has no name.',
    help: 'Set `metadata.name`.',
    check: (meta) => nameOf(meta) === '' && {},
  }),
  object('subdomain-name-invalid', objectName(DNS_SUBDOMAIN, 'Invalid object name {value}.')),
  service('service-name-invalid', objectName(SERVICE_NAME, 'Invalid Service name {value}.')),
  namespace('namespace-name-invalid', objectName(DNS_LABEL, 'Invalid Namespace name {value}.')),
  inNamespace(
    'namespace-invalid',
    named(given('metadata.namespace'), DNS_LABEL, 'Invalid namespace {value}.'),
  ),
  metadata('label-key-invalid', named(keysOf('labels'), QUALIFIED_NAME, 'Invalid label key {value}.')),
  labelled('label-value-invalid', named(valuesOf('labels'), LABEL_VALUE, 'Invalid label value {value}.')),
  ofNamespace('label-value-invalid', named(NAMESPACE_LABELS, LABEL_VALUE, 'Invalid label value {value}.')),
  ofNamespace('namespace-field-ignored', {
    verdict: 'warning',
    message: 'The server ignores `namespace: {value}` of a Namespace.',
    help: 'Remove `metadata.namespace`.',
    ...wrong(given('namespace'), () => true),
  }),
  metadata(
    'annotation-key-invalid',
    named(
      keysOf('annotations'),
      { ...QUALIFIED_NAME, problemsOf: (key) => qualifiedNameProblems(lower(key)) },
      'Invalid annotation key {value}.',
    ),
  ),
  metadata('annotations-too-long', {
    verdict: 'tooLong',
    field: 'annotations',
    message: 'The annotations have {bytes:text} bytes.',
    help: 'Keep keys and values of all annotations within 262144 bytes.',
    check: ({ annotations }) => {
      let bytes = 0;
      for (const key in annotations) bytes += byteLength(key) + byteLength(annotations[key] ?? '');
      return bytes > ANNOTATION_BYTES && { bytes };
    },
  }),
];

const FINALIZERS = reportedAt('finalizers', each('finalizers[]'));
const STANDARD = ['kubernetes', 'orphan', 'foregroundDeletion'];

export const NAMESPACES = [
  namespaceSpec('finalizer-name-invalid', named(FINALIZERS, QUALIFIED_NAME, 'Invalid finalizer {value}.')),
  namespaceSpec('finalizer-unknown', {
    verdict: 'invalid',
    message: 'Unknown finalizer {value}.',
    help: 'Use `kubernetes`, `orphan` or `foregroundDeletion`, or a name with a prefix such as `example.com/name`.',
    ...wrong(FINALIZERS, (name) => !name.includes('/') && !STANDARD.includes(name)),
  }),
];
