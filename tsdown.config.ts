import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsdown';

/** The ES modules of yaml; under the condition `node` it has CommonJS. */
const YAML = fileURLToPath(new URL('node_modules/yaml/browser/index.js', import.meta.url));

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
      codeSplitting: { groups: [{ name: 'yaml', test: /node_modules\/yaml\// }] },
    },
    plugins: [keepPureFunctions()],
    deps: {
      alwaysBundle: ['yaml', /^@noble\/hashes/, 'fastest-levenshtein', 'lodash.merge'],
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
    inputOptions: { resolve: { alias: { yaml: YAML } }, preserveEntrySignatures: false },
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
