import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const alias = [
  // One copy of the library: what the page imports as a user does, and the readers of files of the command line.
  { find: 'podwright', replacement: pathOf('../../src/index.ts') },
  { find: /^re2js$/, replacement: pathOf('re2js-on-demand.ts') },
  { find: 're2js-library', replacement: pathOf('../../node_modules/re2js/build/index.js') },
];

/** Of the schemas, hints show what is for people. */
const NOT_SHOWN =
  /^(\$schema|title|pattern|propertyNames|required|format|errorMessage|if|then|else|not|m(in|ax).*|x-(default|source|gate.*))$/;

/** The licenses of what the library contains; those of the editor and the graph are in the other file. */
function notice(): Plugin {
  return {
    name: 'notice',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'notice.txt', source: readFileSync(pathOf('../../NOTICE')) });
    },
  };
}

function shownSchemas(): Plugin {
  return {
    name: 'shown-schemas',
    enforce: 'pre',
    transform: {
      filter: { id: /\.schema\.json/ },
      handler: (code) => JSON.stringify(JSON.parse(code, shownPart)),
    },
  };
}

/** That any value may be a variable of the matrix. */
const SUBSTITUTED = '#/definitions/substituted';

function shownPart(key: string, value: unknown): unknown {
  if (NOT_SHOWN.test(key) || (key === 'x-since' && value === '3.0')) return undefined;
  if (key === 'anyOf' && Array.isArray(value)) return value.filter(({ $ref }) => $ref !== SUBSTITUTED);
  // One example, unless it is a whole document.
  if (key !== 'examples' || !Array.isArray(value)) return value;
  return JSON.stringify(value[0]).length > 60 ? undefined : value.slice(0, 1);
}

/** Timings of plugins say nothing to those who install the package. */
const checks = { pluginTimings: false };

export default defineConfig({
  root: pathOf('.'),
  base: './',
  resolve: { alias },
  plugins: [shownSchemas(), notice()],
  worker: { format: 'es', rolldownOptions: { checks } },
  build: {
    outDir: pathOf('../../dist/playground'),
    emptyOutDir: true,
    target: 'esnext',
    rolldownOptions: { checks },
    license: { fileName: 'licenses.md' },
    modulePreload: { polyfill: false },
    // A policy that forbids foreign hosts forbids images in texts too.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
