import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsdown';

/** The ES modules of yaml; under the condition `node` it has CommonJS. */
const YAML = fileURLToPath(new URL('node_modules/yaml/browser/index.js', import.meta.url));
const RE2JS_ON_DEMAND = fileURLToPath(new URL('src/cli/re2js-on-demand.ts', import.meta.url));

export default defineConfig([
  {
    entry: { core: 'src/core.ts', index: 'src/index.ts', vitest: 'src/vitest.ts' },
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    dts: true,
    // White space stays, as only then the `@__PURE__` comments do, without which a bundler drops next to nothing.
    minify: { compress: true, mangle: true, codegen: { removeWhitespace: false } },
    inputOptions: { resolve: { mainFields: ['module', 'main'] } },
    outputOptions: {
      comments: { annotation: true, jsdoc: false, legal: false },
      // A name of its own, as a chunk may be called after an entry.
      chunkFileNames: 'chunk-[name].js',
      // By itself, so that a bundler drops it whole: its own annotations are too few for dropping it in parts.
      codeSplitting: {
        groups: [
          { name: 'yaml', test: /node_modules\/yaml\// },
          { name: 're2js', test: /node_modules\/re2js\// },
        ],
      },
    },
    plugins: [keepPureFunctions()],
    deps: {
      alwaysBundle: ['yaml', 're2js', /^@noble\/hashes/, 'fastest-levenshtein', 'lodash.merge'],
      neverBundle: [/^node:/],
      onlyBundle: false,
    },
  },
  {
    entry: { bin: 'src/cli/bin.ts' },
    format: 'esm',
    platform: 'node',
    fixedExtension: false,
    target: 'es2022',
    dts: false,
    clean: false,
    minify: true,
    inputOptions: {
      resolve: { alias: { yaml: YAML, re2js: RE2JS_ON_DEMAND } },
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
          { name: 'render', test: /cli\/commands\/render\.ts$/, priority: 1 },
        ],
      },
    },
    // Node takes longer to find and read the files of the dependencies than to run them.
    deps: { alwaysBundle: [/./], onlyBundle: false },
  },
  {
    // Required when the command line meets a condition that needs it: its functions are not asynchronous.
    entry: { 'bin-re2js': 'node_modules/re2js/build/index.js' },
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    dts: false,
    clean: false,
    minify: true,
    deps: { alwaysBundle: [/./], onlyBundle: false },
  },
]);

const CALL = '\nfunction call(make) { return make(); }\n';

/**
 * Rolldown inlines functions that are called where they stand before it drops what is not used, and loses their
 * `@__PURE__`: the tables of SHA-512 would stay. Behind a function with a name they are dropped.
 */
function keepPureFunctions() {
  return {
    name: 'keep-pure-functions',
    transform: {
      filter: { id: /@noble\/hashes/ },
      handler: (code: string) =>
        code.replace(/(\/\* @__PURE__ \*\/) (\(\(\) =>[^;]*\))\(\);/g, '$1 call$2;').concat(CALL),
    },
  };
}
