import { lower } from '../../base/encoding/case-mapping.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Filter } from '../decode/filter.ts';
import type { MatrixFilter } from '../decode/matrix-filter.ts';
import type { PathFilter } from '../decode/path-filter.ts';
import { globMatch } from '../glob/glob-match.ts';
import type { CommitMetadata } from '../metadata/metadata.ts';
import type { Axis } from '../run/matrix.ts';

export function matchesFilter({ include, exclude }: Filter, value: string): boolean {
  if (matchesAny(exclude, value)) return false;
  return include.length === 0 || matchesAny(include, value);
}

/**
 * Whether the changed files are those that a condition asks for. With `exclude`, the step is left out when every
 * file is excluded; before 3.5 one excluded file was enough.
 */
export function matchesPath(filter: PathFilter, commit: CommitMetadata, features: Features): boolean {
  const files = commit.changed_files ?? [];
  const message = lower(commit.message ?? '');
  if (filter.ignoreMessage !== '' && message.includes(lower(filter.ignoreMessage))) return true;
  if (files.length === 0) return filter.onEmpty;
  const isExcluded = (file: string): boolean => matchesAny(filter.exclude, file);
  if (features.pathExcludeWantsAllFiles ? files.every(isExcluded) : files.some(isExcluded)) return false;
  return filter.include.length === 0 || files.some((file) => matchesAny(filter.include, file));
}

/** Whether the axis has not all of the excluded values, and all of the included ones. */
export function matchesMatrix({ include, exclude }: MatrixFilter, axis: Axis): boolean {
  const matches = ([name, glob]: [string, string]): boolean => globMatch(glob, axis.get(name) ?? '');
  if (exclude.size > 0 && [...exclude].every(matches)) return false;
  return [...include].every(matches);
}

function matchesAny(globs: readonly string[], value: string): boolean {
  return globs.some((glob) => globMatch(glob, value));
}
