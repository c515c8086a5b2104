import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  type AgentIdentity,
  type AgentOptions,
  type CompiledWorkflow,
  compileWorkflow,
  type LintDiagnostic,
  lintWorkflow,
  readAgentEnvironment,
  resolveAgentOptions,
} from '../../../src/index.ts';
import { withAgentVariables } from '../../../src/translate/agent/agent-variables.ts';

/** A workflow with what its leading comments say: `# release: 3.17`, `# agent: NAME=value`, and so on. */
export interface WorkflowFixture {
  readonly name: string;
  readonly text: string;
  readonly workflows: readonly CompiledWorkflow[];
  readonly agent: AgentOptions;
  readonly environment: Readonly<Record<string, string>>;
  readonly taskUuid: string;
  readonly node: Readonly<Record<string, string>> | undefined;
}

export const ERR = 'fixtures/workflow/err';
export const OK = 'fixtures/workflow/ok';

export function fixtureNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && !/\.(report|fixed)\.yaml$/.test(name))
    .map((name) => name.slice(0, -'.yaml'.length));
}

/**
 * Reads a fixture. The comments set `release`, `agent` (a variable of its environment, repeatable), `platform` and
 * `os` of the agent, `task`, `node` (`cpu=4 memory=8Gi`), `repo` (owner/name), `trusted` and `registry`
 * (`host=user:password`). A file with `pipeline` is a compiled workflow and taken as it is.
 */
export function readFixture(path: string): WorkflowFixture {
  const [fixture] = readFixtureAtReleases(path);
  if (fixture === undefined) throw new Error(`${path} names no release`);
  return fixture;
}

/** The same at each of the releases that its comment lists. */
export function readFixtureAtReleases(path: string): WorkflowFixture[] {
  const text = readFileSync(path, 'utf8');
  const header = headerOf(text);
  const single = (key: string): string | undefined => header.find(([name]) => name === key)?.[1];
  const environment = Object.fromEntries(
    header.filter(([name]) => name === 'agent').map(([, value]) => splitAt(value, '=')),
  );
  const releases = (single('release') ?? '3.0').split(', ');
  const platform = single('platform') ?? 'linux/amd64';
  const node = single('node');
  return releases.map((release) => ({
    name: `${path.replace(/^.*\//, '')} at ${release}`,
    text,
    workflows: workflowsOf(text, release, platform, single),
    agent: agentOf(environment, { release, os: single('os') ?? 'linux' }),
    environment,
    taskUuid: single('task') ?? '1',
    node:
      node === undefined ? undefined : Object.fromEntries(node.split(' ').map((part) => splitAt(part, '='))),
  }));
}

export function lintFixture({
  workflows,
  agent,
  environment,
  taskUuid,
  node,
}: WorkflowFixture): LintDiagnostic[] {
  return workflows.flatMap((workflow) => lintWorkflow(workflow, agent, { taskUuid, environment }, { node }));
}

/** An agent that does not start has the options of one without its environment. */
function agentOf(environment: Readonly<Record<string, string>>, identity: AgentIdentity): AgentOptions {
  return readAgentEnvironment(environment, identity).options ?? resolveAgentOptions(identity);
}

function headerOf(text: string): [string, string][] {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return lines.slice(0, end).flatMap((line) => {
    const [, key, value] = /^# ([a-z]+): (.*)$/.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as [string, string]];
  });
}

function workflowsOf(
  text: string,
  release: string,
  platform: string,
  single: (key: string) => string | undefined,
): CompiledWorkflow[] {
  const document: unknown = parse(text);
  if (typeof document === 'object' && document !== null && 'pipeline' in document)
    return [document as CompiledWorkflow];
  const [owner = '', name = ''] = (single('repo') ?? 'octo/app').split('/');
  const trust = single('trusted') === 'true';
  const [registry, credentials] = splitAt(single('registry') ?? '=', '=');
  const [username = '', password = ''] = credentials.split(':');
  const { workflows, errors } = compileWorkflow(text, {
    workflow_name: 'workflow',
    release,
    unknown_secrets: 'placeholder',
    metadata: {
      repo: {
        id: 1,
        owner,
        name,
        remote_id: '1',
        default_branch: 'main',
        forge_url: `https://forge.example.com/${owner}/${name}`,
        clone_url: `https://forge.example.com/${owner}/${name}.git`,
        trusted: { network: trust, volumes: trust, security: trust },
      },
      curr: {
        number: 1,
        event: single('event') ?? 'push',
        cron: single('cron') ?? '',
        commit: {
          sha: '0'.repeat(40),
          ref: single('event') === 'tag' ? 'refs/tags/v1.2.3' : 'refs/heads/main',
          branch: 'main',
          changed_files: ['docs/index.md', 'services/api/main.go'],
        },
      },
      sys: { name: 'woodpecker', host: 'ci.example.com', url: 'https://ci.example.com' },
      forge: { type: 'forgejo', url: 'https://forge.example.com' },
    },
    registries: registry === '' ? [] : [{ hostname: registry, username, password }],
  });
  const configs = workflows.flatMap(({ config }) => (config === undefined ? [] : [config]));
  if (configs.length === 0)
    throw new Error(`nothing runs: ${errors.map(({ message }) => message).join('; ')}`);
  return configs.map((config) => withAgentVariables(config, { release, platform }));
}

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}
