import { resolveScalar, type YamlNode } from '../../base/yaml/yaml.ts';
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

const TRUE_WORDS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'y',
  'Y',
  'yes',
  'Yes',
  'YES',
  'on',
  'On',
  'ON',
]);
const FALSE_WORDS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'n',
  'N',
  'no',
  'No',
  'NO',
  'off',
  'Off',
  'OFF',
]);

/** A truth value: `true`, `false` and, quoted or not, the other words of YAML 1.1. */
export function decodeBoolean(node: YamlNode, decoding: Decoding): boolean {
  const scalar = followAlias(node, decoding);
  const value = scalar.kind === 'scalar' ? resolveScalar(scalar, decoding.features.goYaml4) : undefined;
  if (value?.kind === 'boolean') return value.value;
  if (value?.kind === 'string' && TRUE_WORDS.has(value.value)) return true;
  if (value?.kind === 'string' && FALSE_WORDS.has(value.value)) return false;
  reportWrongType(decoding, scalar, 'boolean');
  return false;
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
