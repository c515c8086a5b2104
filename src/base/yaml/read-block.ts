import { failSyntax, failYaml } from './failure.ts';
import { combine, type Expansion, type ListNode, type MapNode } from './node.ts';
import { type Reader, type ReadNode, readEmpty } from './reader.ts';
import { peekToken, skipToken } from './scan/peek-token.ts';
import type { TokenKind } from './scan/token.ts';

export function readBlockList(reader: Reader, node: ListNode): Expansion {
  const { scanner } = reader;
  skipToken(scanner);
  const expansion = readEntries(reader, node, ['block-entry', 'block-end']);
  const { kind, start } = peekToken(scanner);
  if (kind !== 'block-end') failSyntax('expected another list item, or less indentation', start);
  skipToken(scanner);
  return expansion;
}

/** A list as the value of a map, indented no deeper than the map. */
export function readIndentlessList(reader: Reader, node: ListNode): Expansion {
  return readEntries(reader, node, ['block-entry', 'key', 'value', 'block-end']);
}

function readEntries(reader: Reader, node: ListNode, ends: readonly TokenKind[]): Expansion {
  const { scanner } = reader;
  const expansions: Expansion[] = [];
  for (let token = peekToken(scanner); token.kind === 'block-entry'; token = peekToken(scanner)) {
    skipToken(scanner);
    const item = readUnless(reader, ends, token.end, false);
    node.items.push(item.node);
    node.end = item.node.end;
    expansions.push(item.expansion);
  }
  return combine(expansions);
}

export function readBlockMap(reader: Reader, node: MapNode): Expansion {
  const { scanner } = reader;
  skipToken(scanner);
  const expansions: Expansion[] = [];
  let token = peekToken(scanner);
  for (; token.kind === 'key'; token = peekToken(scanner)) {
    skipToken(scanner);
    const key = readUnless(reader, VALUE_ENDS, token.end, true);
    const value = readValue(reader, key.node.end);
    node.entries.push({ key: key.node, value: value.node });
    node.end = value.node.end;
    expansions.push(key.expansion, value.expansion);
  }
  if (token.kind === 'value') failYaml('yaml-empty-key', {}, token.start, token.end);
  if (token.kind !== 'block-end') failSyntax('a key is missing here', token.start);
  skipToken(scanner);
  return combine(expansions);
}

const VALUE_ENDS: readonly TokenKind[] = ['key', 'value', 'block-end'];

function readValue(reader: Reader, keyEnd: number): ReadNode {
  const { kind, end } = peekToken(reader.scanner);
  if (kind !== 'value') return readEmpty(reader, keyEnd);
  skipToken(reader.scanner);
  return readUnless(reader, VALUE_ENDS, end, true);
}

/** A node, or an empty one if the next token belongs to something else. */
function readUnless(
  reader: Reader,
  ends: readonly TokenKind[],
  offset: number,
  indentless: boolean,
): ReadNode {
  return ends.includes(peekToken(reader.scanner).kind)
    ? readEmpty(reader, offset)
    : reader.readNode(reader, true, indentless);
}
