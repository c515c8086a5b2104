/**
 * YAML as the Go libraries of server and agent read it. Nothing outside this folder imports another file of it, and
 * nothing else in the sources knows how these libraries read a string.
 */

export type { YamlParse } from './failure.ts';
export {
  emptyNode,
  type FollowedNode,
  followed,
  isMergeKey,
  type ListNode,
  type MapEntry,
  type MapNode,
  type Place,
  type ScalarNode,
  type YamlNode,
} from './node.ts';
export { parseYaml } from './parse.ts';
export { BOOLEAN_WORDS, resolveScalar, type ScalarValue } from './scalar.ts';
