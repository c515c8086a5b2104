import type { Place, YamlNode } from '../../base/yaml/yaml.ts';
import { decodeWhen } from './condition.ts';
import {
  type Decoding,
  type FollowedNode,
  followAlias,
  isNull,
  reportWrongType,
  within,
} from './decoding.ts';
import { decodeStepDependencies } from './dependencies.ts';
import {
  decodeStrictList,
  decodeStringList,
  decodeStringOrList,
  type Field,
  fieldsOf,
  readField,
} from './entries.ts';
import { decodeBoolean, decodeString } from './scalars.ts';
import { decodeUntypedMap } from './untyped.ts';
import type { StepEntry } from './workflow-file.ts';

/**
 * The entries of `steps`, `services` or `clone`: a map of name to step, or a list. Names may repeat, and a merge
 * key directly in the map is a step of that name.
 */
export function decodeStepEntries(node: YamlNode, decoding: Decoding): StepEntry[] {
  const followed = followAlias(node, decoding);
  if (followed.kind === 'list') {
    return followed.items.map((item, index) =>
      within(decoding, index, () => decodeStep(item, `step-${index}`, undefined, decoding)),
    );
  }
  if (followed.kind === 'map') {
    return followed.entries.map(({ key, value }) => {
      const name = key.kind === 'scalar' ? key.text : '';
      return within(decoding, name, () => decodeStep(value, name, key, decoding));
    });
  }
  reportWrongType(decoding, followed, 'map or list of steps');
  return [];
}

/** The keys of a step or service that the server reads. */
export const STEP_KEYS = [
  'name',
  'image',
  'directory',
  'failure',
  'network_mode',
  'pull',
  'privileged',
  'detach',
  'commands',
  'entrypoint',
  'dns',
  'dns_search',
  'settings',
  'environment',
  'backend_options',
  'depends_on',
  'when',
  'volumes',
  'ports',
  'devices',
  'extra_hosts',
  'tmpfs',
] as const;

type Decode<Value> = (node: YamlNode, decoding: Decoding) => Value;

function decodeStep(node: YamlNode, name: string, key: YamlNode | undefined, decoding: Decoding): StepEntry {
  const followed = followAlias(node, decoding);
  const fields = stepFields(followed, decoding);
  const read = <Value>(field: (typeof STEP_KEYS)[number], decode: Decode<Value>, absent: Value): Value =>
    readField(fields.get(field), decode, absent, decoding);
  const ownName = fields.get('name')?.value;
  const entry: StepEntry = {
    name: read('name', decodeString, '') || name,
    image: read('image', decodeString, ''),
    directory: read('directory', decodeString, ''),
    failure: read('failure', decodeString, ''),
    networkMode: read('network_mode', decodeString, ''),
    pull: read('pull', decodeBoolean, false),
    privileged: read('privileged', decodeBoolean, false),
    detach: read('detach', decodeBoolean, false),
    commands: read('commands', decodeStringOrList, []),
    entrypoint: read('entrypoint', decodeStringOrList, []),
    dns: read('dns', decodeStringOrList, []),
    dnsSearch: read('dns_search', decodeStringOrList, []),
    settings: read('settings', decodeUntypedMap, new Map()),
    environment: read('environment', decodeUntypedMap, new Map()),
    backendOptions: read('backend_options', decodeUntypedMap, new Map()),
    dependsOn: read<StepEntry['dependsOn']>('depends_on', decodeStepDependencies, undefined),
    when: read('when', decodeWhen, []),
    volumes: read('volumes', decodeVolumes, []),
    ports: read('ports', decodeStringList, []),
    devices: read('devices', decodeStringList, []),
    extraHosts: read('extra_hosts', decodeStringList, []),
    tmpfs: read('tmpfs', decodeStringList, []),
    secrets: decoding.features.stepSecretsKey ? readField(fields.get('secrets'), countItems, 0, decoding) : 0,
    fields,
    place: entryPlace(key ?? ownName ?? followed),
  };
  return entry;
}

function stepFields(node: FollowedNode, decoding: Decoding): Map<string, Field> {
  if (node.kind === 'map') return fieldsOf(node, decoding);
  if (!isNull(node, decoding)) reportWrongType(decoding, node, 'map');
  return new Map();
}

/** Volumes are split at their colons and put together again, which loses an empty first part. */
function decodeVolumes(node: YamlNode, decoding: Decoding): string[] {
  const volumes = decodeStrictList(node, decoding);
  // In place, because the places of the items are noted by their list.
  for (const [index, volume] of volumes.entries())
    if (volume.startsWith(':')) volumes[index] = volume.slice(1);
  return volumes;
}

function countItems(node: YamlNode, decoding: Decoding): number {
  const followed = followAlias(node, decoding);
  if (followed.kind === 'list') return followed.items.length;
  reportWrongType(decoding, followed, 'list');
  return 0;
}

export function entryPlace({ start, end }: Place): Place {
  return { start, end };
}
