import { printParseErrorCode, visit } from 'jsonc-parser';
import { DEEPEST, LEVELS_EXPECTED } from '../../base/json/bounded.ts';
import { tokensOf } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import type { SourcePosition } from '../../diagnostics/diagnostic.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import type { Locate } from '../../workflow/positions/compile-notes.ts';
import { InputError } from '../io.ts';

export interface ReadJson {
  readonly value: unknown;
  /** Warnings about flaws that parsing hides: repeated keys, and numbers that lose precision. */
  readonly findings: readonly Reported[];
  /** Finds the place of a value. A missing one is found by its parent. */
  readonly locate: Locate;
}

/** Where a value begins, and the values in it by key or index. The last of repeated keys takes effect. */
interface JsonPlace {
  readonly key: SourcePosition | undefined;
  readonly value: SourcePosition;
  readonly parts: Map<string, JsonPlace>;
}

/**
 * Parses JSON. A lone surrogate becomes U+FFFD, as in the agent.
 *
 * @throws {InputError} with the place of the first syntax error. It shows nothing of the text, which may contain secrets.
 */
export function readJson(written: string, file: string): ReadJson {
  const text = written.replace(/^\ufeff/, '');
  const findings: Reported[] = [];
  const warn = (code: string, start: SourcePosition, texts: Texts): void => {
    findings.push({ subject: file, severity: 'warning', code, ...texts, range: { file, start, end: start } });
  };
  const root = placesIn(text, file, warn);
  const locate: Locate = (pointer, part = 'value') => {
    let place = root;
    for (const token of tokensOf(pointer)) {
      const below = place.parts.get(token);
      if (below === undefined) break;
      place = below;
    }
    const start = place[part] ?? place.value;
    return { file, start, end: start };
  };
  return { value: JSON.parse(text, wellFormed), findings, locate };
}

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

type Texts = Pick<Reported, 'message' | 'note' | 'help'>;

function placesIn(
  text: string,
  file: string,
  warn: (code: string, start: SourcePosition, texts: Texts) => void,
): JsonPlace {
  const fail = (fault: string, { line, column }: SourcePosition): never => {
    throw new InputError(`${file}:${line}:${column}: invalid JSON: ${fault}.`);
  };
  const places: JsonPlace = { key: undefined, value: { line: 1, column: 1 }, parts: new Map() };
  /** The objects and lists around the value that is read. */
  const around = [places];
  let property: { readonly name: string; readonly start: SourcePosition } | undefined;
  const add = (value: SourcePosition): JsonPlace => {
    const place = { key: property?.start, value, parts: new Map<string, JsonPlace>() };
    const parts = around.at(-1)?.parts;
    parts?.set(property?.name ?? String(parts.size), place);
    property = undefined;
    return place;
  };
  const open = (_offset: number, _length: number, line: number, character: number): void => {
    const start = position(line, character);
    if (around.length > DEEPEST) fail(`expected ${LEVELS_EXPECTED}`, start);
    around.push(add(start));
  };
  const close = (): void => {
    around.pop();
  };
  visit(
    text,
    {
      onObjectBegin: open,
      onObjectEnd: close,
      onArrayBegin: open,
      onArrayEnd: close,
      onObjectProperty(name, _offset, _length, line, character) {
        property = { name, start: position(line, character) };
        if (around.at(-1)?.parts.has(name)) warn('duplicate-key', property.start, repeated(name));
      },
      onLiteralValue(_value, offset, length, line, character) {
        const start = position(line, character);
        add(start);
        const literal = text.slice(offset, offset + length);
        if (/^-?\d+$/.test(literal) && !Number.isSafeInteger(Number(literal)))
          warn('imprecise-number', start, imprecise(literal));
      },
      onError(code, _offset, _length, line, character) {
        fail(errorText(printParseErrorCode(code)), position(line, character));
      },
    },
    { disallowComments: true },
  );
  return places.parts.get('0') ?? places;
}

/** @param line and the column from 0 */
function position(line: number, character: number): SourcePosition {
  return { line: line + 1, column: character + 1 };
}

/** `CommaExpected` in words. */
function errorText(name: string): string {
  return name.replace(/\B[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function repeated(key: string): Texts {
  return {
    message: `The key ${excerpt(key)} appears twice in one object.`,
    note: 'The last one takes effect.',
    help: 'Remove one of them.',
  };
}

function imprecise(number: string): Texts {
  return {
    message: `The number \`${number}\` does not fit into a 64-bit float.`,
    note: `It is read as \`${Number(number)}\`.`,
    help: 'Write it as a string.',
  };
}
