import type { SourceRange } from '../../diagnostics/diagnostic.ts';
import { InputError } from '../io.ts';

const ASSIGNMENT = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s;

/** A line that sets a variable. */
interface Assignment {
  readonly name: string;
  readonly value: string;
  readonly key: SourceRange;
  /** Where its value is; of several lines, the first. */
  readonly at: SourceRange;
}

/**
 * Reads an environment file into a record: the last assignment of a name takes effect.
 *
 * @param file its name, for errors
 * @throws {InputError} as {@link dotenvAssignments}
 */
export function parseDotenv(text: string, file: string): Record<string, string> {
  return Object.fromEntries(dotenvAssignments(text, file).map(({ name, value }) => [name, value]));
}

/**
 * Reads the assignments of an environment file: one `NAME=value` a line. It leaves out empty lines and lines that begin
 * with `#`. A value in single quotes is literal; in double quotes `\n`, `\"`, `\\` and `\$` are escapes; both may span lines.
 *
 * @param file its name, for errors
 * @throws {InputError} with the number of every line that is not an assignment. The line itself is not shown: such files
 *   contain secrets, and a bad line is often the rest of one.
 */
export function dotenvAssignments(text: string, file: string): Assignment[] {
  const entries: Assignment[] = [];
  const badLines: string[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const first = index;
    const line = lines[index]?.trim() ?? '';
    if (line === '' || line.startsWith('#')) continue;
    const [, name, start] = ASSIGNMENT.exec(line) ?? [];
    if (name === undefined || start === undefined) {
      badLines.push(
        `${file}:${first + 1}: ${faultOf(line)}; write NAME=value, and quotes around a value of several lines.`,
      );
      continue;
    }
    const parts = [start];
    let isOpen = isQuoteOpen(start);
    while (isOpen && index + 1 < lines.length) {
      const part = lines[++index] as string;
      parts.push(part);
      isOpen = closingQuote(part, start.charAt(0)) < 0;
    }
    if (isOpen)
      badLines.push(
        `${file}:${first + 1}: the quote of ${name} is not closed; add the closing ${start.charAt(0)}.`,
      );
    const value = unquote(parts.join('\n'));
    entries.push({ name, value, ...placesIn(lines[first] as string, name, file, first + 1) });
  }
  if (badLines.length > 0) throw new InputError(badLines);
  return entries;
}

function placesIn(text: string, name: string, file: string, line: number): Pick<Assignment, 'key' | 'at'> {
  const start = text.indexOf(name);
  const behind = text.indexOf('=', start) + 1;
  const written = text.slice(behind).trim();
  const range = (from: number, length: number): SourceRange => ({
    file,
    start: { line, column: from + 1 },
    end: { line, column: from + 1 + length },
  });
  return { key: range(start, name.length), at: range(text.indexOf(written, behind), written.length) };
}

/** The reason why a line is not an assignment. */
function faultOf(line: string): string {
  if (!line.includes('=')) return 'the line has no "="';
  if (/^(?:export\s+)?[^=\s]+\s+=/.test(line)) return 'there is a space before the "="';
  return 'the text before the "=" is not a variable name (letters, digits and "_", not starting with a digit)';
}

function isQuoteOpen(value: string): boolean {
  const quote = value.charAt(0);
  return (quote === "'" || quote === '"') && closingQuote(value, quote, 1) < 0;
}

/** The place of the closing quote in a line; -1 if the value goes on in the next one. */
function closingQuote(line: string, quote: string, start = 0): number {
  if (quote === "'") return line.indexOf(quote, start);
  for (let index = start; index < line.length; index++) {
    if (line[index] === '\\') index += 1;
    else if (line[index] === quote) return index;
  }
  return -1;
}

function unquote(value: string): string {
  if (value.startsWith("'")) return value.slice(1, closingQuote(value, "'", 1));
  if (value.startsWith('"')) {
    return value
      .slice(1, closingQuote(value, '"', 1))
      .replace(/\\([\\"$n])/g, (_, escaped) => (escaped === 'n' ? '\n' : escaped));
  }
  const comment = value.search(/\s#/);
  return (comment < 0 ? value : value.slice(0, comment)).trimEnd();
}
