import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { EditorState, Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import agentOptions from '../../schemas/agent-options.schema.json' with { type: 'json' };
import workflow from '../../schemas/workflow.schema.json' with { type: 'json' };
import { h, prose } from './dom.ts';

/** The part of JSON Schema that is read here. */
interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly 'x-since'?: string;
  readonly 'x-variable'?: string;
  readonly 'x-expects'?: string;
}

const WORKFLOW = workflow as Schema & { readonly definitions: Readonly<Record<string, Schema>> };
const VARIABLES = new Map(
  Object.values((agentOptions as Schema).properties ?? {}).flatMap((schema) =>
    schema['x-variable'] === undefined ? [] : [[schema['x-variable'], schema] as const],
  ),
);

/** Completes keys and values of a workflow, and explains the key under the pointer. */
export const workflowHints: Extension = [
  autocompletion({ override: [completeWorkflow], icons: false }),
  hints(keyAt),
];

/** The same for the variables of an agent. */
export const environmentHints: Extension = [
  autocompletion({ override: [completeVariable], icons: false }),
  hints((line, column) => {
    const word = wordAt(line, column, /[A-Z][A-Z0-9_]+/g);
    return word && { ...word, schema: VARIABLES.get(word.text) };
  }),
];

interface Hint {
  readonly text: string;
  readonly start: number;
  readonly schema?: Schema | undefined;
}

function hints(find: (line: string, column: number, state: EditorState, number: number) => Hint | undefined) {
  return hoverTooltip((view, position) => {
    const line = view.state.doc.lineAt(position);
    const hint = find(line.text, position - line.from, view.state, line.number);
    if (hint?.schema?.description === undefined) return null;
    const { text, start, schema } = hint;
    return {
      pos: line.from + start,
      end: line.from + start + text.length,
      above: true,
      create: () => ({ dom: explanation(text, schema) }),
    };
  });
}

/** What a schema says of a key. */
function explanation(key: string, schema: Schema): HTMLElement {
  const { description = '', default: byDefault, examples } = schema;
  const since = schema['x-since'];
  const facts = [
    schema['x-expects'] && `Expected ${schema['x-expects']}.`,
    byDefault !== undefined && `Default: \`${JSON.stringify(byDefault)}\`.`,
    examples?.[0] !== undefined && `Example: \`${JSON.stringify(examples[0])}\`.`,
    since !== undefined && since !== '3.0' && `Since ${since}.`,
  ].filter((fact) => typeof fact === 'string' && fact !== '');
  return h(
    'div',
    { class: 'hint' },
    h('p', {}, h('code', {}, key)),
    h('p', {}, ...prose(description)),
    ...facts.map((fact) => h('p', {}, ...prose(String(fact)))),
  );
}

function completeVariable(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/^\s*[A-Z][A-Z0-9_]*|(?<=name: )[A-Z][A-Z0-9_]*/);
  if (word === null && !context.explicit) return null;
  const options = [...VARIABLES].map(([label, schema]) => completion(label, schema, '='));
  return { from: word?.from ?? context.pos, options, validFor: /^\w*$/ };
}

function completeWorkflow(context: CompletionContext): CompletionResult | null {
  const { state, pos } = context;
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  const [, lead, key] = /^(\s*(?:- +)*)([\w./$-]*)$/.exec(before) ?? [];
  if (lead !== undefined && key !== undefined) {
    if (key === '' && !context.explicit) return null;
    const parents = schemasAt(pathAbove(state, line.number, lead));
    const properties = new Map(parents.flatMap(({ properties = {} }) => Object.entries(properties)));
    const options = [...properties].map(([label, schema]) => completion(label, schema, ': '));
    // A word in a list may be a value: `- push`.
    const words = lead.includes('-') ? valuesOf(parents).map((label) => ({ label })) : [];
    return { from: pos - key.length, options: [...options, ...words], validFor: /^[\w./$-]*$/ };
  }
  const [, dashes = '', name, word] =
    /^(\s*(?:- +)*)([\w./$-]+):\s+\[?(?:[\w-]+,\s*)*([\w-]*)$/.exec(before) ?? [];
  if (name === undefined || word === undefined) return null;
  const values = valuesOf(schemasAt([...pathAbove(state, line.number, dashes), name]));
  return { from: pos - word.length, options: values.map((label) => ({ label })), validFor: /^[\w-]*$/ };
}

function completion(label: string, schema: Schema, end: string): Completion {
  const { description } = schema;
  return { label, apply: label + end, ...(description && { info: () => explanation(label, schema) }) };
}

function valuesOf(schemas: readonly Schema[]): string[] {
  const words = schemas.flatMap(({ type, enum: values = [] }) =>
    type === 'boolean' ? ['true', 'false'] : values.filter((value) => value !== '').map(String),
  );
  return [...new Set(words)];
}

/** The key under the pointer: the one that begins the line, or one in braces behind it. */
function keyAt(text: string, column: number, state: EditorState, number: number): Hint | undefined {
  const word = wordAt(text, column, /[\w./$-]+(?=:(?:\s|$))/g);
  const [, lead = '', first = ''] = /^(\s*(?:- +)*)([\w./$-]+):/.exec(text) ?? [];
  if (word === undefined) return undefined;
  const path = pathAbove(state, number, lead);
  if (word.start > lead.length) path.push(first);
  const schema = schemasAt([...path, word.text]).find(({ description }) => description !== undefined);
  return { ...word, schema };
}

function wordAt(text: string, column: number, pattern: RegExp): Hint | undefined {
  const match = [...text.matchAll(pattern)].find(
    ({ 0: word, index }) => index <= column && column <= index + word.length,
  );
  return match && { text: match[0], start: match.index };
}

/** The keys above a line that lead to what begins after `lead`: lists have none. */
function pathAbove(state: EditorState, number: number, lead: string): string[] {
  const path: string[] = [];
  let column = columnOf(lead);
  for (let line = number - 1; line >= 1 && column > 0; line--) {
    const { text } = state.doc.line(line);
    const [, above = '', key] = /^(\s*(?:- +)*)(?:["']?([^\s"'#:]+)["']?:(?=\s|$))?/.exec(text) ?? [];
    if (key !== undefined && above.length < column) {
      path.unshift(key);
      column = columnOf(above);
    } else if (above.includes('-') && above.indexOf('-') < column) {
      column = columnOf(above);
    }
  }
  return path;
}

/** Keys that enclose a line begin before this column: in a list they may begin where the dash does. */
function columnOf(lead: string): number {
  const dash = lead.indexOf('-');
  return dash < 0 ? lead.length : dash + 1;
}

/** The schemas that describe what a path leads to; of lists those of their items. */
function schemasAt(path: readonly string[]): Schema[] {
  return path.reduce<Schema[]>(
    (schemas, key) =>
      schemas.flatMap(({ properties = {}, additionalProperties }) => {
        if (Object.hasOwn(properties, key)) return expanded(properties[key] as Schema);
        return typeof additionalProperties === 'object' ? expanded(additionalProperties) : [];
      }),
    expanded(WORKFLOW),
  );
}

function expanded(schema: Schema): Schema[] {
  const { $ref, oneOf = [], anyOf = [], allOf = [], items } = schema;
  const target = $ref === undefined ? undefined : WORKFLOW.definitions[$ref.slice('#/definitions/'.length)];
  const others = [...oneOf, ...anyOf, ...allOf, ...(target ? [target] : []), ...(items ? [items] : [])];
  return [schema, ...others.flatMap(expanded)];
}
