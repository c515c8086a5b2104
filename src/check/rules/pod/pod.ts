import type { LocalObjectReference, Pod, PodSpec } from 'kubernetes-types/core/v1.js';
import { labelProblems, subdomainProblems } from '../../../base/text/kubernetes-names.ts';
import { rulesOn } from '../../rule.ts';
import { DNS_LABEL, DNS_SUBDOMAIN, reportName } from '../names.ts';
import { nameOf } from '../objects/metadata.ts';

const pod = rulesOn<Pod>('Pod');
const spec = rulesOn<PodSpec>('PodSpec');
const reference = rulesOn<LocalObjectReference>('LocalObjectReference');

export const POD = [
  pod('pod-name-not-label', {
    verdict: 'server-warning',
    field: 'metadata.name',
    message: 'The Pod name {value} is not a DNS label.',
    note: 'It is the host name of the Pod.',
    help: DNS_LABEL.help,
    check: ({ metadata }, found) => {
      const name = nameOf(metadata);
      if (labelProblems(name) !== 0) found({ value: name });
    },
  }),
  spec('restart-policy-not-supported', {
    verdict: 'notSupported',
    field: 'restartPolicy',
    message: 'Invalid value {value} for `restartPolicy`.',
    help: 'Use `Always`, `OnFailure` or `Never`.',
    check: ({ restartPolicy: policy }, found) => {
      if (policy && policy !== 'Never' && policy !== 'Always' && policy !== 'OnFailure')
        found({ value: policy });
    },
  }),
  spec('service-account-name-invalid', {
    verdict: 'invalid',
    field: 'serviceAccountName',
    message: 'Invalid `serviceAccountName` {value}.',
    ...DNS_SUBDOMAIN,
    check: ({ serviceAccountName: name }, found) => {
      if (name) reportName(found, subdomainProblems(name), name);
    },
  }),
  spec('runtime-class-name-invalid', {
    verdict: 'invalid',
    field: 'runtimeClassName',
    message: 'Invalid `runtimeClassName` {value}.',
    ...DNS_SUBDOMAIN,
    // An empty name is rejected as well.
    check: ({ runtimeClassName: name }, found) => {
      if (typeof name === 'string') reportName(found, subdomainProblems(name), name);
    },
  }),
  spec('priority-class-name-invalid', {
    verdict: 'invalid',
    field: 'priorityClassName',
    message: 'Invalid `priorityClassName` {value}.',
    ...DNS_SUBDOMAIN,
    check: ({ priorityClassName: name }, found) => {
      if (name) reportName(found, subdomainProblems(name), name);
    },
  }),
  spec('host-users-ignored', {
    verdict: 'warning',
    field: 'hostUsers',
    message: 'Kubernetes before 1.33 ignores `hostUsers: {value}`.',
    note: 'The feature gate `UserNamespacesSupport` is off by default, and the API server drops the field silently.',
    help: 'Update the cluster to 1.33, or enable the feature gate.',
    through: '1.32',
    check: ({ hostUsers }, found) => {
      if (hostUsers === false) found({ value: hostUsers });
    },
  }),
  spec('pull-secret-repeated', {
    verdict: 'server-warning',
    field: 'imagePullSecrets[i].name',
    message: 'The pull secret {value} is listed more than once.',
    help: 'List each Secret once.',
    check: ({ imagePullSecrets }, found) => {
      const names = new Set<string>();
      for (const [index, secret] of (imagePullSecrets ?? []).entries()) {
        const name = secret?.name ?? '';
        if (names.has(name)) found({ value: name }, ['imagePullSecrets', index, 'name']);
        names.add(name);
      }
    },
  }),
  reference('pull-secret-name-empty', {
    verdict: 'server-warning',
    field: 'name',
    message: 'A pull secret has no name.',
    help: 'Set `name` to the name of a Secret, or remove the item.',
    check: ({ name }, found) => {
      if (!name) found({});
    },
  }),
  reference('pull-secret-unresolvable', {
    verdict: 'warning',
    field: 'name',
    message: 'No Secret can have the name {value}.',
    help: DNS_SUBDOMAIN.help,
    check: ({ name }, found) => {
      if (name && subdomainProblems(name) !== 0) found({ value: name });
    },
  }),
];
