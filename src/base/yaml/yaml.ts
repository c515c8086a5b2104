/**
 * YAML as the Go libraries of server and agent read it. Nothing outside this folder imports another file of it, and
 * nothing else in the sources knows how these libraries read a string.
 */

import { failSyntax, failYaml, YamlFailure, type YamlParse } from './failure.ts';
import { emptyNode, type FollowedNode, type YamlNode } from './node.ts';
import { type Reader, readNode } from './read-node.ts';
import { peekToken, skipToken } from './scan/fetch-token.ts';
import { type Scanner, startScanner } from './scan/scanner.ts';
import type { YamlToken } from './scan/token.ts';

export { SYNTAX_PROBLEMS, type YamlParse } from './failure.ts';
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
export { BOOLEAN_WORDS, resolveScalar, type ScalarValue } from './scalar.ts';

/**
 * Reads the first document of a string; later ones are not looked at. Scalars are left as text: their meaning
 * depends on their place.
 *
 * It is not built on the `yaml` package, which follows YAML 1.2. The server's library follows YAML 1.1 with rules of
 * its own for tabs, the indentation of flow collections, line breaks, the end of keys and much else.
 *
 * @param goYaml4 whether as go-yaml 4 reads it, or as go-yaml 3
 * @param lookahead tokens that are read ahead: 2, but 0 for go-yaml 2
 */
export function parseYaml(text: string, goYaml4: boolean, lookahead: 0 | 2 = 2): YamlParse {
  try {
    checkCharacters(text, goYaml4);
    return readDocument(startScanner(text, goYaml4, lookahead));
  } catch (error) {
    if (error instanceof YamlFailure) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** Half surrogates represent bytes that are not UTF-8. */
const FORBIDDEN = /[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
/** The only further control character that go-yaml 4 accepts is `DEL`. */
const FORBIDDEN_BY_GO_YAML_4 = /[^\t\n\r -\x7f\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function checkCharacters(text: string, goYaml4: boolean): void {
  const offset = text.search(goYaml4 ? FORBIDDEN_BY_GO_YAML_4 : FORBIDDEN);
  if (offset === -1) return;
  const character = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  failYaml('yaml-forbidden-character', { character }, offset, offset + 1);
}

function readDocument(scanner: Scanner): YamlParse {
  if (scanner.goYaml4) while (peekToken(scanner).kind === 'document-end') skipToken(scanner);
  const first = peekToken(scanner);
  if (first.kind === 'stream-end') return { ok: true, root: emptyNode(0) };
  const reader: Reader = {
    scanner,
    handles: readDirectives(scanner),
    anchors: new Map(),
    open: new Set(),
  };
  const root = readRoot(reader, first);
  // go-yaml looks for the end of the document, and fails on errors before it.
  peekToken(scanner);
  if (isAliasBomb(expansionOf(root))) failYaml('yaml-excessive-aliases', {}, 0, 0);
  return { ok: true, root };
}

function readRoot(reader: Reader, first: YamlToken): YamlNode {
  const { scanner } = reader;
  if (first.kind !== 'directive' && first.kind !== 'document-start') return readNode(reader, 'block');
  const mark = peekToken(scanner);
  if (mark.kind !== 'document-start') failSyntax('directives-end-missing', mark.start, mark.end);
  skipToken(scanner);
  return EMPTY_DOCUMENT.includes(peekToken(scanner).kind) ? emptyNode(mark.end) : readNode(reader, 'block');
}

const EMPTY_DOCUMENT = ['directive', 'document-start', 'document-end', 'stream-end'];

/** The directives before a document. Returns the meaning of handles of tags. */
function readDirectives(scanner: Scanner): Map<string, string> {
  const handles = new Map<string, string>();
  let hasVersion = false;
  for (let token = peekToken(scanner); token.kind === 'directive'; token = peekToken(scanner)) {
    const { text, start, end } = token;
    const [name, first = '', second = ''] = text.split(/[ \t]+/);
    const isRefused = name === '%YAML' ? hasVersion || !/^0*1\.0*1$/.test(first) : handles.has(first);
    if (isRefused) failYaml('yaml-directive', { directive: text.trimEnd() }, start, end);
    if (name === '%YAML') hasVersion = true;
    else handles.set(first, decodeURIComponent(second));
    skipToken(scanner);
  }
  for (const [handle, prefix] of DEFAULT_HANDLES) if (!handles.has(handle)) handles.set(handle, prefix);
  return handles;
}

const DEFAULT_HANDLES = [
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
] as const;

/** How much a node amounts to once its aliases are followed. */
export interface Expansion {
  /** Nodes, those under aliases counted once per alias. */
  readonly size: number;
  /** Nodes as written, aliases counted as one. */
  readonly written: number;
  readonly height: number;
}

const SINGLE_NODE: Expansion = { size: 1, written: 1, height: 1 };

/** Deeper than this through aliases, decoding is given up. */
const MAXIMUM_HEIGHT = 500;

/** Up to this many nodes, nearly all may come from aliases; from the second figure on, a tenth. */
const FREE_SIZE = 400_000;
const STRICT_SIZE = 4_000_000;

/**
 * Whether aliases expand a document beyond the limit of go-yaml: the share of nodes that come from
 * aliases is bounded, and the more so the larger the document becomes.
 */
export function isAliasBomb({ size, written, height }: Expansion): boolean {
  const aliased = size - written;
  if (height > MAXIMUM_HEIGHT) return true;
  return aliased > 100 && size > 1000 && aliased / size > allowedShare(size);
}

function allowedShare(size: number): number {
  if (size <= FREE_SIZE) return 0.99;
  if (size >= STRICT_SIZE) return 0.1;
  return 0.99 - (0.89 * (size - FREE_SIZE)) / (STRICT_SIZE - FREE_SIZE);
}

/** @param known the expansions of collections before the node, so an alias repeats no walk */
export function expansionOf(
  node: YamlNode,
  known: Map<FollowedNode, Expansion> = new Map<FollowedNode, Expansion>(),
): Expansion {
  if (node.kind === 'scalar' || (node.kind === 'alias' && node.target === undefined)) return SINGLE_NODE;
  if (node.kind === 'alias') {
    const { size, height } = expansionOf(node.target as FollowedNode, known);
    return { size: size + 1, written: 1, height: height + 1 };
  }
  const found = known.get(node);
  if (found !== undefined) return found;
  let [size, written, height] = [1, 1, 0];
  const add = (child: YamlNode): void => {
    const expansion = expansionOf(child, known);
    size += expansion.size;
    written += expansion.written;
    height = Math.max(height, expansion.height);
  };
  if (node.kind === 'list') for (const item of node.items) add(item);
  else {
    for (const { key, value } of node.entries) {
      add(key);
      add(value);
    }
  }
  const expansion = { size, written, height: height + 1 };
  known.set(node, expansion);
  return expansion;
}
