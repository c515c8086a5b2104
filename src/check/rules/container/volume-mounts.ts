import type { Container, PodSpec, VolumeMount } from 'kubernetes-types/core/v1.js';
import { descendingPathProblems } from '../../paths.ts';
import { rulesOn, rulesOnDerived } from '../../rule.ts';

const mount = rulesOn<VolumeMount>('VolumeMount');
const spec = rulesOn<PodSpec>('PodSpec');
const paths = rulesOnDerived<Container, readonly string[]>('Container', ({ volumeMounts }) =>
  volumeMounts?.map((item) => item?.mountPath ?? ''),
);
const container = rulesOn<Container>('Container');

export const VOLUME_MOUNTS = [
  mount('volume-mount-name-missing', {
    verdict: 'required',
    field: 'name',
    message: 'A volume mount names no volume.',
    help: 'Set `name` to the name of a volume of the Pod.',
    check: ({ name }, found) => {
      if (!name) found({});
    },
  }),
  mount('mount-path-missing', {
    verdict: 'required',
    field: 'mountPath',
    message: 'A volume mount has no `mountPath`.',
    help: 'Set `mountPath`.',
    check: ({ mountPath }, found) => {
      if (!mountPath) found({});
    },
  }),
  paths('mount-path-repeated', {
    verdict: 'invalid',
    field: 'volumeMounts[j].mountPath',
    message: 'Two volumes are mounted at {value}.',
    help: 'Mount each volume at its own path.',
    check: (all, found) => {
      const seen = new Set<string>();
      for (let index = 0; index < all.length; index++) {
        const value = all[index] ?? '';
        if (seen.has(value)) found({ value }, ['volumeMounts', index, 'mountPath']);
        seen.add(value);
      }
    },
  }),
  paths('mount-path-equivalent', {
    verdict: 'warning',
    field: 'volumeMounts[j].mountPath',
    message: 'The mount paths {value} and {other} are the same directory; one mount hides the other.',
    help: 'Mount each volume at its own path.',
    check: (all, found) => {
      const directories = new Map<string, string>();
      for (let index = 0; index < all.length; index++) {
        const value = all[index] ?? '';
        if (value === '') continue;
        const directory = directoryOf(value);
        const other = directories.get(directory);
        if (other === undefined) directories.set(directory, value);
        else if (other !== value) found({ value, other }, ['volumeMounts', index, 'mountPath']);
      }
    },
  }),
  mount('mount-path-colon', {
    verdict: 'warning',
    field: 'mountPath',
    message: 'The mount path {value} contains a colon; some container runtimes reject it.',
    help: 'Write a path without a colon.',
    check: ({ mountPath }, found) => {
      if (mountPath?.includes(':') && !isWindowsPath(mountPath)) found({ value: mountPath });
    },
  }),
  mount('mount-path-relative', {
    verdict: 'warning',
    field: 'mountPath',
    message: 'The mount path {value} is relative.',
    note: 'The kubelet mounts it at {absolute}. It does not expand `~` or variables.',
    help: 'Write an absolute path.',
    check: ({ mountPath }, found) => {
      if (!mountPath || mountPath.startsWith('/') || mountPath.includes(':')) return;
      if (!isWindowsPath(mountPath)) found({ value: mountPath, absolute: `/${mountPath}` });
    },
  }),
  container('sub-path-invalid', {
    verdict: 'invalid',
    field: 'volumeMounts.subPath',
    message: 'The `subPath` {value} is absolute or contains `..`.',
    help: 'Write a relative path without `..`.',
    // The server names the list here, not the mount.
    check: ({ volumeMounts }, found) => {
      if (!volumeMounts) return;
      for (let index = 0; index < volumeMounts.length; index++) {
        const value = volumeMounts[index]?.subPath;
        if (!value) continue;
        for (let problems = descendingPathProblems(value); problems > 0; problems--)
          found({ value }, ['volumeMounts', index, 'subPath'], 'volumeMounts.subPath');
      }
    },
  }),
];

/** Checked after the volumes, because one with its own error does not exist for mounts. */
export const MOUNTED_VOLUMES = [
  spec('volume-mount-unknown', {
    verdict: 'notFound',
    field: 'containers[i].volumeMounts[j].name',
    message: 'The Pod has no valid volume {value}.',
    help: 'Add a volume of this name to `volumes`, or fix its errors.',
    check: (pod, found, rejects) => {
      const names = new Set<string>();
      for (const [index, volume] of (pod.volumes ?? []).entries()) {
        if (!rejects('volumes', index)) names.add(volume?.name ?? '');
      }
      for (const list of ['initContainers', 'containers'] as const) {
        const containers = pod[list] ?? [];
        for (let index = 0; index < containers.length; index++) {
          const mounts = containers[index]?.volumeMounts ?? [];
          for (let place = 0; place < mounts.length; place++) {
            const value = mounts[place]?.name ?? '';
            if (!names.has(value)) found({ value }, [list, index, 'volumeMounts', place, 'name']);
          }
        }
      }
    },
  }),
];

function isWindowsPath(path: string): boolean {
  return /^([A-Za-z]:)?\\/.test(path);
}

/** The directory that a path means: without empty and `.` parts, relative paths from the root. */
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
