import ts from 'typescript';

/**
 * The classes of the errors that a function may throw: those of every `throw` in it and in what it refers to, but for
 * what stands in a `try` with a `catch`. More than what happens, as a function that is only referred to counts as
 * called.
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
export function resolved(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}
