import { type Place, resolveScalar, type YamlNode } from '../../base/yaml/yaml.ts';
import { type Decoding, followAlias, report, reportWrongType, within } from './decoding.ts';
import { decodeStrictString, decodeStringList, decodeStringOrList, fieldsOf } from './entries.ts';
import { decodeString } from './scalars.ts';

export interface Dependency {
  readonly name: string;
  readonly optional: boolean;
  readonly place: Place;
}

/** The dependencies of a step. */
export function decodeStepDependencies(node: YamlNode, decoding: Decoding): Dependency[] {
  const followed = followAlias(node, decoding);
  if (decoding.features.optionalDependencies) return decodeDependencies(followed, decoding);
  return required(decodeStringOrList(followed, decoding), followed);
}

/** The dependencies of a workflow. */
export function decodeWorkflowDependencies(node: YamlNode, decoding: Decoding): Dependency[] {
  const followed = followAlias(node, decoding);
  if (decoding.features.optionalDependencies) return decodeDependencies(followed, decoding);
  return required(decodeStringList(followed, decoding), followed);
}

function required(names: readonly string[], { start, end }: Place): Dependency[] {
  return names.map((name) => ({ name, optional: false, place: { start, end } }));
}

function decodeDependencies(node: YamlNode, decoding: Decoding): Dependency[] {
  const followed = followAlias(node, decoding);
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
  const place = { start: followed.start, end: followed.end };
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
