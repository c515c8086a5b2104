import { lower, upper } from '../../base/encoding/case-mapping.ts';
import type { CodePointRange, CodePointTest } from './regular-expression-syntax.ts';

const DIGIT: readonly CodePointRange[] = [[0x30, 0x39]];
const SPACE: readonly CodePointRange[] = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
];
const UPPER: CodePointRange = [0x41, 0x5a];
const LOWER: CodePointRange = [0x61, 0x7a];
const WORD: readonly CodePointRange[] = [...DIGIT, UPPER, LOWER, [0x5f, 0x5f]];

const PERL_CLASSES: ReadonlyMap<string, readonly CodePointRange[]> = /* @__PURE__ */ new Map([
  ['d', DIGIT],
  ['s', SPACE],
  ['w', WORD],
]);

const POSIX_CLASSES: ReadonlyMap<string, readonly CodePointRange[]> = /* @__PURE__ */ new Map([
  ['alnum', [...DIGIT, UPPER, LOWER]],
  ['alpha', [UPPER, LOWER]],
  ['ascii', [[0, 0x7f]]],
  [
    'blank',
    [
      [0x09, 0x09],
      [0x20, 0x20],
    ],
  ],
  [
    'cntrl',
    [
      [0, 0x1f],
      [0x7f, 0x7f],
    ],
  ],
  ['digit', DIGIT],
  ['graph', [[0x21, 0x7e]]],
  ['lower', [LOWER]],
  ['print', [[0x20, 0x7e]]],
  [
    'punct',
    [
      [0x21, 0x2f],
      [0x3a, 0x40],
      [0x5b, 0x60],
      [0x7b, 0x7e],
    ],
  ],
  [
    'space',
    [
      [0x09, 0x0d],
      [0x20, 0x20],
    ],
  ],
  ['upper', [UPPER]],
  ['word', WORD],
  ['xdigit', [...DIGIT, [0x41, 0x46], [0x61, 0x66]]],
]);

/** The test of `\d`, `\S` and so on, by their letter. */
export function perlClass(letter: string): CodePointTest | undefined {
  const ranges = PERL_CLASSES.get(letter.toLowerCase());
  return ranges && negatedIf(letter !== letter.toLowerCase(), inRanges(ranges));
}

/** The test of a class such as `[:alpha:]` or `[:^alpha:]`, by the name within. */
export function posixClass(name: string): CodePointTest | undefined {
  const ranges = POSIX_CLASSES.get(name.replace('^', ''));
  return ranges && negatedIf(name.startsWith('^'), inRanges(ranges));
}

/** The test of a Unicode general category or script, by its name. */
export function unicodeClass(name: string): CodePointTest | undefined {
  if (name === 'Any') return () => true;
  const property = name.length <= 2 ? `General_Category=${name}` : `Script=${name}`;
  try {
    const pattern = new RegExp(`^\\p{${property}}$`, 'u');
    return (codePoint) => pattern.test(String.fromCodePoint(codePoint));
  } catch {
    return undefined;
  }
}

export function isWordCharacter(codePoint: number | undefined): boolean {
  return codePoint !== undefined && inRanges(WORD)(codePoint);
}

export function inRanges(ranges: readonly CodePointRange[]): CodePointTest {
  return (codePoint) => ranges.some(([low, high]) => low <= codePoint && codePoint <= high);
}

export function negatedIf(negated: boolean, test: CodePointTest): CodePointTest {
  return negated ? (codePoint) => !test(codePoint) : test;
}

/** The test without regard to case. */
export function folded(test: CodePointTest): CodePointTest {
  return (codePoint) => {
    const character = String.fromCodePoint(codePoint);
    const forms = [character, lower(character), upper(character), lower(upper(character))];
    if (/[kK]/.test(character)) forms.push('\u212a');
    if (/[sS]/.test(character)) forms.push('\u017f');
    return forms.some((form) => test(form.codePointAt(0) ?? 0));
  };
}
