import { lower } from '../../base/encoding/case-mapping.ts';
import { NOTHING } from '../../base/json/json.ts';
import type { Features } from '../../translate/release/features.ts';
import {
  type Condition,
  FILTER_KEYS,
  type Filter,
  type FilterKey,
  type MatrixFilter,
  type PathFilter,
} from '../decode/condition.ts';
import type { Variables } from '../environment/server-variables.ts';
import { globMatch, matchesAnyGlob } from '../glob/glob-match.ts';
import { type CommitMetadata, isPullRequestEvent, type PipelineMetadata } from '../metadata/metadata.ts';
import type { Axis } from '../run/matrix.ts';
import type { ChangedFiles } from './changed-files.ts';

export interface WhenContext {
  readonly metadata: PipelineMetadata;
  readonly changedFiles: ChangedFiles;
  readonly features: Features;
  readonly variables: Variables;
  /** Undefined for the `when` of a workflow, in which `matrix` has no effect. */
  readonly axis: Axis | undefined;
}

/** One test of a condition that applies to the pipeline. */
export interface ConditionTest {
  readonly key: string;
  readonly holds: boolean;
}

/** Tests in the order in which a condition goes through them. */
export const TEST_ORDER: readonly string[] = ['event', ...FILTER_KEYS, 'path', 'matrix', 'evaluate'];

/** The tests of a condition that apply, except `evaluate`; a missing filter matches. */
export function conditionTests(condition: Condition, context: WhenContext): ConditionTest[] {
  const { metadata, features, axis, changedFiles } = context;
  const event = metadata.curr?.event ?? '';
  const tests: ConditionTest[] = [];
  if (condition.event.length > 0) tests.push({ key: 'event', holds: condition.event.includes(event) });
  for (const key of FILTER_KEYS) {
    if (!applies(key, event)) continue;
    tests.push({ key, holds: matchesFilter(condition[key], testedValue(key, context)) });
  }
  if (condition.path !== undefined && pathApplies(event, features)) {
    const commit = metadata.curr?.commit ?? NOTHING;
    tests.push({ key: 'path', holds: matchesPath(condition.path, commit, changedFiles, features) });
  }
  if (axis !== undefined) tests.push({ key: 'matrix', holds: matchesMatrix(condition.matrix, axis) });
  return tests;
}

function applies(key: FilterKey, event: string): boolean {
  if (key === 'branch') return event !== 'tag';
  return key !== 'cron' || event === 'cron';
}

function pathApplies(event: string, features: Features): boolean {
  return event === 'push' || isPullRequestEvent(event, features);
}

function testedValue(key: FilterKey, { metadata }: WhenContext): string {
  const { repo, curr, sys } = metadata;
  switch (key) {
    case 'repo':
      return `${repo?.owner ?? ''}/${repo?.name ?? ''}`;
    case 'ref':
      return curr?.commit?.ref ?? '';
    case 'instance':
      return sys?.host ?? '';
    case 'platform':
      return sys?.arch ?? '';
    case 'branch':
      return curr?.commit?.branch ?? '';
    case 'cron':
      return curr?.cron ?? '';
  }
}

export function matchesFilter({ include, exclude }: Filter, value: string): boolean {
  if (matchesAnyGlob(exclude, value)) return false;
  return include.length === 0 || matchesAnyGlob(include, value);
}

/**
 * Whether the changed files are those that a condition asks for. With `exclude`, the step is left out when every
 * file is excluded; before 3.5 one excluded file was enough.
 */
function matchesPath(
  filter: PathFilter,
  commit: CommitMetadata,
  files: ChangedFiles,
  features: Features,
): boolean {
  if (filter.ignore_message !== '' && lower(commit.message ?? '').includes(lower(filter.ignore_message))) {
    return true;
  }
  if (files.isEmpty) return filter.on_empty;
  const { include, exclude } = filter;
  if (exclude.length > 0) {
    const areAllWanted = features.pathExcludeWantsAllFiles;
    if (areAllWanted ? files.everyMatches(exclude) : files.someMatches(exclude)) return false;
  }
  return include.length === 0 || files.someMatches(include);
}

/** Whether the axis has not all of the excluded values, and all of the included ones. */
function matchesMatrix({ include, exclude }: MatrixFilter, axis: Axis): boolean {
  const matches = ([name, glob]: [string, string]): boolean => globMatch(glob, axis.get(name) ?? '');
  if (exclude.size > 0 && [...exclude].every(matches)) return false;
  return [...include].every(matches);
}
