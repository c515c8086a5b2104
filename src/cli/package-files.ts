import { existsSync, readFileSync } from 'node:fs';

/** Finds a file or folder of the package. The built program is one folder below the package's root, the source two. */
export function packagePath(path: string): URL {
  const candidates = ['../', '../../'].map((up) => new URL(up + path, import.meta.url));
  const found = candidates.find((url) => existsSync(url));
  if (found === undefined) throw new Error(`The package lacks its file ${path}.`);
  return found;
}

export function readPackageFile(path: string): string {
  return readFileSync(packagePath(path), 'utf8');
}

export function packageVersion(): string {
  return (JSON.parse(readPackageFile('package.json')) as { version: string }).version;
}
