import { append } from '../../base/collections.ts';
import { isMergeKey, type ListNode, parseYaml, type YamlNode } from '../../base/yaml/yaml.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Problem, Refusal } from '../errors.ts';
import { expandMatrix, type MatrixRun, withoutMatrix } from '../run/matrix.ts';
import type { WorkflowSource } from '../types.ts';
import { type SourceText, sourceText } from './source-text.ts';

/** A file as written, before any variable is put in. */
export interface RawFile {
  readonly name: string;
  readonly source: SourceText;
  /** The file as the runs need it. */
  readonly template: SourceText;
  readonly root: YamlNode;
  readonly runs: readonly MatrixRun[];
}

export type RawFileResult =
  | { readonly ok: true; readonly file: RawFile }
  | ({ readonly ok: false } & Refusal);

export function readRawFile({ name, yaml }: WorkflowSource, features: Features): RawFileResult {
  const source = sourceText(name, yaml);
  const parsed = parseDocument(yaml, features);
  if (!parsed.ok) return { ok: false, type: 'compiler', problems: [parsed.problem], source };
  const { root } = parsed;
  const matrix = expandMatrix(root, features);
  if (!matrix.ok) return { ok: false, type: 'compiler', problems: matrix.problems, source };
  const template = withoutMatrix(source, root);
  return { ok: true, file: { name: workflowName(name), source, template, root, runs: matrix.runs } };
}

/** Name of the workflow of a file: the last path component without `.yml`, then `.yaml`, then a leading dot. */
function workflowName(fileName: string): string {
  const base = fileName.slice(fileName.lastIndexOf('/') + 1);
  return base
    .replace(/\.yml$/, '')
    .replace(/\.yaml$/, '')
    .replace(/^\./, '');
}

/** The name of the file that has a workflow. Default: the first one. */
export function fileOf(workflow: string, sources: readonly WorkflowSource[]): string {
  return (sources.find(({ name }) => workflowName(name) === workflow) ?? sources[0])?.name ?? '';
}

/** Levels below the document from which on the server rejects to look. */
const DEPTH_LIMIT = 10;
const DEEPER_LIMIT = 15;

export type ParsedDocument =
  | { readonly ok: true; readonly root: YamlNode }
  | { readonly ok: false; readonly problem: Problem };

export function parseDocument(text: string, features: Features): ParsedDocument {
  const parsed = parseYaml(text, features.goYaml4);
  if (!parsed.ok) return parsed;
  const problem = spliceLists(parsed.root, features.deeperYaml ? DEEPER_LIMIT : DEPTH_LIMIT);
  return problem === undefined ? parsed : { ok: false, problem };
}

/**
 * Splices merged lists into the lists that name them (`- <<: *list`), in place, and rejects values nested too
 * deep. This extension of the server runs before decoding: maps are walked from their last key to their first,
 * aliases are not followed, so a list that is spliced before its own merges were resolved keeps those raw.
 *
 * @param limit depth of the first level that is rejected, the document being level 0
 */
function spliceLists(node: YamlNode, limit: number, depth = 1): Problem | undefined {
  if (depth >= limit) {
    return { code: 'yaml-depth-limit', args: { limit: limit - 1 }, place: node };
  }
  if (node.kind === 'map') {
    for (let index = node.entries.length - 1; index >= 0; index--) {
      const entry = node.entries[index];
      const problem = entry === undefined ? undefined : spliceLists(entry.value, limit, depth + 1);
      if (problem !== undefined) return problem;
    }
  }
  return node.kind === 'list' ? spliceInto(node, limit, depth) : undefined;
}

function spliceInto(list: ListNode, limit: number, depth: number): Problem | undefined {
  const items: YamlNode[] = [];
  let spliced = 0;
  for (const item of list.items) {
    const merged = mergedValue(item);
    if (merged === undefined) {
      const problem = spliceLists(item, limit, depth + 1);
      if (problem !== undefined) return problem;
      items.push(item);
      continue;
    }
    const lists = listsOf(merged);
    if (lists === undefined) return { code: 'yaml-list-merge', args: {}, place: merged };
    for (const source of lists) append(items, source.items);
    for (const source of lists) spliced += source.items.length;
  }
  // If everything to splice is empty, the server leaves the list alone, merge keys included.
  if (spliced > 0) list.items = items;
  return undefined;
}

function mergedValue(item: YamlNode): YamlNode | undefined {
  if (item.kind !== 'map' || item.entries.length !== 1) return undefined;
  const entry = item.entries[0];
  return entry !== undefined && isMergeKey(entry.key) ? entry.value : undefined;
}

function listsOf(value: YamlNode): ListNode[] | undefined {
  const candidates = value.kind === 'list' ? value.items : [value];
  const lists: ListNode[] = [];
  for (const candidate of candidates) {
    if (candidate.kind !== 'alias' || candidate.target?.kind !== 'list') return undefined;
    lists.push(candidate.target);
  }
  return lists;
}
