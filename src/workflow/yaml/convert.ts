import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import type { Problem } from '../problem.ts';
import { findUnknownEscape } from './escapes.ts';
import { combine, type Expansion, isAliasBomb, SINGLE_NODE } from './expansion.ts';
import {
  emptyNode,
  type ListNode,
  type MapNode,
  type Place,
  type ScalarNode,
  type YamlNode,
} from './node.ts';
import type { YamlParse } from './parse.ts';

interface Anchor {
  readonly node: YamlNode;
  /** Undefined while the anchored node is still open: an alias to it would contain itself. */
  expansion: Expansion | undefined;
}

interface Conversion {
  readonly text: string;
  readonly anchors: Map<string, Anchor>;
  written: number;
  problem: Problem | undefined;
}

interface Converted {
  readonly node: YamlNode;
  readonly expansion: Expansion;
}

/** Turns the nodes of the YAML library into ours, with aliases bound to the anchors before them. */
export function convertNodes(contents: Node, text: string): YamlParse {
  const conversion: Conversion = { text, anchors: new Map(), written: 0, problem: undefined };
  const { node, expansion } = convert(contents, conversion, 0);
  if (conversion.problem !== undefined) return { ok: false, problem: conversion.problem };
  if (isAliasBomb(expansion, conversion.written)) {
    return { ok: false, problem: { code: 'yaml-excessive-aliases', args: {}, place: { start: 0, end: 0 } } };
  }
  return { ok: true, root: node };
}

function convert(source: unknown, conversion: Conversion, offset: number): Converted {
  conversion.written++;
  if (isAlias(source)) return convertAlias(source.source, placeOf(source, offset), conversion);
  if (isScalar(source)) return convertScalar(source, conversion, offset);
  if (isMap(source)) {
    const node: MapNode = { kind: 'map', entries: [], ...placeOf(source, offset) };
    return withAnchor(source.anchor, node, conversion, () => convertEntries(source.items, node, conversion));
  }
  if (isSeq(source)) {
    const node: ListNode = { kind: 'list', items: [], ...placeOf(source, offset) };
    return withAnchor(source.anchor, node, conversion, () => {
      const items = source.items.map((item) => convert(item, conversion, node.start));
      node.items = items.map((item) => item.node);
      return combine(items.map((item) => item.expansion));
    });
  }
  return { node: emptyNode(offset), expansion: SINGLE_NODE };
}

function convertEntries(pairs: readonly Pair[], node: MapNode, conversion: Conversion): Expansion {
  const expansions: Expansion[] = [];
  for (const pair of pairs) {
    const key = convert(pair.key, conversion, node.start);
    const value = convert(pair.value, conversion, key.node.end);
    node.entries.push({ key: key.node, value: value.node });
    expansions.push(key.expansion, value.expansion);
  }
  return combine(expansions);
}

function withAnchor(
  name: string | undefined,
  node: YamlNode,
  conversion: Conversion,
  fill: () => Expansion,
): Converted {
  const anchor: Anchor = { node, expansion: undefined };
  if (name !== undefined) conversion.anchors.set(name, anchor);
  const expansion = fill();
  anchor.expansion = expansion;
  return { node, expansion };
}

function convertScalar(source: Scalar, conversion: Conversion, offset: number): Converted {
  const place = placeOf(source, offset);
  if (source.type === 'QUOTE_DOUBLE') checkEscapes(place, conversion);
  const node: ScalarNode = {
    kind: 'scalar',
    text: source.source ?? String(source.value ?? ''),
    plain: source.type === 'PLAIN' || source.type === undefined,
    tag: source.tag,
    ...place,
  };
  return withAnchor(source.anchor, node, conversion, () => SINGLE_NODE);
}

function convertAlias(name: string, place: Place, conversion: Conversion): Converted {
  const anchor = conversion.anchors.get(name);
  if (anchor === undefined) {
    conversion.problem ??= { code: 'yaml-unknown-alias', args: { name }, place };
    return { node: emptyNode(place.start), expansion: SINGLE_NODE };
  }
  const target = anchor.expansion === undefined ? undefined : anchor.node;
  return {
    node: { kind: 'alias', name, target, ...place },
    expansion: anchor.expansion === undefined ? SINGLE_NODE : combine([anchor.expansion]),
  };
}

function checkEscapes({ start, end }: Place, conversion: Conversion): void {
  const offset = findUnknownEscape(conversion.text.slice(start, end));
  if (offset === undefined) return;
  const at = start + offset;
  const sequence = conversion.text.slice(at, at + 2);
  conversion.problem ??= {
    code: 'yaml-unknown-escape',
    args: { sequence },
    place: { start: at, end: at + 2 },
  };
}

function placeOf(node: Node, fallback: number): Place {
  return { start: node.range?.[0] ?? fallback, end: node.range?.[1] ?? fallback };
}
