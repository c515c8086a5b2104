import type { CommandIo } from './io.ts';

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
