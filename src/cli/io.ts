import type { Command } from 'commander';

/** Everything through which a command touches the world, so that tests can replace it. */
export interface CommandIo {
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Reads a text file, or standard input for `-`. Throws what `node:fs` throws. */
  readonly readFile: (path: string) => string;
  /** The files in a folder, by name; undefined for what is not a folder. */
  readonly listFolder: (path: string) => readonly string[] | undefined;
  /** Writes a file, and the folders above it. */
  readonly writeFile: (path: string, text: string) => void;
  /** Whether to colour what goes to standard output and to standard error. */
  readonly colours: { readonly out: boolean; readonly error: boolean };
}

/** What a command ends with: 0 done, 1 done with findings or errors of the agent, 2 bad input or usage. */
export type ExitCode = 0 | 1 | 2;

/** Input that cannot be used. Its lines go to standard error, and the command ends with 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly lines: readonly string[];

  constructor(lines: string | readonly string[]) {
    super(typeof lines === 'string' ? lines : lines.join('\n'));
    this.lines = typeof lines === 'string' ? [lines] : lines;
  }
}

/** Adds a command to the program; running it ends with a code. */
export type AddCommand = (program: Command, io: CommandIo, end: (code: ExitCode) => void) => void;

/** The same world, in which every file is read once: standard input cannot be read again. */
export function cachedIo(io: CommandIo): CommandIo {
  const texts = new Map<string, string>();
  return {
    ...io,
    readFile(path) {
      const text = texts.get(path) ?? io.readFile(path);
      texts.set(path, text);
      return text;
    },
  };
}
