import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsdown';

/** The ES modules of yaml; under the condition `node` it has CommonJS. */
const YAML = fileURLToPath(new URL('node_modules/yaml/browser/', import.meta.url));
const RE2JS_ON_DEMAND = fileURLToPath(new URL('src/cli/re2js-on-demand.ts', import.meta.url));

export default defineConfig([
  {
    entry: { core: 'src/core.ts', index: 'src/index.ts', vitest: 'src/vitest.ts' },
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    checks: { pluginTimings: false },
    dts: { sourcemap: true },
    sourcemap: true,
    deps: { neverBundle: [/^node:/] },
    outputOptions: {
      // A prefix, because a chunk may be called after an entry.
      chunkFileNames: 'chunk-[name].js',
      // Bundlers keep lodash.merge with a file that imports it, because it is CommonJS. They drop a whole unused file.
      codeSplitting: { groups: [{ name: 'merge', test: /base\/json\/merge\.ts$/ }] },
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
        alias: { 'yaml/util': `${YAML}dist/util.js`, yaml: `${YAML}index.js`, re2js: RE2JS_ON_DEMAND },
      },
      preserveEntrySignatures: false,
    },
    outputOptions: {
      chunkFileNames: 'bin-[name].js',
      // Few files, as node takes longer to find and read one than to run what is in it; but what a command does not
      // run is not in them, as reading that takes longer still.
      codeSplitting: {
        groups: [
          {
            name: 'program',
            test: /node_modules\/(commander|picocolors)|cli\/(main|io|package-files)\.ts$/,
            priority: 2,
          },
          { name: 'render', test: /cli\/(commands\/render|config\/add-config)\.ts$/, priority: 1 },
        ],
      },
    },
    // Node takes longer to find and read the files of the dependencies than to run them.
    deps: { alwaysBundle: [/./], onlyBundle: false },
    plugins: [withoutFunctionConstructor()],
  },
  {
    // Required when the command line meets a condition that needs it: its functions are not asynchronous.
    entry: { 'bin-re2js': 'node_modules/re2js/build/index.js' },
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

/** `lodash.merge` looks for the global object with `Function('return this')` if it finds no other. */
function withoutFunctionConstructor() {
  return {
    name: 'without-function-constructor',
    transform: {
      filter: { id: /lodash\.merge/ },
      handler: (code: string) => code.replace("Function('return this')()", 'globalThis'),
    },
  };
}
