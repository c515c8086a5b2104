import ts from 'typescript';

/** How a function says that errors behind it stay there, except those that it reports. */
export const CAUGHT = /throws on no workflow|never throws|without throwing/i;

const THROWS = /@throws \{@link (\w+)\}/g;

/**
 * The classes of the errors that a function may throw: those of every `throw` in it and in what it refers to, except
 * what is in a `try` with a `catch`, and for functions that say that they catch theirs. More than what happens, as
 * a function that is only referred to is treated as called.
 */
export function thrownErrors(declaration: ts.Node, checker: ts.TypeChecker): Set<string> {
  const errors = new Set<string>();
  const visited = new Set<ts.Node>([declaration]);
  for (const node of visited) {
    const docstring = docstringOf(node);
    if (node !== declaration && CAUGHT.test(docstring)) {
      for (const [, error = ''] of docstring.matchAll(THROWS)) errors.add(error);
      continue;
    }
    const { thrown, references } = contentOf(node, checker);
    for (const error of thrown) errors.add(error);
    for (const reference of references) visited.add(reference);
  }
  return errors;
}

interface Content {
  readonly thrown: ReadonlySet<string>;
  readonly references: ReadonlySet<ts.Node>;
}

const contents = new WeakMap<ts.Node, Content>();

/** What a declaration throws and refers to; found once for all functions that reach it. */
function contentOf(declaration: ts.Node, checker: ts.TypeChecker): Content {
  const known = contents.get(declaration);
  if (known !== undefined) return known;
  const thrown = new Set<string>();
  const references = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isTryStatement(node) && node.catchClause !== undefined) {
      visit(node.catchClause);
      return;
    }
    if (ts.isThrowStatement(node)) {
      const error = checker.getTypeAtLocation(node.expression).getSymbol();
      if (error !== undefined) thrown.add(error.name);
    }
    if (ts.isIdentifier(node) && !isPropertyName(node)) {
      const reference = implementationOf(node, checker);
      if (reference !== undefined) references.add(reference);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(declaration, visit);
  const content = { thrown, references };
  contents.set(declaration, content);
  return content;
}

/** A property is not a function or constant, and the checker needs the type of its object to find it. */
function isPropertyName(node: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}

/** The function or constant of ours that an identifier represents. */
function implementationOf(identifier: ts.Identifier, checker: ts.TypeChecker): ts.Node | undefined {
  const symbol = checker.getSymbolAtLocation(identifier);
  const declaration = symbol === undefined ? undefined : resolved(symbol, checker).valueDeclaration;
  if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) return undefined;
  return ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration)
    ? declaration
    : undefined;
}

/** What is after an import or export. */
function resolved(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function docstringOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((part) => part.getText())
    .join('\n');
}
