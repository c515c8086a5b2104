import { failSyntax, failYaml } from './failure.ts';
import { emptyNode, type FollowedNode, type ListNode, type MapNode, type YamlNode } from './node.ts';
import { peekToken, skipToken } from './scan/fetch-token.ts';
import type { Scanner } from './scan/scanner.ts';
import type { TokenKind, YamlToken } from './scan/token.ts';

export interface Reader {
  readonly scanner: Scanner;
  readonly handles: ReadonlyMap<string, string>;
  readonly anchors: Map<string, FollowedNode>;
  /** Anchored nodes whose end is not read yet: an alias to one would contain itself. */
  readonly open: Set<FollowedNode>;
}

/** In flow collections, blocks are not nodes; in block maps, a list needs no more indentation than its key. */
type NodeContext = 'flow' | 'block' | 'block-map';

interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  /** Offset after them, where an empty node is. */
  readonly end: number;
}

export function readNode(reader: Reader, place: NodeContext): YamlNode {
  const { scanner } = reader;
  const first = peekToken(scanner);
  if (first.kind === 'alias') return readAlias(reader, first);
  const { anchor, tag, end } = readProperties(reader);
  const token = peekToken(scanner);
  switch (token.kind) {
    case 'scalar': {
      skipToken(scanner);
      const { text, plain, start } = token;
      return anchored(reader, anchor, { kind: 'scalar', text, plain, tag, start, end: token.end });
    }
    case 'flow-list-start':
      return anchored(reader, anchor, listAt(token), readFlowList);
    case 'flow-map-start':
      return anchored(reader, anchor, mapAt(token), readFlowMap);
    case 'block-list-start':
      if (place !== 'flow') return anchored(reader, anchor, listAt(token), readBlockList);
      break;
    case 'block-map-start':
      if (place !== 'flow') return anchored(reader, anchor, mapAt(token), readBlockMap);
      break;
    case 'block-entry':
      if (place === 'block-map') return anchored(reader, anchor, listAt(token), readIndentlessList);
      break;
    default:
  }
  return end > 0 ? anchored(reader, anchor, { ...emptyNode(end), tag }) : failWithoutNode(token);
}

function listAt({ start }: YamlToken): ListNode {
  return { kind: 'list', items: [], start, end: start };
}

function mapAt({ start }: YamlToken): MapNode {
  return { kind: 'map', entries: [], start, end: start };
}

function failWithoutNode({ kind, start, end }: YamlToken): never {
  if (kind === 'value') return failYaml('yaml-empty-key', {}, start, end);
  return failSyntax('value-missing', start, Math.max(end, start + 1));
}

/** A node, or an empty one if the next token belongs to something else. */
function readUnless(
  reader: Reader,
  ends: readonly TokenKind[],
  offset: number,
  place: NodeContext,
): YamlNode {
  return ends.includes(peekToken(reader.scanner).kind) ? emptyNode(offset) : readNode(reader, place);
}

/** The value after a key, which is empty without a colon. */
function readValue(reader: Reader, key: YamlNode, ends: readonly TokenKind[], place: NodeContext): YamlNode {
  const { kind, end } = peekToken(reader.scanner);
  if (kind !== 'value') return emptyNode(key.end);
  skipToken(reader.scanner);
  return readUnless(reader, ends, end, place);
}

function readAlias({ scanner, anchors, open }: Reader, { text: name, start, end }: YamlToken): YamlNode {
  skipToken(scanner);
  const node = anchors.get(name);
  if (node === undefined) return failYaml('yaml-unknown-alias', { name }, start, end);
  return { kind: 'alias', name, target: open.has(node) ? undefined : node, start, end };
}

/** Gives a node its anchor, which takes effect from the next node on, and within the node. Then reads its parts. */
function anchored<Node extends FollowedNode>(
  reader: Reader,
  anchor: string | undefined,
  node: Node,
  readParts?: (reader: Reader, node: Node) => void,
): Node {
  if (anchor !== undefined) {
    reader.anchors.set(anchor, node);
    reader.open.add(node);
  }
  readParts?.(reader, node);
  reader.open.delete(node);
  return node;
}

function readProperties(reader: Reader): Properties {
  const { scanner } = reader;
  let anchor: string | undefined;
  let tag: string | undefined;
  let end = 0;
  for (;;) {
    const token = peekToken(scanner);
    if (token.kind === 'anchor' && anchor === undefined) anchor = token.text;
    else if (token.kind === 'tag' && tag === undefined) tag = wholeTag(token, reader);
    else return { anchor, tag, end };
    end = token.end;
    skipToken(scanner);
  }
}

function wholeTag({ handle, text, start, end }: YamlToken, { handles }: Reader): string {
  if (handle === '') return text;
  const prefix = handles.get(handle);
  if (prefix === undefined) return failSyntax('tag-handle-unknown', start, end, { handle });
  return prefix + text;
}

