import { excerpt } from '../../base/text/excerpt.ts';
import type { SchemaNode } from './schema-node.ts';

/** The details of a problem beside its keyword. */
export type ProblemParams = Readonly<Record<string, unknown>>;

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
export function expectationOf(keyword: string, params: ProblemParams, node: SchemaNode | undefined): string {
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

/** The JSON types that a problem of the keyword `type` asks for. */
export function typesOf(params: ProblemParams): readonly string[] {
  return [params['type']].flat() as string[];
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' && value !== '' ? value : excerpt(value)}\``;
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
