import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsdown';

/** The ES modules of yaml; under the condition `node` it has CommonJS. */
const YAML = fileURLToPath(new URL('node_modules/yaml/browser/index.js', import.meta.url));
/** The ES modules of jsonc-parser; under the condition `node` it has UMD, which requires its files by computed names. */
const JSONC_PARSER = fileURLToPath(new URL('node_modules/jsonc-parser/lib/esm/main.js', import.meta.url));
const EVALUATE_ON_DEMAND = fileURLToPath(new URL('src/cli/evaluate-on-demand.ts', import.meta.url));

export default defineConfig([
  {
    entry: { core: 'src/core.ts', index: 'src/index.ts', vitest: 'src/vitest.ts' },
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    checks: { pluginTimings: false },
    // Eager, because the types that the compiler prints depend on the files that it has read.
    dts: { sourcemap: true, eager: true },
    sourcemap: true,
    deps: { neverBundle: [/^node:/] },
    plugins: [entriesInOrder(['core', 'index', 'vitest'])],
    inputOptions: { preserveEntrySignatures: 'allow-extension' },
    outputOptions: {
      // A prefix, because a chunk may be called after an entry.
      chunkFileNames: 'chunk-[name].js',
      // Bundlers drop a whole unused file, and keep most of the tables in a file that they need a part of.
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [
          // Apart from the rest, because bundlers keep parts of these packages wherever they are imported.
          { name: 'merge', test: /base\/json\/merge\.ts$/ },
          { name: 'yaml', test: /(?:diagnostics\/suppressions|manifest\/to-yaml)\.ts$/ },
          {
            name: 'translate',
            test: codeIn('src/(?:base|diagnostics|translate)|package'),
            entriesAware: true,
          },
          ...['workflow', 'check', 'explain', 'lint'].map((name) => ({
            name,
            test: codeIn(`src/${name}`),
          })),
        ],
      },
    },
  },
  {
    entry: { bin: 'src/cli/bin.ts' },
    format: 'esm',
    platform: 'node',
    fixedExtension: false,
    target: 'es2022',
    checks: { pluginTimings: false },
    dts: false,
    clean: false,
    minify: true,
    inputOptions: {
      resolve: {
        alias: {
          yaml: YAML,
          'jsonc-parser': JSONC_PARSER,
          '../evaluate/evaluate-condition.ts': EVALUATE_ON_DEMAND,
        },
      },
      preserveEntrySignatures: false,
    },
    outputOptions: {
      chunkFileNames: 'bin-[name].js',
      // One file with all that every command needs: node takes longer to find and read a file than to run it.
      codeSplitting: { groups: [{ name: 'render', test: /cli\/load-commands\.ts$/ }] },
    },
    // Node takes longer to find and read the files of the dependencies than to run them.
    deps: { alwaysBundle: [/./], onlyBundle: false },
    plugins: [withoutUnneededCode()],
  },
  {
    // Required when the command line meets a condition: its functions are not asynchronous.
    entry: { 'bin-evaluate': 'src/workflow/evaluate/evaluate-condition.ts' },
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    checks: { pluginTimings: false },
    dts: false,
    clean: false,
    minify: true,
    deps: { alwaysBundle: [/./], onlyBundle: false },
  },
]);

/** The modules whose paths begin like this, without their types. */
function codeIn(path: string): RegExp {
  return new RegExp(`/(?:${path})\\b.*(?<!\\.d\\.ts)$`);
}

/** Loads an entry when the one before it is parsed, because the files of declarations depend on that order. */
function entriesInOrder(names: readonly string[]) {
  const files = names.map((name) => fileURLToPath(new URL(`src/${name}.ts`, import.meta.url)));
  const parsed = new Map<string, () => void>();
  const waits = files.map((file) => new Promise<void>((resolve) => parsed.set(file, resolve)));
  return {
    name: 'entries-in-order',
    load: async (id: string) => {
      await waits[files.indexOf(id) - 1];
      return null;
    },
    moduleParsed: ({ id }: { readonly id: string }) => parsed.get(id)?.(),
  };
}

/** Lines of dependencies that the command line neither needs nor wants. */
const REPLACED = [
  // Its last way to find the global object. No file of the command line generates code.
  { file: /lodash\.merge/, line: "Function('return this')()", by: 'globalThis' },
  // For commands that are programs of their own. Node needs 2 ms to load it.
  { file: /commander/, line: "require('node:child_process')", by: '{}' },
];

function withoutUnneededCode() {
  return {
    name: 'without-unneeded-code',
    transform: (code: string, id: string) =>
      REPLACED.reduce((text, { file, line, by }) => (file.test(id) ? text.replace(line, by) : text), code),
  };
}
