import { goJson } from '../../base/text/go-literals.ts';
import { joinPaths } from '../../base/text/paths.ts';
import type { FeatureName, Features } from '../../translate/release/features.ts';

import { isPullRequestEvent } from '../metadata/metadata.ts';
import { type MetadataValue, metadataField, type RunMetadata } from '../metadata/metadata-field.ts';

export type Variables = ReadonlyMap<string, string>;

/** A variable that the server sets. Of several with one name the last that has a value takes effect. */
export interface ServerVariable {
  readonly name: string;
  /** The fields of the metadata that its value is made of. */
  readonly from: string | readonly string[];
  readonly if?: FeatureName;
  readonly unless?: FeatureName;
  /** The events that have it: releases, pull requests, or those after a pull request. Default: all. */
  readonly on?: keyof typeof EVENTS;
  /** Makes the value of the fields. Default: the first field as it is, a list with commas. */
  readonly make?: (...fields: never[]) => string | number | boolean | undefined;
}

/** More files than these are not listed in `CI_PIPELINE_FILES`. */
const MOST_FILES = 500;
const TAG_REF = 'refs/tags/';

const pipelineUrl = (url: string, repository: number, pipeline: number) =>
  `${url}/repos/${repository}/pipeline/${pipeline}`;

/** The two branches in the refspec of a pull request; none unless there is exactly one colon. */
const branches = (refspec: string): readonly string[] => {
  const parts = refspec.split(':');
  return parts.length === 2 ? parts : [];
};
const sourceBranch = (refspec: string) => branches(refspec)[0];
const targetBranch = (refspec: string) => branches(refspec)[1];

