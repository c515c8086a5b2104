import { NOTHING } from '../../base/json/json.ts';
import { jsonString } from '../../base/text/go-literals.ts';
import { joinPaths } from '../../base/text/paths.ts';
import type { Features } from '../../translate/release/features.ts';
import { isPullRequestEvent, type PipelineMetadata } from '../metadata/metadata.ts';
import { commitVariables, pullRequestParts } from './commit-variables.ts';
import { previousVariables } from './previous-variables.ts';
import { type Variables, variablesOf } from './variables.ts';

export interface WorkflowIdentity {
  readonly name: string;
  readonly pid: number;
}

/** More files than these are not listed in `CI_PIPELINE_FILES`. */
const MOST_FILES = 500;

/** The variables that the server makes of what it knows. Those that are empty are left out, but for a few. */
export function metadataVariables(
  metadata: PipelineMetadata,
  workflow: WorkflowIdentity,
  features: Features,
): Variables {
  return new Map([
    ...systemVariables(metadata),
    ...repositoryVariables(metadata),
    ...pipelineVariables(metadata, workflow, features),
    ...commitVariables(metadata, features),
    ...pullRequestVariables(metadata, features),
    ...previousVariables(metadata, features),
  ]);
}

function systemVariables({ sys, forge }: PipelineMetadata): Variables {
  return variablesOf({
    CI: sys?.name,
    CI_SYSTEM_NAME: sys?.name,
    CI_SYSTEM_URL: sys?.url,
    CI_SYSTEM_HOST: sys?.host,
    CI_SYSTEM_VERSION: sys?.version,
    CI_SYSTEM_PLATFORM: sys?.arch,
    CI_FORGE_TYPE: forge?.type,
    CI_FORGE_URL: forge?.url,
  });
}

function repositoryVariables({ repo }: PipelineMetadata): Variables {
  const trusted = repo?.trusted;
  const network = trusted?.network ?? false;
  const volumes = trusted?.volumes ?? false;
  const security = trusted?.security ?? false;
  return variablesOf({
    CI_REPO: joinPaths(repo?.owner ?? '', repo?.name ?? ''),
    CI_REPO_NAME: repo?.name,
    CI_REPO_OWNER: repo?.owner,
    CI_REPO_REMOTE_ID: repo?.remote_id,
    CI_REPO_URL: repo?.forge_url,
    CI_REPO_CLONE_URL: repo?.clone_url,
    CI_REPO_CLONE_SSH_URL: repo?.clone_url_ssh,
    CI_REPO_DEFAULT_BRANCH: repo?.default_branch,
    CI_REPO_PRIVATE: repo?.private ?? false,
    CI_REPO_TRUSTED_NETWORK: network,
    CI_REPO_TRUSTED_VOLUMES: volumes,
    CI_REPO_TRUSTED_SECURITY: security,
    CI_REPO_TRUSTED: network && volumes && security,
  });
}

function pipelineVariables(
  metadata: PipelineMetadata,
  workflow: WorkflowIdentity,
  features: Features,
): Variables {
  const curr = metadata.curr ?? NOTHING;
  const url = pipelineUrl(metadata, curr.number);
  const reruns = curr.rerun_count ?? 0;
  const released = curr.event === 'release';
  const isPrerelease = features.releaseVariables ? curr.release?.is_prerelease : curr.commit?.is_prerelease;
  return variablesOf({
    CI_PIPELINE_NUMBER: curr.number ?? 0,
    CI_PIPELINE_PARENT: curr.parent ?? 0,
    CI_PIPELINE_CREATED: curr.created ?? 0,
    CI_PIPELINE_STARTED: curr.started ?? 0,
    CI_PIPELINE_EVENT: curr.event,
    CI_PIPELINE_EVENT_REASON: features.eventReasonVariables ? curr.event_reason?.join(',') : undefined,
    CI_PIPELINE_URL: url,
    CI_PIPELINE_FORGE_URL: curr.forge_url,
    CI_PIPELINE_DEPLOY_TARGET: curr.target,
    CI_PIPELINE_DEPLOY_TASK: curr.task,
    CI_PIPELINE_AUTHOR: features.pipelineAuthorVariables ? curr.author : undefined,
    CI_PIPELINE_AVATAR: features.pipelineAuthorVariables ? curr.avatar : undefined,
    CI_PIPELINE_RERUNS: features.rerunsVariable && reruns > 0 ? reruns : undefined,
    CI_PIPELINE_FILES: fileList(curr.commit?.changed_files ?? []),
    CI_PIPELINE_RELEASE_TITLE: released && features.releaseVariables ? curr.release?.title : undefined,
    CI_PIPELINE_RELEASE_PRE: released && features.releaseVariables ? (isPrerelease ?? false) : undefined,
    CI_COMMIT_PRERELEASE: released ? (isPrerelease ?? false) : undefined,
    CI_WORKFLOW_NAME: workflow.name,
    CI_WORKFLOW_NUMBER: workflow.pid,
    CI_STEP_NUMBER: 0,
    CI_STEP_URL: url,
  });
}

function pullRequestVariables({ curr = NOTHING }: PipelineMetadata, features: Features): Variables {
  if (!isPullRequestEvent(curr.event ?? '', features)) return new Map();
  const commit = curr.commit ?? NOTHING;
  const [source, target] = pullRequestParts(commit.refspec);
  return variablesOf({
    CI_COMMIT_SOURCE_BRANCH: source,
    CI_COMMIT_TARGET_BRANCH: target,
    CI_COMMIT_PULL_REQUEST: /\d+/.exec(commit.ref ?? '')?.[0],
    CI_COMMIT_PULL_REQUEST_LABELS: commit.labels?.join(','),
    CI_COMMIT_PULL_REQUEST_MILESTONE: features.eventReasonVariables ? commit.milestone : undefined,
    CI_COMMIT_PULL_REQUEST_DRAFT: features.commitTimestampVariables ? (commit.draft ?? false) : undefined,
  });
}

function fileList(files: readonly string[]): string | undefined {
  return files.length > MOST_FILES ? undefined : `[${files.map(jsonString).join(',')}]`;
}

function pipelineUrl({ sys, repo }: PipelineMetadata, number = 0): string {
  return `${sys?.url ?? ''}/repos/${repo?.id ?? 0}/pipeline/${number}`;
}
