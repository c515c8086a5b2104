import { parseDocument, type Scalar } from 'yaml';
import { findUnknownEscape, withoutEscapedSingleQuotes } from './escapes.ts';
import type { Place } from './node.ts';
import type { YamlProblem } from './yaml-parse.ts';

/** The content of a scalar as go-yaml has it. */
export function scalarText(source: Scalar, { start, end }: Place, text: string): string {
  const value = source.source ?? String(source.value ?? '');
  switch (source.type) {
    case 'QUOTE_DOUBLE': {
      const repaired = withoutEscapedSingleQuotes(text.slice(start, end));
      return repaired === undefined ? value : String(parseDocument(repaired).contents ?? '');
    }
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      // The library ends the last line even where the file does not.
      return end >= text.length && !text.endsWith('\n') && value.endsWith('\n') ? value.slice(0, -1) : value;
    default:
      return value;
  }
}

/** What is wrong with the escapes of a double-quoted scalar. */
export function escapeProblem({ start, end }: Place, text: string): YamlProblem | undefined {
  const offset = findUnknownEscape(text.slice(start, end));
  if (offset === undefined) return undefined;
  const at = start + offset;
  const sequence = text.slice(at, at + 2);
  return { code: 'yaml-unknown-escape', args: { sequence }, place: { start: at, end: at + 2 } };
}
