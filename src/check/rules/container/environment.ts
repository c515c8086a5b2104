import type {
  Container,
  EnvFromSource,
  EnvVar,
  SecretEnvSource,
  SecretKeySelector,
} from 'kubernetes-types/core/v1.js';
import { required, wrong } from '../../patterns.ts';
import { each, given, type Places } from '../../places.ts';
import { type Loose, rulesOn } from '../../rule.ts';
import { CONFIG_KEY, DNS_SUBDOMAIN, named, prefixOf } from '../names.ts';

const container = rulesOn<Container>('Container');
const variable = rulesOn<EnvVar>('EnvVar');
const keySelector = rulesOn<SecretKeySelector>('SecretKeySelector');
const source = rulesOn<EnvFromSource>('EnvFromSource');
const secretSource = rulesOn<SecretEnvSource>('SecretEnvSource');

/** The rule about the names of variables and their prefixes. */
function variableNameRule<Value, const M extends string>(places: Places<Value, string>, message: M) {
  return {
    verdict: 'invalid',
    field: places.field,
    message,
    note: 'Before Kubernetes 1.32 only letters, digits, `-`, `_` and `.` are allowed, without a digit at the start and `..`.',
    help: 'Use letters, digits and `_`, with a letter at the start.',
    versions: [
      { through: '1.31', ...wrong(places, oldProblems) },
      { since: '1.32', ...wrong(places, (name) => !isVariableName(name)) },
    ],
  } as const;
}

/** How many rules of 1.29 to 1.31 a name breaks. */
function oldProblems(name: string): number {
  const climbs = name === '.' || name.startsWith('..') ? 1 : 0;
  return (/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name) ? 0 : 1) + climbs;
}

/** Printable ASCII without `=`. */
function isVariableName(name: string): boolean {
  return /^[ -<>-~]*$/.test(name);
}

export const ENVIRONMENT = [
  variable('env-name-missing', required('name', 'An environment variable has no name.', 'Set `name`.')),
  variable('env-name-invalid', variableNameRule(given('name'), 'Invalid environment variable name {value}.')),
  variable('env-source-missing', {
    verdict: 'invalid',
    field: 'valueFrom',
    message: '`valueFrom` has no source.',
    help: 'Add a source such as `secretKeyRef`, or use `value`.',
    check: ({ valueFrom }) => valueFrom && !hasSource(valueFrom) && {},
  }),
  variable('env-value-and-source', {
    verdict: 'invalid',
    field: 'valueFrom',
    message: 'The variable {name} has both `value` and `valueFrom`.',
    help: 'Remove `value` or `valueFrom`.',
    check: ({ name, value, valueFrom }) => value && valueFrom && hasSource(valueFrom) && { name: name ?? '' },
  }),
  keySelector('env-secret-name-invalid', named(each('name'), DNS_SUBDOMAIN, 'Invalid Secret name {value}.')),
  keySelector(
    'env-secret-key-missing',
    required('key', '`secretKeyRef` has no key.', 'Set `key` to a key of the Secret.'),
  ),
  keySelector('env-secret-key-invalid', named(given('key'), CONFIG_KEY, 'Invalid Secret key {value}.')),
  container('env-name-repeated', {
    verdict: 'server-warning',
    field: 'env[]',
    message: 'The variable {value} hides an earlier one of the same name.',
    help: 'Remove one of them, or build the later value on the earlier one with `$(NAME)`.',
    check: ({ env }, found) => {
      if (!env) return;
      const names = new Set<string>();
      for (let index = 0; index < env.length; index++) {
        const name = env[index]?.name ?? '';
        const count = names.size;
        const isRepeated = names.add(name).size === count;
        if (isRepeated && !buildsOnEarlier(env[index], name)) found({ value: name }, ['env', index]);
      }
    },
  }),
  source(
    'env-from-prefix-invalid',
    variableNameRule(given('prefix'), 'Invalid environment variable prefix {value}.'),
  ),
  container('env-from-source-missing', {
    verdict: 'invalid',
    field: 'envFrom',
    message: 'An item of `envFrom` has no source.',
    help: 'Add `secretRef` or `configMapRef`.',
    check: ({ envFrom }, found) => {
      envFrom?.forEach((item, index) => {
        if (!item?.secretRef && !item?.configMapRef) found({}, ['envFrom', index], 'envFrom');
      });
    },
  }),
  container('env-from-sources-conflict', {
    verdict: 'invalid',
    field: 'envFrom',
    message: 'An item of `envFrom` has both `secretRef` and `configMapRef`.',
    help: 'Write two items.',
    check: ({ envFrom }, found) => {
      envFrom?.forEach((item, index) => {
        if (item?.secretRef && item.configMapRef) found({}, ['envFrom', index], 'envFrom');
      });
    },
  }),
  secretSource(
    'env-from-secret-missing',
    required('name', '`secretRef` has no name.', 'Set `name` to the name of a Secret.'),
  ),
  secretSource(
    'env-from-secret-invalid',
    // The server checks it like a prefix, which may end in `-`.
    named(given('name'), prefixOf(DNS_SUBDOMAIN), 'Invalid Secret name {value}.'),
  ),
];

function hasSource(from: object): boolean {
  return Object.values(from).some((source) => (source ?? undefined) !== undefined);
}

/** Whether a value refers to the earlier variable of its name, which the server does not warn about. */
function buildsOnEarlier(variable: Loose<EnvVar> | null | undefined, name: string): boolean {
  const value = variable?.value ?? '';
  const reference = `$(${name})`;
  return !variable?.valueFrom && value !== reference && value.includes(reference);
}
