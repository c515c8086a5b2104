import { type Place, resolveScalar, type YamlNode } from '../../base/yaml/yaml.ts';
import { type Decoding, followAlias, placeOf, report, reportWrongType, within } from './decoding.ts';
import { decodeStrictString, decodeStringList, decodeStringOrList, fieldsOf } from './entries.ts';
import { decodeString } from './scalars.ts';

export interface Dependency {
  readonly name: string;
  readonly optional: boolean;
  readonly place: Place;
}

/** The dependencies of a step. */
export function decodeStepDependencies(node: YamlNode, decoding: Decoding): Dependency[] {
  return decodeDependencies(node, decodeStringOrList, decoding);
}

/** The dependencies of a workflow. */
export function decodeWorkflowDependencies(node: YamlNode, decoding: Decoding): Dependency[] {
  return decodeDependencies(node, decodeStringList, decoding);
}

function required(names: readonly string[], at: Place): Dependency[] {
  return names.map((name) => ({ name, optional: false, place: placeOf(at) }));
}

/** @param decodeNames how servers decode them that know no optional dependencies */
function decodeDependencies(
  node: YamlNode,
  decodeNames: (node: YamlNode, decoding: Decoding) => string[],
  decoding: Decoding,
): Dependency[] {
  const followed = followAlias(node, decoding);
  if (!decoding.features.optionalDependencies) return required(decodeNames(followed, decoding), followed);
  switch (followed.kind) {
    case 'scalar':
      return required([decodeString(followed, decoding)], followed);
    case 'list':
      return followed.items.map((item, index) =>
        within(decoding, index, () => decodeDependency(item, decoding)),
      );
    case 'map':
      reportWrongType(decoding, followed, 'name, or list of names and `{ name, optional }`');
      return [];
  }
}

function decodeDependency(node: YamlNode, decoding: Decoding): Dependency {
  const followed = followAlias(node, decoding);
  const place = placeOf(followed);
  if (followed.kind !== 'map')
    return { name: decodeStrictString(followed, decoding), optional: false, place };
  const fields = fieldsOf(followed, decoding);
  const name = fields.get('name');
  if (name === undefined) {
    report(decoding, 'dependency-without-name', {}, place);
    return { name: '', optional: false, place };
  }
  return {
    name: within(decoding, 'name', () => decodeStrictString(name.value, decoding)),
    optional: decodeOptional(fields.get('optional')?.value, decoding),
    place,
  };
}

/** Only `true` and `false` are accepted here, none of the other words of YAML 1.1. */
function decodeOptional(node: YamlNode | undefined, decoding: Decoding): boolean {
  if (node === undefined) return false;
  const followed = followAlias(node, decoding);
  const value = followed.kind === 'scalar' ? resolveScalar(followed, decoding.features.goYaml4) : undefined;
  if (value?.kind === 'boolean') return value.value;
  within(decoding, 'optional', () => reportWrongType(decoding, followed, 'boolean'));
  return false;
}
