import { NOTHING } from '../../base/json/json.ts';
import type { Features } from '../../translate/release/features.ts';
import type { PipelineMetadata } from '../metadata/metadata.ts';
import { type Variables, variablesOf } from './variables.ts';

const TAG_REF = 'refs/tags/';

export function commitVariables({ curr = NOTHING }: PipelineMetadata, features: Features): Variables {
  const commit = curr.commit ?? NOTHING;
  return variablesOf({
    CI_COMMIT_SHA: commit.sha,
    CI_COMMIT_REF: commit.ref,
    CI_COMMIT_REFSPEC: commit.refspec,
    CI_COMMIT_MESSAGE: commit.message,
    CI_COMMIT_BRANCH: commit.branch,
    CI_COMMIT_TIMESTAMP: features.commitTimestampVariables ? (commit.timestamp ?? 0) : undefined,
    CI_COMMIT_AUTHOR: commit.author?.name,
    CI_COMMIT_AUTHOR_EMAIL: commit.author?.email,
    CI_COMMIT_AUTHOR_AVATAR: features.commitAuthorAvatar ? commit.author?.avatar : curr.avatar,
    CI_COMMIT_TAG: tagOf(commit.ref ?? '', curr.event ?? '', features),
  });
}

/** The two branches in the refspec of a pull request; none unless there is exactly one colon. */
export function pullRequestParts(refspec = ''): readonly (string | undefined)[] {
  const parts = refspec.split(':');
  return parts.length === 2 ? parts : [];
}

function tagOf(ref: string, event: string, features: Features): string | undefined {
  if (ref.startsWith(TAG_REF)) return ref.slice(TAG_REF.length);
  const anyRef =
    (features.eventTagVariable && (event === 'tag' || event === 'release')) ||
    (features.deploymentTagVariable && event === 'deployment');
  return anyRef ? ref : undefined;
}
