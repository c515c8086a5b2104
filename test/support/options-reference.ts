import {
  AGENT_OPTION_DEFAULTS,
  VARIABLE_OPTIONS,
  variableName,
} from '../../src/translate/agent/agent-options.ts';
import { RELEASES } from '../../src/translate/release/releases.ts';
import { readSchema, resolved, type Schema } from './schema-properties.ts';

const INTRODUCTION = `# Options

This page lists the options of steps and agents, for authors of workflows and administrators of agents. This step selects
its nodes, and an agent of 3.17 allows it only if \`WOODPECKER_BACKEND_K8S_POD_NODE_SELECTOR_ALLOW_FROM_STEP\` is \`true\`:

\`\`\`yaml
backend_options:
  kubernetes:
    nodeSelector: { disk: ssd }
\`\`\`

\`podwright schema backend-options\` prints the options of a step as a JSON Schema for your editor.

## Options of a step by release

`;

const TITLES: Readonly<Record<string, string>> = {
  'backend-options.schema.json': 'Options of a step: `backend_options.kubernetes`',
  'agent-options.schema.json': 'Options of the agent',
};

/** The reference of all options, in Markdown. */
export function optionsReference(): string {
  const parts = Object.entries(TITLES).map(([file, title]) => {
    const schema = readSchema(file);
    return `## ${title}\n\n${schema.description}\n\n${sections(file, schema, '', 3, new Set()).join('\n')}`;
  });
  return `${[INTRODUCTION + releaseTable(), ...parts].join('\n').trimEnd()}\n`;
}

const GATE_OPTIONS = new Map(VARIABLE_OPTIONS.map((option) => [variableName(option), option]));

/** What each option of a step does at which releases. */
function releaseTable(): string {
  const rows = [
    ['Option', 'Ignored', 'Takes effect', 'Requires an agent variable'],
    ...releaseRows('backend-options.schema.json', readSchema('backend-options.schema.json'), '', new Set()),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  lines.splice(
    1,
    0,
    widths.map((width) => '-'.repeat(width)),
  );
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** A row for each option, and for each option in it that has its own release. */
function releaseRows(file: string, schema: Schema, prefix: string, seen: Set<Schema>): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const own = property['x-since'] === undefined ? [] : [releaseRow(`${prefix}${key}`, property)];
    const target = structureOf(file, property);
    if (target === undefined || seen.has(target.schema)) return own;
    seen.add(target.schema);
    return [
      ...own,
      ...releaseRows(target.file, target.schema, `${prefix}${key}${target.isList ? '[]' : ''}.`, seen),
    ];
  });
}

function releaseRow(name: string, property: Schema): string[] {
  const { 'x-since': since = '3.0', 'x-gate': gate, 'x-gate-since': gateSince } = property;
  const option = GATE_OPTIONS.get(gate ?? '');
  const isOpen = option !== undefined && AGENT_OPTION_DEFAULTS[option] === true;
  const requires =
    gate === undefined ? '' : `${range(gateSince)}: \`${gate}\`${isOpen ? ' (default: `true`)' : ''}`;
  return [`\`${name}\``, range('3.0', since), range(since, gate && gateSince), requires];
}

/** `3.0 to 3.15`, or `since 3.16` without an end; empty if nothing lies between. */
function range(first = '3.0', end?: string): string {
  if (end === undefined) return first === RELEASES[0] ? 'all releases' : `since ${first}`;
  const last = RELEASES[(RELEASES as readonly string[]).indexOf(end) - 1];
  if (first === end || last === undefined) return '';
  return last === first ? first : `${first} to ${last}`;
}

/** One section for each property; those of a definition are written where it is used first. */
function sections(
  file: string,
  schema: Schema,
  prefix: string,
  level: number,
  written: Set<Schema | string>,
): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const name = `${prefix}${key}`;
    const target = structureOf(file, property);
    const id =
      target === undefined
        ? ''
        : `${target.file}${JSON.stringify(Object.keys(target.schema.properties ?? {}))}`;
    const isKnown = target !== undefined && (written.has(id) || target.file !== file);
    if (target !== undefined) written.add(id);
    const own = section(file, name, property, level, schema.required?.includes(key) ?? false);
    if (target === undefined) return [own];
    if (isKnown) return [`${own}\nIts keys are described above.\n`];
    const below = `${name}${target.isList ? '[]' : ''}.`;
    return [own, ...sections(target.file, target.schema, below, Math.min(level + 1, 6), written)];
  });
}

/** The schema with the properties of a property, or of the items of its list. */
function structureOf(
  file: string,
  property: Schema,
): { file: string; schema: Schema; isList: boolean } | undefined {
  const target = resolved(file, property);
  if (target.schema.properties !== undefined) return { ...target, isList: false };
  if (target.schema.items === undefined) return undefined;
  const item = resolved(target.file, target.schema.items);
  return item.schema.properties === undefined ? undefined : { ...item, isList: true };
}

function section(file: string, name: string, property: Schema, level: number, isRequired: boolean): string {
  const rows: [string, string | undefined][] = [
    ['Type', typeWords(file, property)],
    ['Default', isRequired ? 'none (required)' : (property['x-default'] ?? code(property.default))],
    ['Since', property['x-since']],
    ['Variable', property['x-variable'] && `\`${property['x-variable']}\``],
    ['Requires', gate(property)],
    ['Kubernetes document', property['x-source'] && `<${property['x-source']}>`],
  ];
  const list = rows.filter(([, text]) => text !== undefined).map(([title, text]) => `- ${title}: ${text}`);
  const examples = (property.examples ?? []).map((example) => `- Example: ${code(example)}`);
  return `${'#'.repeat(level)} \`${name}\`\n\n${property.description}\n\n${[...list, ...examples].join('\n')}\n`;
}

function gate(property: Schema): string | undefined {
  if (property['x-gate'] === undefined) return undefined;
  const since = property['x-gate-since'];
  return `\`${property['x-gate']}\` of the agent${since === '3.0' ? '' : `, since ${since}`}`;
}

function typeWords(file: string, property: Schema): string {
  const { file: at, schema } = resolved(file, property);
  const expected = schema['x-expects'] ?? property['x-expects'];
  const words = schema.enum === undefined ? plainType(at, schema) : schema.enum.map(code).join(', ');
  return expected === undefined || schema.enum !== undefined ? words : `${words} (${expected})`;
}

function plainType(file: string, schema: Schema): string {
  if (schema.items !== undefined) return `list of ${plainType(...target(file, schema.items))}`;
  if (typeof schema.additionalProperties === 'object') {
    return `object with values of type ${plainType(...target(file, schema.additionalProperties))}`;
  }
  return [schema.type ?? []].flat().join(' or ');
}

function target(file: string, schema: Schema): [string, Schema] {
  const found = resolved(file, schema);
  return [found.file, found.schema];
}

function code(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}
