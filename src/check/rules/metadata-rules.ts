import { doubt, nameRule, quote, refusal, serverWarning, unchecked } from './rule.ts';

/** Rules about every object: its JSON, its names, labels and annotations. */
export const METADATA_RULES = {
  'manifest-not-object': refusal(
    'invalid',
    '',
    'a manifest is an object.',
    ({ found }: { found: string }) => `The manifest is ${found}.`,
  ),
  'json-type-wrong': refusal(
    'invalid',
    'any field that is checked',
    'the JSON type that the field has in the Kubernetes API; anything else cannot be decoded.',
    ({ expected, found }: { expected: string; found: string }) => `Found ${found} where ${expected} is due.`,
  ),
  'field-not-checked': unchecked(
    'any other field',
    'podwright checks the fields that a Woodpecker agent sets; of others it does not even know whether the server knows them.',
    ({ field }: { field: string }) => `The field ${quote(field)} is not checked.`,
  ),
  'kind-not-checked': unchecked(
    'kind',
    'podwright checks Pod, PersistentVolumeClaim, Service, Secret and Namespace of apiVersion v1.',
    ({ apiVersion, kind }: { apiVersion: string; kind: string }) =>
      `The object is of kind ${quote(kind)}, apiVersion ${quote(apiVersion)}, and is not checked.`,
  ),
  'kubernetes-version-not-known': unchecked(
    '',
    'the rules are those of Kubernetes 1.35.',
    ({ kubernetes }: { kubernetes: string }) =>
      `Nothing is known of Kubernetes ${quote(kubernetes)}; the rules of 1.35 were used.`,
  ),
  'name-missing': refusal(
    'required',
    'metadata.name',
    'every object has a name.',
    () => 'The object has no name.',
  ),
  'subdomain-name-invalid': nameRule('metadata.name', 'The name of a Pod, claim or Secret', 'subdomain'),
  'service-name-invalid': nameRule('metadata.name', 'The name of a Service', 'serviceName'),
  'namespace-name-invalid': nameRule('metadata.name', 'The name of a Namespace', 'label'),
  'namespace-invalid': nameRule('metadata.namespace', 'The namespace', 'label'),
  'pod-name-not-label': serverWarning(
    'metadata.name',
    'a name that is a DNS label too, as it is the host name of the Pod unless that is set.',
    ({ value }: { value: string }) => `The Pod name ${quote(value)} is not a DNS label.`,
  ),
  'label-key-invalid': nameRule('metadata.labels', 'The key of a label', 'qualifiedName'),
  'label-value-invalid': nameRule('metadata.labels', 'The value of a label', 'labelValue'),
  'annotation-key-invalid': nameRule(
    'metadata.annotations',
    'The key of an annotation, in lower case,',
    'qualifiedName',
  ),
  'annotations-too-long': refusal(
    'tooLong',
    'metadata.annotations',
    'keys and values of all annotations have at most 262144 bytes together.',
    ({ bytes }: { bytes: number }) => `The annotations have ${bytes} bytes.`,
  ),
  'annotation-without-effect': serverWarning(
    'metadata.annotations[key]',
    'the field of the Pod that took the place of the annotation.',
    ({ key }: { key: string }) => `The annotation ${quote(key)} does nothing any more.`,
  ),
  'claim-annotation-deprecated': serverWarning(
    'metadata.annotations[key]',
    'the field of the claim that took the place of the annotation.',
    ({ key }: { key: string }) => `The annotation ${quote(key)} is deprecated.`,
  ),
  'mirror-annotation-invalid': refusal(
    'invalid',
    'metadata.annotations[kubernetes.io/config.mirror]',
    'only the kubelet sets this annotation, on Pods with a node name.',
    () => 'The annotation marks a mirror Pod, but the Pod has no node.',
  ),
  'deletion-cost-invalid': refusal(
    'invalid',
    'metadata.annotations[controller.kubernetes.io/pod-deletion-cost]',
    'a whole number of 32 bits.',
    ({ value }: { value: string }) => `The deletion cost ${quote(value)} is not a number.`,
  ),
  'app-armor-annotation-invalid': refusal(
    'invalid',
    'metadata.annotations[container.apparmor.security.beta.kubernetes.io/container]',
    'empty, `runtime/default`, `unconfined` or `localhost/` and a profile.',
    ({ value }: { value: string }) => `The AppArmor annotation has the value ${quote(value)}.`,
  ),
  'app-armor-annotation-container-unknown': refusal(
    'invalid',
    'metadata.annotations[container.apparmor.security.beta.kubernetes.io/container]',
    'the annotation ends with the name of a container of the Pod.',
    ({ value }: { value: string }) =>
      `The AppArmor annotation is for container ${quote(value)}, which is missing.`,
  ),
  'app-armor-annotation-conflict': refusal(
    'forbidden',
    'spec.containers[i].securityContext.appArmorProfile.type',
    'the annotation and the profile of the Pod agree, or one of them is missing.',
    ({ value }: { value: string }) =>
      `The AppArmor annotation ${quote(value)} of the container disagrees with the profile of the Pod.`,
  ),
  'app-armor-annotation-deprecated': serverWarning(
    'metadata.annotations[container.apparmor.security.beta.kubernetes.io/container]',
    '`securityContext.appArmorProfile`, which took the place of the annotation.',
    ({ key }: { key: string }) => `The annotation ${quote(key)} is deprecated.`,
  ),
  'seccomp-annotation-invalid': refusal(
    'invalid',
    'metadata.annotations.seccomp.security.alpha.kubernetes.io/pod',
    '`runtime/default`, `docker/default`, `unconfined`, or `localhost/` and a relative path without `..`.',
    ({ value }: { value: string }) => `The seccomp annotation has the value ${quote(value)}.`,
  ),
  'namespace-field-ignored': doubt(
    'metadata.namespace',
    'no namespace, as a Namespace is not in one.',
    ({ value }: { value: string }) => `The namespace ${quote(value)} of a Namespace is ignored.`,
  ),
} as const;
