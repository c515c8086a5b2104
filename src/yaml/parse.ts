import { Composer, type Document, type ParsedNode, Parser } from 'yaml';
import { findForbiddenCharacter } from './characters.ts';
import { convertNodes } from './convert.ts';
import { emptyNode } from './node.ts';
import { endOfRoot } from './root-end.ts';
import { findRefusedDirective, isSharedError } from './syntax-errors.ts';
import { findIndentingTab } from './tabs.ts';
import type { YamlParse, YamlProblem } from './yaml-parse.ts';

/**
 * Reads the first document of a text; later ones are not looked at. Scalars are left as text: what they mean
 * depends on where they stand.
 *
 * @param goYaml4 whether as go-yaml 4 reads it, or as go-yaml 3
 */
export function parseYaml(text: string, goYaml4: boolean): YamlParse {
  const forbidden = findForbiddenCharacter(text, goYaml4);
  if (forbidden !== undefined) {
    const character = text.charCodeAt(forbidden).toString(16).toUpperCase().padStart(4, '0');
    const place = { start: forbidden, end: forbidden + 1 };
    return { ok: false, problem: { code: 'yaml-forbidden-character', args: { character }, place } };
  }
  try {
    return parseFirstDocument(text, goYaml4);
  } catch (error) {
    // The library and the conversion recurse; a text nested thousands of levels deep exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, problem: tooDeep() };
  }
}

function parseFirstDocument(text: string, goYaml4: boolean): YamlParse {
  const refused = findRefusedDirective(text);
  if (refused !== undefined) {
    const { directive, offset } = refused;
    const place = { start: offset, end: offset + directive.length };
    return { ok: false, problem: { code: 'yaml-directive', args: { directive }, place } };
  }
  const document = firstDocument(text);
  if (document === undefined) return { ok: true, root: emptyNode(0) };
  const end = endOfRoot(document, text);
  const error = document.errors.find((found) => found.pos[0] < end && isSharedError(found, text));
  if (error?.code === 'RESOURCE_EXHAUSTION') return { ok: false, problem: tooDeep() };
  if (error !== undefined) {
    const place = { start: error.pos[0], end: Math.max(error.pos[1], error.pos[0]) };
    return { ok: false, problem: { code: 'yaml-syntax', args: { detail: error.message }, place } };
  }
  const parsed: YamlParse =
    document.contents === null
      ? { ok: true, root: emptyNode(document.range[0]) }
      : convertNodes(document.contents, text, goYaml4);
  const tab = parsed.ok ? findIndentingTab(parsed.root, text, Math.min(end, document.range[2])) : undefined;
  if (tab === undefined) return parsed;
  const detail = 'only blanks, no tabs, may stand before the content of a line';
  return {
    ok: false,
    problem: { code: 'yaml-syntax', args: { detail }, place: { start: tab, end: tab + 1 } },
  };
}

function firstDocument(text: string): Document.Parsed<ParsedNode> | undefined {
  const composer = new Composer<ParsedNode>({
    schema: 'failsafe',
    merge: false,
    uniqueKeys: false,
    keepSourceTokens: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  for (const document of composer.compose(new Parser().parse(text), true, text.length)) return document;
  return undefined;
}

function tooDeep(): YamlProblem {
  return { code: 'yaml-nested-too-deep', args: {}, place: { start: 0, end: 0 } };
}
