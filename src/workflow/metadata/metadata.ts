import type { Features } from '../../translate/release/features.ts';

/**
 * The metadata of a pipeline; every field can be missing, and unknown ones are ignored. Missing numbers are 0,
 * missing booleans false.
 *
 * Source: the metadata of the server, with its keys, from which it makes the variables
 * <https://woodpecker-ci.org/docs/usage/environment>.
 */
export interface PipelineMetadata {
  /** The repository. */
  readonly repo?: RepositoryMetadata;
  /** The pipeline itself. */
  readonly curr?: PipelineRunMetadata;
  /** The pipeline before this one. */
  readonly prev?: PipelineRunMetadata;
  /** The server. */
  readonly sys?: {
    /** Its name, `woodpecker` at a server: `CI` and `CI_SYSTEM_NAME`. */
    readonly name?: string;
    /** Its host, with the port if the URL has one: `CI_SYSTEM_HOST`. */
    readonly host?: string;
    /** Where it is reached: `CI_SYSTEM_URL`, and the start of `CI_PIPELINE_URL`. */
    readonly url?: string;
    /** The platform, which is empty at a server: `CI_SYSTEM_PLATFORM`. */
    readonly arch?: string;
    /** Its version: `CI_SYSTEM_VERSION`. */
    readonly version?: string;
  };
  /** Where the repository lives. */
  readonly forge?: {
    /** Kind of forge, such as `gitea` or `github`: `CI_FORGE_TYPE`. */
    readonly type?: string;
    /** Its address: `CI_FORGE_URL`. */
    readonly url?: string;
  };
}

/** A repository. */
export interface RepositoryMetadata {
  /** Its id at the server, as it is in `CI_PIPELINE_URL`. */
  readonly id?: number;
  /** Its name: `CI_REPO_NAME`. */
  readonly name?: string;
  /** Its owner: `CI_REPO_OWNER`. */
  readonly owner?: string;
  /** Its organization at the server, for namespaces per organization (3.9 and later). */
  readonly org_id?: number;
  /** Its id at the forge: `CI_REPO_REMOTE_ID`. */
  readonly remote_id?: string;
  /** Its page at the forge: `CI_REPO_URL`; the workspace is named after it. */
  readonly forge_url?: string;
  /** Where it is cloned from by HTTP: `CI_REPO_CLONE_URL`. */
  readonly clone_url?: string;
  /** Where it is cloned from by SSH: `CI_REPO_CLONE_SSH_URL`. */
  readonly clone_url_ssh?: string;
  /** Whether strangers cannot see it: `CI_REPO_PRIVATE`. */
  readonly private?: boolean;
  /** Its default branch: `CI_REPO_DEFAULT_BRANCH`. */
  readonly default_branch?: string;
  /** Its trust: `CI_REPO_TRUSTED_*`. */
  readonly trusted?: TrustInput;
}

