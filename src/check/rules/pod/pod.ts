import type { LocalObjectReference, Pod, PodSpec } from 'kubernetes-types/core/v1.js';
import { oneOf, repeated, required, wrong } from '../../patterns.ts';
import { each, given, present } from '../../places.ts';
import { rulesOn } from '../../rule.ts';
import { DNS_LABEL, DNS_SUBDOMAIN, named, unresolvable } from '../names.ts';
import { OBJECT_NAME } from '../objects/metadata.ts';

const pod = rulesOn<Pod>('Pod');
const spec = rulesOn<PodSpec>('PodSpec');
const reference = rulesOn<LocalObjectReference>('LocalObjectReference');

export const POD = [
  pod('pod-name-not-label', {
    verdict: 'server-warning',
    message: 'The Pod name {value} is not a DNS label.',
    note: 'It is the host name of the Pod.',
    help: DNS_LABEL.help,
    ...wrong(OBJECT_NAME, (name) => DNS_LABEL.problemsOf(name) !== 0),
  }),
  spec('restart-policy-not-supported', oneOf(given('restartPolicy'), ['Always', 'OnFailure', 'Never'])),
  spec('service-account-name-invalid', named(given('serviceAccountName'), DNS_SUBDOMAIN)),
  spec('runtime-class-name-invalid', named(present('runtimeClassName'), DNS_SUBDOMAIN)),
  spec('priority-class-name-invalid', named(given('priorityClassName'), DNS_SUBDOMAIN)),
  spec('host-users-ignored', {
    verdict: 'warning',
    field: 'hostUsers',
    message: 'Kubernetes before 1.33 ignores `hostUsers: {value}`.',
    note: 'The feature gate `UserNamespacesSupport` is off by default, and the API server drops the field silently.',
    help: 'Update the cluster to 1.33, or enable the feature gate.',
    through: '1.32',
    check: ({ hostUsers }) => hostUsers === false && { value: hostUsers },
  }),
  spec('pull-secret-repeated', {
    verdict: 'server-warning',
    message: 'The pull secret {value} is listed more than once.',
    help: 'List each Secret once.',
    ...repeated(each('imagePullSecrets[].name')),
  }),
  reference('pull-secret-name-empty', {
    ...required(
      'name',
      'A pull secret has no name.',
      'Set `name` to the name of a Secret, or remove the item.',
    ),
    verdict: 'server-warning',
  }),
  reference('pull-secret-unresolvable', unresolvable(given('name'), 'Secret')),
];
