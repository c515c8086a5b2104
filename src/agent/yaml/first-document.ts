import { Composer, type Document, isCollection, Parser } from 'yaml';

/**
 * Reads the first document of a YAML text, as the agent does: what follows it is not looked at, and neither is
 * text behind a closed flow collection at its root.
 *
 * @returns the document, undefined where there is none, or an error with the parser's words
 */
export function firstDocument(text: string): { document: Document.Parsed | undefined } | { error: string } {
  const documents = new Composer({ uniqueKeys: false, logLevel: 'silent', merge: false }).compose(
    new Parser().parse(text.startsWith('﻿') ? text.slice(1) : text),
    true,
  );
  for (const document of documents) {
    const error = document.errors.find(({ pos }) => pos[0] < endOfRootFlow(document));
    return error === undefined ? { document } : { error: error.message };
  }
  return { document: undefined };
}

function endOfRootFlow(document: Document.Parsed): number {
  const root = document.contents;
  return isCollection(root) && root.flow && root.range ? root.range[1] : Number.POSITIVE_INFINITY;
}
