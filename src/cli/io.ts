import type { Command } from 'commander';
import type picocolors from 'picocolors';

/** Everything through which the program touches the world, replaced in tests. */
export interface ProcessIo {
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Reads a text file, or standard input for `-`. Throws the errors of `node:fs`. */
  readonly readFile: (path: string) => string;
  /** The files in a folder, by name; undefined if it is not a folder. */
  readonly listFolder: (path: string) => readonly string[] | undefined;
  /** Writes a file, and the folders above it. */
  readonly writeFile: (path: string, text: string) => void;
  readonly removeFile: (path: string) => void;
  /** Serves the playground until the process ends, and writes where. */
  readonly servePlayground: (port: number) => void;
  /** Whether to color standard output and standard error. */
  readonly colours: { readonly out: boolean; readonly error: boolean };
  /** The width of the terminal. Default: reports are not wrapped. */
  readonly columns?: number | undefined;
}

type Colors = ReturnType<typeof picocolors.createColors>;

/** The world of a command. Access to files that fails throws {@link InputError}. */
export interface CommandIo extends Omit<ProcessIo, 'colours'> {
  /** Paints standard output and standard error. */
  colours: { readonly out: Colors; readonly error: Colors };
  /** The text of a file that was read, by its name in findings. */
  readonly textOf: (file: string) => string | undefined;
}

/** The name of standard input in findings. */
export const STANDARD_INPUT = 'stdin';

/** The exit code of a command: 0 success, 1 errors or findings, 2 invalid input or usage. */
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

/** A command needs code that is not loaded. It has written nothing yet. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
}

/** Adds a command to the program; running it ends with a code. */
export type AddCommand = (program: Command, io: CommandIo, end: (code: ExitCode) => void) => void;
