import { Document, type Scalar, type ScalarTag, type Tags } from 'yaml';
import { bounded, itemsOf } from '../../base/json/bounded.ts';
import { isBuiltIn } from '../../base/json/json.ts';
import { typeName } from '../../base/text/excerpt.ts';
import { isPrintable, printableJson } from '../../base/text/printable.ts';
import type { KubernetesObject } from '../plan/workflow-plan.ts';

/**
 * Writes objects as a YAML stream, one document each, in their order. kubectl, which reads YAML 1.1, and readers of
 * YAML 1.2 get the same values from it. A lone surrogate becomes U+FFFD, as kubectl converts one in
 * JSON. A string replaces values nested more than 100 levels deep.
 *
 * @example
 * ```ts
 * import { makeNamespace, resolveAgentOptions, toYaml } from 'podwright';
 *
 * const agent = resolveAgentOptions({ release: '3.9', namespacePerOrganization: true });
 * const lines = toYaml([makeNamespace(agent, { orgId: 7 })]).split('\n');
 * console.log(lines.slice(0, 5)); // [ '---', 'apiVersion: v1', 'kind: Namespace', 'metadata:', '  name: woodpecker-7' ]
 * ```
 *
 * @param objects in order of creation, or a single one
 * @throws {TypeError} for a promise and the like
 */
export function toYaml(objects: KubernetesObject | readonly KubernetesObject[]): string {
  return writtenObjects(objects)
    .map((object) => `---\n${toYamlDocument(object)}`)
    .join('');
}

/**
 * Returns the objects to write, of bounded depth.
 *
 * @throws {TypeError} for one that JSON does not have
 */
function writtenObjects(objects: unknown): unknown[] {
  for (const object of Array.isArray(objects) ? objects : [objects])
    if (['function', 'symbol', 'bigint'].includes(typeof object) || isBuiltIn(object))
      throw new TypeError(
        `\`objects\` has ${typeName(object)}; pass objects with \`apiVersion\` and \`kind\`.`,
      );
  return itemsOf(objects);
}

/** Writes one value as a YAML document without a marker. */
export function toYamlDocument(value: unknown): string {
  return documentText(yamlDocument(value));
}

/** A value as a YAML document to which comments can be added before {@link documentText} writes it. */
export function yamlDocument(value: unknown): Document {
  return new Document(bounded(value), { customTags, aliasDuplicateObjects: false });
}

/** Writes a document that {@link yamlDocument} made. */
export function documentText(document: Document): string {
  return document.toString({ lineWidth: 0 });
}

/** The tags of YAML 1.2 with our own writing of strings, and with numbers as in JSON. */
function customTags(tags: Tags): Tags {
  return tags.map((tag) => {
    if (typeof tag === 'string' || tag.collection !== undefined) return tag;
    if (tag.identify?.('') === true) return { ...tag, stringify: stringWriter(tag) };
    return tag.identify?.(0) === true || tag.identify?.(0.5) === true
      ? { ...tag, stringify: numberText }
      : tag;
  });
}

function numberText({ value }: Scalar): string {
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}

/** The package writes the literal blocks. */
function stringWriter({ stringify }: ScalarTag): NonNullable<ScalarTag['stringify']> {
  return (item, context, ...callbacks) => {
    const value = String(item.value).toWellFormed();
    if (stringify !== undefined && value.includes('\n') && context.implicitKey !== true && isBlock(value))
      return stringify({ ...item, value, type: 'BLOCK_LITERAL' } as Scalar, context, ...callbacks);
    if (isPlain(value)) return value;
    return isSingleQuoted(value) ? `'${value}'` : printableJson(value);
  };
}

/** Whether every reader gets the same from the text as a literal block. */
function isBlock(text: string): boolean {
  return isPrintable(text) && !/^\s|[\t ]\n*$/.test(text);
}

/** Whether readers of YAML 1.1 and 1.2 read the text as that string, without quotes and on one line. */
function isPlain(text: string): boolean {
  return isPrintable(text) && !SYNTAX.test(text) && !hasOtherType(text);
}

/** Indicators at the start, ends of keys, starts of comments, and white space that readers drop or fold. */
const SYNTAX = /^$|^[\s,[\]{}#&*!|>'"%@`:]|^[-?](?:\s|$)|^---|^\.\.\.|[\t\n]|: | #|[\s:]$/;

/** Plain scalars that some reader does not read as strings. Go's drops underscores from numbers wherever they are. */
function hasOtherType(text: string): boolean {
  return WORD.test(text) || NUMBER.test(text.replaceAll('_', ''));
}

const WORD = /^(?:y|n|yes|no|on|off|true|false|null|~|<<|=|[-+]?\.(?:inf|nan))$/i;

/** Numbers in base 2, 8, 16, 10 and 60, and dates. */
const NUMBER = /^(?:[-+]?0[box].*|[-+]?[\d:,]*(?:\.[\d:]*)?(?:e[-+]?\d*)?|\d{4}-\d.*)$/i;

function isSingleQuoted(text: string): boolean {
  return isPrintable(text) && text.includes('"') && !/['\t\n]/.test(text);
}
