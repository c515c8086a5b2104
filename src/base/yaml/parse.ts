import { failSyntax, failYaml, YamlFailure, type YamlParse } from './failure.ts';
import { emptyNode, isAliasBomb } from './node.ts';
import { readNode } from './read-node.ts';
import type { Reader, ReadNode } from './reader.ts';
import { peekToken, skipToken } from './scan/peek-token.ts';
import { type Scanner, startScanner } from './scan/scanner.ts';
import type { Token } from './scan/token.ts';

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

function checkCharacters(text: string, goYaml4: boolean): void {
  const offset = findForbiddenCharacter(text, goYaml4);
  if (offset === undefined) return;
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
    written: 0,
    readNode,
  };
  const root = readRoot(reader, first);
  // go-yaml looks for the end of the document, and fails on errors before it.
  peekToken(scanner);
  if (isAliasBomb(root.expansion, reader.written)) failYaml('yaml-excessive-aliases', {}, 0, 0);
  return { ok: true, root: root.node };
}

function readRoot(reader: Reader, first: Token): ReadNode {
  const { scanner } = reader;
  if (first.kind !== 'directive' && first.kind !== 'document-start') return readNode(reader, true, false);
  const mark = peekToken(scanner);
  if (mark.kind !== 'document-start')
    failSyntax('`---` is missing after the directives', mark.start, mark.end);
  skipToken(scanner);
  return EMPTY_DOCUMENT.includes(peekToken(scanner).kind)
    ? { node: emptyNode(mark.end), expansion: { size: 1, height: 1 } }
    : readNode(reader, true, false);
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

/**
 * Offset of the first character that go-yaml rejects in a file: control characters, and half surrogates, which
 * represent bytes that are not UTF-8.
 */
function findForbiddenCharacter(text: string, goYaml4: boolean): number | undefined {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x20 && code <= 0x7e) continue;
    if (isHighSurrogate(code) && isLowSurrogate(text.charCodeAt(index + 1))) index++;
    else if (!isAllowed(code) && !(goYaml4 && code === DELETE)) return index;
  }
  return undefined;
}

/** The only control character that go-yaml 4 accepts. */
const DELETE = 0x7f;

function isAllowed(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  if (code < 0xa0) return code === 0x85;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd);
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