/** Who sets each `CI_*` variable: the metadata that it is made of, and the releases that have it. */
export const SERVER_VARIABLES: readonly ServerVariable[] = [
  { name: 'CI', from: 'sys.name' },
  { name: 'CI_SYSTEM_NAME', from: 'sys.name' },
  { name: 'CI_SYSTEM_URL', from: 'sys.url' },
  { name: 'CI_SYSTEM_HOST', from: 'sys.host' },
  { name: 'CI_SYSTEM_VERSION', from: 'sys.version' },
  { name: 'CI_SYSTEM_PLATFORM', from: 'sys.arch' },
  { name: 'CI_FORGE_TYPE', from: 'forge.type' },
  { name: 'CI_FORGE_URL', from: 'forge.url' },

  { name: 'CI_REPO', from: ['repo.owner', 'repo.name'], make: joinPaths },
  { name: 'CI_REPO_NAME', from: 'repo.name' },
  { name: 'CI_REPO_OWNER', from: 'repo.owner' },
  { name: 'CI_REPO_REMOTE_ID', from: 'repo.remote_id' },
  { name: 'CI_REPO_URL', from: 'repo.forge_url' },
  { name: 'CI_REPO_CLONE_URL', from: 'repo.clone_url' },
  { name: 'CI_REPO_CLONE_SSH_URL', from: 'repo.clone_url_ssh' },
  { name: 'CI_REPO_DEFAULT_BRANCH', from: 'repo.default_branch' },
  { name: 'CI_REPO_PRIVATE', from: 'repo.private' },
  { name: 'CI_REPO_TRUSTED_NETWORK', from: 'repo.trusted.network' },
  { name: 'CI_REPO_TRUSTED_VOLUMES', from: 'repo.trusted.volumes' },
  { name: 'CI_REPO_TRUSTED_SECURITY', from: 'repo.trusted.security' },
  {
    name: 'CI_REPO_TRUSTED',
    from: ['repo.trusted.network', 'repo.trusted.volumes', 'repo.trusted.security'],
    make: (network: boolean, volumes: boolean, security: boolean) => network && volumes && security,
  },

  { name: 'CI_PIPELINE_NUMBER', from: 'curr.number' },
  { name: 'CI_PIPELINE_PARENT', from: 'curr.parent' },
  { name: 'CI_PIPELINE_CREATED', from: 'curr.created' },
  { name: 'CI_PIPELINE_STARTED', from: 'curr.started' },
  { name: 'CI_PIPELINE_EVENT', from: 'curr.event' },
  { name: 'CI_PIPELINE_EVENT_REASON', from: 'curr.event_reason', if: 'eventReasonVariables' },
  { name: 'CI_PIPELINE_URL', from: ['sys.url', 'repo.id', 'curr.number'], make: pipelineUrl },
  { name: 'CI_PIPELINE_FORGE_URL', from: 'curr.forge_url' },
  { name: 'CI_PIPELINE_DEPLOY_TARGET', from: 'curr.target' },
  { name: 'CI_PIPELINE_DEPLOY_TASK', from: 'curr.task' },
  { name: 'CI_PIPELINE_AUTHOR', from: 'curr.author', if: 'pipelineAuthorVariables' },
  { name: 'CI_PIPELINE_AVATAR', from: 'curr.avatar', if: 'pipelineAuthorVariables' },
  {
    name: 'CI_PIPELINE_RERUNS',
    from: 'curr.rerun_count',
    if: 'rerunsVariable',
    make: (reruns: number) => (reruns > 0 ? reruns : undefined),
  },
  {
    name: 'CI_PIPELINE_FILES',
    from: 'curr.commit.changed_files',
    make: (files: readonly string[]) =>
      files.length > MOST_FILES ? undefined : `[${files.map(goJson).join(',')}]`,
  },
  { name: 'CI_PIPELINE_RELEASE_TITLE', from: 'curr.release.title', if: 'releaseVariables', on: 'release' },
  {
    name: 'CI_PIPELINE_RELEASE_PRE',
    from: 'curr.release.is_prerelease',
    if: 'releaseVariables',
    on: 'release',
  },
  {
    name: 'CI_COMMIT_PRERELEASE',
    from: 'curr.release.is_prerelease',
    if: 'releaseVariables',
    on: 'release',
  },
  {
    name: 'CI_COMMIT_PRERELEASE',
    from: 'curr.commit.is_prerelease',
    unless: 'releaseVariables',
    on: 'release',
  },
  { name: 'CI_WORKFLOW_NAME', from: 'workflow.name' },
  { name: 'CI_WORKFLOW_NUMBER', from: 'workflow.number' },
  { name: 'CI_STEP_NUMBER', from: 'step.number' },
  { name: 'CI_STEP_URL', from: ['sys.url', 'repo.id', 'curr.number'], make: pipelineUrl },

  { name: 'CI_COMMIT_SHA', from: 'curr.commit.sha' },
  { name: 'CI_COMMIT_REF', from: 'curr.commit.ref' },
  { name: 'CI_COMMIT_REFSPEC', from: 'curr.commit.refspec' },
  { name: 'CI_COMMIT_MESSAGE', from: 'curr.commit.message' },
  { name: 'CI_COMMIT_BRANCH', from: 'curr.commit.branch' },
  { name: 'CI_COMMIT_TIMESTAMP', from: 'curr.commit.timestamp', if: 'commitTimestampVariables' },
  { name: 'CI_COMMIT_AUTHOR', from: 'curr.commit.author.name' },
  { name: 'CI_COMMIT_AUTHOR_EMAIL', from: 'curr.commit.author.email' },
  { name: 'CI_COMMIT_AUTHOR_AVATAR', from: 'curr.commit.author.avatar', if: 'commitAuthorAvatar' },
  { name: 'CI_COMMIT_AUTHOR_AVATAR', from: 'curr.avatar', unless: 'commitAuthorAvatar' },
  {
    name: 'CI_COMMIT_TAG',
    from: ['curr.commit.ref', 'curr.event'],
    if: 'eventTagVariable',
    make: (ref: string, event: string) => (event === 'tag' || event === 'release' ? ref : undefined),
  },
  {
    name: 'CI_COMMIT_TAG',
    from: ['curr.commit.ref', 'curr.event'],
    if: 'deploymentTagVariable',
    make: (ref: string, event: string) => (event === 'deployment' ? ref : undefined),
  },
  {
    name: 'CI_COMMIT_TAG',
    from: 'curr.commit.ref',
    make: (ref: string) => (ref.startsWith(TAG_REF) ? ref.slice(TAG_REF.length) : undefined),
  },
  { name: 'CI_COMMIT_SOURCE_BRANCH', from: 'curr.commit.refspec', on: 'pullRequest', make: sourceBranch },
  { name: 'CI_COMMIT_TARGET_BRANCH', from: 'curr.commit.refspec', on: 'pullRequest', make: targetBranch },
  {
    name: 'CI_COMMIT_PULL_REQUEST',
    from: 'curr.commit.ref',
    on: 'pullRequest',
    make: (ref: string) => /\d+/.exec(ref)?.[0],
  },
  { name: 'CI_COMMIT_PULL_REQUEST_LABELS', from: 'curr.commit.labels', on: 'pullRequest' },
  {
    name: 'CI_COMMIT_PULL_REQUEST_MILESTONE',
    from: 'curr.commit.milestone',
    if: 'eventReasonVariables',
    on: 'pullRequest',
  },
  {
    name: 'CI_COMMIT_PULL_REQUEST_DRAFT',
    from: 'curr.commit.draft',
    if: 'commitTimestampVariables',
    on: 'pullRequest',
  },

  { name: 'CI_PREV_PIPELINE_NUMBER', from: 'prev.number' },
  { name: 'CI_PREV_PIPELINE_PARENT', from: 'prev.parent' },
  { name: 'CI_PREV_PIPELINE_CREATED', from: 'prev.created' },
  { name: 'CI_PREV_PIPELINE_STARTED', from: 'prev.started' },
  { name: 'CI_PREV_PIPELINE_FINISHED', from: 'prev.finished' },
  { name: 'CI_PREV_PIPELINE_URL', from: ['sys.url', 'repo.id', 'prev.number'], make: pipelineUrl },
  { name: 'CI_PREV_PIPELINE_EVENT', from: 'prev.event' },
  { name: 'CI_PREV_PIPELINE_EVENT_REASON', from: 'prev.event_reason', if: 'eventReasonVariables' },
  { name: 'CI_PREV_PIPELINE_FORGE_URL', from: 'prev.forge_url' },
  { name: 'CI_PREV_COMMIT_URL', from: 'prev.forge_url' },
  { name: 'CI_PREV_PIPELINE_DEPLOY_TARGET', from: 'prev.target' },
  { name: 'CI_PREV_PIPELINE_DEPLOY_TASK', from: 'prev.task' },
  { name: 'CI_PREV_PIPELINE_STATUS', from: 'prev.status' },
  { name: 'CI_PREV_PIPELINE_AUTHOR', from: 'prev.author', if: 'pipelineAuthorVariables' },
  { name: 'CI_PREV_PIPELINE_AVATAR', from: 'prev.avatar', if: 'pipelineAuthorVariables' },
  { name: 'CI_PREV_COMMIT_SHA', from: 'prev.commit.sha' },
  { name: 'CI_PREV_COMMIT_REF', from: 'prev.commit.ref' },
  { name: 'CI_PREV_COMMIT_REFSPEC', from: 'prev.commit.refspec' },
  { name: 'CI_PREV_COMMIT_MESSAGE', from: 'prev.commit.message' },
  { name: 'CI_PREV_COMMIT_BRANCH', from: 'prev.commit.branch' },
  { name: 'CI_PREV_COMMIT_TIMESTAMP', from: 'prev.commit.timestamp', if: 'commitTimestampVariables' },
  { name: 'CI_PREV_COMMIT_AUTHOR', from: 'prev.commit.author.name' },
  { name: 'CI_PREV_COMMIT_AUTHOR_EMAIL', from: 'prev.commit.author.email' },
  { name: 'CI_PREV_COMMIT_AUTHOR_AVATAR', from: 'prev.commit.author.avatar', if: 'commitAuthorAvatar' },
  { name: 'CI_PREV_COMMIT_AUTHOR_AVATAR', from: 'prev.avatar', unless: 'commitAuthorAvatar' },
  {
    name: 'CI_PREV_COMMIT_SOURCE_BRANCH',
    from: 'prev.commit.refspec',
    on: 'prevPullRequest',
    make: sourceBranch,
  },
  {
    name: 'CI_PREV_COMMIT_TARGET_BRANCH',
    from: 'prev.commit.refspec',
    on: 'prevPullRequest',
    make: targetBranch,
  },
];

