import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEEPEST } from '../../../src/base/json/bounded.ts';
import { pointerTo } from '../../../src/base/json/json-pointer.ts';
import { InputError } from '../../../src/cli/io.ts';
import { readJson } from '../../../src/cli/json/read-json.ts';

function isAccepted(text: string): boolean {
  try {
    readJson(text, 'f');
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return false;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('readJson', () => {
  it('accepts JSON only', () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom(
          '',
          ',',
          ':',
          '"',
          '{',
          '}',
          '[',
          ']',
          '\\',
          '0',
          '-',
          'e',
          ' ',
          '//',
          '\u00a0',
          '\t',
        ),
      )
      .map(([text, at, put]) => {
        const index = at % (text.length + 1);
        return text.slice(0, index) + put + text.slice(index + (at % 2));
      });
    const seen = { good: 0, bad: 0 };
    fc.assert(
      fc.property(fc.oneof(fc.json(), damaged), (text) => {
        const accepted = isAccepted(text);
        seen[accepted ? 'good' : 'bad'] += 1;
        expect(accepted, text).toBe(isJson(text));
      }),
      { seed: 1, numRuns: 1500 },
    );
    expect(Math.min(seen.good, seen.bad)).toBeGreaterThan(100);
  });

  it('rejects values that are nested too deep', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(isAccepted(nested(DEEPEST))).toBe(true);
    expect(isAccepted(nested(DEEPEST + 1))).toBe(false);
    expect(isAccepted('['.repeat(1_000_000))).toBe(false);
  });

  it('reports the place of an error, and nothing of the text', () => {
    expect(() => readJson('{"a":\n hunter2}', 'f')).toThrow(/^f:2:2: (?!.*hunter2)/);
  });

  it('reports keys that appear twice in one object, however they are written', () => {
    const { findings } = readJson('{"a": {"b": 1}, "b": [{"a": 1}, {"a": 2}],\n "\\u0061": 3}', 'f');
    expect(findings.map(({ code, range }) => [code, range?.start])).toEqual([
      ['duplicate-key', { line: 2, column: 2 }],
    ]);
  });

  it('reports integers beyond 2^53', () => {
    const text = '[9007199254740991, 9007199254740992, -9007199254740993, 1e400, 0.1, "9007199254740992"]';
    expect(readJson(text, 'f').findings.map(({ code, range }) => [code, range?.start.column])).toEqual([
      ['imprecise-number', 20],
      ['imprecise-number', 38],
    ]);
  });

  it('finds the place of each value and of its key', () => {
    const check = (
      value: unknown,
      pointer: string,
      locate: ReturnType<typeof readJson>['locate'],
      text: string,
    ) => {
      const at = (part: 'key' | 'value') => {
        const { line = 0, column = 0 } = locate(pointer, part)?.start ?? {};
        return text.split('\n')[line - 1]?.slice(column - 1) ?? '';
      };
      expect(at('value').charAt(0)).toBe(JSON.stringify(value).charAt(0));
      if (typeof value !== 'object' || value === null) return;
      for (const [key, item] of Object.entries(value)) check(item, pointerTo(pointer, key), locate, text);
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 1);
        const read = readJson(text, 'f');
        expect(JSON.stringify(read.value)).toBe(JSON.stringify(JSON.parse(text)).toWellFormed());
        check(read.value, '', read.locate, text);
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(readJson('{"a": 1,\n "b": 2}', 'f').locate('/b', 'key')?.start).toEqual({ line: 2, column: 2 });
  });

  it('finds a missing value by its parent', () => {
    const { locate } = readJson('{"a":\n [{"b~/c": 1}]}', 'f');
    expect(locate('/a/0/b~0~1c')?.start).toEqual({ line: 2, column: 12 });
    expect(locate('/a/0/x/y')?.start).toEqual({ line: 2, column: 3 });
    expect(locate('/z')?.start).toEqual({ line: 1, column: 1 });
  });
});
