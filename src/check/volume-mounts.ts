import { descendingPathProblems } from './local-path.ts';
import { type JsonObject, noteUnchecked, readFlag, readItem, readList, readText } from './read.ts';
import { type Report, tell } from './report.ts';

const CHECKED = /* @__PURE__ */ new Set(['name', 'mountPath', 'subPath', 'readOnly']);

/** Checks `volumeMounts` of a container against the volumes that have no error of their own. */
export function checkVolumeMounts(report: Report, container: JsonObject, volumes: ReadonlySet<string>): void {
  const mounts = readList(report, container, 'volumeMounts');
  if (mounts.length === 0) return;
  const paths = new Set<string>();
  const directories = new Map<string, string>();
  report.trail.push('volumeMounts');
  for (let index = 0; index < mounts.length; index++) {
    const mount = readItem(report, mounts, index);
    report.trail.push(index);
    const path = checkMount(report, mount, volumes);
    if (paths.has(path)) tell(report, 'mount-path-repeated', { value: path }, ['mountPath']);
    else if (path !== '') checkDirectory(report, path, directories);
    paths.add(path);
    report.trail.pop();
    checkSubPath(report, mount, index);
  }
  report.trail.pop();
}

function checkMount(report: Report, mount: JsonObject, volumes: ReadonlySet<string>): string {
  const name = readText(report, mount, 'name');
  if (name === '') tell(report, 'volume-mount-name-missing', {}, ['name']);
  if (!volumes.has(name)) tell(report, 'volume-mount-unknown', { value: name }, ['name']);
  const path = readText(report, mount, 'mountPath');
  if (path === '') tell(report, 'mount-path-missing', {}, ['mountPath']);
  readFlag(report, mount, 'readOnly');
  noteUnchecked(report, mount, CHECKED);
  return path;
}

/** The server names the list here, not the mount. */
function checkSubPath(report: Report, mount: JsonObject, index: number): void {
  report.trail.push(index);
  const subPath = readText(report, mount, 'subPath');
  report.trail.pop();
  for (let problems = descendingPathProblems(subPath); problems > 0; problems--) {
    tell(report, 'sub-path-invalid', { value: subPath }, [index, 'subPath'], '.subPath');
  }
}

/** Doubts about a path that the server takes as it is. */
function checkDirectory(report: Report, path: string, directories: Map<string, string>): void {
  const directory = directoryOf(path);
  const other = directories.get(directory);
  if (other === undefined) directories.set(directory, path);
  else tell(report, 'mount-path-equivalent', { value: path, other }, ['mountPath']);
  if (isWindowsPath(path)) return;
  if (path.includes(':')) tell(report, 'mount-path-colon', { value: path }, ['mountPath']);
  else if (!path.startsWith('/')) {
    tell(report, 'mount-path-relative', { value: path }, ['mountPath']);
  }
}

function isWindowsPath(path: string): boolean {
  return /^([A-Za-z]:)?\\/.test(path);
}

/** The directory that a path means: without empty and `.` parts, relative paths taken from the root. */
function directoryOf(path: string): string {
  if (path.startsWith('/') && !path.endsWith('/') && !path.includes('//') && !path.includes('/.'))
    return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
