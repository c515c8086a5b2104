import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from 'kubernetes-types/core/v1.js';
import { isFractional } from '../../../base/quantity/stored-quantity.ts';
import { deprecatedAnnotation, oneOf, required } from '../../patterns.ts';
import { each, given, reportedAt } from '../../places.ts';
import { type Amount, amountsIn, FRACTIONAL_BYTES } from '../../resource-names.ts';
import { rulesOn, rulesOnDerived } from '../../rule.ts';
import { DNS_SUBDOMAIN, named } from '../names.ts';

const claim = rulesOn<PersistentVolumeClaim>('PersistentVolumeClaim');
const spec = rulesOn<PersistentVolumeClaimSpec>('PersistentVolumeClaimSpec');

/** Of the amounts of a claim the server checks the storage only. */
const storage = rulesOnDerived<
  PersistentVolumeClaimSpec,
  Readonly<Record<'limits' | 'requests', Amount | undefined>>
>('PersistentVolumeClaimSpec', ({ resources }) => ({
  limits: amountsIn('limits', resources?.limits).find(({ name }) => name === 'storage'),
  requests: amountsIn('requests', resources?.requests).find(({ name }) => name === 'storage'),
}));

const EXCLUSIVE = 'ReadWriteOncePod';
const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', EXCLUSIVE];

export const CLAIMS = [
  claim(
    'claim-annotation-deprecated',
    deprecatedAnnotation('volume.beta.kubernetes.io/storage-class', 'Use `spec.storageClassName`.'),
  ),
  spec(
    'access-modes-missing',
    required('accessModes', 'The claim has no access mode.', 'Add an access mode such as `ReadWriteOnce`.'),
  ),
  spec(
    'access-mode-not-supported',
    oneOf(reportedAt('accessModes', each('accessModes[]')), ACCESS_MODES, 'Invalid access mode {value}.'),
  ),
  spec('access-modes-conflict', {
    verdict: 'forbidden',
    field: 'accessModes',
    message: '`ReadWriteOncePod` cannot be combined with other access modes.',
    help: 'Use `ReadWriteOncePod` alone.',
    check: ({ accessModes }) => {
      const known = (accessModes ?? []).filter((mode) => ACCESS_MODES.includes(mode ?? ''));
      return known.includes(EXCLUSIVE) && known.some((mode) => mode !== EXCLUSIVE) && {};
    },
  }),
  storage('storage-missing', {
    verdict: 'required',
    field: 'resources[storage]',
    message: 'The claim requests no storage.',
    help: 'Set `resources.requests.storage`.',
    check: ({ requests }, found) => {
      if (requests === undefined) found({}, ['resources', 'requests', 'storage'], 'resources[storage]');
    },
  }),
  storage('storage-not-positive', {
    verdict: 'invalid',
    field: 'resources[storage]',
    message: 'The claim requests {value} of storage.',
    help: 'Request more than zero.',
    check: ({ requests }, found) => {
      if (requests !== undefined && requests.exact <= 0n)
        found({ value: requests.text }, ['resources', 'requests', 'storage'], 'resources[storage]');
    },
  }),
  storage('storage-fractional-bytes', {
    ...FRACTIONAL_BYTES,
    field: 'resources.requests[storage]',
    message: 'The storage {value} has a fraction of a byte.',
    check: (amounts, found) => {
      for (const list of ['requests', 'limits'] as const) {
        const amount = amounts[list];
        if (amount !== undefined && isFractional(amount))
          found({ value: amount.text }, ['resources', list, 'storage'], `resources.${list}[storage]`);
      }
    },
  }),
  spec('storage-class-name-invalid', named(given('storageClassName'), DNS_SUBDOMAIN)),
];
