import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'tsdown';

export const sizeFigures = [
  size('an app with makePod of podwright', 'index', '{ makePod }', 20),
  size('an app with all of podwright/core', 'core', '*', 20, 23.2),
  size('an app with checkManifest', 'index', '{ checkManifest }', undefined, 39.7),
  size('an app with all of podwright', 'index', '*'),
];

/** @param ceiling fails a test; it keeps a figure that is over its target from growing */
function size(name, entry, names, target, ceiling = target) {
  const measure = () => gzipped(entry, names);
  return { name: `${name}, minified and gzipped`, unit: 'kB', target, ceiling, measure };
}

/** Bundles an app that does nothing but export these names with what they depend on, as a user's bundler would. */
async function gzipped(entry, names) {
  const folder = mkdtempSync(join(tmpdir(), 'podwright-size-'));
  try {
    const library = fileURLToPath(new URL(`../../dist/${entry}.js`, import.meta.url));
    writeFileSync(join(folder, 'app.js'), `export ${names} from ${JSON.stringify(library)};\n`);
    await build({
      config: false,
      cwd: folder,
      entry: join(folder, 'app.js'),
      outDir: join(folder, 'out'),
      platform: 'browser',
      minify: true,
      dts: false,
      deps: { alwaysBundle: [/./], onlyBundle: false },
      logLevel: 'silent',
    });
    const [file, ...others] = readdirSync(join(folder, 'out'));
    if (file === undefined || others.length > 0) throw new Error('the app is expected to be one file');
    return gzipSync(readFileSync(join(folder, 'out', file)), { level: 9 }).length / 1000;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
