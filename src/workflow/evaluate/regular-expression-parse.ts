import { folded } from './regular-expression-class.ts';
import { parseClass, readCharacterEscape, readClassEscape } from './regular-expression-parse-class.ts';
import { next, peek, type Reader, refuse, take, takeText } from './regular-expression-reader.ts';
import type { Assertion, CodePointTest, RegularExpressionNode } from './regular-expression-syntax.ts';

const MAX_REPEAT = 1000;
const MAX_DEPTH = 200;

/** Reads a pattern in the syntax of RE2; throws a `PatternProblem` for any other. */
export function parseRegularExpression(pattern: string): RegularExpressionNode {
  const flags = { ignoreCase: false, multiline: false, dotAll: false };
  const reader: Reader = { characters: [...pattern], index: 0, depth: 0, flags };
  const node = parseChoice(reader);
  if (reader.index < reader.characters.length) refuse('unexpected `)`');
  return node;
}

function parseChoice(reader: Reader): RegularExpressionNode {
  const choices: RegularExpressionNode[] = [];
  do choices.push(parseSequence(reader));
  while (take(reader, '|'));
  return choices.length === 1 && choices[0] ? choices[0] : { kind: 'choice', parts: choices };
}

function parseSequence(reader: Reader): RegularExpressionNode {
  const parts: RegularExpressionNode[] = [];
  for (let next = peek(reader); next !== undefined && next !== '|' && next !== ')'; next = peek(reader)) {
    const quoted = takeText(reader, '\\Q') ? parseQuoted(reader) : undefined;
    const last = quoted === undefined ? parseAtom(reader) : quoted.pop();
    parts.push(...(quoted ?? []));
    if (last !== undefined) parts.push(parseRepeats(reader, last));
  }
  return { kind: 'sequence', parts };
}

function parseQuoted(reader: Reader): RegularExpressionNode[] {
  const parts: RegularExpressionNode[] = [];
  while (peek(reader) !== undefined && !takeText(reader, '\\E')) parts.push(literal(reader, next(reader)));
  return parts;
}

function parseRepeats(reader: Reader, atom: RegularExpressionNode): RegularExpressionNode {
  const bounds = readBounds(reader);
  if (bounds === undefined) return atom;
  take(reader, '?');
  if (readBounds(reader) !== undefined) refuse('a repetition of a repetition needs a group');
  const node = { kind: 'repeat' as const, part: atom, minimum: bounds[0], maximum: bounds[1] };
  if (!fits(node, MAX_REPEAT)) refuse(`repetitions come to more than ${MAX_REPEAT}`);
  return node;
}

/** Whether counted repetitions, multiplied where they nest, stay within a number. */
function fits(node: RegularExpressionNode, limit: number): boolean {
  if (node.kind === 'sequence' || node.kind === 'choice')
    return node.parts.every((part) => fits(part, limit));
  if (node.kind !== 'repeat') return true;
  const count = node.maximum === Number.POSITIVE_INFINITY ? node.minimum : node.maximum;
  return count === 0 || (count <= limit && fits(node.part, Math.floor(limit / count)));
}

function readBounds(reader: Reader): [number, number] | undefined {
  if (take(reader, '*')) return [0, Number.POSITIVE_INFINITY];
  if (take(reader, '+')) return [1, Number.POSITIVE_INFINITY];
  if (take(reader, '?')) return [0, 1];
  if (peek(reader) !== '{') return undefined;
  const text = reader.characters.slice(reader.index, reader.index + 20).join('');
  const counted = /^\{([0-9]+)(,([0-9]*))?\}/.exec(text);
  if (counted === null) return undefined;
  reader.index += counted[0].length;
  const minimum = Number(counted[1]);
  const maximum = counted[2] === undefined ? minimum : Number(counted[3] || Number.POSITIVE_INFINITY);
  if (minimum > maximum) refuse(`the repetition \`${counted[0]}\` is upside down`);
  return [minimum, maximum];
}

/** One piece without its repetition; undefined for a group that only sets flags. */
function parseAtom(reader: Reader): RegularExpressionNode | undefined {
  const { flags } = reader;
  const bounds = readBounds(reader);
  if (bounds !== undefined) refuse('there is nothing to repeat');
  const character = next(reader);
  if (character === '(') return parseGroup(reader);
  if (character === '[') return { kind: 'set', accepts: parseClass(reader) };
  if (character === '.') return { kind: 'set', accepts: (codePoint) => flags.dotAll || codePoint !== 10 };
  if (character === '^') return assertion(flags.multiline ? 'line-start' : 'text-start');
  if (character === '$') return assertion(flags.multiline ? 'line-end' : 'text-end');
  return character === '\\' ? parseEscape(reader) : literal(reader, character);
}

function parseGroup(reader: Reader): RegularExpressionNode | undefined {
  if (++reader.depth > MAX_DEPTH) refuse(`groups nest deeper than ${MAX_DEPTH}`, 'unsupported');
  const outer = reader.flags;
  if (take(reader, '?') && !readGroupHead(reader)) {
    reader.depth--;
    return undefined;
  }
  const node = parseChoice(reader);
  if (!take(reader, ')')) refuse('a group is not closed');
  reader.flags = outer;
  reader.depth--;
  return node;
}

/** Reads what follows `(?`; false where the group is over, as it only sets flags for what comes. */
function readGroupHead(reader: Reader): boolean {
  const text = reader.characters.slice(reader.index, reader.index + 100).join('');
  const head = /^(?:P?<[A-Za-z0-9_]+>|([imsU]*)(-[imsU]+)?([:)]))/.exec(text);
  if (head === null) refuse(`\`(?${text.slice(0, 3)}\` is no group that RE2 knows`);
  const [whole, set = '', unset = '', end] = head;
  reader.index += [...whole].length;
  if (end === undefined) return true;
  const flag = (letter: string, old: boolean): boolean =>
    !unset.includes(letter) && (old || set.includes(letter));
  const { ignoreCase, multiline, dotAll } = reader.flags;
  reader.flags = {
    ignoreCase: flag('i', ignoreCase),
    multiline: flag('m', multiline),
    dotAll: flag('s', dotAll),
  };
  return end === ':';
}

function parseEscape(reader: Reader): RegularExpressionNode {
  const assertions: Readonly<Record<string, Assertion>> = {
    A: 'text-start',
    z: 'text-end',
    b: 'word-boundary',
    B: 'no-word-boundary',
  };
  const letter = peek(reader) ?? refuse('a backslash at the end escapes nothing');
  const found = Object.hasOwn(assertions, letter) ? assertions[letter] : undefined;
  if (found !== undefined) {
    reader.index++;
    return assertion(found);
  }
  const test = readClassEscape(reader);
  if (test !== undefined) return { kind: 'set', accepts: test };
  return literalCode(reader, readCharacterEscape(reader));
}

function literal(reader: Reader, character: string): RegularExpressionNode {
  return literalCode(reader, character.codePointAt(0) ?? 0);
}

function literalCode({ flags }: Reader, code: number): RegularExpressionNode {
  const test: CodePointTest = (codePoint) => codePoint === code;
  return { kind: 'set', accepts: flags.ignoreCase ? folded(test) : test };
}

function assertion(name: Assertion): RegularExpressionNode {
  return { kind: 'assertion', assertion: name };
}
