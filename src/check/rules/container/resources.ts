import type { ResourceRequirements } from 'kubernetes-types/core/v1.js';
import { isFractional, storedQuantity } from '../../../base/quantity/stored-quantity.ts';
import { qualifiedNameProblems } from '../../../base/text/kubernetes-names.ts';
import type { Places } from '../../places.ts';
import {
  type Amount,
  type Amounts,
  amountsOf,
  isContainerResource,
  isExtendedResource,
  isHugePages,
  isNativeResource,
  isStandardResource,
  isWholeResource,
  mayBeOvercommitted,
} from '../../resource-names.ts';
import { type Found, rulesOnDerived } from '../../rule.ts';
import { named, QUALIFIED_NAME } from '../names.ts';

const rule = rulesOnDerived<ResourceRequirements, Amounts>('ResourceRequirements', amountsOf);

const SMALLEST_MEMORY = 4n * 1024n * 1024n * 1000n;

const KNOWN_RESOURCES =
  'Use `cpu`, `memory`, `ephemeral-storage`, `hugepages-<size>`, or a name with a prefix such as `example.com/gpu`.';

/** Checks each amount of both lists, and reports it at its name. */
function each<Args extends object>(isWrong: (amount: Amount) => Args | false) {
  return (amounts: Amounts, found: Found<Args>): void => {
    for (const list of ['limits', 'requests'] as const) {
      for (const amount of amounts[list]) {
        const args = isWrong(amount);
        if (args !== false) found(args, [list, amount.name], `${list}[${amount.name}]`);
      }
    }
  };
}

/** Checks each request with its limit. */
function eachRequest<Args extends object>(isWrong: (request: Amount, limit: Amount) => Args | false) {
  return ({ limitOf, requests }: Amounts, found: Found<Args>): void => {
    for (const request of requests) {
      const limit = limitOf.get(request.name);
      const args = limit !== undefined && limit !== request && isWrong(request, limit);
      if (args) found(args, ['requests', request.name], 'requests');
    }
  };
}

/** The names that can be invalid. */
const NAMES: Places<Amounts, string> = {
  field: 'limits[name]',
  visit: (amounts, see) => {
    for (const list of ['limits', 'requests'] as const) {
      for (const { name } of amounts[list])
        if (!isContainerResource(name) || isHugePages(name)) see(name, [list, name], `${list}[${name}]`);
    }
  },
};

