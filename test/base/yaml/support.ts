import { expect, test } from 'vitest';
import { parseYaml, type YamlNode } from '../../../src/base/yaml/yaml.ts';

interface Reading {
  readonly goYaml4?: boolean;
  readonly lookahead?: 0 | 2;
}

/**
 * What a string is read as, on a line: plain scalars as they are, others in quotes, `<tag>` before what has one, `*name`
 * for aliases. What is rejected is `code from-to`, with what else is said of it.
 */
export function read(text: string, { goYaml4 = false, lookahead = 2 }: Reading = {}): string {
  const parse = parseYaml(text, goYaml4, lookahead);
  return parse.ok ? shown(parse.root) : refusal(parse.problem);
}

/** What both libraries read, which must be the same. */
export function readByBoth(text: string): string {
  const first = read(text);
  expect(read(text, { goYaml4: true })).toBe(first);
  return first;
}

/** The same as `read`, with the place of every node. */
export function readWithPlaces(text: string, reading: Reading = {}): string {
  const parse = parseYaml(text, reading.goYaml4 ?? false, reading.lookahead);
  return parse.ok ? shown(parse.root, ({ start, end }) => `@${start}-${end}`) : refusal(parse.problem);
}

function refusal({
  code,
  args,
  place,
}: Extract<ReturnType<typeof parseYaml>, { ok: false }>['problem']): string {
  const values = Object.values(args).map((value) => ` ${value}`);
  return `${code} ${place.start}-${place.end}${values.join('')}`;
}

function shown(node: YamlNode, place: (node: YamlNode) => string = () => ''): string {
  const of = (inner: YamlNode): string => shown(inner, place);
  switch (node.kind) {
    case 'scalar': {
      const tag = node.tag === undefined ? '' : `<${node.tag}> `;
      return tag + (node.plain ? node.text : JSON.stringify(node.text)) + place(node);
    }
    case 'list':
      return `[${node.items.map(of).join(', ')}]${place(node)}`;
    case 'map':
      return `{${node.entries.map(({ key, value }) => `${of(key)}: ${of(value)}`).join(', ')}}${place(node)}`;
    case 'alias':
      return `*${node.name}${node.target === undefined ? ' of itself' : ''}${place(node)}`;
  }
}

/** A string, and what both libraries read it as, or why and where they reject it. */
export type Read = readonly [text: string, read: string];

/** A string on which they differ. */
export type Differing = readonly [text: string, goYaml3: string, goYaml4: string];

/** A test for each string. */
export function testReading(
  taken: readonly Read[],
  refused: readonly Read[],
  differing: readonly Differing[] = [],
): void {
  const both = (text: string, expected: string) => expect(readByBoth(text)).toBe(expected);
  test.each(taken)('%j', both);
  test.each(refused)('%j is rejected', both);
  test.each(differing)('%j differs', (text, expected, expected4) => {
    expect(read(text)).toBe(expected);
    expect(read(text, { goYaml4: true })).toBe(expected4);
  });
}
