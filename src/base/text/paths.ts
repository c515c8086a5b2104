/** Shortens a slash-separated path: no doubled slashes, no `.`, no `name/..`. The empty path is `.`. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  const cleaned = kept.join('/');
  return rooted ? `/${cleaned}` : cleaned || '.';
}

/** Joins paths and cleans the result; empty parts are ignored, and only empty parts give an empty path. */
export function joinPaths(...paths: string[]): string {
  const present = paths.filter((path) => path !== '');
  return present.length === 0 ? '' : cleanPath(present.join('/'));
}
