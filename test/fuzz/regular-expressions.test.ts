import { readdirSync, readFileSync } from 'node:fs';
import { analyse } from 'scslre';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

interface Found {
  readonly file: string;
  /** The literal, or the expression that makes one. */
  readonly text: string;
}

/** Every regular expression in the sources, those in the compiled validators included. */
function regularExpressions(): { literals: Found[]; made: Found[] } {
  const literals: Found[] = [];
  const made: Found[] = [];
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(ts|js)$/.test(file),
  );
  for (const file of files) {
    const source = ts.createSourceFile(
      file,
      readFileSync(`src/${file}`, 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) literals.push({ file, text: node.text });
      if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp') {
        const [pattern, flags] = node.arguments ?? [];
        if (pattern !== undefined && ts.isStringLiteral(pattern)) {
          const flagText = flags !== undefined && ts.isStringLiteral(flags) ? flags.text : '';
          literals.push({ file, text: `/${pattern.text}/${flagText}` });
        } else made.push({ file, text: node.getText() });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { literals, made };
}

/** Whether some string needs more than linear time: by trying again inside of a match, or from each of its characters. */
function isSuperLinear(literal: string): boolean {
  const end = literal.lastIndexOf('/');
  const { reports } = analyse(
    { source: literal.slice(1, end), flags: literal.slice(end + 1) },
    { reportTypes: { Move: true, Self: true, Trade: true } },
  );
  return reports.length > 0;
}

/** What the patterns that are put together look like: their parts are names or characters of ours. */
const MADE: Readonly<Record<string, readonly string[]>> = {
  'workflow/lint/lint-raw-file.ts': ['/\\$(?:CI_COMMIT_URL\\b|\\{CI_COMMIT_URL\\})/'],
  'workflow/substitute/scan.ts': ['/\\$\\$|\\\\[\\\\/]|\\$\\{|[}:]/g', '/\\$\\{|[/}]/g'],
};

describe('no regular expression needs more than linear time', () => {
  const { literals, made } = regularExpressions();

  it('of the literals', () => {
    expect(literals.length).toBeGreaterThan(200);
    expect(literals.filter(({ text }) => isSuperLinear(text))).toEqual([]);
  });

  it('of those that are put together, which are known', () => {
    expect(made.map(({ file }) => file).sort()).toEqual(Object.keys(MADE).sort());
    expect(Object.values(MADE).flat().filter(isSuperLinear)).toEqual([]);
  });

  it.each(['/(a+)+b/', '/a*a*b/', '/\\s+$/', '/\\[[^\\]]*\\]/'])('and %s would be found', (literal) => {
    expect(isSuperLinear(literal)).toBe(true);
  });
});
