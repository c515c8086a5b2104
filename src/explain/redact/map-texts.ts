import { AGENT_OPTION_DEFAULTS } from '../../translate/agent/agent-options.ts';
import {
  POSIX_COMMAND,
  POSIX_SHELL,
  WINDOWS_COMMAND,
  WINDOWS_SHELL,
  windowsEncodedCommand,
} from '../../translate/resources/pod/script.ts';

/** By field, the values that server, agent and Kubernetes define themselves. Users write other values. */
const CONSTANTS: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map<string, readonly string[]>([
  ['apiVersion', ['v1']],
  ['kind', ['Namespace', 'PersistentVolumeClaim', 'Pod', 'Secret', 'Service']],
  [
    'type',
    [
      ...['cache', 'clone', 'commands', 'plugin', 'service'],
      ...[
        'ClusterIP',
        'Opaque',
        'kubernetes.io/dockerconfigjson',
        'RuntimeDefault',
        'Localhost',
        'Unconfined',
      ],
    ],
  ],
  ['namespace', [AGENT_OPTION_DEFAULTS.namespace]],
  ['accessModes', ['ReadWriteMany', 'ReadWriteOnce']],
  ['clusterIP', ['None']],
  ['protocol', ['TCP', 'UDP', 'SCTP', 'tcp', 'udp', 'sctp']],
  ['restartPolicy', ['Never']],
  ['imagePullPolicy', ['Always']],
  ['image', [AGENT_OPTION_DEFAULTS.permissionInitImage]],
  ['command', [...POSIX_COMMAND, ...WINDOWS_COMMAND, ...windowsEncodedCommand('')]],
  ['args', ['mkdir', '-p']],
  ['env.SHELL', [POSIX_SHELL, WINDOWS_SHELL]],
  ['drop', ['ALL']],
  ['fsGroupChangePolicy', ['Always', 'OnRootMismatch']],
  ['operator', ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt', 'Equal']],
  ['effect', ['NoSchedule', 'PreferNoSchedule', 'NoExecute']],
  ['failure', ['cancel', 'fail', 'ignore']],
  ['resource', ['pods', 'secrets', 'services', 'persistentvolumeclaims']],
  ['propagationPolicy', ['Background']],
]);

/** By parent, the field with the name of a variable: a key, written as a value. */
const KEYS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['env', 'name'],
  ['secretKeyRef', 'key'],
]);

/** Maps with keys of the user, which are not fields. */
const MAPS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...['annotations', 'data', 'environment', 'labels', 'matchLabels', 'nodeSelector', 'secret_mapping'],
  ...['selector', 'stringData', 'workflow_labels'],
]);

const QUANTITIES: ReadonlySet<string> = /* @__PURE__ */ new Set(['limits', 'requests']);
const QUANTITY = /^[+-]?[\d.]+(?:[eE][+-]?\d+|[EPTGMk]i?|[munKB]?)$/;

/** Maps a string in a field. That of a variable in `env` is `env.NAME`. */
type MapText = (text: string, field: string) => string;

/** Copies JSON and maps every string that a user can have written. Keys stay, and so do constants and quantities. */
export function mapTexts<Json>(value: Json, map: MapText): Json {
  return mapped(value, '', map) as Json;
}

function mapped(value: unknown, field: string, map: MapText): unknown {
  if (typeof value === 'string') return CONSTANTS.get(field)?.includes(value) ? value : map(value, field);
  if (Array.isArray(value)) return value.map((item) => mapped(item, field, map));
  if (typeof value !== 'object' || value === null) return value;
  const variable = field === 'env' && 'name' in value ? `env.${value.name}` : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (KEYS.get(field) === key) return [key, item];
      if (QUANTITIES.has(field) && typeof item === 'string' && QUANTITY.test(item)) return [key, item];
      const own = MAPS.has(field) ? '' : key;
      return [key, mapped(item, key === 'value' ? (variable ?? own) : own, map)];
    }),
  );
}
