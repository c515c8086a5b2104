import type {
  Container,
  EnvFromSource,
  EnvVar,
  SecretEnvSource,
  SecretKeySelector,
} from 'kubernetes-types/core/v1.js';
import { configKeyProblems, subdomainProblems } from '../../../base/text/kubernetes-names.ts';
import { type Loose, rulesOn } from '../../rule.ts';
import { asPrefix, CONFIG_KEY, DNS_SUBDOMAIN, reportName } from '../names.ts';

const container = rulesOn<Container>('Container');
const variable = rulesOn<EnvVar>('EnvVar');
const keySelector = rulesOn<SecretKeySelector>('SecretKeySelector');
const source = rulesOn<EnvFromSource>('EnvFromSource');
const secretSource = rulesOn<SecretEnvSource>('SecretEnvSource');

const VARIABLE_NAME = {
  note: 'Before Kubernetes 1.32 only letters, digits, `-`, `_` and `.` are allowed, without a digit at the start and `..`.',
  help: 'Use letters, digits and `_`, with a letter at the start.',
} as const;

/** How many rules of 1.29 to 1.31 a name breaks. */
function oldProblems(name: string): number {
  const climbs = name === '.' || name.startsWith('..') ? 1 : 0;
  return (/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name) ? 0 : 1) + climbs;
}

/** Printable ASCII without `=`. */
function isVariableName(name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    if (code < 32 || code > 126 || code === 61) return false;
  }
  return true;
}

export const ENVIRONMENT = [
  variable('env-name-missing', {
    verdict: 'required',
    field: 'name',
    message: 'An environment variable has no name.',
    help: 'Set `name`.',
    check: ({ name }, found) => {
      if (!name) found({});
    },
  }),
  variable('env-name-invalid', {
    verdict: 'invalid',
    field: 'name',
    message: 'Invalid environment variable name {value}.',
    ...VARIABLE_NAME,
    versions: [
      {
        through: '1.31',
        check: ({ name }, found) => {
          if (name) for (let count = oldProblems(name); count > 0; count--) found({ value: name });
        },
      },
      {
        since: '1.32',
        check: ({ name }, found) => {
          if (name && !isVariableName(name)) found({ value: name });
        },
      },
    ],
  }),
  variable('env-source-missing', {
    verdict: 'invalid',
    field: 'valueFrom',
    message: '`valueFrom` has no source.',
    help: 'Add a source such as `secretKeyRef`, or use `value`.',
    check: ({ valueFrom }, found) => {
      if (valueFrom && Object.values(valueFrom).every((of) => (of ?? undefined) === undefined)) found({});
    },
  }),
  variable('env-value-and-source', {
    verdict: 'invalid',
    field: 'valueFrom',
    message: 'The variable {name} has both `value` and `valueFrom`.',
    help: 'Remove `value` or `valueFrom`.',
    check: ({ name, value, valueFrom }, found) => {
      if (!value || !valueFrom) return;
      if (Object.values(valueFrom).some((of) => (of ?? undefined) !== undefined)) found({ name: name ?? '' });
    },
  }),
  keySelector('env-secret-name-invalid', {
    verdict: 'invalid',
    field: 'name',
    message: 'Invalid Secret name {value}.',
    ...DNS_SUBDOMAIN,
    check: ({ name }, found) => reportName(found, subdomainProblems(name ?? ''), name ?? ''),
  }),
  keySelector('env-secret-key-missing', {
    verdict: 'required',
    field: 'key',
    message: '`secretKeyRef` has no key.',
    help: 'Set `key` to a key of the Secret.',
    check: ({ key }, found) => {
      if (!key) found({});
    },
  }),
  keySelector('env-secret-key-invalid', {
    verdict: 'invalid',
    field: 'key',
    message: 'Invalid Secret key {value}.',
    ...CONFIG_KEY,
    check: ({ key }, found) => {
      if (key) reportName(found, configKeyProblems(key), key);
    },
  }),
  container('env-name-repeated', {
    verdict: 'server-warning',
    field: 'env[j]',
    message: 'The variable {value} hides an earlier one of the same name.',
    help: 'Remove one of them, or build the later value on the earlier one with `$(NAME)`.',
    check: ({ env }, found) => {
      if (!env) return;
      const names = new Set<string>();
      for (let index = 0; index < env.length; index++) {
        const name = env[index]?.name ?? '';
        if (!names.has(name)) names.add(name);
        else if (!buildsOnEarlier(env[index], name)) found({ value: name }, ['env', index]);
      }
    },
  }),
  source('env-from-prefix-invalid', {
    verdict: 'invalid',
    field: 'prefix',
    message: 'Invalid environment variable prefix {value}.',
    ...VARIABLE_NAME,
    versions: [
      {
        through: '1.31',
        check: ({ prefix }, found) => {
          if (prefix) for (let count = oldProblems(prefix); count > 0; count--) found({ value: prefix });
        },
      },
      {
        since: '1.32',
        check: ({ prefix }, found) => {
          if (prefix && !isVariableName(prefix)) found({ value: prefix });
        },
      },
    ],
  }),
  container('env-from-source-missing', {
    verdict: 'invalid',
    field: 'envFrom',
    message: 'An item of `envFrom` has no source.',
    help: 'Add `secretRef` or `configMapRef`.',
    check: ({ envFrom }, found) => {
      for (const [index, item] of (envFrom ?? []).entries()) {
        if (!item?.secretRef && !item?.configMapRef) found({}, ['envFrom', index], 'envFrom');
      }
    },
  }),
  container('env-from-sources-conflict', {
    verdict: 'invalid',
    field: 'envFrom',
    message: 'An item of `envFrom` has both `secretRef` and `configMapRef`.',
    help: 'Write two items.',
    check: ({ envFrom }, found) => {
      for (const [index, item] of (envFrom ?? []).entries()) {
        if (item?.secretRef && item.configMapRef) found({}, ['envFrom', index], 'envFrom');
      }
    },
  }),
  secretSource('env-from-secret-missing', {
    verdict: 'required',
    field: 'name',
    message: '`secretRef` has no name.',
    help: 'Set `name` to the name of a Secret.',
    check: ({ name }, found) => {
      if (!name) found({});
    },
  }),
  secretSource('env-from-secret-invalid', {
    verdict: 'invalid',
    field: 'name',
    message: 'Invalid Secret name {value}.',
    ...DNS_SUBDOMAIN,
    // The server checks it like a prefix, which may end in `-`.
    check: ({ name }, found) => {
      if (name) reportName(found, subdomainProblems(asPrefix(name)), name);
    },
  }),
];

/** Whether a value refers to the earlier variable of its name, which the server does not warn about. */
function buildsOnEarlier(variable: Loose<EnvVar> | null | undefined, name: string): boolean {
  const value = variable?.value ?? '';
  const reference = `$(${name})`;
  return !variable?.valueFrom && value !== reference && value.includes(reference);
}
