import { excerpt } from '../../base/text/excerpt.ts';
import { type CommandIo, InputError } from '../io.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
  ENOTDIR: 'a part of the path is no folder',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is no text in UTF-8',
};

/** Reads a text file, or standard input for `-`. Throws {@link InputError} where that cannot be. */
export function readTextFile(path: string, io: CommandIo): string {
  try {
    return io.readFile(path);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new InputError(`Cannot read ${excerpt(path)}: ${REASONS[code] ?? message}.`);
  }
}
