import { failSyntax, failYaml } from './failure.ts';
import { type Expansion, type ListNode, type MapNode, type ScalarNode, SINGLE_NODE } from './node.ts';
import { readBlockList, readBlockMap, readIndentlessList } from './read-block.ts';
import { readFlowList, readFlowMap } from './read-flow.ts';
import { type Reader, type ReadNode, readAlias, withAnchor } from './reader.ts';
import { peekToken, skipToken } from './scan/peek-token.ts';
import type { Token } from './scan/token.ts';

interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  /** Offset after them, where an empty node is. */
  readonly end: number;
}

/**
 * Reads a node. In flow collections, blocks are not nodes; in block maps, a list needs no more indentation than its key.
 */
export function readNode(reader: Reader, block: boolean, indentless: boolean): ReadNode {
  const { scanner } = reader;
  reader.written++;
  const first = peekToken(scanner);
  if (first.kind === 'alias') {
    skipToken(scanner);
    return readAlias(reader, first);
  }
  const properties = readProperties(reader);
  const token = peekToken(scanner);
  switch (token.kind) {
    case 'scalar':
      skipToken(scanner);
      return readScalar(reader, token, properties);
    case 'flow-list-start':
      return readList(reader, token, properties, readFlowList);
    case 'flow-map-start':
      return readMap(reader, token, properties, readFlowMap);
    case 'block-list-start':
      if (block) return readList(reader, token, properties, readBlockList);
      break;
    case 'block-map-start':
      if (block) return readMap(reader, token, properties, readBlockMap);
      break;
    case 'block-entry':
      if (indentless) return readList(reader, token, properties, readIndentlessList);
      break;
    default:
  }
  if (properties.end > 0) return readBare(reader, properties);
  return failWithoutNode(token);
}

/** An anchor and a tag, in either order. */
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

function wholeTag({ handle, text, start, end }: Token, { handles }: Reader): string {
  if (handle === '') return text;
  const prefix = handles.get(handle);
  if (prefix === undefined) return failSyntax(`the tag handle \`${handle}\` is not defined`, start, end);
  return prefix + text;
}

function readScalar(reader: Reader, token: Token, { anchor, tag }: Properties): ReadNode {
  const { text, plain, start, end } = token;
  const node: ScalarNode = { kind: 'scalar', text, plain, tag, start, end };
  return withAnchor(reader, anchor, node, () => SINGLE_NODE);
}

/** A node of nothing but properties. */
function readBare(reader: Reader, { anchor, tag, end }: Properties): ReadNode {
  const node: ScalarNode = { kind: 'scalar', text: '', plain: true, tag, start: end, end };
  return withAnchor(reader, anchor, node, () => SINGLE_NODE);
}

function readList(
  reader: Reader,
  { start }: Token,
  { anchor }: Properties,
  read: (reader: Reader, node: ListNode) => Expansion,
): ReadNode {
  const node: ListNode = { kind: 'list', items: [], start, end: start };
  return withAnchor(reader, anchor, node, () => read(reader, node));
}

function readMap(
  reader: Reader,
  { start }: Token,
  { anchor }: Properties,
  read: (reader: Reader, node: MapNode) => Expansion,
): ReadNode {
  const node: MapNode = { kind: 'map', entries: [], start, end: start };
  return withAnchor(reader, anchor, node, () => read(reader, node));
}

function failWithoutNode({ kind, start, end }: Token): never {
  if (kind === 'value') return failYaml('yaml-empty-key', {}, start, end);
  return failSyntax('a value is missing here', start, Math.max(end, start + 1));
}
