import { fold } from '../../base/encoding/case-mapping.ts';
import { isJsonObject, setOwn } from '../../base/json/json.ts';
import { findAround, pointerTo } from '../../base/json/json-pointer.ts';
import { type Release, releaseIndex } from '../release/releases.ts';
import { keySince, type SchemaNode } from './schema-node.ts';
import { schemaRoot } from './schema-problems.ts';

/** A finding about a key that the agent knows in some release. */
export type KeyFinding = {
  readonly path: string;
  readonly known: string;
  readonly value: unknown;
} & ({ readonly kind: 'case' | 'repeated' | 'null' } | { readonly kind: 'newer'; readonly since: Release });

/** A document with its keys as its schema spells them. */
export interface CanonicalDocument {
  /**
   * A copy without the keys that the release does not know, known keys with null, and all but one of the spellings of
   * a key: the agent reads none of these.
   */
  readonly value: unknown;
  readonly findings: readonly KeyFinding[];
  /** The pointer as the user's own keys make it, from a pointer into the copy. */
  readonly writtenPath: (path: string) => string;
}

/** Spells the keys of options as their schema does. The decoder of options prefers the exact spelling of a key. */
export function withCanonicalKeys(document: unknown, root: SchemaNode, release: Release): CanonicalDocument {
  return canonicalDocument(document, root, release, false);
}

/**
 * Spells the keys of a compiled workflow as its schema does. Agents read JSON in its order: of several spellings of a key
 * the last one takes effect, except that null changes nothing. Known keys with null stay.
 */
export function withWorkflowKeys(workflow: unknown): CanonicalDocument {
  return canonicalDocument(workflow, schemaRoot('compiled-workflow'), 'next', true);
}

function canonicalDocument(
  document: unknown,
  root: SchemaNode,
  release: Release,
  isJson: boolean,
): CanonicalDocument {
  const findings: KeyFinding[] = [];
  const renamed = new Map<string, string>();
  const copyOf = (value: unknown, node: SchemaNode | undefined, path: string, place: string): unknown => {
    if (node === undefined) return value;
    if (Array.isArray(value))
      return value.map((item, index) =>
        copyOf(item, node.items, pointerTo(path, index), pointerTo(place, index)),
      );
    if (!isJsonObject(value) || node.keys === undefined) return value;
    const copy: Record<string, unknown> = {};
    for (const [known, [key = known, ...others]] of spellingsOf(value, node.keys, isJson)) {
      const at = (name: string) => ({ path: pointerTo(path, name), known, value: value[name] });
      const [own, ownPlace] = [at(key), pointerTo(place, known)];
      if (key !== known) renamed.set(ownPlace, own.path);
      for (const other of others) findings.push({ kind: 'repeated', ...at(other) });
      if (!Object.hasOwn(node.keys, known)) {
        setOwn(copy, key, value[key]);
        continue;
      }
      const since = keySince(node, known);
      if (releaseIndex(release) < releaseIndex(since)) {
        findings.push({ kind: 'newer', ...own, since });
        continue;
      }
      if (key !== known) findings.push({ kind: 'case', ...own });
      if (value[key] === null && !isJson) findings.push({ kind: 'null', ...own });
      else copy[known] = copyOf(value[key], node.keys[known] || undefined, own.path, ownPlace);
    }
    return copy;
  };
  const value = copyOf(document, root, '', '');
  const renamedPath = (path: string) => (at: string) => {
    const found = renamed.get(at);
    return found === undefined ? undefined : found + path.slice(at.length);
  };
  const writtenPath = (path: string) => findAround(path, renamedPath(path)) ?? path;
  return { value, findings, writtenPath };
}

const foldedKeys = /* @__PURE__ */ new WeakMap<object, ReadonlyMap<string, string>>();

/** The keys of a node of a schema, by their folded forms. */
function knownKeys(keys: object): ReadonlyMap<string, string> {
  const known = foldedKeys.get(keys) ?? new Map(Object.keys(keys).map((key) => [fold(key), key]));
  foldedKeys.set(keys, known);
  return known;
}

/** For each known key that is there, its spellings, the effective one first; other keys represent themselves. */
function spellingsOf(
  value: Readonly<Record<string, unknown>>,
  keys: object,
  isJson: boolean,
): Map<string, string[]> {
  const knownByFold = knownKeys(keys);
  const spellings = new Map<string, string[]>();
  for (const key of Object.keys(value)) {
    const known = knownByFold.get(fold(key)) ?? key;
    const written = spellings.get(known) ?? [];
    const isEffective = isJson ? value[key] !== null : key === known;
    if (isEffective) written.unshift(key);
    else written.push(key);
    spellings.set(known, written);
  }
  return spellings;
}
