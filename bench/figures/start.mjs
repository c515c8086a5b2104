import { fileURLToPath } from 'node:url';
import { millisecondsMore } from '../measure.mjs';

const BARE = ['-e', '0'];
const BARE_MODULE = ['--input-type=module', '-e', '0'];

export const startFigures = [
  {
    name: 'import of podwright/core, over bare node',
    unit: 'ms',
    target: 15,
    measure: () => millisecondsMore(importing('../../dist/core.js'), BARE_MODULE),
  },
  {
    name: 'import of podwright, over bare node',
    unit: 'ms',
    measure: () => millisecondsMore(importing('../../dist/index.js'), BARE_MODULE),
  },
  {
    name: 'import of an empty module, over bare node',
    unit: 'ms',
    measure: () => millisecondsMore(importing('../inputs/empty.mjs'), BARE_MODULE),
  },
  {
    name: 'podwright render of a small file, over node -e 0',
    unit: 'ms',
    target: 60,
    measure: () =>
      millisecondsMore([path('../../dist/bin.js'), 'render', path('../inputs/small.yaml')], BARE),
  },
];

function importing(module) {
  return ['--input-type=module', '-e', `import ${JSON.stringify(new URL(module, import.meta.url).href)}`];
}

function path(file) {
  return fileURLToPath(new URL(file, import.meta.url));
}
