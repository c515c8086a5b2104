import {
  folded,
  inRanges,
  negatedIf,
  perlClass,
  posixClass,
  unicodeClass,
} from './regular-expression-class.ts';
import { next, peek, type Reader, refuse, take } from './regular-expression-reader.ts';
import type { CodePointTest } from './regular-expression-syntax.ts';

const LETTER_ESCAPES: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ['a', 7],
  ['f', 12],
  ['t', 9],
  ['n', 10],
  ['r', 13],
  ['v', 11],
]);

export function parseClass(reader: Reader): CodePointTest {
  const { ignoreCase } = reader.flags;
  const negated = take(reader, '^');
  const tests: CodePointTest[] = [];
  for (let first = true; first || peek(reader) !== ']'; first = false) {
    const test = readPosixClass(reader) ?? readEscapedClass(reader);
    tests.push(test ?? readRange(reader));
  }
  reader.index++;
  const union: CodePointTest = (codePoint) => tests.some((test) => test(codePoint));
  return negatedIf(negated, ignoreCase ? folded(union) : union);
}

/** Reads `\d`, `\pL`, `\p{Greek}` and the like behind their backslash. */
export function readClassEscape(reader: Reader): CodePointTest | undefined {
  const letter = peek(reader) ?? '';
  if (!/[dDsSwWpP]/.test(letter)) return undefined;
  reader.index++;
  if (letter !== 'p' && letter !== 'P') return perlClass(letter);
  let name = next(reader);
  if (name === '{') {
    name = '';
    while (peek(reader) !== '}') name += next(reader);
    reader.index++;
  }
  const negated = name.startsWith('^') !== (letter === 'P');
  const test = unicodeClass(name.replace('^', '')) ?? refuse(`there is no Unicode class \`${name}\``);
  return negatedIf(negated, reader.flags.ignoreCase ? folded(test) : test);
}

/** Reads an escape of one character behind its backslash. */
export function readCharacterEscape(reader: Reader): number {
  const rest = reader.characters.slice(reader.index, reader.index + 12).join('');
  const numeric = /^(?:x\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|(0[0-7]{0,2}|[1-7][0-7]{1,2}))/.exec(rest);
  if (numeric !== null) {
    const [whole, braced, plain, octal] = numeric;
    reader.index += whole.length;
    const code = octal === undefined ? Number.parseInt(braced ?? plain ?? '', 16) : Number.parseInt(octal, 8);
    return code <= 0x10ffff ? code : refuse(`\`\\${whole}\` is no character`);
  }
  const character = peek(reader) ?? refuse('a backslash at the end escapes nothing');
  reader.index++;
  const code = LETTER_ESCAPES.get(character);
  if (code !== undefined) return code;
  if (/[A-Za-z0-9]|\P{ASCII}/u.test(character)) refuse(`\`\\${character}\` is no escape that RE2 knows`);
  return character.codePointAt(0) ?? 0;
}

function readPosixClass(reader: Reader): CodePointTest | undefined {
  const rest = reader.characters.slice(reader.index, reader.index + 12).join('');
  const name = /^\[:(\^?[a-z]+):\]/.exec(rest)?.[1];
  if (name === undefined) return undefined;
  reader.index += name.length + 4;
  return posixClass(name) ?? refuse(`there is no class \`[:${name}:]\``);
}

function readEscapedClass(reader: Reader): CodePointTest | undefined {
  if (peek(reader) !== '\\') return undefined;
  reader.index++;
  const test = readClassEscape(reader);
  if (test === undefined) reader.index--;
  return test;
}

function readRange(reader: Reader): CodePointTest {
  const low = readMember(reader);
  const isRange = peek(reader) === '-' && reader.characters[reader.index + 1] !== ']';
  if (isRange) reader.index++;
  const high = isRange ? readMember(reader) : low;
  if (high < low) refuse('a range of characters is upside down');
  return inRanges([[low, high]]);
}

function readMember(reader: Reader): number {
  const character = next(reader);
  return character === '\\' ? readCharacterEscape(reader) : (character.codePointAt(0) ?? 0);
}
