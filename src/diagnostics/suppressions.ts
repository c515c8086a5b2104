import { Lexer } from 'yaml';
import { nearest } from '../base/text/nearest.ts';
import { type Diagnostic, diagnose, type RuleTable, type SourceRange } from './diagnostic.ts';

/** Problems of the comments that suppress findings. */
export const SUPPRESSION_RULES = {
  'ignore-code-unknown': {
    severity: 'warning',
    message: 'Unknown code {code} in a suppression comment.',
    help: 'Did you mean {nearest}?',
  },
  'ignore-code-missing': {
    severity: 'warning',
    message: 'The suppression comment names no code.',
    help: 'Write `# podwright-ignore CODE`, with commas between several codes.',
  },
  'ignore-unused': {
    severity: 'info',
    message: 'Line {line:text} has no finding with the code {code}.',
    help: 'Remove {code} from the comment.',
  },
} as const satisfies RuleTable;

type SuppressionCode = keyof typeof SUPPRESSION_RULES;

/** A code in a comment, and the line for which it suppresses the code. */
export interface Suppression {
  readonly code: string;
  readonly line: number;
  readonly range: SourceRange;
}

export interface Suppressions {
  readonly suppressions: readonly Suppression[];
  readonly diagnostics: readonly Diagnostic<SuppressionCode>[];
}

const MARK = /^#\s*podwright-ignore(?=[\s:]|$):?/;

/**
 * Reads the comments of a workflow file that suppress codes: `# podwright-ignore code, code`, at the end of the line or
 * in its own line before it. Never throws; invalid YAML has the comments before its first error.
 */
export function readSuppressions(yaml: string, file: string, knownCodes: readonly string[]): Suppressions {
  const suppressions: Suppression[] = [];
  const diagnostics: Diagnostic<SuppressionCode>[] = [];
  const targetOf = targetLines(yaml.split('\n'));
  for (const { text, line, column } of commentsOf(yaml)) {
    const mark = MARK.exec(text)?.[0];
    if (mark === undefined) continue;
    const target = targetOf(line, column);
    const codes = [...text.slice(mark.length).matchAll(/[^\s,]+/g)];
    if (codes.length === 0) {
      const range = rangeIn(file, line, column, text.trimEnd().length);
      diagnostics.push({ ...diagnose(SUPPRESSION_RULES, 'ignore-code-missing', '', {}), range });
    }
    for (const { 0: code, index } of codes) {
      const range = rangeIn(file, line, column + mark.length + index, code.length);
      if (knownCodes.includes(code)) suppressions.push({ code, line: target, range });
      else {
        const args = { code, nearest: nearest(code, knownCodes) };
        diagnostics.push({ ...diagnose(SUPPRESSION_RULES, 'ignore-code-unknown', '', args), range });
      }
    }
  }
  return { suppressions, diagnostics };
}

/**
 * Removes the findings that the comments of a file suppress.
 *
 * @returns the other findings, and those about comments that suppressed nothing
 */
export function suppress<
  Found extends Pick<Diagnostic, 'code'> & { readonly range?: SourceRange | undefined },
>(
  found: readonly Found[],
  file: string,
  suppressions: readonly Suppression[],
): { left: Found[]; unused: Diagnostic<SuppressionCode>[] } {
  const targetOf = (code: string, line: number): string => `${line} ${code}`;
  const targets = new Set(suppressions.map(({ code, line }) => targetOf(code, line)));
  const used = new Set<string>();
  const left = found.filter(({ code, range }) => {
    if (range?.file !== file) return true;
    const target = targetOf(code, range.start.line);
    if (!targets.has(target)) return true;
    used.add(target);
    return false;
  });
  const unused = suppressions
    .filter(({ code, line }) => !used.has(targetOf(code, line)))
    .map(({ code, line, range }) => ({
      ...diagnose(SUPPRESSION_RULES, 'ignore-unused', '', { code, line }),
      range,
    }));
  return { left, unused };
}

interface Comment {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** The comments of a YAML text. A `#` inside a scalar does not begin one. */
function commentsOf(yaml: string): Comment[] {
  const comments: Comment[] = [];
  let line = 1;
  let lineStart = 0;
  let offset = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(yaml)) {
    // The lexer announces scalars, documents and broken flows by characters that are not in the text.
    if (token === SCALAR || token === DOCUMENT || token === FLOW_END) {
      isScalar = token === SCALAR;
      continue;
    }
    if (token.startsWith('#') && !isScalar) {
      comments.push({ text: token, line, column: offset - lineStart + 1 });
    }
    isScalar = false;
    for (let end = token.indexOf('\n'); end >= 0; end = token.indexOf('\n', end + 1)) {
      line += 1;
      lineStart = offset + end + 1;
    }
    offset += token.length;
  }
  return comments;
}

const DOCUMENT = '\u0002';
const FLOW_END = '\u0018';
const SCALAR = '\u001f';

/** Finds the line of a comment's target: its own, or for a line of comments only, the next one with content. */
function targetLines(lines: readonly string[]): (line: number, column: number) => number {
  /** The number of the next line with content after each line. */
  const next: (number | undefined)[] = [];
  for (let line = lines.length - 1; line > 0; line--)
    next[line] = /^\s*(?:#|$)/.test(lines[line] ?? '') ? next[line + 1] : line + 1;
  return (line, column) =>
    lines[line - 1]?.slice(0, column - 1).trim() === '' ? (next[line] ?? line) : line;
}

function rangeIn(file: string, line: number, column: number, length: number): SourceRange {
  return { file, start: { line, column }, end: { line, column: column + length } };
}
