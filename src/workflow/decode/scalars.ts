import { BOOLEAN_WORDS, type FollowedNode } from '../../base/yaml/yaml.ts';
import { type Decoding, reportWrongType, scalarValue } from './decoding.ts';

/** A string: any scalar with its text kept, null as the empty string. */
export function decodeString(node: FollowedNode, decoding: Decoding): string {
  const value = scalarValue(node, decoding);
  if (value === undefined || (value.kind === 'timestamp' && decoding.features.goYaml4)) {
    reportWrongType(decoding, node, 'string');
  }
  if (node.kind !== 'scalar' || value?.kind === 'null') return '';
  return value?.kind === 'string' ? value.value : node.text;
}

/** A string; other types are not converted. */
export function decodeStrictString(node: FollowedNode, decoding: Decoding): string {
  const value = scalarValue(node, decoding);
  if (value?.kind === 'string') return value.value;
  reportWrongType(decoding, node, 'string');
  return '';
}

/** A truth value: `true`, `false` and, quoted or not, the other words of YAML 1.1. */
export function decodeBoolean(node: FollowedNode, decoding: Decoding): boolean {
  const value = scalarValue(node, decoding);
  if (value?.kind === 'boolean') return value.value;
  const word = value?.kind === 'string' ? BOOLEAN_WORDS.get(value.value) : undefined;
  if (word === undefined) reportWrongType(decoding, node, 'boolean');
  return word ?? false;
}

/** Only `true` and `false`, none of the other words of YAML 1.1. */
export function decodeStrictBoolean(node: FollowedNode, decoding: Decoding): boolean {
  const value = scalarValue(node, decoding);
  if (value?.kind === 'boolean') return value.value;
  reportWrongType(decoding, node, 'boolean');
  return false;
}

/** A whole number as go-yaml 4 reads it; no key with one is older. */
export function decodeInteger(node: FollowedNode, decoding: Decoding): number {
  const value = scalarValue(node, decoding);
  if (value?.kind === 'int') return Number(value.value);
  if (value?.kind === 'float' && Number.isInteger(value.value) && Math.abs(value.value) < 2 ** 63) {
    return value.value;
  }
  reportWrongType(decoding, node, 'integer');
  return 0;
}
