import { failSyntax } from '../failure.ts';
import { columnOf, failTooDeep, MOST_LEVELS, noKey, type Scanner, type SimpleKey } from './scanner.ts';

/** Notes that a key may start at the offset. */
export function saveSimpleKey(scanner: Scanner): void {
  if (!scanner.simpleKeyAllowed) return;
  removeSimpleKey(scanner);
  const column = columnOf(scanner);
  scanner.simpleKeys[scanner.simpleKeys.length - 1] = {
    possible: true,
    awaited: true,
    required: scanner.flowLevel === 0 && scanner.indent === column,
    tokenNumber: nextNumber(scanner),
    offset: scanner.offset,
    line: scanner.line,
    column,
  };
}

export function removeSimpleKey({ simpleKeys }: Scanner): void {
  const key = simpleKeys.at(-1);
  if (key === undefined) return;
  if (key.possible && key.required) failWithoutColon(key);
  key.possible = false;
}

/** Whether a key that was possible still is: its colon must be on its line, and not too far away. */
export function isStillPossible(key: SimpleKey, { text, line, offset, goYaml4 }: Scanner): boolean {
  if (!key.possible) return false;
  if (key.line >= line && (goYaml4 || !isTooLong(text, key.offset, offset))) return true;
  if (key.required) failWithoutColon(key);
  key.possible = false;
  return false;
}

export function openFlow(scanner: Scanner): void {
  scanner.simpleKeys.push({ ...noKey(), tokenNumber: nextNumber(scanner) });
  if (++scanner.flowLevel > MOST_LEVELS) failTooDeep();
}

export function closeFlow(scanner: Scanner): void {
  if (scanner.flowLevel === 0) return;
  scanner.flowLevel--;
  const inner = scanner.simpleKeys.pop();
  const outer = scanner.simpleKeys.at(-1);
  // go-yaml 2 and 3 read the number that an empty level starts with as that of a key in it, and no longer wait.
  if (!scanner.goYaml4 && outer !== undefined && outer.tokenNumber === inner?.tokenNumber) {
    outer.awaited = false;
  }
}

function nextNumber({ taken, tokens, head }: Scanner): number {
  return taken + tokens.length - head;
}

const LONGEST_KEY = 1024;

function isTooLong(text: string, start: number, end: number): boolean {
  if (end - start <= LONGEST_KEY) return false;
  return [...text.slice(start, Math.min(end, start + 2 * LONGEST_KEY + 2))].length > LONGEST_KEY;
}

function failWithoutColon({ offset }: SimpleKey): never {
  return failSyntax('a colon is missing after this key', offset);
}
