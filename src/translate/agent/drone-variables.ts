import { ownValue } from '../../base/json/json.ts';
import type { AgentFeatures } from '../release/agent-features.ts';

/** The `DRONE_*` variables that old plugins read, with the variables that they are copies of. */
const COPIES: Readonly<Record<string, string>> = {
  DRONE_BRANCH: 'CI_COMMIT_BRANCH',
  DRONE_COMMIT_BRANCH: 'CI_COMMIT_BRANCH',
  DRONE_PULL_REQUEST: 'CI_COMMIT_PULL_REQUEST',
  DRONE_TAG: 'CI_COMMIT_TAG',
  DRONE_SOURCE_BRANCH: 'CI_COMMIT_SOURCE_BRANCH',
  DRONE_TARGET_BRANCH: 'CI_COMMIT_TARGET_BRANCH',
  DRONE_BUILD_NUMBER: 'CI_PIPELINE_NUMBER',
  DRONE_BUILD_PARENT: 'CI_PIPELINE_PARENT',
  DRONE_BUILD_EVENT: 'CI_PIPELINE_EVENT',
  DRONE_BUILD_CREATED: 'CI_PIPELINE_CREATED',
  DRONE_BUILD_STARTED: 'CI_PIPELINE_STARTED',
  DRONE_BUILD_LINK: 'CI_PIPELINE_URL',
  DRONE_COMMIT: 'CI_COMMIT_SHA',
  DRONE_COMMIT_SHA: 'CI_COMMIT_SHA',
  DRONE_COMMIT_BEFORE: 'CI_PREV_COMMIT_SHA',
  DRONE_COMMIT_REF: 'CI_COMMIT_REF',
  DRONE_COMMIT_LINK: 'CI_PIPELINE_FORGE_URL',
  DRONE_COMMIT_MESSAGE: 'CI_COMMIT_MESSAGE',
  DRONE_COMMIT_AUTHOR: 'CI_COMMIT_AUTHOR',
  DRONE_COMMIT_AUTHOR_NAME: 'CI_COMMIT_AUTHOR',
  DRONE_COMMIT_AUTHOR_EMAIL: 'CI_COMMIT_AUTHOR_EMAIL',
  DRONE_REPO: 'CI_REPO',
  DRONE_REPO_OWNER: 'CI_REPO_OWNER',
  DRONE_REPO_NAME: 'CI_REPO_NAME',
  DRONE_REPO_PRIVATE: 'CI_REPO_PRIVATE',
  DRONE_REPO_LINK: 'CI_REPO_URL',
  DRONE_REPO_BRANCH: 'CI_REPO_DEFAULT_BRANCH',
  DRONE_REMOTE_URL: 'CI_REPO_CLONE_URL',
  DRONE_GIT_HTTP_URL: 'CI_REPO_CLONE_URL',
  DRONE_SYSTEM_HOST: 'CI_SYSTEM_HOST',
  DRONE_STEP_NUMBER: 'CI_STEP_NUMBER',
};

/** A variable that the agent sets, with its source: a field of the run or the step, or another variable. */
export interface AddedVariable {
  readonly name: string;
  readonly from: string;
  readonly value: unknown;
}

/** The variables for an environment; those whose source is missing are left out. */
export function droneVariables(
  environment: Readonly<Record<string, string>>,
  features: AgentFeatures,
): AddedVariable[] {
  const avatar = features.commitAuthorAvatar ? 'CI_COMMIT_AUTHOR_AVATAR' : 'CI_PIPELINE_AVATAR';
  const copies = Object.entries({ ...COPIES, DRONE_COMMIT_AUTHOR_AVATAR: avatar }).flatMap(([name, from]) => {
    const value = ownValue(environment, from);
    return value === undefined ? [] : [{ name, from, value }];
  });
  const pullRequest = 'CI_COMMIT_PULL_REQUEST';
  return [
    ...copies,
    {
      name: 'PULLREQUEST_DRONE_PULL_REQUEST',
      from: pullRequest,
      value: ownValue(environment, pullRequest) ?? '0',
    },
    { name: 'DRONE_BUILD_STATUS', from: 'status', value: 'success' },
    { name: 'DRONE_REPO_SCM', from: 'scm', value: 'git' },
  ];
}
