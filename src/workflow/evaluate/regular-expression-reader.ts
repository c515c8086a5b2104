import type { PatternProblem } from './regular-expression-syntax.ts';

/** What `(?i)` and the like have switched on. */
interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

/** The place in a pattern while it is parsed. */
export interface Reader {
  readonly characters: readonly string[];
  index: number;
  depth: number;
  flags: Flags;
}

export function peek(reader: Reader): string | undefined {
  return reader.characters[reader.index];
}

export function next(reader: Reader): string {
  return reader.characters[reader.index++] ?? refuse('the pattern ends too early');
}

export function take(reader: Reader, character: string): boolean {
  if (peek(reader) !== character) return false;
  reader.index++;
  return true;
}

export function takeText(reader: Reader, text: string): boolean {
  const found = [...text].every(
    (character, offset) => reader.characters[reader.index + offset] === character,
  );
  if (found) reader.index += text.length;
  return found;
}

export function refuse(message: string, kind: PatternProblem['kind'] = 'syntax'): never {
  throw { kind, message } satisfies PatternProblem;
}
