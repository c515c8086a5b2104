import { posix } from 'node:path';
import { nearest } from '../../base/text/nearest.ts';
import { followed, parseYaml, type YamlNode } from '../../base/yaml/yaml.ts';
import { KUBERNETES_VERSIONS, parseKubernetesVersion } from '../../check/kubernetes-versions.ts';
import { parseRelease, RELEASES } from '../../translate/release/releases.ts';
import { type SourceText, sourceText } from '../../workflow/positions/source-text.ts';
import { type CommandIo, InputError } from '../io.ts';
import { entriesOf, type NamedEntry, nodeAt, scalarOf } from './yaml-nodes.ts';

/** The defaults of a project in a configuration file. */
export interface Config {
  readonly file: string;
  readonly release?: string;
  readonly kubernetes?: string;
  /** Paths of files, from the working folder; a map is read from the configuration file itself. */
  readonly agentEnv?: readonly string[];
  readonly ignore?: readonly IgnoredPaths[];
}

/** Codes to leave out in the files that match a glob, relative to the folder of the configuration file. */
export interface IgnoredPaths {
  readonly glob: string;
  readonly codes: readonly string[];
  /** Where the list is written: `file:line:column`. */
  readonly place: string;
}

const FILE = 'podwright.config.yaml';

/** Finds and reads the configuration of a workflow: the nearest in its folder and the folders above it. */
export function findConfig(path: string, workingFolder: string, io: CommandIo): Config | undefined {
  for (const folder of foldersAbove(path, workingFolder)) {
    const file = posix.join(folder, FILE);
    const text = textOf(file, io);
    if (text !== undefined) return readConfig(file, text, []);
    const manifest = posix.join(folder, 'package.json');
    const json = textOf(manifest, io);
    if (json?.includes('"podwright"') && hasKey(json)) {
      // A tab in JSON is a space; in YAML it is not.
      return readConfig(manifest, json.replaceAll('\t', ' '), ['podwright']);
    }
  }
  return undefined;
}

/** The path itself, which may be a folder, and every folder above it; relative to the working folder unless it is absolute. */
function foldersAbove(path: string, workingFolder: string): string[] {
  const written = path === '-' ? '.' : path.replaceAll('\\', '/');
  const base = workingFolder.replaceAll('\\', '/');
  const parts = posix.resolve(base, written).split('/');
  const folders = parts.map((_, depth) => parts.slice(0, parts.length - depth).join('/') || '/');
  return posix.isAbsolute(written) ? folders : folders.map((folder) => posix.relative(base, folder));
}

function textOf(path: string, io: CommandIo): string | undefined {
  try {
    return io.readFile(path);
  } catch {
    return undefined;
  }
}

function hasKey(json: string): boolean {
  try {
    return Object.hasOwn(JSON.parse(json) as object, 'podwright');
  } catch {
    return false;
  }
}

type Key = 'release' | 'kubernetes' | 'agentEnv' | 'ignore';

const KEYS: readonly Key[] = ['release', 'kubernetes', 'agentEnv', 'ignore'];

/** Throws {@link InputError} with each value that is wrong, and its place. */
function readConfig(file: string, text: string, path: readonly string[]): Config {
  const source = sourceText(file, text);
  const parsed = parseYaml(text, false);
  if (!parsed.ok) throw new InputError(`${placeOf(parsed.problem.place, source)}: the file is not YAML.`);
  const root = nodeAt(parsed.root, path);
  const faults: string[] = [];
  const config: { -readonly [Name in keyof Config]: Config[Name] } = { file };
  const fault = (node: YamlNode, message: string): undefined => {
    faults.push(`${placeOf(node, source)}: ${message}`);
  };
  const kind = followed(root)?.kind;
  if (root !== undefined && kind !== 'map' && scalarOf(root)?.kind !== 'null')
    fault(root, 'the configuration must be an object.');
  for (const entry of entriesOf(root)) {
    if (!isKey(entry.name)) fault(entry.key, unknownKey(entry.name));
    else Object.assign(config, readEntry(entry.name, entry, { file, source, fault }));
  }
  if (faults.length > 0) throw new InputError(faults);
  return config;
}

const VERSIONS = {
  release: { parse: parseRelease, known: RELEASES },
  kubernetes: { parse: parseKubernetesVersion, known: KUBERNETES_VERSIONS },
};

interface ConfigReading {
  readonly file: string;
  readonly source: SourceText;
  readonly fault: (node: YamlNode, message: string) => undefined;
}

function readEntry(key: Key, { value }: NamedEntry, { file, source, fault }: ConfigReading): Partial<Config> {
  const text = stringIn(value);
  switch (key) {
    case 'release':
    case 'kubernetes': {
      const { parse, known } = VERSIONS[key];
      const version = text === undefined ? undefined : parse(text);
      if (version === undefined) fault(value, `"${key}" must be a string in quotes: ${known.join(', ')}.`);
      return { [key]: version };
    }
    case 'agentEnv': {
      const path = (name: string) => posix.join(posix.dirname(file), name);
      if (followed(value)?.kind === 'map') return { agentEnv: [file] };
      const files = text === undefined ? stringsIn(value) : [text];
      if (files !== undefined) return { agentEnv: files.map(path) };
      fault(value, '"agentEnv" must be the path of a file, a list of paths, or an object with variables.');
      return {};
    }
    case 'ignore': {
      if (followed(value)?.kind !== 'map')
        fault(value, '"ignore" must be an object with lists of codes by glob.');
      return { ignore: entriesOf(value).flatMap((entry) => ignoredPaths(entry, source, fault)) };
    }
  }
}

function ignoredPaths(
  { name, value }: NamedEntry,
  source: SourceText,
  fault: ConfigReading['fault'],
): IgnoredPaths[] {
  const codes = stringsIn(value);
  if (codes !== undefined) return [{ glob: name, codes, place: placeOf(value, source) }];
  fault(value, `"ignore.${name}" must be a list of codes.`);
  return [];
}

function isKey(name: string): name is Key {
  return (KEYS as readonly string[]).includes(name);
}

function unknownKey(name: string): string {
  const known = nearest(name, KEYS);
  const hint = known === undefined ? `known are ${KEYS.join(', ')}` : `did you mean "${known}"?`;
  return `unknown key ${JSON.stringify(name)}; ${hint}`;
}

function stringIn(node: YamlNode): string | undefined {
  const value = scalarOf(node);
  return value?.kind === 'string' ? value.value : undefined;
}

function stringsIn(node: YamlNode): string[] | undefined {
  const list = followed(node);
  if (list?.kind !== 'list') return undefined;
  const texts = list.items.flatMap((item) => stringIn(item) ?? []);
  return texts.length === list.items.length ? texts : undefined;
}

function placeOf(place: { readonly start: number; readonly end: number }, source: SourceText): string {
  const { file, start } = source.rangeOf(place);
  return `${file}:${start.line}:${start.column}`;
}
