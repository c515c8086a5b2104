import type { ResourceRequirements } from 'kubernetes-types/core/v1.js';
import { isFractional, storedQuantity } from '../../../base/quantity/stored-quantity.ts';
import { qualifiedNameProblems } from '../../../base/text/kubernetes-names.ts';
import { wrong } from '../../patterns.ts';
import type { Places } from '../../places.ts';
import {
  type Amount,
  type Amounts,
  amountsOf,
  FRACTIONAL_BYTES,
  isContainerResource,
  isExtendedResource,
  isHugePages,
  isNativeResource,
  isStandardResource,
  isWholeResource,
  mayBeOvercommitted,
} from '../../resource-names.ts';
import { type Check, rulesOnDerived } from '../../rule.ts';
import { named, QUALIFIED_NAME } from '../names.ts';

const rule = rulesOnDerived<ResourceRequirements, Amounts>('ResourceRequirements', amountsOf);

const SMALLEST_MEMORY = 4n * 1024n * 1024n * 1000n;

const KNOWN_RESOURCES =
  'Use `cpu`, `memory`, `ephemeral-storage`, `hugepages-<size>`, or a name with a prefix such as `example.com/gpu`.';

const ANY_AMOUNT = 'limits[name]';

/** The place of an amount below the resources, and as the server writes it. */
function placeOf({ list, name }: Amount) {
  return [[list, name], `${list}[${name}]`] as const;
}

/** The names of the amounts, except those that every container can request. */
const NAMES: Places<Amounts, string> = {
  field: ANY_AMOUNT,
  visit: ({ all }, see) => {
    for (const amount of all) {
      const { name } = amount;
      if (!isContainerResource(name) || isHugePages(name)) see(name, ...placeOf(amount));
    }
  },
};

function wrongAmount(isWrong: (amount: Amount) => boolean) {
  const check: Check<Amounts, { name: string; value: string }> = ({ all }, found) => {
    for (const amount of all)
      if (isWrong(amount)) found({ name: amount.name, value: amount.text }, ...placeOf(amount));
  };
  return { field: ANY_AMOUNT, check };
}

/** Reports each request that does not fit its limit. */
function wrongRequest(isWrong: (request: Amount, limit: Amount) => boolean) {
  const check: Check<Amounts, { name: string; value: string; limit: string }> = ({ all, limitOf }, found) => {
    for (const request of all) {
      if (request.list !== 'requests') continue;
      const { name, text: value } = request;
      const limit = limitOf.get(name);
      if (limit !== undefined && isWrong(request, limit))
        found({ name, value, limit: limit.text }, ['requests', name], 'requests');
    }
  };
  return { field: 'requests', check };
}

export const RESOURCES = [
  rule('resource-name-invalid', named(NAMES, QUALIFIED_NAME, 'Invalid resource name {value}.')),
  rule('resource-name-unknown', {
    verdict: 'invalid',
    message: 'Unknown resource {value}.',
    help: KNOWN_RESOURCES,
    ...wrong(
      NAMES,
      (name) => !name.includes('/') && !isStandardResource(name) && qualifiedNameProblems(name) === 0,
    ),
  }),
  rule('resource-not-for-containers', {
    verdict: 'invalid',
    message: 'A container cannot request the resource {value}.',
    help: KNOWN_RESOURCES,
    ...wrong(NAMES, (name) => !name.includes('/') && !isContainerResource(name)),
  }),
  rule('extended-resource-name-invalid', {
    verdict: 'invalid',
    message: 'Invalid extended resource name {value}.',
    note: 'It must not start with `requests.`, and must be a qualified name with `requests.` before it.',
    help: 'Use a name such as `example.com/gpu`.',
    ...wrong(NAMES, (name) => name.includes('/') && !isNativeResource(name) && !isExtendedResource(name)),
  }),
  rule('quantity-negative', {
    verdict: 'invalid',
    message: 'The quantity {value} of `{name}` is negative.',
    help: 'Use zero or more.',
    ...wrongAmount(({ exact }) => exact < 0n),
  }),
  rule('quantity-not-whole', {
    verdict: 'invalid',
    message: 'The quantity {value} of `{name}` is not a whole number.',
    help: 'Use a whole number.',
    ...wrongAmount((amount) => isWholeResource(amount.name) && isFractional(amount)),
  }),
  rule('request-above-limit', {
    verdict: 'invalid',
    message: 'The request {value} of `{name}` is above the limit {limit}.',
    help: 'Lower the request, or raise the limit.',
    ...wrongRequest(({ name, exact }, limit) => mayBeOvercommitted(name) && exact > limit.exact),
  }),
  rule('request-not-limit', {
    verdict: 'invalid',
    message: 'The request {value} of `{name}` differs from the limit {limit}.',
    note: 'This resource cannot be overcommitted.',
    help: 'Set the request to {limit}, or remove it.',
    ...wrongRequest(({ name, exact }, limit) => !mayBeOvercommitted(name) && exact !== limit.exact),
  }),
  rule('limit-missing', {
    verdict: 'required',
    field: 'limits',
    message: 'The request of `{name}` has no limit.',
    note: 'This resource cannot be overcommitted.',
    help: 'Set a limit equal to the request.',
    check: ({ limitOf, written }, found) => {
      for (const { name } of written) {
        if (!mayBeOvercommitted(name) && !limitOf.has(name)) found({ name });
      }
    },
  }),
  rule('huge-pages-not-multiple', {
    verdict: 'invalid',
    message: 'The quantity {value} of `{name}` is not a multiple of the page size.',
    help: 'Use a multiple of the page size.',
    ...wrongAmount((amount) => isHugePages(amount.name) && !fillsPages(amount)),
  }),
  rule('huge-pages-alone', {
    verdict: 'forbidden',
    field: '',
    message: 'Huge pages require `cpu` or `memory`.',
    help: 'Add a request or limit of `cpu` or `memory`.',
    check: ({ written }) =>
      written.some(({ name }) => isHugePages(name)) &&
      !written.some(({ name }) => name === 'cpu' || name === 'memory') &&
      {},
  }),
  rule('quantity-fractional-bytes', {
    ...FRACTIONAL_BYTES,
    message: 'The quantity {value} of `{name}` has a fraction of a byte.',
    ...wrongAmount(
      (amount) => (amount.name === 'memory' || amount.name === 'ephemeral-storage') && isFractional(amount),
    ),
  }),
  rule('memory-too-small', {
    verdict: 'warning',
    field: 'requests[memory]',
    message: 'No container can start with {value} of {name:text}.',
    help: FRACTIONAL_BYTES.help,
    // A memory of zero requests nothing.
    check: ({ written }, found) => {
      for (const amount of written) {
        const { name, exact, text: value } = amount;
        if (name === 'memory' && exact > 0n && exact < SMALLEST_MEMORY)
          found({ name, value }, ...placeOf(amount));
      }
    },
  }),
];

function fillsPages({ name, units }: Amount): boolean {
  const page = storedQuantity(name.slice('hugepages-'.length));
  if (page === undefined || page.exact <= 0n || isFractional(page) || page.units === 0n) return false;
  return units % page.units === 0n;
}
