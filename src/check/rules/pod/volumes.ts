import type {
  KeyToPath,
  PersistentVolumeClaimVolumeSource,
  Pod,
  PodSpec,
  SecretVolumeSource,
  Volume,
} from 'kubernetes-types/core/v1.js';
import { labelProblems, subdomainProblems } from '../../../base/text/kubernetes-names.ts';
import { overlappingPaths, projectedPathProblems } from '../../paths.ts';
import { rulesOn } from '../../rule.ts';
import { DNS_LABEL, DNS_SUBDOMAIN, reportName } from '../names.ts';

const pod = rulesOn<Pod>('Pod');
const spec = rulesOn<PodSpec>('PodSpec');
const volume = rulesOn<Volume>('Volume');
const claim = rulesOn<PersistentVolumeClaimVolumeSource>('PersistentVolumeClaimVolumeSource');
const secret = rulesOn<SecretVolumeSource>('SecretVolumeSource');
const item = rulesOn<KeyToPath>('KeyToPath');

const MODE_HELP = 'Use a file mode from 0 to 511 (octal 0777).';

function isFileMode(mode: number): boolean {
  return mode >= 0 && mode <= 0o777;
}

export const VOLUMES = [
  volume('volume-name-missing', {
    verdict: 'required',
    field: 'name',
    message: 'A volume has no name.',
    help: 'Set `name`.',
    check: ({ name }, found) => {
      if (!name) found({});
    },
  }),
  volume('volume-name-invalid', {
    verdict: 'invalid',
    field: 'name',
    message: 'Invalid volume name {value}.',
    ...DNS_LABEL,
    check: ({ name }, found) => {
      if (name) reportName(found, labelProblems(name), name);
    },
  }),
  spec('volume-name-duplicate', {
    verdict: 'duplicate',
    field: 'volumes[i].name',
    message: 'Duplicate volume name {value}.',
    help: 'Give every volume its own name, or list the volume once.',
    // Only a volume without its own error has used its name.
    check: ({ volumes }, found, rejects) => {
      const names = new Set<string>();
      for (const [index, one] of (volumes ?? []).entries()) {
        const name = one?.name ?? '';
        if (names.has(name)) found({ value: name }, ['volumes', index, 'name']);
        else if (!rejects('volumes', index)) names.add(name);
      }
    },
  }),
  volume('volume-source-forbidden', {
    verdict: 'forbidden',
    field: 'persistentVolumeClaim',
    message: 'A volume has both `secret` and `persistentVolumeClaim`.',
    help: 'Write two volumes.',
    check: ({ secret: ofSecret, persistentVolumeClaim }, found) => {
      if (ofSecret && persistentVolumeClaim) found({});
    },
  }),
  volume('claim-name-missing', {
    verdict: 'required',
    field: 'persistentVolumeClaim.claimName',
    message: 'A volume names no claim.',
    help: 'Set `claimName` to the name of a PersistentVolumeClaim.',
    // Of two sources the server checks the first one only.
    check: ({ secret: ofSecret, persistentVolumeClaim }, found) => {
      if (!ofSecret && persistentVolumeClaim && !persistentVolumeClaim.claimName) found({});
    },
  }),
  claim('claim-name-unresolvable', {
    verdict: 'warning',
    field: 'claimName',
    message: 'No PersistentVolumeClaim can have the name {value}.',
    help: DNS_SUBDOMAIN.help,
    check: ({ claimName }, found) => {
      if (claimName && subdomainProblems(claimName) !== 0) found({ value: claimName });
    },
  }),
  secret('secret-name-missing', {
    verdict: 'required',
    field: 'secretName',
    message: 'A volume names no Secret.',
    help: 'Set `secretName` to the name of a Secret.',
    check: ({ secretName }, found) => {
      if (!secretName) found({});
    },
  }),
  secret('secret-name-unresolvable', {
    verdict: 'warning',
    field: 'secretName',
    message: 'No Secret can have the name {value}.',
    help: DNS_SUBDOMAIN.help,
    check: ({ secretName }, found) => {
      if (secretName && subdomainProblems(secretName) !== 0) found({ value: secretName });
    },
  }),
  secret('secret-mode-invalid', {
    verdict: 'invalid',
    field: 'defaultMode',
    message: 'Invalid file mode {value}.',
    help: MODE_HELP,
    check: ({ defaultMode: mode }, found) => {
      if (mode && !isFileMode(mode)) found({ value: mode });
    },
  }),
  item('secret-item-key-missing', {
    verdict: 'required',
    field: 'key',
    message: 'An item of `secret` has no key.',
    help: 'Set `key` to a key of the Secret.',
    check: ({ key }, found) => {
      if (!key) found({});
    },
  }),
  item('secret-item-path-missing', {
    verdict: 'required',
    field: 'path',
    message: 'An item of `secret` has no path.',
    help: 'Set `path` to a path within the volume.',
    check: ({ path }, found) => {
      if (!path) found({});
    },
  }),
  item('secret-item-path-invalid', {
    verdict: 'invalid',
    field: 'path',
    message: 'The item path {value} is absolute, contains `..` or starts with it.',
    help: 'Write a relative path without `..`.',
    check: ({ path }, found) => {
      for (let problems = projectedPathProblems(path ?? ''); problems > 0; problems--)
        found({ value: path ?? '' });
    },
  }),
  item('secret-item-mode-invalid', {
    verdict: 'invalid',
    field: 'mode',
    message: 'Invalid file mode {value}.',
    help: MODE_HELP,
    check: ({ mode }, found) => {
      if (mode && !isFileMode(mode)) found({ value: mode });
    },
  }),
  pod('secret-items-overlapping', {
    verdict: 'server-warning',
    field: 'spec.volumes[i].secret.items[j].path',
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
