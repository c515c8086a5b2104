import type { Command } from 'commander';
import type { CommandIo, ExitCode } from './io.ts';

/** Adds a command to the program; running it ends with a code. */
export type AddCommand = (program: Command, io: CommandIo, end: (code: ExitCode) => void) => void;
