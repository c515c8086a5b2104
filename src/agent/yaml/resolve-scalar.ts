import { base64ToText } from '../../text/base64.ts';
import { scalarNumber } from './scalar-number.ts';
import { type YamlScalar, YamlValueError } from './yaml-tree.ts';

/** A scalar with the type that YAML 1.1 gives it. */
export type ResolvedScalar =
  | { readonly type: 'null' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'text'; readonly value: string };

const NULL_WORDS = ['', '~', 'null', 'Null', 'NULL'];
const TRUE_WORDS = ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'];
const FALSE_WORDS = ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'];

/** Resolves a scalar. Throws {@link YamlValueError} where its text does not fit its explicit tag. */
export function resolveScalar(scalar: YamlScalar): ResolvedScalar {
  const { tag, text, isPlain } = scalar;
  if (tag === undefined) return isPlain ? resolvePlain(text) : { type: 'text', value: text };
  if (!tag.startsWith('!!') || tag === '!!str') return { type: 'text', value: text };
  if (tag === '!!binary') return { type: 'text', value: decodeBinary(text) };
  return resolveTagged(tag, resolvePlain(text));
}

function resolvePlain(text: string): ResolvedScalar {
  if (NULL_WORDS.includes(text)) return { type: 'null' };
  if (TRUE_WORDS.includes(text)) return { type: 'bool', value: true };
  if (FALSE_WORDS.includes(text)) return { type: 'bool', value: false };
  const number = scalarNumber(text);
  if (number === undefined) return { type: 'text', value: text };
  return 'integer' in number
    ? { type: 'int', value: number.integer }
    : { type: 'float', value: number.float };
}

function resolveTagged(tag: string, resolved: ResolvedScalar): ResolvedScalar {
  if (tag === '!!float' && resolved.type === 'int') return { type: 'float', value: Number(resolved.value) };
  if (tag !== `!!${resolved.type}`) throw new YamlValueError(`the value does not fit its tag ${tag}`);
  return resolved;
}

function decodeBinary(text: string): string {
  const decoded = base64ToText(text);
  if (decoded === undefined) throw new YamlValueError('!!binary takes base64');
  return decoded;
}
