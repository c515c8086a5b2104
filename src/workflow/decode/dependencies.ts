import type { FollowedNode, Place } from '../../base/yaml/yaml.ts';
import { type Decode, type Decoding, decodePart, placeOf, report, reportWrongType } from './decoding.ts';
import { decodeStringList, decodeStringOrList, fieldsOf } from './entries.ts';
import { decodeStrictBoolean, decodeStrictString, decodeString } from './scalars.ts';

export interface Dependency {
  readonly name: string;
  readonly optional: boolean;
  readonly place: Place;
}

export const decodeStepDependencies: Decode<Dependency[]> = (node, decoding) =>
  decodeDependencies(node, decodeStringOrList, decoding);

export const decodeWorkflowDependencies: Decode<Dependency[]> = (node, decoding) =>
  decodeDependencies(node, decodeStringList, decoding);

function required(names: readonly string[], at: Place): Dependency[] {
  return names.map((name) => ({ name, optional: false, place: placeOf(at) }));
}

/** @param decodeNames how servers decode them that know no optional dependencies */
function decodeDependencies(
  node: FollowedNode,
  decodeNames: Decode<string[]>,
  decoding: Decoding,
): Dependency[] {
  if (!decoding.features.optionalDependencies) return required(decodeNames(node, decoding), node);
  switch (node.kind) {
    case 'scalar':
      return required([decodeString(node, decoding)], node);
    case 'list':
      return node.items.map((item, index) => decodePart(decodeDependency, item, index, decoding));
    case 'map':
      reportWrongType(decoding, node, 'name, or list of names and `{ name, optional }`');
      return [];
  }
}

function decodeDependency(node: FollowedNode, decoding: Decoding): Dependency {
  const place = placeOf(node);
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