/** A pipeline: this one, with variables `CI_PIPELINE_*`, or the one before, with `CI_PREV_PIPELINE_*`. */
export interface PipelineRunMetadata {
  /** Its number in the repository, from 1: `CI_PIPELINE_NUMBER`. */
  readonly number?: number;
  /** When it was created, in seconds since 1970: `CI_PIPELINE_CREATED`, and `now()` in conditions. */
  readonly created?: number;
  /** When it was started, in seconds since 1970: `CI_PIPELINE_STARTED`. */
  readonly started?: number;
  /** When the previous one ended, in seconds since 1970: `CI_PREV_PIPELINE_FINISHED`. */
  readonly finished?: number;
  /** How the previous one ended: `CI_PREV_PIPELINE_STATUS`. */
  readonly status?: string;
  /** The event that started it, such as `push` or `pull_request`: `CI_PIPELINE_EVENT`, and `when.event`. */
  readonly event?: string;
  /** The part of a pull request that changed: `CI_PIPELINE_EVENT_REASON` (3.10 and later). */
  readonly event_reason?: readonly string[];
  /** Its page at the forge: `CI_PIPELINE_FORGE_URL`. */
  readonly forge_url?: string;
  /** Target of a deployment: `CI_PIPELINE_DEPLOY_TARGET`. */
  readonly target?: string;
  /** Task of a deployment: `CI_PIPELINE_DEPLOY_TASK`. */
  readonly task?: string;
  /** Number of the pipeline that this one repeats: `CI_PIPELINE_PARENT`. */
  readonly parent?: number;
  /** How often it was repeated: `CI_PIPELINE_RERUNS` (3.15 and later). */
  readonly rerun_count?: number;
  /** Name of the cron job: `when.cron`. */
  readonly cron?: string;
  /** The release, for the event `release` (3.17 and later). */
  readonly release?: {
    /** Its title: `CI_PIPELINE_RELEASE_TITLE`. */
    readonly title?: string;
    /** Whether it is a pre-release: `CI_PIPELINE_RELEASE_PRE`. */
    readonly is_prerelease?: boolean;
  };
  /** Who started it: `CI_PIPELINE_AUTHOR` (3.8 and later). */
  readonly author?: string;
  /** Address of their picture: `CI_PIPELINE_AVATAR` (3.8 and later). */
  readonly avatar?: string;
  /** The commit that it is about. */
  readonly commit?: CommitMetadata;
}

/** A commit. */
export interface CommitMetadata {
  /** Its hash: `CI_COMMIT_SHA`. */
  readonly sha?: string;
  /** Its reference, such as `refs/heads/main`: `CI_COMMIT_REF`, and `when.ref`. */
  readonly ref?: string;
  /** Source and target branch of a pull request, with a colon between them: `CI_COMMIT_REFSPEC`. */
  readonly refspec?: string;
  /** Its branch, the target one for a pull request: `CI_COMMIT_BRANCH`, and `when.branch`. */
  readonly branch?: string;
  /** Its message: `CI_COMMIT_MESSAGE`. */
  readonly message?: string;
  /** When it was made, in seconds since 1970: `CI_COMMIT_TIMESTAMP` (3.16 and later). */
  readonly timestamp?: number;
  /** Who made it. */
  readonly author?: {
    /** Their name: `CI_COMMIT_AUTHOR`. */
    readonly name?: string;
    /** Their address for mail: `CI_COMMIT_AUTHOR_EMAIL`. */
    readonly email?: string;
    /** Address of their picture: `CI_COMMIT_AUTHOR_AVATAR` (through 3.13). */
    readonly avatar?: string;
  };
  /** Paths of the files that it changes: `CI_PIPELINE_FILES`, and `when.path`. */
  readonly changed_files?: readonly string[];
  /** Labels of the pull request: `CI_COMMIT_PULL_REQUEST_LABELS`. */
  readonly labels?: readonly string[];
  /** Milestone of the pull request: `CI_COMMIT_PULL_REQUEST_MILESTONE` (3.10 and later). */
  readonly milestone?: string;
  /** Whether the pull request is a draft: `CI_COMMIT_PULL_REQUEST_DRAFT` (3.16 and later). */
  readonly draft?: boolean;
  /** Whether the release is a pre-release: `CI_COMMIT_PRERELEASE`. Through 3.16; later in `release`. */
  readonly is_prerelease?: boolean;
}

/** The trust of a repository. */
export interface TrustInput {
  /** With `network_mode`, `extra_hosts`, `dns` and `dns_search`. Default false. */
  readonly network?: boolean;
  /** With `volumes`, `tmpfs` and `devices`. Default false. */
  readonly volumes?: boolean;
  /** With `privileged`, and with the credentials for cloning. Default false. */
  readonly security?: boolean;
}

/** Whether an event is about a pull request. */
export function isPullRequestEvent(event: string, features: Features): boolean {
  if (event === 'pull_request_metadata') return features.pullRequestMetadataEvent;
  return event === 'pull_request' || event === 'pull_request_closed';
}