function readBlockList(reader: Reader, node: ListNode): void {
  const { scanner } = reader;
  skipToken(scanner);
  readBlockItems(reader, node, ['block-entry', 'block-end']);
  const { kind, start } = peekToken(scanner);
  if (kind !== 'block-end') failSyntax('item-missing', start);
  skipToken(scanner);
}

/** A list as the value of a map, indented no deeper than the map. */
function readIndentlessList(reader: Reader, node: ListNode): void {
  readBlockItems(reader, node, ['block-entry', 'key', 'value', 'block-end']);
}

function readBlockItems(reader: Reader, node: ListNode, ends: readonly TokenKind[]): void {
  const { scanner } = reader;
  for (let token = peekToken(scanner); token.kind === 'block-entry'; token = peekToken(scanner)) {
    skipToken(scanner);
    const item = readUnless(reader, ends, token.end, 'block');
    node.items.push(item);
    node.end = item.end;
  }
}

const BLOCK_VALUE_ENDS: readonly TokenKind[] = ['key', 'value', 'block-end'];

function readBlockMap(reader: Reader, node: MapNode): void {
  const { scanner } = reader;
  skipToken(scanner);
  let token = peekToken(scanner);
  for (; token.kind === 'key'; token = peekToken(scanner)) {
    skipToken(scanner);
    const key = readUnless(reader, BLOCK_VALUE_ENDS, token.end, 'block-map');
    const value = readValue(reader, key, BLOCK_VALUE_ENDS, 'block-map');
    node.entries.push({ key, value });
    node.end = value.end;
  }
  if (token.kind === 'value') failYaml('yaml-empty-key', {}, token.start, token.end);
  if (token.kind !== 'block-end') failSyntax('key-missing', token.start);
  skipToken(scanner);
}

const LIST_VALUE_ENDS: readonly TokenKind[] = ['flow-entry', 'flow-list-end'];
const MAP_VALUE_ENDS: readonly TokenKind[] = ['flow-entry', 'flow-map-end'];
const MAP_KEY_ENDS: readonly TokenKind[] = ['value', ...MAP_VALUE_ENDS];

function readFlowList(reader: Reader, node: ListNode): void {
  readFlow(reader, 'flow-list-end', node, (token) => {
    const item = token.kind === 'key' ? readPair(reader, token) : readNode(reader, 'flow');
    node.items.push(item);
    return item;
  });
}

/** A pair without braces in a list, which is a map. */
function readPair(reader: Reader, { start }: YamlToken): YamlNode {
  const { scanner } = reader;
  skipToken(scanner);
  const next = peekToken(scanner);
  let key: YamlNode;
  if (next.kind === 'value' || LIST_VALUE_ENDS.includes(next.kind)) {
    // go-yaml skips this token, and reads on after it.
    skipToken(scanner);
    key = emptyNode(next.end);
  } else key = readNode(reader, 'flow');
  const value = readValue(reader, key, LIST_VALUE_ENDS, 'flow');
  return { kind: 'map', entries: [{ key, value }], start, end: value.end };
}

function readFlowMap(reader: Reader, node: MapNode): void {
  readFlow(reader, 'flow-map-end', node, (token) => {
    const isKey = token.kind === 'key';
    if (isKey) skipToken(reader.scanner);
    const key = isKey ? readUnless(reader, MAP_KEY_ENDS, token.end, 'flow') : readNode(reader, 'flow');
    const value = isKey ? readValue(reader, key, MAP_VALUE_ENDS, 'flow') : emptyNode(key.end);
    node.entries.push({ key, value });
    return value.start === value.end ? key : value;
  });
}

/** Reads the items between brackets, with commas between; a comma may follow the last, too. */
function readFlow(
  reader: Reader,
  close: TokenKind,
  node: ListNode | MapNode,
  readItem: (token: YamlToken) => YamlNode,
): void {
  const { scanner } = reader;
  const open = peekToken(scanner);
  skipToken(scanner);
  let previous: YamlNode | undefined;
  let token = peekToken(scanner);
  while (token.kind !== close) {
    if (previous !== undefined) {
      if (token.kind !== 'flow-entry') failWithoutComma(scanner, previous, open, token);
      skipToken(scanner);
      token = peekToken(scanner);
      if (token.kind === close) break;
    }
    previous = readItem(token);
    token = peekToken(scanner);
  }
  skipToken(scanner);
  node.end = token.end;
}

function failWithoutComma({ text }: Scanner, previous: YamlNode, open: YamlToken, token: YamlToken): never {
  const { start, end } = previous;
  if (token.kind === 'value' && /[\r\n]/.test(text.slice(start, token.start))) {
    const key = previous.kind === 'scalar' ? previous.text : text.slice(start, end);
    failYaml('yaml-split-key', { key }, start, end);
  }
  if (end > 0 && text[end - 1] === ':' && /^flow-(?:list|map)-start$/.test(token.kind)) {
    failYaml('yaml-glued-colon', { key: text.slice(start, end) }, start, end);
  }
  const bracket = open.kind === 'flow-list-start' ? ']' : '}';
  return failSyntax('comma-missing', token.start, Math.max(token.end, token.start + 1), { bracket });
}
