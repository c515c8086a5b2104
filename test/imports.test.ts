import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Which folders of `src/` each folder may import, besides its own files. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  base: [],
  diagnostics: ['base'],
  translate: ['base', 'diagnostics'],
  workflow: ['base', 'diagnostics', 'translate'],
  check: ['base', 'diagnostics', 'translate'],
  explain: ['base', 'diagnostics', 'translate', 'workflow', 'check'],
  lint: ['base', 'diagnostics', 'translate', 'workflow', 'check', 'explain'],
  pipeline: ['base', 'diagnostics', 'translate', 'workflow', 'check', 'explain', 'lint'],
  vitest: ['base', 'diagnostics', 'translate', 'workflow', 'explain', 'pipeline'],
  cli: ['base', 'diagnostics', 'translate', 'workflow', 'check', 'explain', 'lint', 'pipeline'],
};

/** The same within `translate/`. */
const ALLOWED_IN_TRANSLATE: Readonly<Record<string, readonly string[]>> = {
  release: [],
  generated: ['schema'],
  schema: ['release', 'generated'],
  model: ['release'],
  agent: ['release', 'schema', 'model'],
  options: ['release', 'schema', 'model', 'agent'],
  provenance: ['release', 'model', 'agent', 'options'],
  resources: ['release', 'model', 'agent', 'options', 'provenance'],
  plan: ['release', 'model', 'agent', 'options', 'provenance', 'resources'],
  manifest: ['plan'],
};

/** Names that two files export: the second file replaces the first one in the built command line. */
const EXPORTED_TWICE = ['evaluateCondition'];

/** Folders that others enter by one file only. */
const DOORS: Readonly<Record<string, string>> = { 'src/base/yaml/': 'src/base/yaml/yaml.ts' };

const sources = filesOf('src');
const playground = filesOf('docs/playground');
const imports = new Map(sources.map((file) => [file, importsOf(file)]));

describe('imports', () => {
  test('go one way between folders', () => {
    expect(refused('src', ALLOWED)).toEqual([]);
  });

  test('go one way between the folders of translate/', () => {
    expect(refused('src/translate', ALLOWED_IN_TRANSLATE)).toEqual([]);
  });

  test.each(Object.entries(DOORS))('enter %s by %s', (folder, door) => {
    const outside = [...imports].filter(([file]) => !file.startsWith(folder));
    const entered = outside.flatMap(([, names]) => names.filter((name) => name.startsWith(folder)));
    expect([...new Set(entered)]).toEqual([door]);
  });
});

test('no two files export different things under one name', () => {
  const names = sources.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const declared = text.matchAll(
      /^export (?:async |abstract )?(?:const|function\*?|class|interface|type|enum) (\w+)/gm,
    );
    return [...new Set([...declared].map(([, name = '']) => name))];
  });
  const seen = new Set<string>();
  expect(names.filter((name) => seen.has(name) || !seen.add(name))).toEqual(EXPORTED_TWICE);
});

test.each([
  ['the library', ['src/index.ts', 'src/core.ts']],
  ['the playground', playground.filter((file) => !file.endsWith('vite.config.ts'))],
])('%s needs neither Node nor the parser of command lines', (_, entries) => {
  expect(packagesOf(entries).filter((name) => /^(?:node:|commander$)/.test(name))).toEqual([]);
});

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
}

/** The packages that files import when they run, directly or by other files. */
function packagesOf(entries: readonly string[]): string[] {
  const reached = new Set(entries);
  for (const name of reached) {
    const file = name === 'podwright' ? 'src/index.ts' : name;
    if (file.endsWith('.ts'))
      for (const other of importsOf(file, /^import type .*?;$/gms)) reached.add(other);
  }
  return [...reached].filter((name) => !name.includes('.'));
}

function importsOf(file: string, left: RegExp = /^$/): string[] {
  const text = readFileSync(file, 'utf8')
    .replace(/^\s*\*.*$/gm, '')
    .replace(left, '');
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) =>
    name.startsWith('.') ? posix.join(posix.dirname(file), name) : name,
  );
}

function refused(root: string, allowed: Readonly<Record<string, readonly string[]>>): string[] {
  const folderOf = (file: string): string | undefined => {
    const [folder, ...rest] = file.startsWith(`${root}/`) ? file.slice(root.length + 1).split('/') : [];
    return rest.length === 0 ? undefined : folder;
  };
  return sources.flatMap((file) => {
    const folder = folderOf(file);
    if (folder === undefined) return [];
    return (imports.get(file) ?? [])
      .filter((other) => {
        const target = folderOf(other);
        if (target === undefined) return other.startsWith(`${root}/`);
        return target !== folder && !allowed[folder]?.includes(target);
      })
      .map((other) => `${file} imports ${other}`);
  });
}
