import { Command } from 'commander';
import { commandIo } from '../../src/cli/command-io.ts';
import type { AddCommand, ExitCode, ProcessIo } from '../../src/cli/io.ts';
import { loadChecks, loadCommands, run as runOnDemand } from '../../src/cli/load-commands.ts';
import { main } from '../../src/cli/main.ts';
import { nodeIo } from '../../src/cli/node-io.ts';

/** What a command left behind. */
export interface CommandRun {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
  /** Files that were written, by path. */
  readonly written: ReadonlyMap<string, string>;
  /** Files that were removed. */
  readonly removed: readonly string[];
}

export interface World {
  /** Files by path; a folder is there if a file is in it. What is not listed is read from the disk below `fixtures/`. */
  readonly files?: Readonly<Record<string, string>>;
  /** Paths at which the system fails, with the code of its error. */
  readonly failures?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly colours?: boolean;
  /** The width of the terminal. */
  readonly columns?: number;
}

const checks = await loadChecks();
const COMMANDS = await loadCommands([], checks);

/** Each command alone, as the built program sets it up. */
const COMMAND_BY_NAME = new Map(
  await Promise.all(
    namesOf(COMMANDS).map(async (name) => [name, await loadCommands([name], checks)] as const),
  ),
);

function namesOf(commands: readonly AddCommand[]): string[] {
  const program = new Command();
  for (const add of commands) add(program, commandIo(nodeIo()), () => {});
  return program.commands.map((command) => command.name());
}

/** Runs the command line on files in memory. */
export function run(argv: readonly string[], world: World = {}): CommandRun {
  const { io, left } = memoryIo(world);
  return left(main(argv, commandIo(io), COMMAND_BY_NAME.get(argv[0] ?? '') ?? COMMANDS));
}

/** The same with only the code that the built program loads. */
export async function runLoading(argv: readonly string[], world: World = {}): Promise<CommandRun> {
  const { io, left } = memoryIo(world);
  return left(await runOnDemand(argv, io));
}

function memoryIo({ files = {}, failures = {}, stdin = '', colours = false, columns }: World) {
  let out = '';
  let err = '';
  let rest = stdin;
  const written = new Map<string, string>();
  const removed: string[] = [];
  const disk = nodeIo();
  const failAt = (path: string) => {
    const code = Object.hasOwn(failures, path) ? failures[path] : undefined;
    if (code !== undefined) throw Object.assign(new Error(`${code}: failed, open '${path}'`), { code });
  };
  const io: ProcessIo = {
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      err += text;
    },
    readFile(path) {
      failAt(path);
      if (path === '-') {
        const text = rest;
        rest = '';
        return text;
      }
      const text = Object.hasOwn(files, path) ? files[path] : undefined;
      if (text !== undefined) return text;
      if (path.startsWith('fixtures/')) return disk.readFile(path);
      throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    },
    listFolder(path) {
      failAt(path);
      const folder = `${path.replace(/\/$/, '')}/`;
      const names = Object.keys(files).filter((name) => name.startsWith(folder));
      if (names.length > 0) return names.map((name) => name.slice(folder.length)).sort();
      return path.startsWith('fixtures/') ? disk.listFolder(path) : undefined;
    },
    writeFile: (path, text) => {
      failAt(path.slice(0, path.lastIndexOf('/')));
      written.set(path, text);
    },
    removeFile: (path) => removed.push(path),
    servePlayground: (port) => io.writeOut(`serves on ${port}\n`),
    colours: { out: colours, error: colours },
    columns,
  };
  return { io, left: (code: ExitCode): CommandRun => ({ code, out, err, written, removed }) };
}

/** The codes in brackets in the lines of standard error. */
export function codesIn(err: string): string[] {
  return [...err.matchAll(/(?:error|warning|info)\[([a-z-]+)\]: |\[([a-z-]+)\]$/gm)].map(
    ([, code, last = '']) => code ?? last,
  );
}
