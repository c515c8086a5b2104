/**
 * How many rules a path within a volume or a profile folder breaks: it must be relative, and have no `..` among
 * its parts.
 */
export function descendingPathProblems(path: string): number {
  return (path.startsWith('/') ? 1 : 0) + (climbs(path) ? 1 : 0);
}

/** As above, and the path must not begin with `..` as part of a longer name either. */
export function projectedPathProblems(path: string): number {
  const reserved = path.startsWith('..') && !path.startsWith('../') ? 1 : 0;
  return descendingPathProblems(path) + reserved;
}

function climbs(path: string): boolean {
  return path.includes('..') && path.split('/').includes('..');
}
