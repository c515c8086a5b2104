import { NOTHING } from '../../base/json/json.ts';
import type { Features } from '../../translate/release/features.ts';
import { isPullRequestEvent, type PipelineMetadata } from '../metadata/metadata.ts';
import { pullRequestParts } from './commit-variables.ts';
import { type Variables, variablesOf } from './variables.ts';

/** The variables of the pipeline before this one; numbers are there even if there was none. */
export function previousVariables(metadata: PipelineMetadata, features: Features): Variables {
  const prev = metadata.prev ?? NOTHING;
  const commit = prev.commit ?? NOTHING;
  const isPullRequest = isPullRequestEvent(prev.event ?? '', features);
  const [source, target] = isPullRequest ? pullRequestParts(commit.refspec) : [];
  const { sys, repo } = metadata;
  return variablesOf({
    CI_PREV_PIPELINE_NUMBER: prev.number ?? 0,
    CI_PREV_PIPELINE_PARENT: prev.parent ?? 0,
    CI_PREV_PIPELINE_CREATED: prev.created ?? 0,
    CI_PREV_PIPELINE_STARTED: prev.started ?? 0,
    CI_PREV_PIPELINE_FINISHED: prev.finished ?? 0,
    CI_PREV_PIPELINE_URL: `${sys?.url ?? ''}/repos/${repo?.id ?? 0}/pipeline/${prev.number ?? 0}`,
    CI_PREV_PIPELINE_EVENT: prev.event,
    CI_PREV_PIPELINE_EVENT_REASON: features.eventReasonVariables ? prev.event_reason?.join(',') : undefined,
    CI_PREV_PIPELINE_FORGE_URL: prev.forge_url,
    CI_PREV_COMMIT_URL: prev.forge_url,
    CI_PREV_PIPELINE_DEPLOY_TARGET: prev.target,
    CI_PREV_PIPELINE_DEPLOY_TASK: prev.task,
    CI_PREV_PIPELINE_STATUS: prev.status,
    CI_PREV_PIPELINE_AUTHOR: features.pipelineAuthorVariables ? prev.author : undefined,
    CI_PREV_PIPELINE_AVATAR: features.pipelineAuthorVariables ? prev.avatar : undefined,
    CI_PREV_COMMIT_SHA: commit.sha,
    CI_PREV_COMMIT_REF: commit.ref,
    CI_PREV_COMMIT_REFSPEC: commit.refspec,
    CI_PREV_COMMIT_MESSAGE: commit.message,
    CI_PREV_COMMIT_BRANCH: commit.branch,
    CI_PREV_COMMIT_TIMESTAMP: features.commitTimestampVariables ? (commit.timestamp ?? 0) : undefined,
    CI_PREV_COMMIT_AUTHOR: commit.author?.name,
    CI_PREV_COMMIT_AUTHOR_EMAIL: commit.author?.email,
    CI_PREV_COMMIT_AUTHOR_AVATAR: features.commitAuthorAvatar ? commit.author?.avatar : prev.avatar,
    CI_PREV_COMMIT_SOURCE_BRANCH: source,
    CI_PREV_COMMIT_TARGET_BRANCH: target,
  });
}
