import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePod, resolveAgentOptions } from '../../../../src/index.ts';

export interface StepRun {
  readonly commands: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Working directory, below the empty folder in which the step runs. */
  readonly dir?: string;
  /** Called before the container starts, with the home folder. */
  readonly prepare?: (home: string) => void;
}

export interface StepResult {
  readonly stdout: string;
  readonly status: number | null;
  readonly netrc: { readonly text: string; readonly mode: string } | null;
  /** Names in the folder afterwards. */
  readonly made: readonly string[];
}

/** Runs the container of a step on this machine: its own command and environment, in an empty folder. */
export function runStep({ commands, env = {}, dir = 'work', prepare }: StepRun): StepResult {
  const base = mkdtempSync(join(tmpdir(), 'podwright-'));
  try {
    const [root, home] = [join(base, 'root'), join(base, 'home')];
    mkdirSync(root);
    mkdirSync(home);
    prepare?.(home);
    const { command, variables } = containerOf(commands, `${root}/${dir}`, { SUBDIR: 'sub', ...env });
    const { stdout, status } = run(command, { ...variables, HOME: home }, root);
    const named = stdout.replaceAll(root, '<root>').replaceAll(home, '<home>');
    return { stdout: named, status, netrc: readNetrc(join(home, '.netrc')), made: readdirSync(root).sort() };
  } finally {
    rmSync(base, { recursive: true });
  }
}

/** What a command writes to its standard output on this machine, with its own variables. */
export function outputOf(command: readonly string[], variables: Readonly<Record<string, string>>): string {
  return run(command, variables, tmpdir()).stdout;
}

function containerOf(
  commands: readonly string[],
  directory: string,
  environment: Readonly<Record<string, string>>,
): { command: readonly string[]; variables: Record<string, string> } {
  const step = { name: 'run', image: 'alpine', commands, working_dir: directory, environment };
  const container = makePod(step, resolveAgentOptions()).spec?.containers[0];
  const variables = (container?.env ?? []).map(({ name, value = '' }) => [name, value] as const);
  return { command: container?.command ?? [], variables: Object.fromEntries(variables) };
}

/** The recordings were made with a umask of 022. */
function run(
  command: readonly string[],
  variables: Readonly<Record<string, string>>,
  cwd: string,
): { stdout: string; status: number | null } {
  const PATH = process.env['PATH'] ?? '/usr/bin:/bin';
  const { stdout, status } = spawnSync('/bin/sh', ['-c', 'umask 022; exec "$@"', 'sh', ...command], {
    cwd,
    env: { PATH, ...variables },
    input: '',
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { stdout, status };
}

function readNetrc(file: string): StepResult['netrc'] {
  if (!existsSync(file)) return null;
  return { text: readFileSync(file, 'utf8'), mode: (statSync(file).mode & 0o777).toString(8) };
}
