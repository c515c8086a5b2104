import {
  BOOLEAN_WORDS,
  emptyNode,
  type FollowedNode,
  followed,
  type Place,
  resolveScalar,
  type ScalarValue,
  type YamlNode,
} from '../../base/yaml/yaml.ts';
import type { DiagnosticArgs } from '../../diagnostics/diagnostic.ts';
import type { Features } from '../../translate/release/features.ts';
import type { CompileCode, Problem } from '../errors.ts';

/** One decoding of a document into the typed workflow. Decoding goes on after a problem, to find all of them. */
export interface Decoding {
  readonly features: Features;
  readonly problems: Problem[];
  /** Keys down to the value in hand. */
  readonly path: string[];
}

export function startDecoding(features: Features): Decoding {
  return { features, problems: [], path: [] };
}

export function report(decoding: Decoding, code: CompileCode, args: DiagnosticArgs, at: Place): void {
  const key = decoding.path.join('.');
  decoding.problems.push({ code, args: { key, ...args }, place: placeAlone(at) });
}

/** The place of a node or value alone. */
export function placeAlone({ start, end }: Place): Place {
  return { start, end };
}

export type Decode<Value> = (node: FollowedNode, decoding: Decoding) => Value;

export function decodePart<Value>(
  decode: Decode<Value>,
  part: YamlNode,
  key: string | number,
  decoding: Decoding,
): Value {
  decoding.path.push(String(key));
  const value = decode(followAlias(part, decoding), decoding);
  decoding.path.pop();
  return value;
}

export function followAlias(node: YamlNode, decoding: Decoding): FollowedNode {
  if (node.kind === 'alias' && node.target === undefined) {
    report(decoding, 'yaml-recursive-alias', { name: node.name }, node);
  }
  return followed(node) ?? emptyNode(node.start);
}

/** The value of a scalar; undefined for lists, maps and scalars that do not fit their tags. */
export function scalarValue(
  node: FollowedNode,
  { features }: Pick<Decoding, 'features'>,
): ScalarValue | undefined {
  return node.kind === 'scalar' ? resolveScalar(node, features.goYaml4) : undefined;
}

export function isNull(node: FollowedNode, decoding: Pick<Decoding, 'features'>): boolean {
  return scalarValue(node, decoding)?.kind === 'null';
}

export function reportWrongType(decoding: Decoding, node: FollowedNode, expected: string): void {
  const value = node.kind === 'scalar' ? { value: node.text } : {};
  const unquoted = expected.startsWith('string') && node.kind === 'scalar' ? { unquoted: node.text } : {};
  const [first] = expected === 'map' && node.kind === 'list' ? node.items : [];
  const entry = first?.kind === 'scalar' ? entryOf(first.text) : {};
  const args = { expected, given: describe(node, decoding), ...value, ...unquoted, ...entry };
  report(decoding, 'wrong-type', args, node);
}

/** `NAME=value`, as variables are written elsewhere, as an entry of an object. */
function entryOf(text: string): { readonly entry?: string } {
  const equals = text.indexOf('=');
  return equals > 0 ? { entry: `${text.slice(0, equals)}: ${text.slice(equals + 1)}` } : {};
}

function describe(node: FollowedNode, decoding: Decoding): string {
  if (node.kind !== 'scalar') return node.kind;
  const kind = scalarValue(node, decoding)?.kind ?? 'string';
  return kind === 'int' || kind === 'uint' ? 'integer' : kind;
}

/** A string: any scalar with its text kept, null as the empty string. */
export function decodeString(node: FollowedNode, decoding: Decoding): string {
  const value = scalarValue(node, decoding);
  if (value === undefined || (value.kind === 'timestamp' && decoding.features.goYaml4)) {
    reportWrongType(decoding, node, 'string');
  }
  if (node.kind !== 'scalar' || value?.kind === 'null') return '';
  return value?.kind === 'string' ? value.value : node.text;
}

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
