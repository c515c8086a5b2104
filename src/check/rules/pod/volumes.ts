import type {
  KeyToPath,
  PersistentVolumeClaimVolumeSource,
  Pod,
  PodSpec,
  SecretVolumeSource,
  Volume,
} from 'kubernetes-types/core/v1.js';
import { overlappingPaths, projectedPathProblems } from '../../path-problems.ts';
import { descending, inRange, required } from '../../patterns.ts';
import { each, given, numbers } from '../../places.ts';
import { rulesOn } from '../../rule.ts';
import { DNS_LABEL, named, unresolvable } from '../names.ts';

const pod = rulesOn<Pod>('Pod');
const spec = rulesOn<PodSpec>('PodSpec');
const volume = rulesOn<Volume>('Volume');
const claim = rulesOn<PersistentVolumeClaimVolumeSource>('PersistentVolumeClaimVolumeSource');
const secret = rulesOn<SecretVolumeSource>('SecretVolumeSource');
const item = rulesOn<KeyToPath>('KeyToPath');

export const VOLUME_NAMES = each('volumes[].name');

function fileMode<const Field extends string>(field: Field) {
  const rule = inRange(numbers(field), 0, 0o777, 'Invalid file mode {value}.');
  return { ...rule, help: 'Use a file mode from 0 to 511 (octal 0777).' };
}

export const VOLUMES = [
  volume('volume-name-missing', required('name', 'A volume has no name.', 'Set `name`.')),
  volume('volume-name-invalid', named(given('name'), DNS_LABEL, 'Invalid volume name {value}.')),
  spec('volume-name-duplicate', {
    verdict: 'duplicate',
    field: 'volumes[].name',
    message: 'Duplicate volume name {value}.',
    help: 'Give every volume its own name, or list the volume once.',
    // Only a volume without its own error has used its name.
    check: (pod, found, rejects) => {
      const names = new Set<string>();
      VOLUME_NAMES.visit(pod, (name, at) => {
        if (names.has(name)) found({ value: name }, at);
        else if (!rejects(...at.slice(0, 2))) names.add(name);
      });
    },
  }),
  volume('volume-source-forbidden', {
    verdict: 'forbidden',
    field: 'persistentVolumeClaim',
    message: 'A volume has both `secret` and `persistentVolumeClaim`.',
    help: 'Write two volumes.',
    check: ({ secret: ofSecret, persistentVolumeClaim }) => ofSecret && persistentVolumeClaim && {},
  }),
  volume('claim-name-missing', {
    verdict: 'required',
    field: 'persistentVolumeClaim.claimName',
    message: 'A volume names no claim.',
    help: 'Set `claimName` to the name of a PersistentVolumeClaim.',
    // Of two sources the server checks the first one only.
    check: ({ secret: ofSecret, persistentVolumeClaim }) =>
      !ofSecret && persistentVolumeClaim && !persistentVolumeClaim.claimName && {},
  }),
  claim('claim-name-unresolvable', unresolvable(given('claimName'), 'PersistentVolumeClaim')),
  secret(
    'secret-name-missing',
    required('secretName', 'A volume names no Secret.', 'Set `secretName` to the name of a Secret.'),
  ),
  secret('secret-name-unresolvable', unresolvable(given('secretName'), 'Secret')),
  secret('secret-mode-invalid', fileMode('defaultMode')),
  item(
    'secret-item-key-missing',
    required('key', 'An item of `secret` has no key.', 'Set `key` to a key of the Secret.'),
  ),
  item(
    'secret-item-path-missing',
    required('path', 'An item of `secret` has no path.', 'Set `path` to a path within the volume.'),
  ),
  item(
    'secret-item-path-invalid',
    descending(
      given('path'),
      projectedPathProblems,
      'The item path {value} is absolute, contains `..` or starts with it.',
    ),
  ),
  item('secret-item-mode-invalid', fileMode('mode')),
  pod('secret-items-overlapping', {
    verdict: 'server-warning',
    field: 'spec.volumes[].secret.items[].path',
    message: 'The item paths {value} and {other} overlap.',
    help: 'Give each item its own path, outside of the others.',
    since: '1.32',
    // The server names the volume instead of a field, and gives the same warning once.
    check: ({ spec: ofPod }, found) => {
      for (const [index, one] of (ofPod?.volumes ?? []).entries()) {
        const items = one?.secret?.items;
        if (!items || items.length < 2) continue;
        const reported = `volume ${goQuote(one.name ?? '')} (Secret ${goQuote(one.secret.secretName ?? '')})`;
        for (const { index: place, path: value, earlier: other } of overlappingPaths(
          Array.from(items, (each) => each?.path ?? ''),
        ))
          found({ value, other }, ['spec', 'volumes', index, 'secret', 'items', place, 'path'], reported);
      }
    },
  }),
];

/** A string in quotes, as Go writes it. */
function goQuote(text: string): string {
  return JSON.stringify(text);
}
