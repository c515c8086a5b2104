import { fold } from '../../../base/encoding/case-mapping.ts';
import { isJsonObject } from '../../../base/json/json.ts';
import { pointerTo, tokensOf } from '../../../base/json/json-pointer.ts';
import { type Release, releaseIndex } from '../../release/releases.ts';
import { childNode, type SchemaNode } from '../../schema/schema-node.ts';

/** What is remarkable about a key that the agent knows in some release. */
export type KeyFinding =
  | {
      readonly kind: 'case' | 'repeated' | 'null';
      readonly path: string;
      readonly key: string;
      readonly known: string;
      readonly value: unknown;
    }
  | {
      readonly kind: 'newer';
      readonly path: string;
      readonly key: string;
      readonly known: string;
      readonly value: unknown;
      readonly since: Release;
    };

/**
 * A copy of the options with their keys as the schema spells them, and what was found on the way. Left out of it
 * are keys that the release does not know, known keys with null, and all but one of the spellings of a key: the
 * agent reads none of these.
 */
export function withCanonicalKeys(
  value: unknown,
  root: SchemaNode,
  release: Release,
): { value: unknown; findings: KeyFinding[] } {
  const findings: KeyFinding[] = [];
  return { value: canonicalCopy(value, root, '', release, findings), findings };
}

/** Makes pointers as the user's own keys make them, from pointers into the copy. */
export function pathWriter(document: unknown, root: SchemaNode): (path: string) => string {
  const known = new Map<object, Map<string, string[]>>();
  const spellings = (value: Readonly<Record<string, unknown>>, keys: object) => {
    const found = known.get(value) ?? spellingsOf(value, keys);
    known.set(value, found);
    return found;
  };
  return (path) => {
    let written = '';
    let value = document;
    let node: SchemaNode | undefined = root;
    for (const token of tokensOf(path)) {
      const key: string =
        isJsonObject(value) && node?.keys ? (spellings(value, node.keys).get(token)?.[0] ?? token) : token;
      node = childNode(node, token, value);
      value = (value as Record<string, unknown> | undefined)?.[key];
      written = pointerTo(written, key);
    }
    return written;
  };
}

function canonicalCopy(
  value: unknown,
  node: SchemaNode | undefined,
  path: string,
  release: Release,
  findings: KeyFinding[],
): unknown {
  if (node === undefined) return value;
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      canonicalCopy(item, node.items, pointerTo(path, index), release, findings),
    );
  }
  if (!isJsonObject(value) || node.keys === undefined) return value;
  const copy: Record<string, unknown> = Object.create(null);
  for (const [known, written] of spellingsOf(value, node.keys)) {
    const [key = known, ...others] = written;
    const at = (name: string) => ({ path: pointerTo(path, name), key: name, known, value: value[name] });
    for (const other of others) findings.push({ kind: 'repeated', ...at(other) });
    if (!Object.hasOwn(node.keys, known)) {
      copy[key] = value[key];
      continue;
    }
    const since = node.since?.[known];
    if (since !== undefined && releaseIndex(release) < releaseIndex(since)) {
      findings.push({ kind: 'newer', ...at(key), since });
      continue;
    }
    if (key !== known) findings.push({ kind: 'case', ...at(key) });
    if (value[key] === null) findings.push({ kind: 'null', ...at(key) });
    else
      copy[known] = canonicalCopy(
        value[key],
        node.keys[known] || undefined,
        pointerTo(path, key),
        release,
        findings,
      );
  }
  return copy;
}

/** For each known key that is there, its spellings with the one that counts first; other keys stand for themselves. */
function spellingsOf(value: Readonly<Record<string, unknown>>, keys: object): Map<string, string[]> {
  const knownByFold = new Map(Object.keys(keys).map((key) => [fold(key), key]));
  const spellings = new Map<string, string[]>();
  for (const key of Object.keys(value)) {
    const known = knownByFold.get(fold(key)) ?? key;
    const written = spellings.get(known) ?? [];
    if (key === known) written.unshift(key);
    else written.push(key);
    spellings.set(known, written);
  }
  return spellings;
}