export const RESOURCES = [
  rule('resource-name-invalid', named(NAMES, QUALIFIED_NAME, 'Invalid resource name {value}.')),
  rule('resource-name-unknown', {
    verdict: 'invalid',
    field: 'limits[name]',
    message: 'Unknown resource {value}.',
    help: KNOWN_RESOURCES,
    check: each(
      ({ name }) =>
        !name.includes('/') &&
        !isStandardResource(name) &&
        qualifiedNameProblems(name) === 0 && { value: name },
    ),
  }),
  rule('resource-not-for-containers', {
    verdict: 'invalid',
    field: 'limits[name]',
    message: 'A container cannot request the resource {value}.',
    help: KNOWN_RESOURCES,
    check: each(({ name }) => !name.includes('/') && !isContainerResource(name) && { value: name }),
  }),
  rule('extended-resource-name-invalid', {
    verdict: 'invalid',
    field: 'limits[name]',
    message: 'Invalid extended resource name {value}.',
    note: 'It must not start with `requests.`, and must be a qualified name with `requests.` before it.',
    help: 'Use a name such as `example.com/gpu`.',
    check: each(
      ({ name }) =>
        name.includes('/') && !isNativeResource(name) && !isExtendedResource(name) && { value: name },
    ),
  }),
  rule('quantity-negative', {
    verdict: 'invalid',
    field: 'limits[name]',
    message: 'The quantity {value} of `{name}` is negative.',
    help: 'Use zero or more.',
    check: each(({ name, text, exact }) => exact < 0n && { name, value: text }),
  }),
  rule('quantity-not-whole', {
    verdict: 'invalid',
    field: 'limits[name]',
    message: 'The quantity {value} of `{name}` is not a whole number.',
    help: 'Use a whole number.',
    check: each(
      (amount) =>
        isFractional(amount) && isWholeResource(amount.name) && { name: amount.name, value: amount.text },
    ),
  }),
  rule('request-above-limit', {
    verdict: 'invalid',
    field: 'requests',
    message: 'The request {value} of `{name}` is above the limit {limit}.',
    help: 'Lower the request, or raise the limit.',
    check: eachRequest(
      ({ name, text, exact }, limit) =>
        mayBeOvercommitted(name) && exact > limit.exact && { name, value: text, limit: limit.text },
    ),
  }),
  rule('request-not-limit', {
    verdict: 'invalid',
    field: 'requests',
    message: 'The request {value} of `{name}` differs from the limit {limit}.',
    note: 'This resource cannot be overcommitted.',
    help: 'Set the request to {limit}, or remove it.',
    check: eachRequest(
      ({ name, text, exact }, limit) =>
        !mayBeOvercommitted(name) && exact !== limit.exact && { name, value: text, limit: limit.text },
    ),
  }),
  rule('limit-missing', {
    verdict: 'required',
    field: 'limits',
    message: 'The request of `{name}` has no limit.',
    note: 'This resource cannot be overcommitted.',
    help: 'Set a limit equal to the request.',
    check: ({ limitOf, requests }, found) => {
      for (const { name } of requests) {
        if (!mayBeOvercommitted(name) && !limitOf.has(name)) found({ name });
      }
    },
  }),
  rule('huge-pages-not-multiple', {
    verdict: 'invalid',
    field: 'limits[name]',
    message: 'The quantity {value} of `{name}` is not a multiple of the page size.',
    help: 'Use a multiple of the page size.',
    check: each(
      (amount) =>
        isHugePages(amount.name) && !fillsPages(amount) && { name: amount.name, value: amount.text },
    ),
  }),
  rule('huge-pages-alone', {
    verdict: 'forbidden',
    field: '',
    message: 'Huge pages require `cpu` or `memory`.',
    help: 'Add a request or limit of `cpu` or `memory`.',
    // Every limit is a request too.
    check: ({ requests }, found) => {
      if (!requests.some(({ name }) => isHugePages(name))) return;
      if (!requests.some(({ name }) => name === 'cpu' || name === 'memory')) found({});
    },
  }),
  rule('quantity-fractional-bytes', {
    verdict: 'server-warning',
    field: 'limits[name]',
    message: 'The quantity {value} of `{name}` has a fraction of a byte.',
    note: 'The suffix `m` means thousandths. The server computes with 64 bits, so values above 9223372036854775 overflow.',
    help: 'Write `Mi` for mebibytes or `M` for megabytes.',
    check: each(
      (amount) =>
        (amount.name === 'memory' || amount.name === 'ephemeral-storage') &&
        isFractional(amount) && { name: amount.name, value: amount.text },
    ),
  }),
  rule('memory-too-small', {
    verdict: 'warning',
    field: 'requests[memory]',
    message: 'No container can start with {value} of {name:text}.',
    help: 'Write `Mi` for mebibytes or `M` for megabytes.',
    // A memory of zero requests nothing.
    check: ({ limitOf, requests }, found) => {
      const limit = limitOf.get('memory');
      const request = requests.find(({ name }) => name === 'memory');
      for (const [list, memory] of [['limits', limit] as const, ['requests', request] as const]) {
        if (memory === undefined || (list === 'requests' && memory === limit)) continue;
        if (memory.exact > 0n && memory.exact < SMALLEST_MEMORY)
          found({ name: memory.name, value: memory.text }, [list, 'memory'], `${list}[memory]`);
      }
    },
  }),
];

function fillsPages({ name, units }: Amount): boolean {
  const page = storedQuantity(name.slice('hugepages-'.length));
  if (page === undefined || page.exact <= 0n || isFractional(page) || page.units === 0n) return false;
  return units % page.units === 0n;
}
