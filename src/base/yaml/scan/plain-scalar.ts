import { failSyntax } from '../failure.ts';
import { folded, type LineBreaks, NO_BREAKS, takeBlanks } from './block-scalar.ts';
import { columnOf, type Scanner } from './scanner.ts';
import { isBlank, isBlankOrEnd, isBreak, isDocumentMark, type Token, token } from './token.ts';

/** Scans a scalar without quotes; its lines are folded into one. */
export function scanPlainScalar(scanner: Scanner): Token {
  const { text, flowLevel } = scanner;
  const indent = scanner.indent + 1;
  const start = scanner.offset;
  let end = start;
  let content = '';
  let gap: LineBreaks = NO_BREAKS;
  for (;;) {
    if (columnOf(scanner) === 0 && isDocumentMark(text, scanner.offset)) break;
    if (text.charCodeAt(scanner.offset) === 0x23) break;
    const chunk = chunkEnd(scanner);
    if (chunk === scanner.offset) break;
    content += folded(gap) + text.slice(scanner.offset, chunk);
    end = chunk;
    scanner.offset = chunk;
    const code = text.charCodeAt(chunk);
    gap = NO_BREAKS;
    if (!isBlank(code) && !isBreak(code)) break;
    gap = takeBlanks(scanner, (offset, column) => {
      if (column < indent && text.charCodeAt(offset) === 0x09) {
        failSyntax('a tab is not allowed here; indent with spaces', offset);
      }
    });
    if (flowLevel === 0 && columnOf(scanner) < indent) break;
  }
  if (gap.lines > 0) scanner.simpleKeyAllowed = true;
  return token('scalar', start, end, content, true);
}

/** The end of a run without spaces and ends of a plain scalar. */
function chunkEnd({ text, offset, flowLevel, goYaml4 }: Scanner): number {
  let index = offset;
  for (;;) {
    const code = text.charCodeAt(index);
    if (isBlankOrEnd(code)) return index;
    if (code === 0x3a && endsAtColon(text.charCodeAt(index + 1), flowLevel, goYaml4)) return index;
    if (flowLevel > 0 && (isFlowMark(code) || (code === 0x3f && endsAtQuestion(text, index, goYaml4))))
      return index;
    index++;
  }
}

function endsAtColon(next: number, flowLevel: number, goYaml4: boolean): boolean {
  return (
    isBlankOrEnd(next) || (goYaml4 && flowLevel > 0 && (next === 0x2c || next === 0x5d || next === 0x7d))
  );
}

function endsAtQuestion(text: string, index: number, goYaml4: boolean): boolean {
  return !goYaml4 || isBlankOrEnd(text.charCodeAt(index + 1));
}

/** `,`, `[`, `]`, `{` and `}`. */
function isFlowMark(code: number): boolean {
  return code === 0x2c || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}
