import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from '../../../src/cli/json/json-scan.ts';
import { locateInJson } from '../../../src/cli/json/locate-in-json.ts';
import { positionOf } from '../../../src/cli/json/read-json.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('scanJson', () => {
  it('accepts JSON only', () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', ':', '"', '{', '}', '[', ']', '\\', '0', '-', 'e', ' '),
      )
      .map(([text, at, put]) => {
        const index = at % (text.length + 1);
        return text.slice(0, index) + put + text.slice(index + (at % 2));
      });
    const seen = { good: 0, bad: 0 };
    fc.assert(
      fc.property(fc.oneof(fc.json(), damaged), (text) => {
        const { fault } = scanJson(text);
        seen[fault === undefined ? 'good' : 'bad'] += 1;
        expect(fault === undefined, text).toBe(isJson(text));
      }),
      { seed: 1, numRuns: 1500 },
    );
    expect(Math.min(seen.good, seen.bad)).toBeGreaterThan(100);
  });

  it('reports keys that appear twice in one object, however they are written', () => {
    const text = '{"a": {"b": 1}, "b": [{"a": 1}, {"a": 2}], "\\u0061": 3}';
    expect(scanJson(text).flaws).toEqual([
      { kind: 'duplicate-key', text: 'a', offset: text.indexOf('"\\u0061"') },
    ]);
  });

  it('reports integers beyond 2^53', () => {
    const numbers = scanJson('[9007199254740991, 9007199254740992, -9007199254740993, 1e400, 0.1]').flaws;
    expect(numbers.map(({ text }) => text)).toEqual(['9007199254740992', '-9007199254740993']);
  });

  it('visits each value with the path that leads to it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 1);
        const root: unknown = JSON.parse(text);
        scanJson(text, (path, offset) => {
          const found = path.reduce((parent, key) => (parent as Record<string, unknown>)[key], root);
          const first = JSON.stringify(found).charAt(0);
          expect(text.charAt(offset)).toBe(first);
        });
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('positions', () => {
  it('count lines and columns from 1', () => {
    expect(positionOf('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
    expect(positionOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
  });

  it('of a missing value are those of its parent', () => {
    const locate = locateInJson('{"a":\n [{"b~/c": 1}]}', 'f', '');
    expect(locate('/a/0/b~0~1c')?.start).toEqual({ line: 2, column: 12 });
    expect(locate('/a/0/x/y')?.start).toEqual({ line: 2, column: 3 });
    expect(locate('/z')?.start).toEqual({ line: 1, column: 1 });
  });
});
