/**
 * YAML as the Go libraries of server and agent read it. Nothing outside this folder imports another file of it, and
 * nothing else in the sources knows how these libraries read a string.
 */

import { expansionOf, isAliasBomb } from './aliases.ts';
import { failSyntax, failYaml, YamlFailure, type YamlParse } from './failure.ts';
import { emptyNode, type YamlNode } from './node.ts';
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
