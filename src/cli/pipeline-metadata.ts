import { layered } from '../model/merge.ts';
import { excerpt } from '../text/excerpt.ts';
import type { PipelineMetadata } from '../workflow/metadata.ts';
import { type CommandIo, InputError } from './io.ts';
import { checkMetadata } from './metadata-shape.ts';
import { readTextFile } from './read-file.ts';
import { readJson } from './read-json.ts';
import type { Finding } from './report.ts';
import type { WorkflowFlags } from './workflow-flags.ts';

/** What the server would know of the pipeline: a file's metadata over a plain push, and the flags over both. */
export function pipelineMetadata(
  flags: WorkflowFlags,
  io: CommandIo,
): { metadata: PipelineMetadata; findings: readonly Finding[] } {
  const { metadata: file, findings } = readMetadata(flags.metadata, io);
  const repository = repositoryOf(flags);
  const fromFile = layered(defaultMetadata(), file);
  const branchOfFile = fromFile.repo?.default_branch ?? 'main';
  const defaultBranch = flags.defaultBranch ?? branchOfFile;
  const run = runOf(flags, defaultBranch, file);
  const metadata = layered(fromFile, { repo: { ...repository, default_branch: defaultBranch }, ...run });
  return { metadata, findings };
}

function defaultMetadata(): PipelineMetadata {
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
      event: 'push',
      author: 'author',
      commit: { sha: '0'.repeat(40), author: { name: 'author', email: 'author@example.com' } },
    },
    sys: { name: 'woodpecker', host: 'ci.example.com', url: 'https://ci.example.com' },
    forge: { type: 'forgejo', url: 'https://forge.example.com' },
  };
}

function readMetadata(
  path: string | undefined,
  io: CommandIo,
): { metadata: PipelineMetadata; findings: readonly Finding[] } {
  if (path === undefined) return { metadata: {}, findings: [] };
  const { value, findings } = readJson(readTextFile(path, io), path);
  const checked = checkMetadata(value, path);
  return { metadata: checked.metadata, findings: [...findings, ...checked.findings] };
}

function repositoryOf({ repo, trusted }: WorkflowFlags): PipelineMetadata['repo'] {
  const trust = trusted ? { trusted: { network: true, volumes: true, security: true } } : {};
  if (repo === undefined) return trust;
  const slash = repo.lastIndexOf('/');
  if (slash <= 0 || slash === repo.length - 1)
    throw new InputError(`--repo takes owner/name, not ${excerpt(repo)}.`);
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
  flags: WorkflowFlags,
  defaultBranch: string,
  file: PipelineMetadata,
): Pick<PipelineMetadata, 'curr'> {
  const implied = flags.tag !== undefined ? 'tag' : flags.cron !== undefined ? 'cron' : undefined;
  const event = flags.event ?? implied ?? file.curr?.event ?? 'push';
  const branch = flags.branch ?? file.curr?.commit?.branch ?? defaultBranch;
  const isRefGiven =
    file.curr?.commit?.ref !== undefined &&
    [flags.event, flags.branch, implied].every((flag) => flag === undefined);
  const ref = flags.ref ?? (isRefGiven ? file.curr?.commit?.ref : refOf(event, branch, flags.tag));
  return {
    curr: {
      event,
      ...(flags.cron === undefined ? {} : { cron: flags.cron }),
      commit: {
        ...(ref === undefined ? {} : { ref }),
        branch,
        ...(event.startsWith('pull_request') && file.curr?.commit?.refspec === undefined
          ? { refspec: `topic:${branch}` }
          : {}),
        ...(flags.sha === undefined ? {} : { sha: flags.sha }),
        ...(flags.changed.length === 0 ? {} : { changed_files: flags.changed }),
      },
    },
  };
}

function refOf(event: string, branch: string, tag: string | undefined): string {
  if (event.startsWith('pull_request')) return 'refs/pull/1/head';
  return event === 'tag' || event === 'release' ? `refs/tags/${tag ?? 'v1.0.0'}` : `refs/heads/${branch}`;
}
