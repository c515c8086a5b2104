import { Composer, type Document, isCollection, Parser } from 'yaml';

/**
 * Reads the first document of a YAML text, as the agent does: what follows it is not looked at, and neither is
 * text behind a closed flow collection at its root.
 *
 * @returns the document, undefined where there is none, or an error with the parser's words
 */
export function firstDocument(text: string): { document: Document.Parsed | undefined } | { error: string } {
  const documents = new Composer({ uniqueKeys: false, logLevel: 'silent', merge: false }).compose(
    new Parser().parse(text.startsWith('\ufeff') ? text.slice(1) : text),
    true,
  );
  for (const document of documents) {
    const error = document.errors.find(({ pos }) => pos[0] < endOfClosedFlow(document, text));
    return error === undefined ? { document } : { error: error.message };
  }
  return { document: undefined };
}

function endOfClosedFlow({ contents }: Document.Parsed, text: string): number {
  if (!isCollection(contents) || !contents.flow || !contents.range) return Number.POSITIVE_INFINITY;
  const [, end] = contents.range;
  return /[\]}]/.test(text.charAt(end - 1)) ? end : Number.POSITIVE_INFINITY;
}
