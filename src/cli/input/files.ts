import { excerpt } from '../../base/text/excerpt.ts';
import { type CommandIo, InputError } from '../io.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the file does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'a part of the path is not a folder',
  ELOOP: 'its symbolic links form a loop',
  ENAMETOOLONG: 'the path is too long',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text',
  EADDRINUSE: 'another program uses it',
};

/** Reads a text file, or standard input for `-`. Throws {@link InputError} if that fails. */
export function readTextFile(path: string, io: CommandIo): string {
  return accessing('read', path, () => io.readFile(path));
}

/** Lists the files in a folder; undefined for a path that is not a folder. Throws {@link InputError} if that fails. */
export function listFolder(path: string, io: CommandIo): readonly string[] | undefined {
  return accessing('read', path, () => io.listFolder(path));
}

/** Writes a file, and the folders above it. Throws {@link InputError} if that fails. */
export function writeTextFile(path: string, text: string, io: CommandIo): void {
  accessing('write', path, () => io.writeFile(path, text));
}

/** Removes a file. Throws {@link InputError} if that fails. */
export function removeFile(path: string, io: CommandIo): void {
  accessing('remove', path, () => io.removeFile(path));
}

function accessing<Result>(verb: 'read' | 'write' | 'remove', path: string, access: () => Result): Result {
  try {
    return access();
  } catch (error) {
    throw new InputError(`Cannot ${verb} ${excerpt(path)}: ${systemReason(error)}.`);
  }
}

/** The reason of an error of the file system, in words. */
export function systemReason(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const known = Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  // Node writes "EIO: i/o error, read".
  return known ?? /^[A-Z0-9]+: ([^,]+)/.exec(message)?.[1] ?? message;
}
