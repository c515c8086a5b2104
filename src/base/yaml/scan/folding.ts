import { isBlank, isBreak } from './characters.ts';
import { columnOf, type Scanner, takeBreak } from './scanner.ts';

/** The spaces or the line breaks between two pieces of a scalar. */
export interface LineBreaks {
  readonly spaces: string;
  readonly lines: number;
  readonly first: string;
  readonly rest: string;
}

export const NO_BREAKS: LineBreaks = { spaces: '', lines: 0, first: '', rest: '' };

/** The separator between two pieces of a scalar: the first of several line breaks vanishes, a single one is a space. */
export function folded({ spaces, lines, first, rest }: LineBreaks): string {
  if (lines === 0) return spaces;
  if (first !== '\n') return first + rest;
  return rest === '' ? ' ' : rest;
}

/**
 * Takes spaces and line breaks. Spaces before a line break and at the start of a line do not count.
 *
 * @param check is called for each space at the start of a line
 * @param broken whether an escaped line break has just been taken
 */
export function takeBlanks(
  scanner: Scanner,
  check?: (offset: number, column: number) => void,
  broken = false,
): LineBreaks {
  const { text } = scanner;
  const start = scanner.offset;
  let end = start;
  let lines = broken ? 1 : 0;
  let first = '';
  let rest = '';
  for (let code = text.charCodeAt(start); ; code = text.charCodeAt(scanner.offset)) {
    if (isBlank(code)) {
      if (lines > 0) check?.(scanner.offset, columnOf(scanner));
      scanner.offset++;
      if (lines === 0) end = scanner.offset;
    } else if (isBreak(code)) {
      const taken = takeBreak(scanner);
      if (lines++ === 0) first = taken;
      else rest += taken;
    } else break;
  }
  return { spaces: lines === 0 ? text.slice(start, end) : '', lines, first, rest };
}
