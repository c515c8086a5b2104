import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import picocolors from 'picocolors';
import type { CommandIo } from './io.ts';

/** The process's own files and streams. */
export function nodeIo(): CommandIo {
  const colours = picocolors.isColorSupported;
  return {
    writeOut: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
    readFile: (path) => readFileSync(path === '-' ? 0 : path, 'utf8'),
    listFolder: (path) => (isFolder(path) ? readdirSync(path).sort() : undefined),
    writeFile(path, text) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    },
    colours: {
      out: colours && process.stdout.isTTY === true,
      error: colours && process.stderr.isTTY === true,
    },
  };
}

function isFolder(path: string): boolean {
  return path !== '-' && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
