import { excerpt } from '../../base/text/excerpt.ts';
import type { SchemaNode } from './schema-node.ts';

/** The details of a problem beside its keyword. */
export type ProblemParams = Readonly<Record<string, unknown>>;

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
  null: 'null',
};

/** What is expected where the problem was found, as a phrase that goes after "must be". */
export function expectationOf(keyword: string, params: ProblemParams, node: SchemaNode | undefined): string {
  switch (keyword) {
    case 'type':
      return node?.expects ?? listOf(typesOf(params).map((type) => TYPE_WORDS[type] ?? type));
    case 'enum':
      return node?.expects ?? listOf([params['allowedValues']].flat().map(excerpt));
    case 'const':
      return `${excerpt(params['allowedValue'])}, given the keys beside it`;
    case 'false schema':
      return 'left out, given the keys beside it';
    case 'minItems':
      return 'a list of at least one item';
    case 'propertyNames':
      return node?.names ?? 'another name';
    case 'additionalProperties':
      return listOf(Object.keys(node?.keys ?? {}));
    default:
      return node?.expects ?? 'another value';
  }
}

/** The JSON types that a problem of the keyword `type` asks for. */
export function typesOf(params: ProblemParams): readonly string[] {
  return [params['type']].flat() as string[];
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
