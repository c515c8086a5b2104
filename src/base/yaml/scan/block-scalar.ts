import { failSyntax } from '../failure.ts';
import { columnOf, type Scanner } from './scanner.ts';
import { isBlank, isBreak, isBreakOrEnd, token, type YamlToken } from './token.ts';
import { failForTab, skipLine, takeBreak } from './white-space.ts';

interface Header {
  readonly chomping: 'clip' | 'strip' | 'keep';
  readonly increment: number;
}

/** How far the lines are indented; undefined until the first line sets it. */
interface Indent {
  column: number | undefined;
}

export function scanBlockScalar(scanner: Scanner): YamlToken {
  const { text } = scanner;
  const literal = text.charCodeAt(scanner.offset) === 0x7c;
  const start = scanner.offset++;
  const { chomping, increment } = scanHeader(scanner);
  const indent: Indent = { column: increment === 0 ? undefined : Math.max(scanner.indent, 0) + increment };
  let trailing = takeBlankLines(scanner, indent);
  let content = '';
  let pending = '';
  let wasBlank = false;
  let end = scanner.offset;
  while (columnOf(scanner) === indent.column && scanner.offset < text.length) {
    const blank = isBlank(text.charCodeAt(scanner.offset));
    if (!literal && !wasBlank && !blank && pending === '\n') content += trailing === '' ? ' ' : '';
    else content += pending;
    const from = scanner.offset;
    skipLine(scanner);
    content += trailing + text.slice(from, scanner.offset);
    wasBlank = blank;
    pending = takeBreak(scanner);
    end = scanner.offset;
    trailing = takeBlankLines(scanner, indent);
  }
  if (chomping !== 'strip') content += pending;
  if (chomping === 'keep') {
    content += trailing;
    end = scanner.offset;
  }
  return token('scalar', start, end, content);
}

/** The indicators after the `|` or `>`, in either order, and the rest of the line. */
function scanHeader(scanner: Scanner): Header {
  const { text } = scanner;
  const start = scanner.offset;
  let chomping: Header['chomping'] = 'clip';
  let increment = 0;
  const header = /(?:[+-]\d?|\d[+-]?)?/y;
  header.lastIndex = start;
  for (const indicator of header.exec(text)?.[0] ?? '') {
    if (indicator === '+') chomping = 'keep';
    else if (indicator === '-') chomping = 'strip';
    else increment = Number(indicator) || failSyntax('block-scalar-indented-by-0', start);
    scanner.offset++;
  }
  while (isBlank(text.charCodeAt(scanner.offset))) scanner.offset++;
  if (text.charCodeAt(scanner.offset) === 0x23) skipLine(scanner);
  if (!isBreakOrEnd(text.charCodeAt(scanner.offset))) {
    failSyntax('block-scalar-on-line', scanner.offset);
  }
  takeBreak(scanner);
  return { chomping, increment };
}

/** Consumes lines of spaces. The first lines set the indentation, if it is not given. */
function takeBlankLines(scanner: Scanner, indent: Indent): string {
  const { text } = scanner;
  let breaks = '';
  let deepest = 0;
  for (;;) {
    const isIndenting = (): boolean => indent.column === undefined || columnOf(scanner) < indent.column;
    while (isIndenting() && text.charCodeAt(scanner.offset) === 0x20) scanner.offset++;
    deepest = Math.max(deepest, columnOf(scanner));
    if (isIndenting() && text.charCodeAt(scanner.offset) === 0x09) {
      failForTab(scanner.offset);
    }
    if (!isBreak(text.charCodeAt(scanner.offset))) break;
    breaks += takeBreak(scanner);
  }
  indent.column ??= Math.max(deepest, scanner.indent + 1, scanner.goYaml4 ? 0 : 1);
  return breaks;
}
