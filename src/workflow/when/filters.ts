import { lower } from '../../base/encoding/case-mapping.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Filter } from '../decode/filter.ts';
import type { MatrixFilter } from '../decode/matrix-filter.ts';
import type { PathFilter } from '../decode/path-filter.ts';
import { globMatch } from '../glob/glob-match.ts';
import { matchesAnyGlob } from '../glob/glob-set.ts';
import type { CommitMetadata } from '../metadata/metadata.ts';
import type { Axis } from '../run/matrix.ts';
import type { ChangedFiles } from './changed-files.ts';

export function matchesFilter({ include, exclude }: Filter, value: string): boolean {
  if (matchesAnyGlob(exclude, value)) return false;
  return include.length === 0 || matchesAnyGlob(include, value);
}

/**
 * Whether the changed files are those that a condition asks for. With `exclude`, the step is left out when every
 * file is excluded; before 3.5 one excluded file was enough.
 */
export function matchesPath(
  filter: PathFilter,
  commit: CommitMetadata,
  files: ChangedFiles,
  features: Features,
): boolean {
  if (filter.ignoreMessage !== '' && lower(commit.message ?? '').includes(lower(filter.ignoreMessage))) {
    return true;
  }
  if (files.isEmpty) return filter.onEmpty;
  const { include, exclude } = filter;
  if (exclude.length > 0) {
    const areAllWanted = features.pathExcludeWantsAllFiles;
    if (areAllWanted ? files.everyMatches(exclude) : files.someMatches(exclude)) return false;
  }
  return include.length === 0 || files.someMatches(include);
}

/** Whether the axis has not all of the excluded values, and all of the included ones. */
export function matchesMatrix({ include, exclude }: MatrixFilter, axis: Axis): boolean {
  const matches = ([name, glob]: [string, string]): boolean => globMatch(glob, axis.get(name) ?? '');
  if (exclude.size > 0 && [...exclude].every(matches)) return false;
  return [...include].every(matches);
}
