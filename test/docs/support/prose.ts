import ts from 'typescript';

/** A piece of a file that people read. */
export interface Prose {
  readonly text: string;
  /** Number of its first line, from 1. */
  readonly line: number;
}

/** Returns what people read in a file: all of a page, the strings of JSON, and the comments and texts of a program. */
export function proseOf(file: string, content: string): Prose[] {
  if (/\.(?:ts|mjs)$/.test(file)) return proseOfProgram(file, content);
  const lines = content.split('\n').map((text, index) => ({ text, line: index + 1 }));
  return file.endsWith('.md') ? lines : lines.filter(({ text }) => /"description": |"x-\w+": /.test(text));
}

/** Strings of tests are data, except the names of tests. */
function proseOfProgram(file: string, content: string): Prose[] {
  const source = ts.createSourceFile(file, content, ts.ScriptTarget.Latest, true);
  const found = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of ts.getLeadingCommentRanges(content, node.pos) ?? [])
      found.set(pos, content.slice(pos, end));
    for (const { pos, end } of ts.getTrailingCommentRanges(content, node.end) ?? [])
      found.set(pos, content.slice(pos, end));
    if (isText(node) && (!file.startsWith('test/') || isTestName(node)))
      found.set(node.getStart(), node.text);
    node.forEachChild(visit);
  };
  visit(source);
  return [...found].map(([start, text]) => ({
    text,
    line: source.getLineAndCharacterOfPosition(start).line + 1,
  }));
}

function isText(node: ts.Node): node is ts.StringLiteral | ts.TemplateLiteralLikeNode {
  return ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node);
}

function isTestName({ parent }: ts.Node): boolean {
  const call = ts.isTemplateExpression(parent) ? parent.parent : parent;
  return ts.isCallExpression(call) && /^(?:it|test|describe)\b/.test(call.expression.getText());
}
