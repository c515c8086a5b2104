import { DEEPEST } from '../../base/json/bounded.ts';

/** A place in a string where something begins, in characters from 0. */
type Offset = number;

/** Something in a JSON text that parsing it would hide. */
export interface JsonFlaw {
  readonly kind: 'duplicate-key' | 'imprecise-number';
  /** The key, or the number as written. */
  readonly text: string;
  readonly offset: Offset;
}

/** Where a string stops being JSON. */
export interface JsonFault {
  readonly offset: Offset;
  /** The expectation. */
  readonly expected: string;
}

export type JsonPath = readonly (string | number)[];

interface Frame {
  /** Undefined in a list. */
  readonly keys: Set<string> | undefined;
  at: string | number;
  /** Where the key is; undefined in a list. */
  keyOffset: Offset | undefined;
}

type State = 'value' | 'first-item' | 'first-key' | 'key' | 'colon' | 'comma' | 'end';

const EXPECTED: Readonly<Record<State, string>> = {
  value: 'a value',
  'first-item': 'a value or "]"',
  'first-key': 'a key in double quotes or "}"',
  key: 'a key in double quotes',
  colon: 'a colon',
  comma: 'a comma, or the end of the list or object',
  end: 'nothing more',
};

/** Is called for each value, with its key if it has one. */
type Visit = (path: JsonPath, offset: Offset, keyOffset: Offset | undefined) => void;

interface Scan {
  readonly text: string;
  readonly visit: Visit;
  readonly flaws: JsonFlaw[];
  /** The objects and lists around the place that is read. */
  readonly stack: Frame[];
  state: State;
}

/**
 * Reads a JSON text without building anything: whether it is JSON, which keys appear twice in one object, and which
 * integers that a 64-bit float cannot represent. `visit` is called for each value in the order of the text.
 */
export function scanJson(
  text: string,
  visit: Visit = () => {},
): { readonly fault?: JsonFault; readonly flaws: readonly JsonFlaw[] } {
  const scan: Scan = { text, visit, flaws: [], stack: [], state: 'value' };
  let offset = afterBlanks(text, 0);
  while (offset < text.length) {
    const end = readToken(scan, offset);
    if (typeof end !== 'number') return { fault: { offset, expected: end.expected }, flaws: scan.flaws };
    offset = afterBlanks(text, end);
  }
  if (scan.state === 'end') return { flaws: scan.flaws };
  return { fault: { offset, expected: EXPECTED[scan.state] }, flaws: scan.flaws };
}

/** Reads one token, and returns its end, or the expected token. */
function readToken(scan: Scan, offset: Offset): Offset | Pick<JsonFault, 'expected'> {
  const { text, stack, state } = scan;
  const character = text.charAt(offset);
  const frame = stack.at(-1);
  if (closes(character, state, frame)) {
    stack.pop();
    endValue(scan);
    return offset + 1;
  }
  if (state === 'comma' && character === ',' && frame !== undefined) {
    if (typeof frame.at === 'number') frame.at += 1;
    scan.state = frame.keys === undefined ? 'value' : 'key';
    return offset + 1;
  }
  if (state === 'colon' && character === ':') {
    scan.state = 'value';
    return offset + 1;
  }
  if (frame !== undefined && (state === 'key' || state === 'first-key')) return readKey(scan, frame, offset);
  if (state === 'value' || state === 'first-item') return readValue(scan, offset);
  return { expected: EXPECTED[state] };
}

function closes(character: string, state: State, frame: Frame | undefined): boolean {
  if (frame === undefined) return false;
  return frame.keys === undefined
    ? character === ']' && (state === 'first-item' || state === 'comma')
    : character === '}' && (state === 'first-key' || state === 'comma');
}

function readKey(scan: Scan, frame: Frame, offset: Offset): Offset | Pick<JsonFault, 'expected'> {
  const key = scan.text.charAt(offset) === '"' ? stringAt(scan.text, offset) : undefined;
  if (key === undefined) return { expected: EXPECTED[scan.state] };
  if (frame.keys?.has(key.value)) scan.flaws.push({ kind: 'duplicate-key', text: key.value, offset });
  frame.keys?.add(key.value);
  frame.at = key.value;
  frame.keyOffset = offset;
  scan.state = 'colon';
  return key.end;
}

function readValue(scan: Scan, offset: Offset): Offset | Pick<JsonFault, 'expected'> {
  const { text, stack, visit, flaws } = scan;
  const character = text.charAt(offset);
  visit(
    stack.map(({ at }) => at),
    offset,
    stack.at(-1)?.keyOffset,
  );
  if (character !== '{' && character !== '[') {
    const end = endOfScalar(text, offset, flaws);
    if (end === undefined) return { expected: EXPECTED[scan.state] };
    endValue(scan);
    return end;
  }
  if (stack.length >= DEEPEST) return { expected: `an end to the nesting, ${DEEPEST} levels deep already,` };
  stack.push(
    character === '{'
      ? { keys: new Set(), at: '', keyOffset: 0 }
      : { keys: undefined, at: 0, keyOffset: undefined },
  );
  scan.state = character === '{' ? 'first-key' : 'first-item';
  return offset + 1;
}

function endValue(scan: Scan): void {
  scan.state = scan.stack.length === 0 ? 'end' : 'comma';
}

function afterBlanks(text: string, start: Offset): Offset {
  let offset = start;
  while (' \n\r\t'.includes(text.charAt(offset)) && offset < text.length) offset += 1;
  return offset;
}

const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

function endOfScalar(text: string, offset: Offset, flaws: JsonFlaw[]): Offset | undefined {
  if (text.charAt(offset) === '"') return stringAt(text, offset)?.end;
  SCALAR.lastIndex = offset;
  const scalar = SCALAR.exec(text)?.[0];
  if (scalar === undefined) return undefined;
  if (/^-?\d+$/.test(scalar) && !Number.isSafeInteger(Number(scalar))) {
    flaws.push({ kind: 'imprecise-number', text: scalar, offset });
  }
  return offset + scalar.length;
}

function stringAt(text: string, start: Offset): { value: string; end: Offset } | undefined {
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  if (quote < 0) return undefined;
  try {
    return { value: JSON.parse(text.slice(start, quote + 1)) as string, end: quote + 1 };
  } catch {
    return undefined;
  }
}

function isEscaped(text: string, quote: Offset): boolean {
  let backslashes = 0;
  while (text.charAt(quote - 1 - backslashes) === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}
