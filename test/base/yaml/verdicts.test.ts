import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseYaml, resolveScalar, type ScalarNode, type YamlNode } from '../../../src/base/yaml/yaml.ts';

/** What a string is, or the code of the problem for which it is rejected. */
type Verdict = { readonly value: unknown } | { readonly error: string };

/**
 * A minimal text and its verdict. It was checked against go-yaml 3.0.1 and 4.0.0-rc.5, and the latter also reads
 * workflow files at 3.17.
 */
type Case = { readonly text: string } & (Verdict | { readonly goYaml3: Verdict; readonly goYaml4: Verdict });

const lines = readFileSync(new URL('../../../fixtures/yaml/verdicts.jsonl', import.meta.url), 'utf8').trim();
const cases = lines.split('\n').map((line) => JSON.parse(line) as Case);

test('there are a few hundred verdicts', () => {
  expect(cases.length).toBeGreaterThan(300);
});

test.each(cases)('$text', ({ text, ...expected }) => {
  const goYaml3 = verdict(text, false);
  const goYaml4 = verdict(text, true);
  expect('goYaml3' in expected ? { goYaml3, goYaml4 } : goYaml3).toEqual(expected);
  if (!('goYaml3' in expected)) expect(goYaml4).toEqual(expected);
});

function verdict(text: string, goYaml4: boolean): Verdict {
  const parse = parseYaml(text, goYaml4);
  return parse.ok ? { value: jsonOf(parse.root, goYaml4) } : { error: parse.problem.code };
}

/** The value as JSON; objects with one key represent what JSON has not. */
function jsonOf(node: YamlNode, goYaml4: boolean): unknown {
  const of = (inner: YamlNode): unknown => jsonOf(inner, goYaml4);
  switch (node.kind) {
    case 'alias':
      return { alias: node.name };
    case 'list':
      return node.items.map(of);
    case 'map': {
      const entries = node.entries.map(({ key, value }) => [of(key), of(value)] as const);
      return areNames(node.entries.map(({ key }) => key))
        ? Object.fromEntries(entries)
        : { entries: entries.map(([...entry]) => entry) };
    }
    case 'scalar': {
      const value = scalarValue(node, goYaml4);
      return node.tag === undefined || node.tag.startsWith('tag:yaml.org,2002:')
        ? value
        : { tag: node.tag, value };
    }
  }
}

/** Whether keys are different plain words without a special meaning here. */
function areNames(keys: readonly YamlNode[]): boolean {
  const names = keys.map((key) =>
    key.kind === 'scalar' && key.plain && key.tag === undefined ? key.text : '',
  );
  const taken = ['', '~', 'null', 'entries', 'alias', 'tag', 'timestamp', 'float', 'integer', 'invalid'];
  return (
    new Set(names).size === names.length &&
    names.every((name) => !taken.includes(name) && !/^\d+$/.test(name))
  );
}

function scalarValue(node: ScalarNode, goYaml4: boolean): unknown {
  const scalar = resolveScalar(node, goYaml4);
  if (scalar === undefined) return { invalid: node.text };
  switch (scalar.kind) {
    case 'null':
      return null;
    case 'timestamp':
      return { timestamp: scalar.value };
    case 'int':
    case 'uint':
      return Number.isSafeInteger(Number(scalar.value))
        ? Number(scalar.value)
        : { integer: String(scalar.value) };
    case 'float':
      return Number.isInteger(scalar.value) || !Number.isFinite(scalar.value)
        ? { float: Object.is(scalar.value, -0) ? '-0' : String(scalar.value) }
        : scalar.value;
    default:
      return scalar.value;
  }
}
