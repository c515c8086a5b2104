import ts from 'typescript';

/** How a function says that errors behind it stay there, but for those that it tells of. */
export const CAUGHT = /throws on no workflow|never throws|without throwing/i;

const TOLD = /@throws \{@link (\w+)\}/g;

/**
 * The classes of the errors that a function may throw: those of every `throw` in it and in what it refers to, but for
 * what stands in a `try` with a `catch`, and for functions that say that they catch theirs. More than what happens, as
 * a function that is only referred to counts as called.
 */
export function thrownErrors(declaration: ts.Node, checker: ts.TypeChecker): Set<string> {
  const errors = new Set<string>();
  const visited = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isTryStatement(node) && node.catchClause !== undefined) {
      visit(node.catchClause);
      return;
    }
    if (ts.isThrowStatement(node)) {
      const thrown = checker.getTypeAtLocation(node.expression).getSymbol();
      if (thrown !== undefined) errors.add(thrown.name);
    }
    if (ts.isIdentifier(node)) enter(implementationOf(node, checker));
    ts.forEachChild(node, visit);
  };
  const enter = (node: ts.Node | undefined): void => {
    if (node === undefined || visited.has(node)) return;
    visited.add(node);
    const docstring = docstringOf(node);
    if (node !== declaration && CAUGHT.test(docstring)) {
      for (const [, error = ''] of docstring.matchAll(TOLD)) errors.add(error);
      return;
    }
    ts.forEachChild(node, visit);
  };
  enter(declaration);
  return errors;
}

/** The function or constant of ours that an identifier stands for. */
function implementationOf(identifier: ts.Identifier, checker: ts.TypeChecker): ts.Node | undefined {
  const symbol = checker.getSymbolAtLocation(identifier);
  const declaration = symbol === undefined ? undefined : resolved(symbol, checker).valueDeclaration;
  if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) return undefined;
  return ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration)
    ? declaration
    : undefined;
}

/** What is behind an import or export. */
function resolved(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function docstringOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((part) => part.getText())
    .join('\n');
}
