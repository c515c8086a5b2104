import { isBuiltIn, withOwnKeys } from '../../base/json/json.ts';
import { pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import * as generated from '../generated/validators.js';
import type { Release } from '../release/releases.ts';
import {
  type CompiledProblem,
  type CompiledValidator,
  childNode,
  EXPECTATIONS,
  knowsKey,
  type SchemaNode,
} from './schema-node.ts';

export type SchemaName = 'backend-options' | 'step' | 'compiled-workflow';

/** One thing in a document that its schema does not allow. */
export interface SchemaProblem {
  /** JSON Pointer: to the value, to the unknown or misnamed key itself, or to the object in which a key is missing. */
  readonly path: string;
  readonly kind: SchemaProblemKind;
  readonly value: unknown;
  /** The expectation as a phrase that can follow "must be". */
  readonly expected: string;
  /** JSON types that are expected; for the kind `type`. */
  readonly types?: readonly string[];
  /** The unknown, misnamed or missing key. */
  readonly key?: string;
  /** The known key that the unknown one is most likely a typo of. */
  readonly nearest?: string;
  /** The keys that are known where the unknown one is. */
  readonly known?: readonly string[];
}

/**
 * `type` and `unknown-key` are structural: a value with such a problem is not this kind of document at all. `value`, `name`
 * and `missing-key` are about the document: an agent can accept it, and the API server reject it.
 */
type SchemaProblemKind = 'type' | 'unknown-key' | 'missing-key' | 'value' | 'name';

const SCHEMAS: Readonly<Record<SchemaName, readonly [CompiledValidator, SchemaNode]>> = {
  'backend-options': [generated.backendOptions, generated.nodes.backendOptions],
  step: [generated.step, generated.nodes.step],
  'compiled-workflow': [generated.compiledWorkflow, generated.nodes.compiledWorkflow],
};

const KINDS: Readonly<Record<string, SchemaProblemKind>> = {
  type: 'type',
  additionalProperties: 'unknown-key',
  required: 'missing-key',
  propertyNames: 'name',
};

/**
 * Checks a JSON value against one of the schemas in `schemas/`, and reports everything that is wrong with it. Never throws on JSON.
 *
 * Keys must be spelled exactly; the value is not changed. Of the known keys it names those that the release knows.
 */
export function schemaProblems(
  name: SchemaName,
  document: unknown,
  release: Release = 'next',
): SchemaProblem[] {
  const [validate, root] = SCHEMAS[name];
  if (isBuiltIn(document))
    return [{ path: '', kind: 'type', value: document, expected: 'an object', types: ['object'] }];
  const value = withOwnKeys(document);
  if (validate(value)) return [];
  const found = validate.errors ?? [];
  validate.errors = null;
  return found.flatMap((problem) => uniformProblem(problem, value, root, release));
}

export function schemaRoot(name: SchemaName): SchemaNode {
  return SCHEMAS[name][1];
}

function uniformProblem(
  problem: CompiledProblem,
  document: unknown,
  root: SchemaNode,
  release: Release,
): SchemaProblem[] {
  if (problem.keyword === undefined) return [];
  const path = problem.path ?? '';
  const place = placeOf(path, document, root);
  // A pattern says nothing of an object: it was about the name of one of its keys, and is reported as that as well.
  if (problem.keyword === 'pattern' && typeof place.value !== 'string') return [];
  const kind = KINDS[problem.keyword] ?? 'value';
  const params = problem.params ?? {};
  const expected = withoutMarks(expectationOf(problem.keyword, params, place.node));
  if (kind === 'type') return [{ ...place.found, kind, expected, types: typesOf(params) }];
  if (kind === 'missing-key') {
    const key = String(params['missingProperty']);
    return [{ ...place.found, kind, expected: withoutMarks(`an object with \`${key}\``), key }];
  }
  if (kind === 'value') return [{ ...place.found, kind, expected }];
  const key = String(params['additionalProperty'] ?? params['propertyName']);
  const at = { path: pointerTo(path, key), value: (place.value as Record<string, unknown>)[key] };
  if (kind === 'name') return [{ ...at, kind, expected, key }];
  const node = place.node ?? {};
  const known = Object.keys(node.keys ?? {}).filter((name) => knowsKey(node, name, release));
  const meant = nearest(key, known);
  return [{ ...at, kind, expected, key, known, ...(meant === undefined ? {} : { nearest: meant }) }];
}

function placeOf(path: string, document: unknown, root: SchemaNode) {
  let value = document;
  let node: SchemaNode | undefined = root;
  for (const token of tokensOf(path)) {
    node = childNode(node, token, value);
    value = (value as Record<string, unknown>)[token];
  }
  return { found: { path, value }, value, node };
}

type ProblemParams = Readonly<Record<string, unknown>>;

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

/** Returns the expectation of a problem as a phrase that can follow "must be" or "Use". */
function expectationOf(keyword: string, params: ProblemParams, node: SchemaNode | undefined): string {
  switch (keyword) {
    case 'type':
      return node?.expects ?? listOf(typesOf(params).map((type) => TYPE_WORDS[type] ?? type));
    case 'enum':
      return node?.expects ?? listOf([params['allowedValues']].flat().map(code));
    case 'const':
      return `${code(params['allowedValue'])} with the other keys here`;
    case 'false schema':
      return 'no value with the other keys here';
    case 'minItems':
      return 'a list of at least one item';
    case 'propertyNames':
      return node?.names ?? 'another name';
    case 'additionalProperties':
      return listOf(Object.keys(node?.keys ?? {}).map(code));
    default:
      return node?.expects ?? 'another value';
  }
}

/** Arguments are raw, so the marks of a phrase of the schemas are kept beside it. */
function withoutMarks(phrase: string): string {
  const raw = phrase.replaceAll('`', '');
  EXPECTATIONS[raw] = phrase;
  return raw;
}

/** The JSON types that a problem of the keyword `type` asks for. */
function typesOf(params: ProblemParams): readonly string[] {
  return [params['type']].flat() as string[];
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' && value !== '' ? value : excerpt(value)}\``;
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
