import { followed, parseYaml, type YamlNode } from '../../base/yaml/yaml.ts';
import { type ArgsOf, diagnose, type SourceRange } from '../../diagnostics/diagnostic.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import { INPUT_MESSAGES } from '../../lint/texts.ts';
import { VARIABLE_PREFIX } from '../../translate/agent/agent-options.ts';
import { derivedText, type SourceText, sourceText } from '../../workflow/positions/source-text.ts';
import { entriesOf, itemsAt, nodeAt, scalarOf, textAt } from '../config/yaml-nodes.ts';
import { InputError } from '../io.ts';

type PlacedFinding = Reported & { readonly range: SourceRange };

/** A variable in a file. */
export interface EnvAssignment {
  readonly name: string;
  /** Undefined if it is unknown. */
  readonly value: string | undefined;
  readonly key: SourceRange;
  readonly at: SourceRange;
  /** The finding to report if no later assignment wins. */
  readonly finding?: PlacedFinding;
}

/** The variables in a file, the later ones winning. */
export interface EnvFile {
  readonly assignments: readonly EnvAssignment[];
  /** The names of its ConfigMaps. */
  readonly configMaps: ReadonlySet<string>;
  /** Findings about other objects with variables for it, except ConfigMaps that are read too. */
  readonly sources: readonly { readonly configMap?: string; readonly finding: PlacedFinding }[];
}

