import type { Container, PodSpec, VolumeMount } from 'kubernetes-types/core/v1.js';
import { cleanPath } from '../../../base/text/paths.ts';
import { descendingPathProblems } from '../../path-problems.ts';
import { descending, repeated, reportEach, required, wrong } from '../../patterns.ts';
import { both, each, given, reportedAt } from '../../places.ts';
import { rulesOn } from '../../rule.ts';
import { VOLUME_NAMES } from '../pod/volumes.ts';

const mount = rulesOn<VolumeMount>('VolumeMount');
const spec = rulesOn<PodSpec>('PodSpec');
const container = rulesOn<Container>('Container');

const MOUNT_PATHS = given('volumeMounts[].mountPath');
const MOUNTED_NAMES = both(
  each('initContainers[].volumeMounts[].name'),
  each('containers[].volumeMounts[].name'),
);

export const VOLUME_MOUNTS = [
  mount(
    'volume-mount-name-missing',
    required('name', 'A volume mount names no volume.', 'Set `name` to the name of a volume of the Pod.'),
  ),
  mount(
    'mount-path-missing',
    required('mountPath', 'A volume mount has no `mountPath`.', 'Set `mountPath`.'),
  ),
  container(
    'sub-path-invalid',
    descending(
      // The server names the list here, not the mount.
      reportedAt('volumeMounts.subPath', given('volumeMounts[].subPath')),
      descendingPathProblems,
      'The `subPath` {value} is absolute or contains `..`.',
    ),
  ),
  container('mount-path-repeated', {
    verdict: 'invalid',
    message: 'Two volumes are mounted at {value}.',
    help: 'Mount each volume at its own path.',
    ...repeated(each('volumeMounts[].mountPath')),
  }),
  container('mount-path-equivalent', {
    verdict: 'warning',
    field: 'volumeMounts[].mountPath',
    message: 'The mount paths {value} and {other} are the same directory; one mount hides the other.',
    help: 'Mount each volume at its own path.',
    check: (value, found) => {
      const directories = new Map<string, string>();
      MOUNT_PATHS.visit(value, (path, at) => {
        const directory = directoryOf(path);
        const other = directories.get(directory);
        if (other === undefined) directories.set(directory, path);
        else if (other !== path) found({ value: path, other }, at);
      });
    },
  }),
  mount('mount-path-colon', {
    verdict: 'warning',
    message: 'The mount path {value} contains a colon; some container runtimes reject it.',
    help: 'Write a path without a colon.',
    ...wrong(given('mountPath'), (path) => path.includes(':') && !isWindowsPath(path)),
  }),
  mount('mount-path-relative', {
    verdict: 'warning',
    message: 'The mount path {value} is relative.',
    note: 'The kubelet mounts it at {absolute}. It does not expand `~` or variables.',
    help: 'Write an absolute path.',
    ...reportEach(given('mountPath'), (path) => {
      const isRelative = !path.startsWith('/') && !path.includes(':') && !isWindowsPath(path);
      return isRelative ? { value: path, absolute: `/${path}` } : undefined;
    }),
  }),
];

/** Checked after the volumes, because one with its own error does not exist for mounts. */
export const MOUNTED_VOLUMES = [
  spec('volume-mount-unknown', {
    verdict: 'notFound',
    field: 'containers[].volumeMounts[].name',
    message: 'The Pod has no valid volume {value}.',
    help: 'Add a volume of this name to `volumes`, or fix its errors.',
    check: (pod, found, rejects) => {
      const names = new Set<string>();
      VOLUME_NAMES.visit(pod, (name, at) => {
        if (!rejects(...at.slice(0, 2))) names.add(name);
      });
      MOUNTED_NAMES.visit(pod, (value, at) => {
        if (!names.has(value)) found({ value }, at);
      });
    },
  }),
];

function isWindowsPath(path: string): boolean {
  return /^([A-Za-z]:)?\\/.test(path);
}

/** The directory that a path means: without empty and `.` parts, relative paths from the root. */
function directoryOf(path: string): string {
  const isClean = path.startsWith('/') && !path.endsWith('/') && !/\/[/.]/.test(path);
  return isClean ? path : cleanPath(`/${path}`);
}