const EVENTS = {
  release: ({ curr }: RunMetadata) => curr?.event === 'release',
  pullRequest: ({ curr }: RunMetadata, features: Features) => isPullRequestEvent(curr?.event ?? '', features),
  prevPullRequest: ({ prev }: RunMetadata, features: Features) =>
    isPullRequestEvent(prev?.event ?? '', features),
};

/**
 * Makes the variables that the server sets in every step. Empty strings are left out; numbers and Booleans never are.
 *
 * @param origins where the fields are noted that each variable is made of, if asked
 */
export function serverVariables(
  metadata: RunMetadata,
  features: Features,
  origins?: Map<string, string>,
): Variables {
  const variables = new Map<string, string>();
  for (const { variable, read } of readers()) {
    const { name, on } = variable;
    if (!serverSets(variable, features)) continue;
    if (on !== undefined && !EVENTS[on](metadata, features)) continue;
    const text = String(read(metadata) ?? '');
    if (text === '') continue;
    variables.set(name, text);
    origins?.set(name, [variable.from].flat().join(', '));
  }
  return variables;
}

export function serverSets(
  {
    if: wanted,
    unless,
  }: { readonly if?: FeatureName | undefined; readonly unless?: FeatureName | undefined },
  features: Features,
): boolean {
  return (wanted === undefined || features[wanted]) && (unless === undefined || !features[unless]);
}

interface VariableReader {
  readonly variable: ServerVariable;
  readonly read: (metadata: RunMetadata) => MetadataValue | undefined;
}

let cached: readonly VariableReader[] | undefined;

function readers(): readonly VariableReader[] {
  cached ??= SERVER_VARIABLES.map((variable) => ({ variable, read: readerOf(variable) }));
  return cached;
}

function readerOf({ from, make }: ServerVariable): VariableReader['read'] {
  const [first, ...others] = [from].flat().flatMap((field) => metadataField(field) ?? []);
  if (first === undefined) return () => undefined;
  if (make === undefined) return first;
  const made = make as (...fields: MetadataValue[]) => MetadataValue | undefined;
  if (others.length === 0) return (metadata) => made(first(metadata));
  return (metadata) => made(first(metadata), ...others.map((other) => other(metadata)));
}