/** Whether a file of variables is YAML: its first line with content looks like a key, a list item or JSON. */
export function isManifest(text: string, file: string): boolean {
  if (/\.(?:ya?ml|json)$/.test(file)) return true;
  const first = text.split(/\r?\n/).find((line) => /^[\s\ufeff]*[^\s\ufeff#]/.test(line)) ?? '';
  return /^[\s\ufeff]*(?:---|-\s|[[{]|["']?[A-Za-z_][\w./-]*["']?\s*:(?:\s|$))/.test(first);
}

/**
 * Reads variables from Kubernetes manifests (whatever has containers, and ConfigMaps), from values of the Helm chart
 * (`agent.env` or `env`), or from a list or map of variables. Containers override ConfigMaps.
 *
 * @throws {InputError} for a string that is not YAML, and for one without variables
 */
export function readManifest(text: string, file: string): EnvFile {
  const whole = sourceText(file, text);
  const found: Found = { maps: [], lists: [], sources: [], configMaps: new Set(), isEmpty: true };
  for (const { node, source } of documentsOf(whole)) readDocument({ node, source }, found);
  if (found.isEmpty) {
    throw new InputError(
      `${file} sets no variables; pass a manifest with containers, a ConfigMap, values with "agent.env", or a list or object of variables.`,
    );
  }
  const { maps, lists, configMaps, sources } = found;
  return { assignments: [...maps, ...lists], configMaps, sources };
}

interface Located {
  readonly node: YamlNode | undefined;
  readonly source: SourceText;
}

interface Found {
  readonly maps: EnvAssignment[];
  readonly lists: EnvAssignment[];
  readonly sources: EnvFile['sources'][number][];
  readonly configMaps: Set<string>;
  isEmpty: boolean;
}

/** The documents of a stream. No other line begins with `---` and a space or an end. */
function documentsOf(whole: SourceText): Located[] {
  const { text } = whole;
  const starts = [0, ...[...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)];
  return starts.map((start, index) => {
    const source = derivedText(whole, text.slice(start, starts[index + 1]), (offset) => start + offset);
    const parsed = parseYaml(source.text, false);
    if (parsed.ok) return { node: parsed.root, source };
    const { file, start: place } = source.rangeOf(parsed.problem.place);
    throw new InputError(
      `${file}:${place.line}:${place.column}: the file is not YAML that Kubernetes reads.`,
    );
  });
}

function readDocument(document: Located, found: Found): void {
  const { node, source } = document;
  const kind = textAt(node, ['kind']);
  if (kind === 'List') {
    for (const item of itemsAt(node, ['items'])) readDocument({ node: item, source }, found);
  } else if (kind === 'ConfigMap') {
    found.configMaps.add(textAt(node, ['metadata', 'name']) ?? '');
    readMap({ node: nodeAt(node, ['data']), source }, true, found);
  } else if (kind !== undefined) {
    const containers = [...itemsAt(node, [...POD, 'containers']), ...itemsAt(node, ['spec', 'containers'])];
    for (const container of containers) readContainer({ node: container, source }, found);
  } else if (followed(node)?.kind === 'list') {
    readList({ node, source }, found);
  } else {
    const values = VARIABLES.map((path) => nodeAt(node, path)).find((found) => found !== undefined);
    const isPlain = entriesOf(node).some(({ name }) => name.startsWith('WOODPECKER_'));
    const env = { node: values ?? (isPlain ? node : undefined), source };
    if (followed(values)?.kind === 'list') readList(env, found);
    else readMap(env, false, found);
  }
}

/** Where the values of the chart and of its subchart have variables, and where configurations of podwright do. */
const VARIABLES = [['agent', 'env'], ['env'], ['agentEnv'], ['podwright', 'agentEnv']];

const POD = ['spec', 'template', 'spec'];

function readContainer({ node, source }: Located, found: Found): void {
  found.isEmpty = false;
  for (const item of itemsAt(node, ['envFrom'])) {
    for (const { name: kind, value } of entriesOf(item).filter(({ name }) => name.endsWith('Ref'))) {
      const name = textAt(value, ['name']) ?? '';
      const isPlain = kind === 'configMapRef' && nodeAt(item, ['prefix']) === undefined;
      const args = { source: `${kind.replace(/Ref$/, '')} ${name}` };
      const finding = inputFinding('agent-env-source-unknown', args, source.rangeOf(value));
      found.sources.push({ finding, ...(isPlain ? { configMap: name } : {}) });
    }
  }
  readList({ node: nodeAt(node, ['env']), source }, found);
}

function readList({ node, source }: Located, found: Found): void {
  for (const item of itemsAt(node, [])) {
    const name = nodeAt(item, ['name']);
    const value = nodeAt(item, ['value']);
    const from = nodeAt(item, ['valueFrom']);
    const named = textAt(name, []);
    if (name === undefined || named === undefined) continue;
    const place = { name: named, key: source.rangeOf(name) };
    const at = source.rangeOf(value ?? from ?? name);
    const assignment =
      value === undefined && from !== undefined
        ? unknown(named, place.key, at)
        : { ...place, at, ...textOf(value, true, named, at) };
    found.lists.push(assignment);
    found.isEmpty = false;
  }
}

/** @param isStrict whether Kubernetes accepts texts only; the chart makes texts of other values */
function readMap({ node, source }: Located, isStrict: boolean, found: Found): void {
  for (const { name, key, value } of entriesOf(node)) {
    found.isEmpty = false;
    const at = source.rangeOf(value);
    const text = textOf(value, isStrict, name, at);
    // Helm removes null values.
    if (text.value === undefined && text.finding === undefined) continue;
    found.maps.push({ name, key: source.rangeOf(key), at, ...text });
  }
}

function unknown(variable: string, key: SourceRange, at: SourceRange): EnvAssignment {
  const finding = inputFinding('agent-env-unknown', { variable }, at);
  return { name: variable, value: undefined, key, at, ...(isOurs(variable) ? { finding } : {}) };
}

/** The text that a container gets. */
function textOf(
  node: YamlNode | undefined,
  isStrict: boolean,
  variable: string,
  at: SourceRange,
): Pick<EnvAssignment, 'value' | 'finding'> {
  const written = followed(node);
  if (written === undefined) return { value: '' };
  const scalar = scalarOf(written);
  const text = scalar === undefined ? undefined : shownText(scalar, written);
  if (scalar !== undefined && (scalar.kind === 'string' || !isStrict || text === undefined))
    return { value: isStrict ? (text ?? '') : text };
  const quoted = text === undefined ? undefined : JSON.stringify(text);
  const effect = isStrict ? 'rejected' : 'garbled';
  const finding = inputFinding('agent-env-not-text', { variable, quoted, effect }, at);
  return { value: text, ...(isOurs(variable) ? { finding } : {}) };
}

/** A value as Kubernetes and Helm write it; undefined for null. */
function shownText(value: NonNullable<ReturnType<typeof scalarOf>>, node: YamlNode): string | undefined {
  if (value.kind === 'null') return undefined;
  return value.kind === 'float' ? textAt(node, []) : String(value.value);
}

function isOurs(variable: string): boolean {
  return variable.startsWith(VARIABLE_PREFIX);
}

type InputCode = keyof typeof INPUT_MESSAGES;

function inputFinding<Code extends InputCode>(
  code: Code,
  args: ArgsOf<(typeof INPUT_MESSAGES)[Code]>,
  range: SourceRange,
): PlacedFinding {
  const found = diagnose(INPUT_MESSAGES, code, '', args);
  return { ...found, subject: range.file ?? 'agent', range };
}
