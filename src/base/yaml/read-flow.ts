import { failSyntax, failYaml } from './failure.ts';
import { combine, type Expansion, type ListNode, type MapNode, type YamlNode } from './node.ts';
import { type Reader, type ReadNode, readEmpty } from './reader.ts';
import { peekToken, skipToken } from './scan/peek-token.ts';
import type { Token, TokenKind } from './scan/token.ts';

export function readFlowList(reader: Reader, node: ListNode): Expansion {
  const expansions: Expansion[] = [];
  readFlow(reader, 'flow-list-end', node, (token) => {
    const item = token.kind === 'key' ? readPair(reader, token) : reader.readNode(reader, false, false);
    node.items.push(item.node);
    expansions.push(item.expansion);
    return item.node;
  });
  return combine(expansions);
}

export function readFlowMap(reader: Reader, node: MapNode): Expansion {
  const expansions: Expansion[] = [];
  readFlow(reader, 'flow-map-end', node, (token) => {
    const { key, value } = readEntry(reader, token);
    node.entries.push({ key: key.node, value: value.node });
    expansions.push(key.expansion, value.expansion);
    return value.node.start === value.node.end ? key.node : value.node;
  });
  return combine(expansions);
}

/** Reads the items between brackets, with commas between; a comma may follow the last, too. */
function readFlow(
  reader: Reader,
  close: TokenKind,
  node: ListNode | MapNode,
  readItem: (token: Token) => YamlNode,
): void {
  const { scanner } = reader;
  const open = peekToken(scanner);
  skipToken(scanner);
  let previous: YamlNode | undefined;
  let token = peekToken(scanner);
  while (token.kind !== close) {
    if (previous !== undefined) {
      if (token.kind !== 'flow-entry') failWithoutComma(reader, previous, open, token);
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

/** A pair without braces in a list, which is a map. */
function readPair(reader: Reader, token: Token): ReadNode {
  const { scanner } = reader;
  reader.written++;
  skipToken(scanner);
  const next = peekToken(scanner);
  let key: ReadNode;
  if (next.kind === 'value' || next.kind === 'flow-entry' || next.kind === 'flow-list-end') {
    // go-yaml skips this token, and reads on after it.
    skipToken(scanner);
    key = readEmpty(reader, next.end);
  } else key = reader.readNode(reader, false, false);
  const value = readValue(reader, key.node.end, 'flow-list-end');
  const node: MapNode = {
    kind: 'map',
    entries: [{ key: key.node, value: value.node }],
    start: token.start,
    end: value.node.end,
  };
  return { node, expansion: combine([key.expansion, value.expansion]) };
}

function readEntry(reader: Reader, token: Token): { key: ReadNode; value: ReadNode } {
  const { scanner } = reader;
  if (token.kind !== 'key') {
    const key = reader.readNode(reader, false, false);
    return { key, value: readEmpty(reader, key.node.end) };
  }
  skipToken(scanner);
  const { kind } = peekToken(scanner);
  const isEmpty = kind === 'value' || kind === 'flow-entry' || kind === 'flow-map-end';
  const key = isEmpty ? readEmpty(reader, token.end) : reader.readNode(reader, false, false);
  return { key, value: readValue(reader, key.node.end, 'flow-map-end') };
}

function readValue(reader: Reader, keyEnd: number, close: TokenKind): ReadNode {
  const { kind, end } = peekToken(reader.scanner);
  if (kind !== 'value') return readEmpty(reader, keyEnd);
  skipToken(reader.scanner);
  const next = peekToken(reader.scanner).kind;
  return next === 'flow-entry' || next === close
    ? readEmpty(reader, end)
    : reader.readNode(reader, false, false);
}

function failWithoutComma({ scanner }: Reader, previous: YamlNode, open: Token, token: Token): never {
  const { text } = scanner;
  const { start, end } = previous;
  if (token.kind === 'value' && /[\r\n]/.test(text.slice(start, token.start))) {
    const key = previous.kind === 'scalar' ? previous.text : text.slice(start, end);
    failYaml('yaml-split-key', { key }, start, end);
  }
  if (end > 0 && text[end - 1] === ':' && /^flow-(?:list|map)-start$/.test(token.kind)) {
    failYaml('yaml-glued-colon', { key: text.slice(start, end) }, start, end);
  }
  const bracket = open.kind === 'flow-list-start' ? ']' : '}';
  return failSyntax(
    `a comma or \`${bracket}\` is missing`,
    token.start,
    Math.max(token.end, token.start + 1),
  );
}
