import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import { combine, type Expansion, isAliasBomb, SINGLE_NODE } from './expansion.ts';
import { findGluedColon, isExplicitKey, isSplitKey } from './flow-colon.ts';
import { beginsWithIndicator, isTagGluedToEnd } from './flow-scalar.ts';
import {
  emptyNode,
  type ListNode,
  type MapNode,
  type Place,
  type ScalarNode,
  type YamlNode,
} from './node.ts';
import { escapeProblem, scalarText } from './scalar-text.ts';
import type { YamlParse, YamlProblem } from './yaml-parse.ts';

interface Anchor {
  readonly node: YamlNode;
  /** Undefined while the anchored node is still open: an alias to it would contain itself. */
  expansion: Expansion | undefined;
}

interface Conversion {
  readonly text: string;
  readonly goYaml4: boolean;
  readonly anchors: Map<string, Anchor>;
  written: number;
  problem: YamlProblem | undefined;
}

interface Converted {
  readonly node: YamlNode;
  readonly expansion: Expansion;
}

/** Turns the nodes of the YAML library into ours, with aliases bound to the anchors before them. */
export function convertNodes(contents: Node, text: string, goYaml4: boolean): YamlParse {
  const conversion: Conversion = { text, goYaml4, anchors: new Map(), written: 0, problem: undefined };
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
    return withAnchor(source.anchor, node, conversion, () => convertEntries(source, node, conversion));
  }
  if (isSeq(source)) {
    const node: ListNode = { kind: 'list', items: [], ...placeOf(source, offset) };
    return withAnchor(source.anchor, node, conversion, () => {
      const items = source.items.map((item) => gluedItem(convert(item, conversion, node.start), conversion));
      node.items = items.map((item) => item.node);
      if (source.flow === true) for (const item of node.items) checkInFlow(item, false, conversion);
      return combine(items.map((item) => item.expansion));
    });
  }
  return { node: emptyNode(offset), expansion: SINGLE_NODE };
}

function convertEntries(source: YAMLMap, node: MapNode, conversion: Conversion): Expansion {
  const expansions: Expansion[] = [];
  for (const pair of source.items) {
    const key = convert(pair.key, conversion, node.start);
    const value = convert(pair.value, conversion, key.node.end);
    const flow = source.flow === true;
    if (flow) checkInFlow(key.node, true, conversion);
    if (flow) checkInFlow(value.node, false, conversion);
    node.entries.push({ key: checkedKey(key.node, flow, conversion), value: value.node });
    expansions.push(key.expansion, value.expansion);
  }
  return combine(expansions);
}

function checkInFlow(node: YamlNode, isKey: boolean, conversion: Conversion): void {
  if (node.kind !== 'scalar') return;
  const { text, goYaml4 } = conversion;
  const place = { start: node.start, end: node.end };
  if (beginsWithIndicator(node, isKey, goYaml4)) {
    const detail = `a text in a flow collection that begins with ${text.charAt(node.start)} needs quotes`;
    conversion.problem ??= { code: 'yaml-syntax', args: { detail }, place };
  } else if (isTagGluedToEnd(node, text)) {
    const detail = 'a tag needs a blank after it';
    conversion.problem ??= { code: 'yaml-syntax', args: { detail }, place };
  }
}

function checkedKey(key: YamlNode, flow: boolean, conversion: Conversion): YamlNode {
  const { text } = conversion;
  if (key.kind !== 'scalar') return key;
  const place = { start: key.start, end: key.end };
  if (flow && isSplitKey(text, key.start, key.end)) {
    conversion.problem ??= { code: 'yaml-split-key', args: { key: key.text }, place };
  }
  if (!key.plain) return key;
  if (key.start === key.end && key.tag === undefined && !isExplicitKey(text, key.start)) {
    conversion.problem ??= { code: 'yaml-empty-key', args: {}, place };
  }
  const colon = flow ? findGluedColon(text, key.end, conversion.goYaml4) : undefined;
  if (colon === undefined) return key;
  if (colon.beforeCollection) {
    conversion.problem ??= { code: 'yaml-glued-colon', args: { key: key.text }, place };
  }
  return { ...key, text: text.slice(key.start, colon.end), end: colon.end };
}

/** A list item `a:` without a blank after the colon, which the library takes for a map. */
function gluedItem({ node, expansion }: Converted, { text }: Conversion): Converted {
  const key = node.kind === 'map' && node.entries.length === 1 ? node.entries[0]?.key : undefined;
  const isGlued = key?.kind === 'scalar' && key.plain && key.end > key.start && text[key.end - 1] === ':';
  return isGlued && node.end <= key.end ? { node: key, expansion: SINGLE_NODE } : { node, expansion };
}

function withAnchor(
  name: string | undefined,
  node: YamlNode,
  conversion: Conversion,
  fill: () => Expansion,
): Converted {
  const anchor: Anchor = { node, expansion: undefined };
  if (name !== undefined) {
    checkAnchorName(name, node, conversion);
    conversion.anchors.set(name, anchor);
  }
  const expansion = fill();
  anchor.expansion = expansion;
  return { node, expansion };
}

function convertScalar(source: Scalar, conversion: Conversion, offset: number): Converted {
  const place = placeOf(source, offset);
  if (source.type === 'QUOTE_DOUBLE') conversion.problem ??= escapeProblem(place, conversion.text);
  const node: ScalarNode = {
    kind: 'scalar',
    text: scalarText(source, place, conversion.text),
    plain: source.type === 'PLAIN' || source.type === undefined,
    tag: source.tag,
    ...place,
  };
  return withAnchor(source.anchor, node, conversion, () => SINGLE_NODE);
}

function checkAnchorName(name: string, { start, end }: Place, conversion: Conversion): void {
  // go-yaml takes fewer characters in names than YAML has.
  const known = conversion.goYaml4 ? /^[\w.-]+$/ : /^[\w-]+$/;
  if (known.test(name)) return;
  conversion.problem ??= { code: 'yaml-anchor-name', args: { name }, place: { start, end } };
}

function convertAlias(name: string, place: Place, conversion: Conversion): Converted {
  checkAnchorName(name, place, conversion);
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

function placeOf(node: Node, fallback: number): Place {
  return { start: node.range?.[0] ?? fallback, end: node.range?.[1] ?? fallback };
}
