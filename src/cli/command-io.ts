import picocolors from 'picocolors';
import { excerpt } from '../base/text/excerpt.ts';
import { type CommandIo, InputError, type ProcessIo, STANDARD_INPUT } from './io.ts';

/** The world of a command, in which every file is read once: standard input cannot be read again. */
export function commandIo(io: ProcessIo): CommandIo {
  const texts = new Map<string, string>();
  return {
    ...io,
    readFile(path) {
      const text = texts.get(path) ?? accessing('read', path, () => io.readFile(path));
      texts.set(path, text);
      return text;
    },
    listFolder: (path) => accessing('read', path, () => io.listFolder(path)),
    writeFile: (path, text) => accessing('write', path, () => io.writeFile(path, text)),
    removeFile: (path) => accessing('remove', path, () => io.removeFile(path)),
    textOf: (file) => texts.get(file) ?? (file === STANDARD_INPUT ? texts.get('-') : undefined),
    colours: coloursOf(io.colours),
  };
}

/** The painters of standard output and standard error. */
export function coloursOf({ out, error }: ProcessIo['colours']): CommandIo['colours'] {
  return { out: picocolors.createColors(out), error: picocolors.createColors(error) };
}

function accessing<Result>(verb: 'read' | 'write' | 'remove', path: string, access: () => Result): Result {
  try {
    return access();
  } catch (error) {
    throw new InputError(`Cannot ${verb} ${excerpt(path)}: ${systemReason(error)}.`);
  }
}

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

/** The reason of an error of the file system, in words. */
export function systemReason(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const known = Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  // Node writes "EIO: i/o error, read".
  return known ?? /^[A-Z0-9]+: ([^,]+)/.exec(message)?.[1] ?? message;
}
