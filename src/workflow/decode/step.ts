import type { FollowedNode, Place, YamlNode } from '../../base/yaml/yaml.ts';
import { WHEN } from './condition.ts';
import {
  type Decode,
  type Decoding,
  decodePart,
  decodeStrictBoolean,
  decodeStrictString,
  decodeString,
  placeAlone,
  report,
  reportWrongType,
} from './decoding.ts';
import {
  BOOLEAN_KEY,
  type Decoded,
  decodeFields,
  decodeKeys,
  decodeStrictList,
  decodeStringOrList,
  type Field,
  fieldsOf,
  type KeyDecoder,
  STRING_KEY,
  STRING_LIST_KEY,
  STRING_OR_LIST_KEY,
} from './entries.ts';
import { decodeUntypedMap, type UntypedValue } from './untyped.ts';

const UNTYPED: KeyDecoder<ReadonlyMap<string, UntypedValue>> = [decodeUntypedMap, new Map()];
const DEPENDENCIES: KeyDecoder<readonly Dependency[] | undefined> = [
  /* @__PURE__ */ dependencyDecoder(decodeStringOrList),
  undefined,
];
const VOLUMES: KeyDecoder<readonly string[]> = [decodeVolumes, []];

/** The keys of a step, service or clone step that the server reads. */
export const STEP_KEYS = {
  name: STRING_KEY,
  image: STRING_KEY,
  directory: STRING_KEY,
  failure: STRING_KEY,
  network_mode: STRING_KEY,
  pull: BOOLEAN_KEY,
  privileged: BOOLEAN_KEY,
  detach: BOOLEAN_KEY,
  commands: STRING_OR_LIST_KEY,
  entrypoint: STRING_OR_LIST_KEY,
  dns: STRING_OR_LIST_KEY,
  dns_search: STRING_OR_LIST_KEY,
  settings: UNTYPED,
  environment: UNTYPED,
  backend_options: UNTYPED,
  /** A missing key is not the same as an empty list. */
  depends_on: DEPENDENCIES,
  when: WHEN,
  volumes: VOLUMES,
  ports: STRING_LIST_KEY,
  devices: STRING_LIST_KEY,
  extra_hosts: STRING_LIST_KEY,
  tmpfs: STRING_LIST_KEY,
};

const SECRETS: KeyDecoder<number> = [countItems, 0];
const ENTRY_KEYS = { ...STEP_KEYS, secrets: SECRETS };

/** A step, service or clone step: one structure for all three, with the keys of the file. */
export interface StepEntry extends Decoded<typeof STEP_KEYS> {
  /** How many `secrets` an outdated file lists. */
  readonly secrets: number;
  /** The keys that are there, with their values as they are in the file. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly place: Place;
}

/**
 * The entries of `steps`, `services` or `clone`: a map of name to step, or a list. Names may repeat, and a merge
 * key directly in the map is a step of that name.
 */
export function decodeStepEntries(node: FollowedNode, decoding: Decoding): StepEntry[] {
  if (node.kind === 'list') {
    return node.items.map((item, index) => decodePart(stepNamed(`step-${index}`), item, index, decoding));
  }
  if (node.kind === 'map') {
    return node.entries.map(({ key, value }) => {
      const name = key.kind === 'scalar' ? key.text : '';
      return decodePart(stepNamed(name, key), value, name, decoding);
    });
  }
  reportWrongType(decoding, node, 'map or list of steps');
  return [];
}

function stepNamed(name: string, key?: YamlNode): Decode<StepEntry> {
  return (node, decoding) => {
    const fields = decodeFields(node, decoding);
    const entry = decodeKeys(ENTRY_KEYS, fields, decoding);
    const place = placeAlone(key ?? fields.get('name')?.value ?? node);
    return { ...entry, name: entry.name || name, fields, place };
  };
}

/** The parts of the file with steps, in the order of the linter. */
export const AREAS = ['clone', 'steps', 'services'] as const;
export type Area = (typeof AREAS)[number];

/** The entries that have the name of an earlier one. */
export function repeatedEntries(entries: readonly StepEntry[]): StepEntry[] {
  const names = new Set<string>();
  return entries.filter(({ name }) => names.size === names.add(name).size);
}

/** Whether a step is a plugin: it has no commands, so the image decides. `environment` is treated as a command. */
export function isPlugin({ commands, entrypoint, environment }: StepEntry): boolean {
  return commands.length === 0 && entrypoint.length === 0 && environment.size === 0;
}

/** Volumes are split at their colons and put together again, which loses an empty first part. */
function decodeVolumes(node: FollowedNode, decoding: Decoding): string[] {
  return decodeStrictList(node, decoding).map((volume) => volume.replace(/^:/, ''));
}

function countItems(node: FollowedNode, decoding: Decoding): number {
  if (!decoding.features.stepSecretsKey) return 0;
  if (node.kind === 'list') return node.items.length;
  reportWrongType(decoding, node, 'list');
  return 0;
}

export interface Dependency {
  readonly name: string;
  readonly optional: boolean;
  readonly place: Place;
}

function required(names: readonly string[], at: Place): Dependency[] {
  return names.map((name) => ({ name, optional: false, place: placeAlone(at) }));
}

/** @param decodeNames how servers decode them that know no optional dependencies */
export function dependencyDecoder(decodeNames: Decode<string[]>): Decode<Dependency[]> {
  return (node, decoding) => {
    if (!decoding.features.optionalDependencies) return required(decodeNames(node, decoding), node);
    if (node.kind === 'scalar') return required([decodeString(node, decoding)], node);
    if (node.kind === 'list')
      return node.items.map((item, index) => decodePart(decodeDependency, item, index, decoding));
    reportWrongType(decoding, node, 'name or list of dependencies');
    return [];
  };
}

function decodeDependency(node: FollowedNode, decoding: Decoding): Dependency {
  const place = placeAlone(node);
  if (node.kind !== 'map') return { name: decodeStrictString(node, decoding), optional: false, place };
  const fields = fieldsOf(node, decoding);
  const [name, optional] = [fields.get('name'), fields.get('optional')];
  if (name === undefined) {
    report(decoding, 'dependency-without-name', {}, place);
    return { name: '', optional: false, place };
  }
  return {
    name: decodePart(decodeStrictString, name.value, 'name', decoding),
    optional: optional !== undefined && decodePart(decodeStrictBoolean, optional.value, 'optional', decoding),
    place,
  };
}
