import { BOOLEAN_WORDS, resolveScalar, type YamlNode } from '../../base/yaml/yaml.ts';
import { type Decoding, followAlias, reportWrongType } from './decoding.ts';

/** A string: any scalar with its text kept, null as the empty string. */
export function decodeString(node: YamlNode, decoding: Decoding): string {
  const scalar = followAlias(node, decoding);
  if (scalar.kind !== 'scalar') {
    reportWrongType(decoding, scalar, 'string');
    return '';
  }
  const value = resolveScalar(scalar, decoding.features.goYaml4);
  if (value === undefined || (value.kind === 'timestamp' && decoding.features.goYaml4)) {
    reportWrongType(decoding, scalar, 'string');
  }
  if (value?.kind === 'null') return '';
  return value?.kind === 'string' ? value.value : scalar.text;
}

/** A truth value: `true`, `false` and, quoted or not, the other words of YAML 1.1. */
export function decodeBoolean(node: YamlNode, decoding: Decoding): boolean {
  const scalar = followAlias(node, decoding);
  const value = scalar.kind === 'scalar' ? resolveScalar(scalar, decoding.features.goYaml4) : undefined;
  if (value?.kind === 'boolean') return value.value;
  const word = value?.kind === 'string' ? BOOLEAN_WORDS.get(value.value) : undefined;
  if (word === undefined) reportWrongType(decoding, scalar, 'boolean');
  return word ?? false;
}

/** A whole number as go-yaml 4 reads it; no key with one is older. */
export function decodeInteger(node: YamlNode, decoding: Decoding): number {
  const scalar = followAlias(node, decoding);
  const value = scalar.kind === 'scalar' ? resolveScalar(scalar, decoding.features.goYaml4) : undefined;
  if (value?.kind === 'int') return Number(value.value);
  if (value?.kind === 'float' && Number.isInteger(value.value) && Math.abs(value.value) < 2 ** 63) {
    return value.value;
  }
  reportWrongType(decoding, scalar, 'integer');
  return 0;
}
