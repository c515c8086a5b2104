import { DEFAULT_RELEASE, type Release, releaseIndex } from '../release/releases.ts';

/** Data about one place in a schema for messages. Generated from `schemas/`. */
export interface SchemaNode {
  /** The known keys of an object with a node for each; `0` if nothing is known of it. */
  readonly keys?: Readonly<Record<string, SchemaNode | 0>>;
  /** The first release that knows a key, unless it is 3.0. */
  readonly since?: Readonly<Record<string, Release>>;
  readonly items?: SchemaNode;
  readonly values?: SchemaNode;
  /** The expected names in a map, in words. */
  readonly names?: string;
  /** The expected value, in words. */
  readonly expects?: string;
}

/** A validator that was compiled from a schema. It leaves the problems of the last call in `errors`. */
export interface CompiledValidator {
  (value: unknown): boolean;
  errors?: readonly CompiledProblem[] | null;
}

/** One without path and keyword represents a condition; a branch of it has reported the problem. */
export interface CompiledProblem {
  readonly path?: string;
  readonly keyword?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** The first release that knows a known key. */
export function keySince({ since = {} }: SchemaNode, key: string): Release {
  return (Object.hasOwn(since, key) ? since[key] : undefined) ?? DEFAULT_RELEASE;
}

export function knowsKey(node: SchemaNode, key: string, release: Release): boolean {
  return Object.hasOwn(node.keys ?? {}, key) && releaseIndex(keySince(node, key)) <= releaseIndex(release);
}

/** The node of a key, an item or a map's value below a node. */
export function childNode(
  node: SchemaNode | undefined,
  token: string,
  parent: unknown,
): SchemaNode | undefined {
  if (node === undefined) return undefined;
  if (Array.isArray(parent)) return node.items;
  if (node.keys !== undefined)
    return Object.hasOwn(node.keys, token) ? node.keys[token] || undefined : undefined;
  return node.values;
}

/** By the expectation of a problem, the same with its code in backticks, for texts. */
export const EXPECTATIONS: Record<string, string> = {};
