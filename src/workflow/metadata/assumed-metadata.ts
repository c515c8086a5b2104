import { layered } from '../../base/json/merge.ts';
import { type Features, featuresOf } from '../../translate/release/features.ts';
import { DEFAULT_RELEASE } from '../../translate/release/releases.ts';
import {
  decodedBy,
  type InputFields,
  type InputReport,
  type OptionFault,
  optionFaults,
} from '../input/input-shape.ts';
import type { PipelineMetadata } from './metadata.ts';
import { eventFault, METADATA_SHAPE, repositoryFault } from './metadata-field.ts';

/** The differences of a pipeline from a push to the default branch of `owner/repo`. */
export interface PipelineChoices {
  /** `push`, `pull_request`, `tag`, `cron`, `manual` and so on. Default: by `tag` and `cron`, else `push`. */
  readonly event?: string | undefined;
  /** Branch of the commit; of a pull request its target. Default: the default branch. */
  readonly branch?: string | undefined;
  /** Git reference of the commit. Default: made from the event. */
  readonly ref?: string | undefined;
  /** Tag of the commit; implies the event `tag`. */
  readonly tag?: string | undefined;
  /** Id of the commit. Default: 40 zeros. */
  readonly sha?: string | undefined;
  /** Name of the cron job; implies the event `cron`. */
  readonly cron?: string | undefined;
  /** The files that the commits change, for `when: path`. Default: none. */
  readonly changed?: readonly string[] | undefined;
  /** The repository as `owner/name`. Default `owner/repo`. */
  readonly repo?: string | undefined;
  /** Default branch of the repository. Default `main`. */
  readonly defaultBranch?: string | undefined;
  /** Whether the repository is trusted with network, volumes and security. Default false. */
  readonly trusted?: boolean | undefined;
}

/** The options of {@link PipelineChoices}. */
export const CHOICES = {
  event: 'text',
  branch: 'text',
  ref: 'text',
  tag: 'text',
  sha: 'text',
  cron: 'text',
  changed: 'texts',
  repo: 'text',
  defaultBranch: 'text',
  trusted: 'bool',
} as const satisfies InputFields;

export function choiceFaults({ event, repo }: PipelineChoices): OptionFault[] {
  return [
    ['event', event === undefined ? undefined : eventFault(event)],
    ['repo', repo === undefined ? undefined : repositoryFault(repo)],
  ];
}

/**
 * Completes the metadata of a pipeline. The defaults are those of a push to the default branch of
 * `owner/repo`, and choices override the given metadata.
 *
 * `planFiles`, `lintFiles`, `diffFiles` and the command line complete metadata with it. `compileWorkflow` does not: it
 * treats a missing field as empty, like the server.
 *
 * @param choices the differences from a push
 * @param given metadata that is known; it is not changed
 * @param release release of the server, on which the reference of a manual run depends. Default `3.0`.
 * @throws {TypeError} for a choice or metadata with an invalid value
 */
export function assumedMetadata(
  choices: PipelineChoices = {},
  given: PipelineMetadata = {},
  release: string | undefined = undefined,
): PipelineMetadata {
  const report: InputReport = { wrong: [], unknown: [] };
  const read = decodedBy(
    { choices: CHOICES, metadata: METADATA_SHAPE },
    { choices, metadata: given },
    '',
    report,
  );
  const { choices: chosen = {} } = read as { choices?: PipelineChoices };
  const faults = [...optionFaults({ ...report, unknown: [] }), ...choiceFaults(chosen)];
  for (const [option, fault] of faults)
    if (fault !== undefined) throw new TypeError(`\`${option}\` ${fault}`);
  return completedMetadata(chosen, given ?? {}, release);
}

/** The same for choices and metadata that were checked. */
export function completedMetadata(
  choices: PipelineChoices,
  given: PipelineMetadata = {},
  release: string | undefined = undefined,
): PipelineMetadata {
  const features = featuresOf(release ?? DEFAULT_RELEASE);
  const base = layered(plainPush(), given);
  const defaultBranch = choices.defaultBranch ?? base.repo?.default_branch ?? 'main';
  return layered(base, {
    repo: { ...repositoryOf(choices), default_branch: defaultBranch },
    curr: runOf(choices, defaultBranch, given, features),
  });
}

function plainPush(): PipelineMetadata {
  return {
    repo: {
      id: 1,
      name: 'repo',
      owner: 'owner',
      remote_id: '1',
      forge_url: 'https://forge.example.com/owner/repo',
      clone_url: 'https://forge.example.com/owner/repo.git',
      clone_url_ssh: 'git@forge.example.com:owner/repo.git',
    },
    curr: {
      number: 1,
      author: 'author',
      commit: { sha: '0'.repeat(40), author: { name: 'author', email: 'author@example.com' } },
    },
    sys: { name: 'woodpecker', host: 'ci.example.com', url: 'https://ci.example.com' },
    forge: { type: 'forgejo', url: 'https://forge.example.com' },
  };
}

function repositoryOf({ repo, trusted }: PipelineChoices): PipelineMetadata['repo'] {
  const trust = trusted ? { trusted: { network: true, volumes: true, security: true } } : {};
  if (repo === undefined) return trust;
  const slash = repo.lastIndexOf('/');
  const forge_url = `https://forge.example.com/${repo}`;
  return {
    owner: repo.slice(0, slash),
    name: repo.slice(slash + 1),
    forge_url,
    clone_url: `${forge_url}.git`,
    clone_url_ssh: `git@forge.example.com:${repo}.git`,
    ...trust,
  };
}

function runOf(
  choices: PipelineChoices,
  defaultBranch: string,
  given: PipelineMetadata,
  features: Features,
): PipelineMetadata['curr'] {
  const { tag, cron, sha, changed = [] } = choices;
  const implied = tag !== undefined ? 'tag' : cron !== undefined ? 'cron' : undefined;
  const event = choices.event ?? implied ?? given.curr?.event ?? 'push';
  const branch = choices.branch ?? given.curr?.commit?.branch ?? defaultBranch;
  const isRefGiven =
    given.curr?.commit?.ref !== undefined &&
    [choices.event, choices.branch, implied].every((choice) => choice === undefined);
  const ref = choices.ref ?? (isRefGiven ? given.curr?.commit?.ref : refOf(event, branch, tag, features));
  return {
    event,
    ...(cron === undefined ? {} : { cron }),
    commit: {
      ...(ref === undefined ? {} : { ref }),
      branch,
      ...(event.startsWith('pull_request') && given.curr?.commit?.refspec === undefined
        ? { refspec: `topic:${branch}` }
        : {}),
      ...(sha === undefined ? {} : { sha }),
      ...(changed.length === 0 ? {} : { changed_files: changed }),
    },
  };
}

function refOf(event: string, branch: string, tag: string | undefined, features: Features): string {
  if (event === 'manual' && !features.manualRunReference) return branch;
  if (event.startsWith('pull_request')) return 'refs/pull/1/head';
  return event === 'tag' || event === 'release' ? `refs/tags/${tag ?? 'v1.0.0'}` : `refs/heads/${branch}`;
}
