import { describe, expect, it } from 'vitest';
import { outcome } from '../support/conditions.ts';

describe('limits', () => {
  const nested = (depth: number): string => `${'('.repeat(depth)}true${')'.repeat(depth)}`;
  const chained = (parts: number): string => `true${' || true'.repeat(parts)}`;
  const wideMap = `({${Array.from({ length: 220 }, (_, index) => `k${index}: 1`).join()}})`;
  it.each([
    ['nesting', nested(149), nested(150), 'unsupported'],
    [
      'lists in lists',
      `len([${nested(100)}, ${nested(100)}]) == 2`,
      `len([${nested(148)}]) == 1`,
      'unsupported',
    ],
    ['parts', `!${chained(499)}`, `!!${chained(499)}`, 'unsupported'],
    [
      'parts of chained comparisons',
      `1${' < 2 <= 2'.repeat(240)} == false`,
      `1${' < 2'.repeat(600)}`,
      'unsupported',
    ],
    [
      'fields',
      `first([nil])${'?.a'.repeat(100)} == nil`,
      `first([nil])${'?.a'.repeat(1000)} == nil`,
      'unsupported',
    ],
    [
      'depth of values',
      'len(reduce(1..101, [#acc])) == 1',
      'len(reduce(1..102, [#acc])) == 1',
      'unsupported',
    ],
    ['items', 'len(1..400000) > 0', 'len(1..1000000) > 0', 'runtime'],
    [
      'items that are looked through from the end',
      'findLast(1..400000, # < 0) == nil',
      'findLast(1..1000000, # < 0) == nil',
      'runtime',
    ],
    ['characters', 'repeat("ab", 400000) != ""', 'repeat("ab", 500000) != ""', 'runtime'],
    [
      'characters of nothing',
      'repeat("", 1000000) == ""',
      'repeat("a", 9223372036854775807) == ""',
      'runtime',
    ],
    [
      'parts of a text',
      'len(split(repeat("a", 10000), "")) == 10000',
      'len(split(repeat("a", 600000), "")) > 1',
      'runtime',
    ],
    [
      'items after a range of none',
      'len(1..-2000000) == 0',
      'len(1..-2000000) == 0 && len(1..1000000) > 0',
      'runtime',
    ],
    [
      'items of lists',
      'let l = 1..100; len(concat(l, l, l)) == 300',
      'let l = 1..300000; len(concat(l, l, l)) > 0',
      'runtime',
    ],
    ['items of maps', `len(map(1..10, ${wideMap})) == 10`, `len(map(1..5000, ${wideMap})) > 0`, 'runtime'],
    [
      'pattern',
      'BRANCH not matches "x{1000}"',
      `BRANCH matches "${'(.{500}){2}'.repeat(60)}"`,
      'unsupported',
    ],
    [
      'steps of a match',
      'repeat("a", 50000) not matches "^b{20}"',
      'repeat("a", 200000) not matches "^b{600}"',
      'unsupported',
    ],
    [
      'texts that are read again and again',
      'let t = repeat("a", 100000); 10 == count(1..10, t != "")',
      'let t = repeat("a", 100000); 2000 == count(1..2000, t != "")',
      'unsupported',
    ],
    [
      'lists that are read again and again',
      'let l = map(1..100, repeat("a", 1000)); 10 == count(1..10, l != [])',
      'let l = map(1..100, repeat("a", 1000)); 2000 == count(1..2000, l != [])',
      'unsupported',
    ],
    [
      'items to compare with each other',
      'len(uniq(map(1..1000, 1))) == 1',
      'len(uniq(map(1..4000, 1))) == 1',
      'unsupported',
    ],
    ['predicates', 'all(1..200, all(1..200, true))', 'let l = 1..3000; all(l, all(l, true))', 'unsupported'],
    ['items to sort', 'len(sort(1..10000)) > 0', 'len(sort(map(1..300000, -#))) > 0', 'unsupported'],
    [
      'items to sort by a key',
      'len(sortBy(1..10000, -#)) > 0',
      'len(sortBy(1..300000, -#)) > 0',
      'unsupported',
    ],
    ['items to group', 'len(groupBy(1..10000, #)) > 0', 'len(groupBy(1..800000, #)) > 0', 'unsupported'],
    [
      'numbers to compare again and again',
      'let l = 1..10000; all(1..10, max(l) > 0)',
      'let l = 1..10000; all(1..1000, max(l) > 0)',
      'unsupported',
    ],
    [
      'pairs',
      'len(fromPairs(map(1..10000, [#, #]))) > 0',
      'let l = map(1..20000, [#, #]); all(1..30, len(fromPairs(l)) > 0)',
      'unsupported',
    ],
    [
      'elements of a text',
      'let t = first([repeat("a", 10000)]); all(1..10, t[#] == 97)',
      'let t = first([repeat("a", 10000)]); all(1..9999, t[#] == 97)',
      'unsupported',
    ],
    [
      'parts of all patterns',
      `BRANCH not matches "${'x{500}'.repeat(4)}"`,
      Array.from({ length: 60 }, (_, index) => `BRANCH matches "${`${index}{500}`.repeat(4)}"`).join(' or '),
      'unsupported',
    ],
    [
      'replaced texts',
      'replace(repeat("a", 1000), "a", repeat("b", 1000)) != ""',
      'replace(repeat("a", 5000), "a", repeat("b", 5000)) != ""',
      'unsupported',
    ],
  ])('%s', (_, allowed, refused, problem) => {
    expect(outcome(allowed)).toBe(true);
    expect(outcome(refused)).toBe(problem);
  });
});
